"""The data folder: MNIST-5k, the script that made it, and reading and fetching MNIST files."""

from __future__ import annotations

import functools
import gzip
import hashlib
import http.server
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from autograder.course import data_reader

data = data_reader()
KIT = Path(__file__).resolve().parents[2]
MNIST5K = KIT / "data" / "mnist5k"
NAMES = [name for split in data.FILES.values() for name in split]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of MNIST-5k that a test may change."""
    return Path(shutil.copytree(MNIST5K, tmp_path / "copy"))


def make_mnist5k(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the script that makes MNIST-5k."""
    command = [sys.executable, str(KIT / "data" / "make_mnist5k.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)


def bytes_of(root: Path) -> dict[str, bytes]:
    """Read the four files of a data root."""
    return {name: (root / "MNIST" / "raw" / name).read_bytes() for name in NAMES}


@pytest.fixture(scope="session")
def datasets() -> ModuleType:
    """Import torchvision's data sets, which takes two seconds."""
    from torchvision import datasets

    return datasets


# MNIST-5k


@pytest.mark.parametrize(("train", "per_digit"), [(True, 400), (False, 100)])
def test_torchvision_reads_mnist5k_with_equally_many_images_of_each_digit(
    datasets, train, per_digit
):
    mnist = datasets.MNIST(MNIST5K, train=train, download=False)
    image, label = mnist[0]
    assert (image.mode, image.size, label) == ("L", (28, 28), int(mnist.targets[0]))
    assert mnist.targets.bincount().tolist() == [per_digit] * 10


@pytest.mark.parametrize("train", [True, False])
def test_load_split_gives_what_torchvision_gives(datasets, train):
    images, labels = data.load_split(MNIST5K, train)
    mnist = datasets.MNIST(MNIST5K, train=train, download=False)
    assert (images.dtype, labels.dtype) == (np.uint8, np.uint8)
    assert np.array_equal(images, mnist.data.numpy())
    assert np.array_equal(labels, mnist.targets.numpy())


def test_no_image_is_there_twice():
    images = np.concatenate([data.load_split(MNIST5K, train)[0] for train in (True, False)])
    assert len({image.tobytes() for image in images}) == 5000


def test_the_order_of_the_digits_is_mixed():
    for train in (True, False):
        labels = data.load_split(MNIST5K, train)[1]
        for part in (labels[:100], labels[-100:]):
            assert np.bincount(part, minlength=10).min() >= 3


# The script


def test_check_passes_on_mnist5k():
    result = make_mnist5k("--check")
    assert (result.returncode, result.stderr) == (0, "")


def test_check_fails_on_a_changed_copy(copy):
    changed = copy / "MNIST" / "raw" / "t10k-labels-idx1-ubyte"
    content = bytearray(changed.read_bytes())
    content[-1] ^= 1
    changed.write_bytes(content)
    result = make_mnist5k("--check", "--root", copy)
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert str(changed) in result.stderr
    assert hashlib.sha256(content).hexdigest() in result.stderr


def test_check_fails_on_a_missing_file(copy):
    missing = copy / "MNIST" / "raw" / "train-images-idx3-ubyte"
    missing.unlink()
    result = make_mnist5k("--check", "--root", copy)
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert str(missing) in result.stderr


@pytest.mark.parametrize(
    "content",
    [None, b"", gzip.compress(b"0,0,1\n"), b"PK\x05\x06" + bytes(18)],
    ids=["missing", "empty", "other", "empty zip"],
)
def test_a_wrong_source_writes_nothing(tmp_path, content):
    source = tmp_path / "mnist_5k.csv.gz"
    if content is not None:
        source.write_bytes(content)
    result = make_mnist5k(source, "--root", tmp_path / "root")
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert str(source) in result.stderr
    assert not (tmp_path / "root").exists()


# IDX files


@pytest.mark.parametrize("name", NAMES)
def test_reading_and_writing_gives_the_same_bytes(tmp_path, name):
    original = MNIST5K / "MNIST" / "raw" / name
    data.write_idx(tmp_path / name, data.read_idx(original))
    assert (tmp_path / name).read_bytes() == original.read_bytes()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not an IDX file"),
        (b"\x1f\x8b\x08\x00", "not an IDX file"),
        (b"\0\0\x0d\x01" + b"\0\0\0\x01" + bytes(4), "type 0x0d"),
        (b"\0\0\x08\x00", "0 axes"),
        (b"\0\0\x08\xff", "255 axes"),
        (b"\0\0\x08\x03" + b"\0\0\0\x01", "within its header, after 8 bytes"),
        (b"\0\0\x08\x01" + b"\0\0\0\x03" + bytes(2), "cut off, 2 values"),
        (b"\0\0\x08\x01" + b"\0\0\0\x03" + bytes(4), "goes on"),
        (b"\0\0\x08\x03" + b"\xff" * 12, "more than"),
    ],
)
def test_a_broken_file_is_named_with_what_is_wrong(tmp_path, content, message):
    path = tmp_path / "broken"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=message) as caught:
        data.read_idx(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("array", [np.zeros(3), np.uint8(3), np.zeros((1,) * 5, np.uint8)])
def test_only_small_arrays_of_bytes_are_written(tmp_path, array):
    with pytest.raises(ValueError, match="expected uint8"):
        data.write_idx(tmp_path / "array", array)
    assert not (tmp_path / "array").exists()


def test_a_missing_or_cut_off_file_makes_one_line(copy):
    raw = copy / "MNIST" / "raw"
    labels = raw / "train-labels-idx1-ubyte"
    labels.write_bytes(labels.read_bytes()[:-1])
    with pytest.raises(data.DataError, match=r"cut off, 3999 values.*--data") as caught:
        data.load_split(copy, train=True)
    assert "\n" not in str(caught.value)
    labels.unlink()
    with pytest.raises(data.DataError, match=r"train-labels-idx1-ubyte: No such file.*--data"):
        data.load_split(copy, train=True)


@pytest.mark.parametrize(
    ("labels", "message"),
    [(np.zeros(999, np.uint8), r"\(999,\)"), (np.full(1000, 10, np.uint8), "label 10")],
)
def test_labels_that_do_not_fit_the_images_are_refused(copy, labels, message):
    data.write_idx(copy / "MNIST" / "raw" / "t10k-labels-idx1-ubyte", labels)
    with pytest.raises(data.DataError, match=message):
        data.load_split(copy, train=False)


# Downloading


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format, *args):
        pass


