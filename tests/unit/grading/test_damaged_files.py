"""Whatever bytes stand in a file of a results folder, it is read or refused in one line."""

from __future__ import annotations

import dataclasses
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click.testing
import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st
from making import check, part, quickly, result

from autograder.cli.main import main
from autograder.core.errors import CommandError
from autograder.grading.folder import (
    OWN_FILES,
    Damaged,
    gone,
    read_details,
    read_folder,
    read_result,
    result_path,
)
from autograder.grading.results import Note, Result, to_json, write_bytes

WHOLE = dataclasses.replace(
    result("ada", part("layers", check("It adds", 2), check("It steps", 0, message="no"))),
    notes=(Note("layers.py", "taken"),),
)
GOOD = to_json(WHOLE).encode()
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats()
    | st.text(max_size=6)
    | st.sampled_from(["graded", "error", "passed", "failed", "layers", "\udc80", "\x1b[31m<b>"])
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=6,
)


def places(tree: object, at: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """Return the way to every value of a tree."""
    yield at
    if not isinstance(tree, dict | list):
        return
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, value in pairs:
        yield from places(value, (*at, key))


PLACES = [place for place in places(json.loads(GOOD)) if place]


@st.composite
def changed_trees(draw: st.DrawFn) -> bytes:
    """Write a result of which one to three values are something else, or are not there."""
    tree = json.loads(GOOD)
    for place in draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=3)):
        inner = tree
        try:
            for key in place[:-1]:
                inner = inner[key]
            if draw(st.booleans()):
                inner[place[-1]] = draw(TREES)
            else:
                del inner[place[-1]]
        except (KeyError, IndexError, TypeError):
            pass  # an earlier change took this place away
    return json.dumps(tree).encode()


@st.composite
def changed_bytes(draw: st.DrawFn) -> bytes:
    """Write a result of which a stretch is cut out or replaced."""
    start = draw(st.integers(0, len(GOOD)))
    end = draw(st.integers(start, min(len(GOOD), start + 40)))
    return GOOD[:start] + draw(st.binary(max_size=12)) + GOOD[end:]


FILES = (
    st.binary(max_size=60)
    | changed_bytes()
    | changed_trees()
    | TREES.map(lambda tree: json.dumps(tree).encode())
)


def one_line(error: CommandError) -> None:
    text = str(error)
    assert text.strip() and "\n" not in text and error.exit_code == 2


@given(FILES)
@example(b"\xff\xfe\x00")
@example(b"[" * 100_000)
@example(b"1" * 10_000)
@example(GOOD.replace(b'"score": 2', b'"score": 1e999'))
@example(GOOD.replace(b'"score": 2', b'"score": NaN'))
@quickly
def test_whatever_a_result_file_holds_it_is_a_result_or_damaged(raw):
    with tempfile.TemporaryDirectory() as place:
        out = Path(place)
        write_bytes(result_path(out, "ada"), raw)
        for read in (lambda: read_result(out, "ada"), lambda: read_folder(out)):
            try:
                found = read()
            except Damaged as error:
                one_line(error)
            else:
                assert isinstance(found, Result) or found.results
        assert list(gone(out, [])) == ["ada"]


@given(FILES)
@example(b'{"format": 2, "checks": 5, "training": []}')
@quickly
def test_whatever_a_file_of_details_holds_it_is_read_or_damaged(raw):
    with tempfile.TemporaryDirectory() as place:
        write_bytes(Path(place) / "details" / "ada.json", raw)
        try:
            assert isinstance(read_details(Path(place), "ada"), dict)
        except Damaged as error:
            one_line(error)


FOLDERS = {"results", "details", "reports"}
FILES_BESIDE = ("results/ada.json", "details/ada.json", "reports/ada.html")

COMMANDS = {
    "the pages": ["report"],
    "one result": ["report", "--id", "ada"],
    "csv": ["export", "--to", "csv", "--into"],
    "json": ["export", "--to", "json", "--into"],
    "junit": ["export", "--to", "junit", "--into"],
    "gradescope": ["export", "--to", "gradescope", "--into"],
}


@pytest.mark.parametrize("damaged", ["results", "details"])
@pytest.mark.parametrize("command", COMMANDS)
@given(raw=FILES)
@example(raw=GOOD)
@example(raw=GOOD.replace(b'"score": 2', b'"score": 1e999'))
@example(raw=GOOD.replace(b'"score": 2', b'"score": NaN'))
@example(raw=b'{"format": 2, "checks": [1], "training": {"losses": "x"}}')
@example(raw=b'{"format": 2, "checks": {"a": [[]]}, "training": [1]}')
@example(raw=b'{"format": 2}')
@quickly
def test_commands_read_whatever_is_there_or_refuse_it_in_one_line(raw, command, damaged):
    reads_or_refuses(raw, command, damaged)


@pytest.mark.long
@given(FILES, st.sampled_from(sorted(COMMANDS)), st.sampled_from(["results", "details"]))
@settings(quickly, max_examples=400, derandomize=False)
def test_commands_read_whatever_is_there_in_many_more_tries(raw, command, damaged):
    reads_or_refuses(raw, command, damaged)


def reads_or_refuses(raw: bytes, command: str, damaged: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        out, into = Path(place) / "out", Path(place) / "into"
        write_bytes(result_path(out, "ada"), GOOD)
        write_bytes(result_path(out, "bob"), GOOD.replace(b'"ada"', b'"bob"'))
        write_bytes(out / damaged / "ada.json", raw)
        args = COMMANDS[command]
        args = [*args, str(into)] if args[-1] == "--into" else args
        ended_well(CliRunner().invoke(main, [*args, str(out)]))


def ended_well(done: click.testing.Result) -> None:
    """Fail unless a command did its work, or said in one line why it cannot."""
    assert done.exit_code in (0, 2), (done.output, done.exc_info)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    if done.exit_code == 2:
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")
@pytest.mark.parametrize("file", sorted({*FILES_BESIDE, *OWN_FILES} - FOLDERS))
@pytest.mark.parametrize("command", ["the pages", "csv", "gradescope"])
def test_no_command_waits_for_the_other_end_of_a_pipe(file, command, never_waits, tmp_path):
    out, args = tmp_path / "out", COMMANDS[command]
    write_bytes(result_path(out, "ada"), GOOD)
    write_bytes(result_path(out, "bob"), GOOD.replace(b'"ada"', b'"bob"'))
    (out / file).parent.mkdir(exist_ok=True)
    (out / file).unlink(missing_ok=True)
    os.mkfifo(out / file)
    args = [*args, str(tmp_path / "into")] if args[-1] == "--into" else args
    ended_well(CliRunner().invoke(main, [*args, str(out)]))
