"""Notebooks: their code cells as Python, without what only IPython understands."""

from __future__ import annotations

import ast
import itertools
import json
import re
import textwrap
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from .source import problem_of

RUN_THEIR_BODY = {
    *("time", "capture", "prun", "debug", "memit", "mprun", "lprun", "snakeviz", "scalene"),
    *("pyinstrument", "wandb", "profile", "heat", "notify", "check", "black", "nb_black"),
}
"""Cell magics that run their cell as Python in the notebook itself."""

NOTHING_CAPTURED = (
    "__import__('types').SimpleNamespace(stdout='', stderr='', outputs=[], show=print)"
)
"""What `%%capture NAME` leaves of a cell whose output is not looked at."""

LINE_MAGICS = set(
    "alias autoawait autocall autoreload bookmark cat cd clear colors conda config cp debug dhist "
    "dirs ed edit env gui hist history ldir less ll load load_ext ls lsmagic macro mamba man "
    "matplotlib mkdir more mv notebook pastebin pdb pinfo pip pip3 popd precision prun pushd pwd "
    "pylab quickref recall rehashx reload_ext rerun reset rm rmdir run save set_env store sx "
    "system tb tensorboard time timeit unload_ext uv who who_ls whos xdel xmode wget git "
    "apt-get apt".split()
)
"""Line magics, and commands of a shell, that are also written without their `%` or `!`."""

ALONE = {"ls", "ll", "pwd", "who", "whos", "lsmagic", "clear", "hist", "history", "quickref"}
SHELL = {"ls", "ll", "cd", "rm", "mkdir", "cp", "mv", "cat", "pip", "pip3", "conda", "run", "reset"}
_ASSIGNED = re.compile(r"[A-Za-z_][\w.,\s\[\]'\"*]*=\s*[%!](?![=\s])")
_SETTING = re.compile(r"%?(?:env|set_env)\s+([A-Za-z_]\w*)(?:\s*=\s*|\s+)([^${}]+)")
_HELP = re.compile(r"\?{1,2}[\w.*%]+|[\w.*%\[\]'\"()]+\?{1,2}")
_CELL_MARK = re.compile(r"^#\s*(%%(?!\w)|In\s?\[[\s\d*]*\]|<(code)?cell>)")
_PYTHON_WORDS = {"if", "in", "is", "and", "or", "not", "for", "else", "as"}


class UnreadableNotebook(ValueError):
    """The file is no notebook that could be read."""


@dataclass(frozen=True)
class Cell:
    """A code cell as Python: its number, its first line, its text with every line in its place.

    `dropped` holds the lines that are not Python's, with their numbers; `source` is the cell as
    it was written.
    """

    number: int
    title: str
    text: str
    source: str
    dropped: tuple[tuple[int, str], ...] = ()


def code_cells(raw: bytes) -> list[str]:
    """Return the source of each code cell of a notebook's bytes, in order.

    Cells that nbgrader locked are the course's and not the learner's: they are empty here. Only
    what is needed is read, so broken metadata does no harm. Raises
    UnreadableNotebook when there is no list of cells.
    """
    try:
        tree = json.loads(raw)
    except (ValueError, RecursionError) as error:
        problem = problem_of(raw)
        raise UnreadableNotebook(problem or f"it is not JSON in UTF-8 ({error})") from None
    cells = tree.get("cells") if isinstance(tree, dict) else None
    if cells is None and isinstance(tree, dict) and isinstance(tree.get("worksheets"), list):
        sheets = [sheet for sheet in tree["worksheets"] if isinstance(sheet, dict)]
        lists = [sheet.get("cells") for sheet in sheets]
        cells = [cell for group in lists if isinstance(group, list) for cell in group]
    if not isinstance(cells, list):
        raise UnreadableNotebook("it holds no list of cells")
    code = [c for c in cells if isinstance(c, dict) and c.get("cell_type") == "code"]
    return [
        "" if _is_locked(cell) else _text(cell.get("source", cell.get("input", "")))
        for cell in code
    ]


def _is_locked(cell: dict[str, object]) -> bool:
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    if not isinstance(marks, dict):
        return False
    return marks.get("locked") is True and marks.get("solution") is not True


def _text(source: object) -> str:
    if isinstance(source, list):
        return "".join(line for line in source if isinstance(line, str))
    return source if isinstance(source, str) else ""


def cells_of(raw: bytes) -> list[Cell]:
    """Return the code cells of a notebook's bytes as Python; raises UnreadableNotebook."""
    return [as_python(text, number) for number, text in enumerate(code_cells(raw), 1)]


def cells_of_json(text: str) -> list[Cell] | None:
    """Return the cells of a notebook that was named as a script; None where the text is none."""
    if not text.lstrip().startswith("{") or '"nbformat"' not in text:
        return None
    try:
        return cells_of(text.encode())
    except UnreadableNotebook:
        return None


def cells_of_script(text: str) -> list[Cell] | None:
    """Split a script with cell marks or magics into cells; None where it is a plain script."""
    has_marks = any(_CELL_MARK.match(line) for line in text.split("\n"))
    cells = [as_python(piece, number) for number, piece in enumerate(script_pieces(text), 1)]
    return cells if has_marks or any(cell.dropped for cell in cells) else None


def script_pieces(text: str) -> Iterator[str]:
    """Split a script at its cell marks; every line stays at its number."""
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if number and _CELL_MARK.match(line)]
    bounds = [0, *starts, len(lines)]
    for begin, end in itertools.pairwise(bounds):
        yield "\n" * begin + "\n".join(lines[begin:end])


