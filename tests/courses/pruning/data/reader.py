"""The course's data set: MNIST images, and the trained network that exercise 3 prunes.

`NAME`, `SOURCE`, `check`, `load`, `row_of`, `files` and `fetch` are what the commands use. A data
root holds `MNIST/raw` with the four IDX files, uncompressed; the network lies beside this file.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from autograder.core.errors import CommandError
from autograder.core.languages import N_, _

NAME = "MNIST-5k"
SOURCE = N_("The course brings it.")
NETWORK = Path(__file__).with_name("network.npz")
FILES = {
    "train_images": "train-images-idx3-ubyte",
    "train_labels": "train-labels-idx1-ubyte",
    "test_images": "t10k-images-idx3-ubyte",
    "test_labels": "t10k-labels-idx1-ubyte",
}
UINT8 = 0x08


def check(root: Path) -> None:
    """Raise CommandError where a folder holds no such data set."""
    for name in FILES.values():
        if not (root / "MNIST" / "raw" / name).is_file():
            words = _(
                "no MNIST/raw/{name} in {root}: name another folder with --data",
                name=name,
                root=root,
            )
            raise CommandError(words)


def load(root: Path) -> dict[str, np.ndarray]:
    """Read images (N, 28, 28) and labels (N,), uint8, and the weights, by their names."""
    images = {key: _read(root / "MNIST" / "raw" / name) for key, name in FILES.items()}
    if not NETWORK.is_file():  # while it is made
        return images
    with np.load(NETWORK) as weights:
        return images | {name: weights[name].astype(np.float32) for name in weights.files}


def files(root: Path) -> list[Path]:
    """List the files that a data set consists of, in order."""
    return [*(root / "MNIST" / "raw" / name for name in FILES.values()), NETWORK]


def row_of(arrays: dict[str, np.ndarray]) -> str:
    """Name the row of thresholds.toml that holds: the network is always the same."""
    return "mnist"


def fetch(root: Path) -> None:
    """Raise CommandError: this course brings its data set."""
    raise CommandError(_("this course brings its data set: there is nothing to fetch"))


def _read(path: Path) -> np.ndarray:
    """Read an IDX file of unsigned bytes; raises CommandError for any other."""
    raw = path.read_bytes()
    axes = raw[3] if len(raw) > 3 and raw[:3] == bytes([0, 0, UINT8]) else 0
    shape = np.frombuffer(raw, ">u4", axes, 4).astype(int)
    if not axes or len(raw) != 4 + 4 * axes + shape.prod():
        raise CommandError(_("{path}: not an IDX file of bytes, or cut off", path=path))
    return np.frombuffer(raw, np.uint8, offset=4 + 4 * axes).reshape(shape).copy()
