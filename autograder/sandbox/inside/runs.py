"""`%run` in a notebook: a script or notebook of the submission's own runs, and brings its names."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from .notebook import Cell

RUNNER = "__run__"
"""What a cell calls in the place of `%run`."""
_RUN = re.compile(r"""%?run\s+(?:-[a-zA-Z]\s+)*(?P<path>"[^"]+"|'[^']+'|[^\s"']+)""")


def named_by(line: str) -> str:
    """Return the path of what a line runs, empty where it is no `%run`."""
    found = _RUN.match(line)
    if found is None or re.search(r"\s-m\s", found.group()):
        return ""
    path = found["path"].strip("\"'").replace("\\", "/")
    return path if path.endswith((".py", ".ipynb")) else f"{path}.py"


def with_runs(cell: Cell, is_there: Callable[[str], bool]) -> Cell:
    """Return a cell that runs what is there by `RUNNER`; other lines stay left out."""
    lines, dropped = cell.text.split("\n"), []
    for number, line in cell.dropped:
        path = named_by(line)
        if not path or not is_there(path) or lines[number - 1].strip() != "pass":
            dropped.append((number, line))
            continue
        lines[number - 1] = lines[number - 1].replace("pass", f"{RUNNER}({path!r})")
    return dataclasses.replace(cell, text="\n".join(lines), dropped=tuple(dropped))


def found_below(root: Path, folders: list[Path], path: str) -> Path | None:
    """Find a file by its path from one of the folders, or by its name; None outside of `root`."""
    for name in (path, PurePosixPath(path).name):
        for folder in folders:
            file = (folder / name).resolve()
            if file.is_file() and root.resolve() in file.parents:
                return file
    return None
