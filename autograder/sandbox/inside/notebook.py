"""Notebooks: their code cells as Python, without what only IPython understands."""

from __future__ import annotations

import ast
import json
import re

_ASSIGNED = re.compile(r"^\s*[\w.,\s\[\]'\"]+=\s*[%!]")


class UnreadableNotebook(ValueError):
    """The file is no notebook that could be read."""


def code_cells(raw: bytes) -> list[str]:
    """Give the source of each code cell of a notebook's bytes, in order.

    Cells that nbgrader locked are the course's and not the learner's: they are left out. Only
    what is needed is read, so broken metadata does no harm. Raises
    UnreadableNotebook when there is no list of cells.
    """
    try:
        tree = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableNotebook(f"it is not JSON in UTF-8 ({error})") from None
    cells = tree.get("cells") if isinstance(tree, dict) else None
    if cells is None and isinstance(tree, dict) and isinstance(tree.get("worksheets"), list):
        sheets = [sheet for sheet in tree["worksheets"] if isinstance(sheet, dict)]
        lists = [sheet.get("cells") for sheet in sheets]
        cells = [cell for found in lists if isinstance(found, list) for cell in found]
    if not isinstance(cells, list):
        raise UnreadableNotebook("it holds no list of cells")
    code = [c for c in cells if isinstance(c, dict) and c.get("cell_type") == "code"]
    own = [cell for cell in code if not _is_locked(cell)]
    return [_text(cell.get("source", cell.get("input", ""))) for cell in own]


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


def without_magics(cell: str) -> str:
    """Blank the magics and shell lines of a cell, and keep the rest on its lines.

    Python's own parser decides what a magic is: a line that begins with `%` or `!` (or
    assigns one) is dropped only where the parser stumbles on it, so a `%` that continues an
    expression or stands in a string stays.
    """
    lines = cell.split("\n")
    for _ in range(len(lines)):
        try:
            ast.parse("\n".join(lines))
        except SyntaxError as error:
            if not _drop(lines, (error.lineno or 1) - 1):
                break
        except (ValueError, RecursionError, MemoryError):
            break
        else:
            break
    return "\n".join(lines)


def _drop(lines: list[str], at: int) -> bool:
    """Blank the magic at line `at`, or the nearest one above; say whether there was one."""
    for index in range(min(at, len(lines) - 1), max(-1, at - 3), -1):
        line = lines[index].strip()
        if line.startswith(("%", "!", "?")) or line.endswith("?") or _ASSIGNED.match(line):
            indent = lines[index][: len(lines[index]) - len(lines[index].lstrip())]
            goes_on = line.endswith("\\")
            lines[index] = indent + "pass"
            while goes_on and index + 1 < len(lines):
                index += 1
                goes_on = lines[index].rstrip().endswith("\\")
                lines[index] = ""
            return True
    return False
