"""What the system refuses is said in the reader's language, and says what is wrong."""

from __future__ import annotations

import errno
import os

import pytest

from autograder.core import system
from autograder.core.languages import set_language
from autograder.core.system import REASONS, check_file, read_bounded, reason_of


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