@pytest.fixture
def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, datasets: ModuleType) -> Iterator[Path]:
    """The folder of a local server, where torchvision finds MNIST-5k for complete MNIST."""
    folder = tmp_path / "mirror"
    folder.mkdir()
    resources = []
    for name, content in bytes_of(MNIST5K).items():
        packed = gzip.compress(content, compresslevel=1)
        (folder / f"{name}.gz").write_bytes(packed)
        resources.append((f"{name}.gz", hashlib.md5(packed).hexdigest()))
    monkeypatch.setattr(datasets.MNIST, "resources", resources)
    monkeypatch.setattr(data, "COMPLETE", {True: 4000, False: 1000})
    handler = functools.partial(QuietHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        address = f"http://127.0.0.1:{server.server_port}/"
        monkeypatch.setattr(datasets.MNIST, "mirrors", [address])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield folder
        server.shutdown()
        thread.join()


def test_a_download_leaves_the_four_files_and_nothing_else(tmp_path, mirror):
    root = tmp_path / "new" / "root"
    data.fetch(root)
    assert bytes_of(root) == bytes_of(MNIST5K)
    files = sorted(path.name for path in root.rglob("*") if path.is_file())
    assert files == sorted(NAMES)
    assert [path.name for path in root.iterdir()] == ["MNIST"]


def test_what_is_there_is_not_downloaded_again(tmp_path, mirror, monkeypatch, datasets):
    data.fetch(tmp_path / "root")
    monkeypatch.setattr(datasets.MNIST, "mirrors", ["http://127.0.0.1:9/"])
    data.fetch(tmp_path / "root")


def test_a_data_set_that_is_there_is_never_replaced(copy):
    with pytest.raises(data.DataError, match="name another folder"):
        data.fetch(copy)
    assert bytes_of(copy) == bytes_of(MNIST5K)


def test_offline_makes_one_line_and_leaves_nothing(tmp_path, monkeypatch, datasets):
    monkeypatch.setattr(datasets.MNIST, "mirrors", ["http://127.0.0.1:9/"])
    root = tmp_path / "root"
    with pytest.raises(data.DataError, match=r"could not be downloaded.*MNIST-5k") as caught:
        data.fetch(root)
    assert str(root) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not root.exists()


def test_a_download_that_breaks_off_leaves_nothing_and_can_be_repeated(tmp_path, mirror):
    last = mirror / "t10k-labels-idx1-ubyte.gz"
    packed = last.read_bytes()
    last.write_bytes(packed[:-1])
    root = tmp_path / "root"
    root.mkdir()
    with pytest.raises(data.DataError, match="could not be downloaded"):
        data.fetch(root)
    assert list(root.iterdir()) == []
    last.write_bytes(packed)
    data.fetch(root)
    assert bytes_of(root) == bytes_of(MNIST5K)


def test_an_empty_folder_of_an_earlier_try_is_no_obstacle(tmp_path, mirror):
    (tmp_path / "root" / "MNIST" / "raw").mkdir(parents=True)
    data.fetch(tmp_path / "root")
    assert bytes_of(tmp_path / "root") == bytes_of(MNIST5K)