def as_python(cell: str, number: int = 1, whatever: bool = False) -> Cell:
    """Leave out of a cell what is not Python, and keep the rest on its lines.

    A cell of another language is left out as a whole, unless it is taken for Python `whatever`
    its first line says.
    """
    lines = cell.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    dropped: list[tuple[int, str]] = []
    first = _first_line(lines, 0)
    title = lines[first].strip() if first < len(lines) else ""
    while first < len(lines) and lines[first].lstrip().startswith("%%"):
        words = lines[first].lstrip()[2:].split()
        dropped.append((first + 1, lines[first].strip()))
        if not whatever and not _runs_its_body(words):
            return Cell(number, title, "", cell, tuple(dropped))
        captured = _captured(words)
        lines[first] = f"{captured} = {NOTHING_CAPTURED}" if captured else ""
        first = _first_line(lines, first + bool(captured))
    if first < len(lines) and lines[first][:1] in " \t" and not whatever:
        lines = textwrap.dedent("\n".join(lines)).split("\n")
    dropped += _without_line_magics(lines)
    return Cell(number, title, "\n".join(lines), cell, tuple(dropped))


def _runs_its_body(words: list[str]) -> bool:
    """Tell whether a cell magic leaves Python behind it: run here, or written as a module.

    What is written to be imported later is taken for a cell, so that its names are there.
    """
    return bool(words) and (words[0] in RUN_THEIR_BODY or _module_written(words) is not None)


def _captured(words: list[str]) -> str:
    """Return the name that `%%capture NAME` gives to what its cell prints."""
    names = [word for word in words[1:] if word.isidentifier()]
    return names[0] if words[:1] == ["capture"] and names else ""


def _module_written(words: list[str]) -> str | None:
    path = PurePosixPath(words[-1].strip("\"'"))
    return path.stem if words[0] in ("writefile", "file") and path.suffix == ".py" else None


def modules_written(cell: Cell) -> Iterator[str]:
    """Return the name of the module as which a cell is written to be imported, if it is."""
    for _, line in cell.dropped:
        words = line.removeprefix("%%").split()
        if line.startswith("%%") and words and (name := _module_written(words)):
            yield name


def _first_line(lines: list[str], start: int) -> int:
    """Find the first line that is neither empty nor a comment."""
    for index in range(start, len(lines)):
        if lines[index].strip() and not lines[index].lstrip().startswith("#"):
            return index
    return len(lines)


def _without_line_magics(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Blank the line magics and shell lines, where a statement begins with them.

    A `%` or `!` within brackets or a string that goes on for lines is Python's own and stays.
    """
    if not any(is_magic(line.strip()) for line in lines):
        return  # to find out where statements begin takes long
    index = 0
    while index < len(lines):
        line = lines[index].strip()
        if not line or line.startswith("#"):
            index += 1
        elif is_magic(line):
            end = index
            while lines[end].rstrip().endswith("\\") and end + 1 < len(lines):
                end += 1
            indent = lines[index][: len(lines[index]) - len(lines[index].lstrip())]
            timed = line.removeprefix("%time ").strip() if end == index else line
            if timed != line and _parses(timed):
                lines[index] = indent + timed
            else:
                yield index + 1, line
                done = indent + _what_it_leaves(line)
                lines[index : end + 1] = [done, *[""] * (end - index)]
            index = end + 1
        else:
            index = _end_of_statement(lines, index)


def _what_it_leaves(line: str) -> str:
    """Return what Python is left with after a line that does not run.

    A setting of the environment is made; a name that a command's output is given to gets no
    line of it, and that of `%pwd` the current folder. Any other name stays unbound: using it
    tells why.
    """
    if found := _SETTING.fullmatch(line):
        name, value = found.groups()
        return f"__import__('os').environ[{name!r}] = {value!r}"
    if found := _ASSIGNED.match(line):
        command = line[found.end() - 1 :].strip()
        value = "[]" if command.startswith(("!", "%sx ", "%system ")) else ""
        value = "__import__('os').getcwd()" if command == "%pwd" else value
        statement = found.group()[:-1] + value
        if value and _parses(statement):
            return statement
    return "pass"


def is_magic(line: str) -> bool:
    """Tell whether a line, without the blanks around it, is IPython's and not Python's."""
    if not line:
        return False
    if line[0] in "%!?" or _ASSIGNED.match(line) or _HELP.fullmatch(line):
        return True
    word, _, rest = line.partition(" ")
    rest = rest.strip()
    if word not in LINE_MAGICS or not rest:
        return line in ALONE
    if word in SHELL and re.match(r"--?\w", rest):
        return True
    return rest.split()[0] not in _PYTHON_WORDS and not _parses(line) and rest[0] not in "=:([,"


def _parses(line: str) -> bool:
    try:
        ast.parse(line)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _end_of_statement(lines: list[str], start: int) -> int:
    """Find the line after the logical line that begins at `start`."""
    rest = (line + "\n" for line in itertools.islice(lines, start, None))
    try:
        for token in tokenize.generate_tokens(lambda: next(rest, "")):
            if token.type in (tokenize.NEWLINE, tokenize.ENDMARKER):
                return start + max(1, token.end[0])
            if token.type == tokenize.ERRORTOKEN and token.string.strip():
                break
    except (tokenize.TokenError, SyntaxError, ValueError):
        pass
    return start + 1
