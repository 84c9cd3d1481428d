"""Read a submission's source for what gets around the checks; shown to a human, costs nothing.

The learner's own words are parsed here and never run. What is found proves nothing: who uses
`torch.jit` may have a reason. It is told with its line, and a human looks.
"""

from __future__ import annotations

import ast
import itertools
import json
import textwrap
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from autograder.core.control import escape_control
from autograder.core.languages import _
from autograder.sandbox.code import SubmissionFiles
from autograder.sandbox.inside.notebook import is_magic, script_pieces
from autograder.sandbox.inside.source import UnreadableSource, text_of

from ..results import Note
from .brought import reason_of_file
from .suspects import UNREAD
from .tree import Names, Reader

MAX_SOURCE, MAX_TOTAL_SOURCE = 1 << 18, 1 << 20
"""Characters that are parsed of one file or cell, and of all; nobody writes more by hand."""
MAX_NODES = 200_000
"""Nodes of all trees together: some ten times as many as the longest solutions have."""
MAX_NOTES = 12
MAX_DROPPED = 24
"""Lines of IPython's that are left out of one text; each is found by parsing it anew."""


def suspects(code: SubmissionFiles) -> tuple[Note, ...]:
    """Return where a submission's source does what a human should look at."""
    beside = ((path, reason_of_file(path, raw)) for path, raw in sorted(code.files.items()))
    notes = [Note(path, _(why)) for path, why in beside if why]
    pieces = list(_pieces(code))
    names: dict[str, Names] = {}
    for piece in pieces:
        if piece.tree is not None:
            names.setdefault(piece.file, Names()).learn(piece.tree)
    others = {PurePosixPath(file).stem: found for file, found in names.items()}
    for found in names.values():
        found.learn_stars(others)
    for piece in pieces:
        if len(notes) >= MAX_NOTES:
            break
        if piece.is_unread:
            notes.append(Note(piece.place, _(UNREAD)))
        elif piece.tree is not None:
            try:
                reader = Reader(names[piece.file], others, _inner)
                noted = sorted(reader.lines(piece.tree).items())
            except Exception:  # however reading a stranger's text fails
                notes.append(Note(piece.place, _(UNREAD)))
            else:
                notes += _shown(piece.place, piece.text.split("\n"), noted)
    return tuple(notes[:MAX_NOTES])


@dataclass(frozen=True)
class _Piece:
    """A text of a submission: its file, what it is called, and its tree, if it can be read."""

    file: str
    place: str
    text: str
    tree: ast.AST | None = None
    is_unread: bool = False


def _pieces(code: SubmissionFiles) -> Iterator[_Piece]:
    """Parse each text of a submission, within bounds."""
    room, nodes = MAX_TOTAL_SOURCE, MAX_NODES
    for file, place, text, is_cell in _sources(code):
        room -= len(text)
        try:
            if len(text) > MAX_SOURCE or room < 0:
                raise RecursionError
            tree, text = _parsed(textwrap.dedent(text) if is_cell else text)
        except Exception:  # however parsing a stranger's text fails
            yield _Piece(file, place, text, is_unread=True)
            continue
        nodes -= _size(tree, nodes)
        if nodes < 0:  # what is left is not looked at: a human is told where that begins
            yield _Piece(file, place, text, is_unread=True)
            return
        yield _Piece(file, place, text, tree)


def _size(tree: ast.AST | None, bound: int) -> int:
    """Count the nodes of a tree, up to one more than the bound; a text counts as one."""
    nodes = ast.walk(tree) if tree is not None else iter(())
    return 1 + sum(1 for _node in itertools.islice(nodes, bound))


def _inner(text: str) -> ast.AST | None:
    """Parse a text that a source gives to what runs it."""
    return _parsed(textwrap.dedent(text))[0]


def _shown(file: str, lines: list[str], noted: list[tuple[int, str]]) -> Iterator[Note]:
    """Return each suspicious line with why it is one."""
    for number, why in noted:
        line = lines[number - 1].strip()[:200] if number <= len(lines) else ""
        place = _("{file}, line {number}", file=file, number=number)
        yield Note(place, f"{_(why)}: {escape_control(line)}")


def _sources(code: SubmissionFiles) -> Iterator[tuple[str, str, str, bool]]:
    """Return every Python file and the code cells of every notebook, and whether it is a cell.

    Each comes with its file, and with what it is called.

    What counts is read whatever its name ends with, in the encoding that it is run in.
    """
    first = {*code.layout.parts.values(), *code.layout.notebooks, code.layout.single}
    for path, raw in sorted(code.files.items(), key=lambda pair: (pair[0] not in first, pair[0])):
        if path in code.layout.notebooks:
            for number, cell in enumerate(json.loads(raw)["cells"], 1):
                place = _("{file}, code cell {number}", file=path, number=number)
                yield path, place, cell["source"], True
        elif path in first or path.endswith(".py"):
            try:
                text = text_of(raw)
            except UnreadableSource:
                text = raw.decode("utf-8", "replace")
            if path == code.layout.single and len(text) <= MAX_SOURCE:
                yield from ((path, path, piece, True) for piece in script_pieces(text))
            else:
                yield path, path, text, False


def _parsed(text: str) -> tuple[ast.AST | None, str]:
    """Parse a text as it will be run, without IPython's lines; None for what cannot be imported.

    Raises SyntaxError where some of it may run nevertheless.
    """
    lines = text.split("\n")
    for dropped in range(MAX_DROPPED):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what Python says of it is not the grader's word
                return ast.parse("\n".join(lines)), "\n".join(lines)
        except ValueError:  # null bytes
            return None, text
        except SyntaxError as error:
            number = (error.lineno or 0) - 1
            if not 0 <= number < len(lines) or not is_magic(lines[number].strip()):
                if dropped:
                    raise
                return None, text
            _drop(lines, number)
    raise SyntaxError


def _drop(lines: list[str], number: int) -> None:
    """Put nothing into a magic's place, or what it times."""
    indent = lines[number][: len(lines[number]) - len(lines[number].lstrip())]
    goes_on = lines[number].rstrip().endswith("\\")
    timed = lines[number].strip().removeprefix("%time ")
    is_timed = timed != lines[number].strip() and not goes_on
    lines[number] = indent + (timed if is_timed else "pass")
    while goes_on and number + 1 < len(lines):
        number += 1
        goes_on = lines[number].rstrip().endswith("\\")
        lines[number] = ""
