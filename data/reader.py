"""The course's data set: MNIST files, read, written and downloaded.

`NAME`, `SOURCE`, `check`, `load`, `files` and `fetch` are what the commands use; `row_of` tells
which row of thresholds.toml holds for a set.

A data root is a folder that holds `MNIST/raw` with the four IDX files, uncompressed, as
`torchvision.datasets.MNIST(root=..., download=False)` reads them.
"""

from __future__ import annotations

import contextlib
import http.client
import math
import os
import socket
import struct
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from autograder.core.errors import CommandError
from autograder.core.languages import N_, _

NAME = "MNIST"
SOURCE = N_(
    "torchvision.datasets.MNIST downloads it and compares the digests of its files; then the "
    "images are counted: 60,000 for training and 10,000 for testing."
)
"""Where its complete form comes from, and how it is checked."""
FILES = {
    True: ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"),
    False: ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"),
}
COMPLETE = {True: 60_000, False: 10_000}
IMAGE_SHAPE = (28, 28)
UINT8 = 0x08  # the type byte of an IDX file
MAX_AXES = 4
MAX_BYTES = 1 << 28  # five times complete MNIST
MIN_COMPLETE = 50_000
TIMEOUT = 60.0  # seconds that a download waits for an answer


class DataError(CommandError):
    """The data set is not as it must be; the message is one line with the path and the way out."""


def check(root: Path) -> None:
    """Raise DataError where a folder holds no such data set."""
    if not (root / "MNIST" / "raw").is_dir():
        raise DataError(
            _("no MNIST/raw in {root}: name a folder that holds it with --data", root=root)
        )


def load(root: Path) -> dict[str, np.ndarray]:
    """Read training and test images (N, 28, 28) and labels (N,), all uint8; raises DataError."""
    train_images, train_labels = load_split(root, train=True)
    test_images, test_labels = load_split(root, train=False)
    return {
        "train_images": train_images,
        "train_labels": train_labels,
        "test_images": test_images,
        "test_labels": test_labels,
    }


def row_of(arrays: dict[str, np.ndarray]) -> str:
    """Name the row of thresholds.toml that holds for a data set: its size tells."""
    return "complete" if len(arrays["train_labels"]) >= MIN_COMPLETE else "mnist5k"


def files(root: Path) -> list[Path]:
    """List the files that a data set consists of, in order."""
    return sorted((root / "MNIST" / "raw").glob("*-ubyte"))


def read_idx(path: str | os.PathLike[str]) -> np.ndarray:
    """Read an IDX file of unsigned bytes as a uint8 array of the shape that the file states.

    The header is two zero bytes, the type, the number of axes, and the sizes as big-endian
    32-bit numbers. Raises ValueError when the file is not such a file, is too short or too long.
    """
    with open(path, "rb") as file:
        start = file.read(4)
        if len(start) < 4 or start[:2] != b"\0\0":
            raise ValueError(f"{path}: not an IDX file, it begins with {start!r}")
        kind, axes = start[2:]
        if kind != UINT8:
            raise ValueError(f"{path}: holds type {kind:#04x}, expected {UINT8:#04x} (bytes)")
        if not 1 <= axes <= MAX_AXES:
            raise ValueError(f"{path}: has {axes} axes, expected 1 to {MAX_AXES}")
        sizes = file.read(4 * axes)
        if len(sizes) < 4 * axes:
            raise ValueError(f"{path}: ends within its header, after {4 + len(sizes)} bytes")
        shape = struct.unpack(f">{axes}I", sizes)
        expected = math.prod(shape)
        if expected > MAX_BYTES:
            raise ValueError(f"{path}: shape {shape} is more than {MAX_BYTES} bytes")
        values = file.read(expected + 1)
    if len(values) < expected:
        raise ValueError(
            f"{path}: is cut off, {len(values)} values where shape {shape} needs {expected}"
        )
    if len(values) > expected:
        raise ValueError(f"{path}: goes on after the {expected} values of shape {shape}")
    return np.frombuffer(values, dtype=np.uint8).reshape(shape).copy()


