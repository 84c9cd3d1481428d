"""Source is read in its encoding; what is no text is told by what it is."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from autograder.sandbox.inside import source
from autograder.sandbox.inside.source import (
    UnreadableSource,
    problem_of,
    python_version,
    raw_of,
    text_of,
)

TEXT = "# 卷积\nx = 1\n"


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        ("# coding: gbk\n" + TEXT).encode("gbk"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        b"x = 1\n",
        b"",
    ],
)
def test_text_is_read_in_its_encoding_with_plain_line_ends(raw):
    assert problem_of(raw) is None
    text = text_of(raw)
    assert "\r" not in text and (not raw or text.endswith("x = 1\n"))


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (TEXT.encode("utf-16"), "UTF-16"),
        (TEXT.encode("utf-32"), "UTF-32"),
        (b"x = 1\n".decode().encode("utf-16-le"), "UTF-16"),
        (b"x = 1\n".decode().encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("gbk"), "GBK"),
        (b"{\\rtf1 x", "RTF"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"<!DOCTYPE HTML><p>", "HTML"),
        (b"version https://git-lfs.github.com/spec/v1\n", "LFS"),
        (b"x = 1\n\0", "null bytes"),
    ],
)
def test_what_is_no_text_is_told_by_what_it_is(raw, said):
    with pytest.raises(UnreadableSource) as raised:
        text_of(raw)
    assert said in str(raised.value) == str(raised.value.words)


def test_a_version_has_two_numbers():
    assert python_version().count(".") == 1


def test_a_file_is_read_up_to_its_bound(tmp_path, monkeypatch):
    file = tmp_path / "layers.py"
    file.write_bytes(b"x" * 100)
    monkeypatch.setattr(source, "MAX_SOURCE", 100)
    assert raw_of(file) == b"x" * 100
    monkeypatch.setattr(source, "MAX_SOURCE", 99)
    with pytest.raises(UnreadableSource, match="larger than"):
        raw_of(file)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders there")
def test_a_pipe_a_device_and_a_socket_are_not_read(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pipe.py")
    (tmp_path / "endless.py").symlink_to("/dev/zero")
    monkeypatch.chdir(tmp_path)  # a socket's path may have some hundred letters only
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.py")
    for name in ("pipe.py", "endless.py", "socket.py"):
        with pytest.raises(UnreadableSource, match="not a file"):
            raw_of(tmp_path / name)
    for file in (tmp_path, Path("/nowhere/layers.py")):
        with pytest.raises(OSError):
            raw_of(file)
