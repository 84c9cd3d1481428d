"""Take submissions in: folders, archives, single files; bounded, and nothing is followed out.

Nothing is unpacked onto the disk: what counts is read into memory within bounds that are
checked before and while it is read.
"""

from __future__ import annotations

import dataclasses
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from autograder.core.control import escape_control
from autograder.core.system import read_bounded, reason_of, regular_only
from autograder.course import current_course
from autograder.sandbox.code import SubmissionFiles
from autograder.sandbox.inside import sentences
from autograder.sandbox.inside.layout import (
    Layout,
    TwoFilesOfOneName,
    find_layout,
    is_submission_file,
    nearly_name,
)
from autograder.sandbox.inside.notebook import UnreadableNotebook, code_cells
from autograder.sandbox.inside.sentences import Words, sentence
from autograder.sandbox.inside.source import LFS

from .archives import MEBIBYTE, Member, of_archive, of_folder
from .archives import Rejected as Rejected
from .bounds import BOUNDS, SINGLES, Bounds, Room, usable_files

ARCHIVES = (".tar.gz", ".tgz", ".tar", ".zip")
MAX_NESTED_ARCHIVES = 4
"""Archives inside a submission that are opened."""
MAX_LISTED = 12
"""Names of what is there that a message lists."""


@dataclass(frozen=True)
class Entry:
    """One entry of a folder of submissions: its id and where it lies."""

    id: str
    path: Path
    problem: str | None = None


def entries(folder: Path) -> list[Entry]:
    """List the entries of a folder of submissions, in the order of their ids.

    Names that begin with a dot are left out. Two entries of one id keep their full names and
    carry a problem that names both.
    """
    paths_by_id: dict[str, list[Path]] = {}
    for path in sorted(folder.iterdir()):
        if is_submission_file(path.name):
            paths_by_id.setdefault(id_of(path), []).append(path)
    listed = []
    for identity, paths in paths_by_id.items():
        if len(paths) == 1:
            listed.append(Entry(identity, paths[0]))
            continue
        names = " and ".join(path.name for path in paths)
        problem = f"Two submissions of one id: {names}. Remove all but one."
        listed += [Entry(path.name, path, problem) for path in paths]
    return sorted(listed, key=lambda entry: entry.id)


def id_of(path: Path) -> str:
    """Return a submission's id: the entry's name without what tells its kind."""
    if path.is_dir() and not path.is_symlink():
        return path.name
    for suffix in (*ARCHIVES, *SINGLES):
        for ending in (suffix, *(f"{suffix}{second}" for second in (".txt", ".json"))):
            if path.name.lower().endswith(ending) and len(path.name) > len(ending):
                return path.name[: -len(ending)]
    return path.name


def kind_of(name: str) -> str:
    """Return the ending that tells what a file is, a second one (`hw.ipynb.json`) aside."""
    name = name.lower()
    if name.endswith(ARCHIVES):
        return next(suffix for suffix in ARCHIVES if name.endswith(suffix))
    nearly = name if name.endswith(SINGLES) else nearly_name(name)
    return next((suffix for suffix in SINGLES if nearly.endswith(suffix)), "")


def take_in(entry: Entry, bounds: Bounds = BOUNDS) -> SubmissionFiles:
    """Read a submission; raises Rejected with a message that names the culprit."""
    if entry.problem:
        raise Rejected(escape_control(entry.problem))
    try:
        return _small_enough(_code(entry.path, bounds), entry.path.name, bounds)
    except TwoFilesOfOneName as error:
        raise Rejected(escape_control(str(error))) from None
    except OSError as error:
        reason = reason_of(error)
        raise Rejected(escape_control(f"{entry.path.name} cannot be read: {reason}")) from None


def _small_enough(code: SubmissionFiles, name: str, bounds: Bounds) -> SubmissionFiles:
    """Return what fits the sandbox's disk; cells may grow when they are written anew."""
    if sum(map(len, code.files.values())) > bounds.total * MEBIBYTE:
        raise Rejected(escape_control(f"{name} unpacks to more than {bounds.total} MiB"))
    return code


def _code(path: Path, bounds: Bounds) -> SubmissionFiles:
    name = path.name
    if path.is_symlink():
        raise Rejected(escape_control(f"{name} is a link, not a submission"))
    if path.is_dir():
        return _of_members(of_folder(path), name, bounds)
    if not path.is_file():
        raise Rejected(escape_control(f"{name} is neither a file nor a folder"))
    kind = kind_of(name)
    if not kind:
        raise Rejected(escape_control(f"{name} is not a folder, .zip, .tar.gz, .py or .ipynb"))
    if kind in ARCHIVES:
        with open(path, "rb", opener=regular_only) as file:
            if file.read(len(LFS)) == LFS:
                raise Rejected(escape_control(f"{name}: {sentences.POINTER}"))
            return _of_members(of_archive(file, name), name, bounds)
    if path.stat().st_size > bounds.code * MEBIBYTE:
        raise Rejected(escape_control(f"{name} is larger than {bounds.code} MiB"))
    content = read_bounded(path)
    functions = current_course().functions
    if kind == ".py":
        return SubmissionFiles(
            {"submission.py": content}, Layout(single="submission.py", functions=functions)
        )
    layout = Layout(notebooks=("notebook.ipynb",), functions=functions)
    return _with_lean_notebooks({"notebook.ipynb": content}, layout, {"notebook.ipynb": name})