def write_idx(path: str | os.PathLike[str], array: np.ndarray) -> None:
    """Write a uint8 array of one to four axes as an IDX file; raises ValueError for any other."""
    if array.dtype != np.uint8 or not 1 <= array.ndim <= MAX_AXES:
        raise ValueError(
            f"array: {array.dtype} with {array.ndim} axes, expected uint8 with 1 to {MAX_AXES}"
        )
    header = struct.pack(f">4B{array.ndim}I", 0, 0, UINT8, array.ndim, *array.shape)
    Path(path).write_bytes(header + array.tobytes())


def load_split(root: Path, train: bool) -> tuple[np.ndarray, np.ndarray]:
    """Read the training or the test images (N, 28, 28) and labels (N,), both uint8, of a data root.

    Raises DataError when a file is missing or broken, or when the two do not belong together.
    """
    raw = Path(root) / "MNIST" / "raw"
    way_out = "use a complete data folder, named with --data"
    arrays = []
    for name in FILES[train]:
        try:
            arrays.append(read_idx(raw / name))
        except OSError as error:
            reason = error.strerror or error
            raise DataError(f"{raw / name}: {reason}; {way_out}") from None
        except ValueError as error:
            raise DataError(f"{error}; {way_out}") from None
    images, labels = arrays
    if images.shape[1:] != IMAGE_SHAPE or labels.shape != images.shape[:1] or not len(labels):
        raise DataError(
            f"{raw}: images of shape {images.shape} and labels of shape {labels.shape}, "
            f"expected (N, 28, 28) and (N,) with N at least 1; {way_out}"
        )
    if labels.max() > 9:
        raise DataError(f"{raw / FILES[train][1]}: label {labels.max()}, expected 0-9; {way_out}")
    return images, labels


def is_complete(root: Path) -> bool:
    """Say whether a data root holds as many images as complete MNIST: 60,000 and 10,000."""
    try:
        return all(len(load_split(root, train)[1]) == COMPLETE[train] for train in FILES)
    except DataError:
        return False


def fetch(root: Path) -> None:
    """Download complete MNIST to `root`/MNIST/raw through torchvision, which shows its progress.

    Nothing happens when it is there already. The files are loaded into a folder beside
    `root`/MNIST and moved when all are right, so that there is never a half-written one.
    Raises DataError when the download fails or when other files are in the way.
    """
    root = Path(root)
    raw = root / "MNIST" / "raw"
    try:
        if raw.is_dir() and any(raw.iterdir()):
            if is_complete(root):
                return
            raise DataError(f"{raw}: holds other files than complete MNIST; name another folder")
        with _folder(root), tempfile.TemporaryDirectory(prefix=".download-", dir=root) as aside:
            fetched = Path(aside)
            _download(fetched, root)
            raw.mkdir(parents=True, exist_ok=True)
            raw.rmdir()  # it is empty: not every system renames onto an empty folder
            (fetched / "MNIST" / "raw").rename(raw)
    except OSError as error:
        reason = error.strerror or error
        raise DataError(f"{root}: cannot be written ({reason}); name another folder") from None


@contextlib.contextmanager
def _folder(path: Path) -> Iterator[None]:
    """Make a folder, and take it away again when what follows fails and it is empty."""
    new = not path.exists()
    path.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        if new:
            with contextlib.suppress(OSError):
                path.rmdir()
        raise


def _download(aside: Path, root: Path) -> None:
    """Download complete MNIST into `aside`; raises DataError, which names `root`."""
    from torchvision import datasets

    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(TIMEOUT)
    try:
        datasets.MNIST(aside, download=True)
    except (OSError, RuntimeError, EOFError, http.client.HTTPException, zlib.error) as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[-1]
        raise DataError(
            f"{root}: MNIST could not be downloaded ({reason}); connect to the internet and try "
            "again, or go on with the kit's MNIST-5k"
        ) from None
    finally:
        socket.setdefaulttimeout(before)
    for packed in (aside / "MNIST" / "raw").glob("*.gz"):
        packed.unlink()
    if not is_complete(aside):
        raise DataError(f"{root}: the MNIST that was downloaded is not complete; try again")
