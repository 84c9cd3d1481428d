"""IDX files are read within bounds; any other bytes are refused by one kind of error."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from making import quickly

from autograder.course import data_reader

reader = data_reader()
DataError, is_complete, load_split = reader.DataError, reader.is_complete, reader.load_split
read_idx, write_idx = reader.read_idx, reader.write_idx

HEADER = b"\0\0\x08"


def read(raw):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(raw)
        return read_idx(path)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=4))
@quickly
def test_an_array_is_read_as_it_was_written(shape):
    array = np.arange(np.prod(shape), dtype=np.uint8).reshape(shape)
    with tempfile.TemporaryDirectory() as folder:
        write_idx(Path(folder) / "file", array)
        back = read_idx(Path(folder) / "file")
    assert back.shape == array.shape
    assert (back == array).all()
    assert back.flags.writeable


@given(st.binary(max_size=24) | st.binary(max_size=20).map(HEADER.__add__))
@example(HEADER + b"\x04" + b"\xff" * 16)
@example(HEADER + b"\xff")
@quickly
def test_any_bytes_are_an_array_or_refused(raw):
    try:
        assert read(raw).dtype == np.uint8
    except ValueError as error:
        assert "file: " in str(error)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"\0\0\x08", "not an IDX file"),
        (b"\1\0\x08\x01", "not an IDX file"),
        (b"\0\0\x09\x01", "holds type 0x09"),
        (b"\0\0\x08\x00", "has 0 axes"),
        (b"\0\0\x08\x05", "has 5 axes"),
        (b"\0\0\x08\x01\0\0\0", "ends within its header, after 7 bytes"),
        (b"\0\0\x08\x01\0\0\0\2a", "is cut off, 1 values"),
        (b"\0\0\x08\x01\0\0\0\1ab", "goes on after the 1 values"),
        (b"\0\0\x08\x01\x10\0\0\1", "is more than"),
        (b"\0\0\x08\x01\x10\0\0\0", "is cut off"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(raw, words):
    with pytest.raises(ValueError, match=words):
        read(raw)


def written(root, images, labels):
    raw = root / "MNIST" / "raw"
    raw.mkdir(parents=True)
    write_idx(raw / "t10k-images-idx3-ubyte", images)
    write_idx(raw / "t10k-labels-idx1-ubyte", labels)
    return root


def zeros(*shape):
    return np.zeros(shape, np.uint8)


def test_images_and_labels_of_one_number_belong_together(tmp_path):
    images, labels = load_split(written(tmp_path, zeros(2, 28, 28), zeros(2) + np.uint8(9)), False)
    assert (images.shape, labels.tolist()) == ((2, 28, 28), [9, 9])
    assert not is_complete(tmp_path)


@pytest.mark.parametrize(
    ("images", "labels", "words"),
    [
        (zeros(2, 28, 28), zeros(3), "expected"),
        (zeros(2, 28, 27), zeros(2), "expected"),
        (zeros(2, 28, 28), zeros(2, 1), "expected"),
        (zeros(0, 28, 28), zeros(0), "at least 1"),
        (zeros(1, 28, 28), zeros(1) + np.uint8(10), "label 10, expected 0-9"),
    ],
)
def test_images_and_labels_that_do_not_belong_together_are_refused(tmp_path, images, labels, words):
    with pytest.raises(DataError, match=words):
        load_split(written(tmp_path, images, labels), False)


def test_a_file_that_is_missing_is_named(tmp_path):
    with pytest.raises(DataError, match="train-images-idx3-ubyte: No such file"):
        load_split(tmp_path, True)