def _of_members(members: Iterable[Member], name: str, bounds: Bounds) -> SubmissionFiles:
    """Choose what counts among a submission's files, and read that and what lies beside it."""
    usable = usable_files(members, name, bounds)
    layout = find_layout(usable, current_course().functions)
    if len(layout.parts) < len(layout.functions) and not layout.notebooks:
        layout = _with_archives_inside(usable, layout, bounds)
    files: dict[str, bytes] = {}
    wanted = {*layout.parts.values(), *layout.notebooks, layout.single}
    room = bounds.total * MEBIBYTE
    for path, member in usable.items():
        if path in wanted and member.size > bounds.code * MEBIBYTE:
            if path in layout.notebooks and (layout.parts or len(layout.notebooks) > 1):
                continue
            raise Rejected(escape_control(f"{path} is larger than {bounds.code} MiB"))
        is_code = path.endswith(".py") and member.size <= bounds.code * MEBIBYTE
        if path in wanted or is_code or (_is_data(path) and member.size <= bounds.other * MEBIBYTE):
            files[path] = member.read()
            room -= len(files[path])
            if room < 0:
                raise Rejected(escape_control(f"{name} unpacks to more than {bounds.total} MiB"))
    for path in files:
        if any(str(parent) in files for parent in PurePosixPath(path).parents):
            raise Rejected(escape_control(f"{path} lies in a folder that is also a file"))
    if not layout.gradable:
        return SubmissionFiles(files, layout, (_what_is_there(usable),))
    return _with_lean_notebooks(files, layout)


def _is_data(path: str) -> bool:
    return not path.lower().endswith((*ARCHIVES, ".ipynb"))


def _what_is_there(members: dict[str, Member]) -> Words:
    if not members:
        return sentence(sentences.NOTHING_GRADABLE)
    names = sorted(members)[:MAX_LISTED]
    listed = ", ".join(names) + (", …" if len(members) > len(names) else "")
    return sentence(sentences.NOTHING_AMONG, names=listed)


def _with_archives_inside(members: dict[str, Member], layout: Layout, bounds: Bounds) -> Layout:
    """Take what is missing from archives inside; adds their files to `members`."""
    packed = [path for path in members if path.lower().endswith(ARCHIVES)]
    notes, inside = list(layout.notes), dict[str, Member]()
    for _level in range(2):
        inner: dict[str, Member] = {}
        for path in sorted(packed)[:MAX_NESTED_ARCHIVES]:
            try:
                inner |= _opened(path, (members | inside)[path], bounds)
            except Rejected as error:
                notes.append(str(error))
        inside |= inner
        packed = [path for path in inner if path.lower().endswith(ARCHIVES)]
    try:
        more = find_layout(inside, layout.functions)
    except TwoFilesOfOneName as error:
        return dataclasses.replace(layout, notes=(*notes, error.words))
    taken = {part: path for part, path in more.parts.items() if part not in layout.parts}
    single = layout.single or (more.single if not layout.gradable else None)
    if taken or more.notebooks or single != layout.single:
        members.update(inside)
        archives = sorted({path.split("!/")[0] for path in inside})
        notes += [sentence(sentences.UNPACKED, path=", ".join(archives)), *more.notes]
    return dataclasses.replace(
        layout,
        parts=layout.parts | taken,
        notebooks=more.notebooks,
        single=single,
        notes=tuple(notes),
        missing=more.missing | layout.missing,
    )


def _opened(path: str, member: Member, bounds: Bounds) -> dict[str, Member]:
    """List an archive inside as files below its own name."""
    if member.size > bounds.code * MEBIBYTE:
        raise Rejected(escape_control(f"{path} is larger than {bounds.code} MiB"))
    files = usable_files(of_archive(io.BytesIO(member.read()), path), path, bounds)
    below = {f"{path}!/{inner}": one for inner, one in files.items()}
    room = Room(bounds, path)
    for inner in below:
        room.check_path(inner)
    return below


def _with_lean_notebooks(
    files: dict[str, bytes], layout: Layout, shown: dict[str, str] | None = None
) -> SubmissionFiles:
    """Keep only the code cells of notebooks: outputs and pictures are not needed.

    One that cannot be read is left out; raises Rejected where there is nothing else.
    """
    lean, readable = dict(files), list[str]()
    notes, problem = list(layout.notes), None
    for path in layout.notebooks:
        try:
            cells = code_cells(files[path]) if path in files else None
        except UnreadableNotebook as error:
            name = (shown or {}).get(path, path)
            problem = sentence(sentences.NOT_READABLE, path=name, why=error)
            cells = None
            if len(layout.parts) < len(layout.functions):
                notes.append(problem)
        if cells is None:
            lean.pop(path, None)
            continue
        notebook = {"cells": [{"cell_type": "code", "source": cell} for cell in cells]}
        lean[path] = json.dumps(notebook).encode()
        readable.append(path)
    if problem and not readable and not layout.parts:
        raise Rejected(escape_control(str(problem)))
    layout = dataclasses.replace(layout, notebooks=tuple(readable))
    return SubmissionFiles(lean, layout, tuple(notes))
