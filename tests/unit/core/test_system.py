"""What the system refuses is said in the reader's language, and says what is wrong."""

from __future__ import annotations

import errno
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.core import system
from autograder.core.languages import set_language
from autograder.core.system import REASONS, check_file, read_bounded, reason_of, regular_only


@pytest.mark.parametrize("number", REASONS)
def test_every_usual_refusal_has_words_in_both_languages(number, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_LANG", "en")
    english = reason_of(OSError(number, os.strerror(number), "x"))
    assert english and english.isascii()
    set_language("zh")
    chinese = reason_of(OSError(number, os.strerror(number), "x"))
    set_language("en")
    assert any("\u4e00" <= sign <= "\u9fff" for sign in chinese)


def test_a_file_in_the_place_of_a_folder_is_told_as_that(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OSError) as caught:
        (tmp_path / "file" / "sub").mkdir()
    assert reason_of(caught.value) == "a file stands where a folder is needed"


def test_what_is_rare_keeps_the_systems_words():
    error = OSError(errno.EMFILE, "Too many open files", "x")
    assert reason_of(error) == "Too many open files"
    assert reason_of(OSError("odd")) == "odd" and reason_of(ValueError("v")) == "v"


def test_a_file_is_read_up_to_a_bound(tmp_path, monkeypatch):
    path = tmp_path / "a"
    path.write_bytes(b"four")
    monkeypatch.setattr(system, "MOST_BYTES", 4)
    assert read_bounded(path) == b"four"
    monkeypatch.setattr(system, "MOST_BYTES", 3)
    with pytest.raises(OSError) as caught:
        read_bounded(path)
    assert caught.value.errno == errno.EFBIG


def test_where_a_file_is_to_be_written_stands_no_folder(tmp_path):
    (tmp_path / "a").touch()
    for path in (None, tmp_path / "a", tmp_path / "new"):
        check_file(path)
    with pytest.raises(IsADirectoryError):
        check_file(tmp_path)
    with pytest.raises(NotADirectoryError):
        check_file(tmp_path / "a" / "b")


def of_a_pipe(place: Path) -> None:
    os.mkfifo(place / "odd")


def of_a_socket(place: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("odd")


def of_a_device(place: Path) -> None:
    (place / "odd").symlink_to("/dev/zero")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("make", [of_a_pipe, of_a_socket, of_a_device])
@pytest.mark.parametrize("mode", ["rb", "ab"])
def test_what_is_no_file_is_neither_read_nor_waited_for(
    make: Callable[[Path], None], mode: str, never_waits, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    make(tmp_path)
    with pytest.raises(OSError) as caught:
        read_bounded(tmp_path / "odd") if mode == "rb" else open("odd", mode, opener=regular_only)
    if not (mode == "ab" and make is of_a_device):  # which a link leads to
        assert reason_of(caught.value) == "it is a pipe, a device or a socket: a file is needed"


def test_a_folder_is_told_as_that(tmp_path):
    with pytest.raises(OSError) as caught:
        read_bounded(tmp_path)
    assert reason_of(caught.value) == "a folder stands where a file is needed"


@pytest.mark.skipif(sys.platform == "win32", reason="only some users of Windows make links")
def test_nothing_is_written_through_a_link_and_files_are_read_through_one(tmp_path):
    (tmp_path / "own").write_text("own", encoding="utf-8")
    (tmp_path / "link").symlink_to("own")
    with pytest.raises(OSError):
        open(tmp_path / "link", "a", encoding="utf-8", opener=regular_only)
    assert read_bounded(tmp_path / "link") == b"own"
