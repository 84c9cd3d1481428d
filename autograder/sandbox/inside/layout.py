"""Which files of a submission count, by the contract's names."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from . import sentences
from .sentences import Words, sentence

Functions = Mapping[str, tuple[str, ...]]
"""The public names that each file of a course defines, by the file's stem."""

IGNORED = ("__MACOSX", "__pycache__", "site-packages", "node_modules")
LEFT_BEHIND = ("__macosx", "desktop.ini", "thumbs.db", "ehthumbs.db", "$recycle.bin", "icon\r")
"""Names that a system leaves behind in any folder, in small letters."""
ENVIRONMENTS = ("pyvenv.cfg", "conda-meta")
"""What lies in the folder of a Python environment."""
MAX_LISTED = 6
"""Paths that a message lists; what is found is sent to the worker, and that is bounded."""
SECOND_ENDINGS = (".txt", ".json", ".py", ".ipynb", ".text", ".download")
_A_COPY = (
    "copy|kopie|kopia|kopi|copie|copia|cópia|копия|копія|コピー|복사본|사본"
    "|副本|拷贝|拷貝|複製|複本|复制|复本"
)
_OF = (
    "copy of |kopie von |kopie van |cop[ií]a de |copie de |копия |复件 ?|复制 ?|副本 ?|複製 ?"
    "|복사본 ?|コピー ?([(]\\d+[)] ?)?[~〜] ?"
)
_COPY = re.compile(
    rf"((?<![ _-])[ _-]*([(]\d+[)]|\[\d+\])|(?<![ –—-])[ –—-]+({_A_COPY})( ?\d+)?|-copy\d+"
    rf"|(?<![ _-])[ _-]*[(]({_A_COPY})( ?\d+)?[)]|(的?副本|的?拷贝|的?複製|的複本)( ?\d+)?"
    r"| ?[(][^()]*(conflict|冲突|衝突)[^()]*[)]|\.sync-conflict-[\w-]+"
    r"|-(desktop|laptop)-[a-z0-9]+|[ -]\d{1,2})$"
)
"""What systems and services for files put behind the name of a copy."""
_COPY_BEFORE = re.compile(f"^({_OF})")


class TwoFilesOfOneName(ValueError):
    """A submission holds a part twice, so nobody can say which one counts; `words` name both."""

    def __init__(self, words: Words) -> None:
        super().__init__(str(words))
        self.words = words


@dataclass(frozen=True)
class Layout:
    """Where a submission keeps its parts: paths relative to its root, '/' between folders.

    `functions` are those that a course asks for. `notes` says what was taken that is not named
    exactly, `missing` why a part was not found though something like it is there.
    """

    parts: dict[str, str] = field(default_factory=dict)
    notebooks: tuple[str, ...] = ()
    single: str | None = None
    notes: tuple[Words, ...] = ()
    missing: dict[str, Words] = field(default_factory=dict)
    functions: Functions = field(default_factory=dict)

    @property
    def gradable(self) -> bool:
        """Whether there is anything to grade."""
        return bool(self.parts or self.notebooks or self.single)

    def file_of(self, part: str) -> str:
        """Name the file that holds a part, or the notebooks that may."""
        return self.parts.get(part) or self.single or ", ".join(self.notebooks)


def is_submission_file(path: str) -> bool:
    """Tell whether a path is the learner's own, not left behind by a tool."""
    return not any(
        name.startswith((".", "~$")) or name in IGNORED or is_left_behind(name)
        for name in PurePosixPath(path).parts
    )


def is_left_behind(name: str) -> bool:
    """Tell whether a system leaves a file of this name beside others."""
    return (
        name.startswith("._")
        or name.lower() in LEFT_BEHIND
        or name.endswith(("Zone.Identifier", ":$DATA"))
    )


def environments(paths: Iterable[str]) -> frozenset[str]:
    """Return the folders that hold a Python environment, of each path the outermost."""
    found = set()
    for path in paths:
        names = path.split("/")
        inner = (index for index, name in enumerate(names) if name in ENVIRONMENTS and index)
        first = next(inner, 0)
        if first:
            found.add("/".join(names[:first]))
    return frozenset(found)


def lies_within(path: str, folders: frozenset[str]) -> bool:
    """Tell whether a path is one of the folders or lies in one, however many there are."""
    end = path.find("/") if folders else -1
    while end >= 0:
        if path[:end] in folders:
            return True
        end = path.find("/", end + 1)
    return path in folders


def find_layout(paths: Iterable[str], functions: Functions) -> Layout:
    """Find the files that define `functions`, and the notebooks, among `paths`.

    The exact name wins, then one that differs in case only, then one that is nearly right; of
    these a single one is taken. A lone Python file of another name defines everything. Raises
    TwoFilesOfOneName with both paths.
    """
    every = list(paths)
    within = environments(every)
    candidates = sorted(p for p in every if is_submission_file(p) and not lies_within(p, within))
    parts: dict[str, str] = {}
    notes: list[Words] = []
    missing: dict[str, Words] = {}
    for part in functions:
        _find_part(part, candidates, parts, notes, missing)
    notebooks = tuple(path for path in candidates if path.lower().endswith(".ipynb"))
    if not notebooks:
        nearly = [path for path in candidates if nearly_name(path).endswith(".ipynb")]
        notebooks = tuple(nearly)
        notes += [sentence(sentences.NEARLY_TAKEN, path=p, name=nearly_name(p)) for p in nearly]
    single = None if parts or notebooks or missing else _lone_script(candidates, notes)
    if not notebooks and not single:
        others = [path for path in candidates if path not in parts.values()]
        missing = _resembling(functions.keys() - parts.keys(), others) | missing
    return Layout(parts, notebooks, single, tuple(notes), missing, functions)


def _resembling(exercises: Iterable[str], paths: list[str]) -> dict[str, Words]:
    """Name, for each part that is missing, the files whose names hold its name and more."""
    said: dict[str, Words] = {}
    for exercise in exercises:
        named = [path for path in paths if _holds(PurePosixPath(path).name.lower(), exercise)]
        if named:
            said[exercise] = sentence(
                sentences.NOT_TAKEN, name=f"{exercise}.py", paths=_listed(named)
            )
    return said


def _holds(name: str, exercise: str) -> bool:
    stem, dot, _ = name.partition(".py")
    words = f"_{re.sub('[^a-z0-9]+', '_', stem)}_"
    return bool(dot) and f"_{exercise}_" in words and not words.startswith("_test_")


def _listed(paths: list[str]) -> str:
    return ", ".join(paths[:MAX_LISTED]) + (", …" if paths[MAX_LISTED:] else "")


def _find_part(
    exercise: str,
    paths: list[str],
    parts: dict[str, str],
    notes: list[Words],
    missing: dict[str, Words],
) -> None:
    name = f"{exercise}.py"
    exact = [p for p in paths if PurePosixPath(p).name == name]
    in_case = [p for p in paths if PurePosixPath(p).name.lower() == name]
    nearly = [p for p in paths if nearly_name(p) == name]
    if exact:
        parts[exercise] = _nearest(exercise, exact, notes)
        return
    for candidates in (in_case, nearly):
        if len(candidates) == 1:
            parts[exercise] = candidates[0]
            notes.append(sentence(sentences.NEARLY_TAKEN, path=candidates[0], name=name))
            return
        if candidates:
            listed = _listed(candidates)
            missing[exercise] = sentence(sentences.SEVERAL_NEARLY, name=name, paths=listed)
            notes.append(missing[exercise])
            return


def _nearest(exercise: str, paths: list[str], notes: list[Words]) -> str:
    """Choose the one nearest to the top; raises TwoFilesOfOneName where there are two."""
    ranked = sorted(paths, key=lambda path: (path.count("/"), path))
    if len(ranked) > 1:
        first, second = ranked[:2]
        if first.count("/") == second.count("/"):
            words = sentence(sentences.TWICE, part=exercise, first=first, second=second)
            raise TwoFilesOfOneName(words)
        words = sentence(sentences.NEAREST_TAKEN, first=first, part=exercise, second=second)
        notes.append(words)
    return ranked[0]


@functools.lru_cache(maxsize=4096)  # every part asks it of every path
def nearly_name(path: str) -> str:
    """Return the name that a file was probably meant to have: no copy marks, no second ending."""
    name = unicodedata.normalize("NFKC", PurePosixPath(path).name).strip().lower()
    stem, suffix = name, ""
    for _ in range(4):
        head, dot, ending = stem.rpartition(".")
        is_doubled = f".{ending}" in SECOND_ENDINGS and dot and head
        if is_doubled and f".{ending}" in (".py", ".ipynb"):
            stem, suffix = head, f".{ending}"
        elif is_doubled and re.search(r"\.(py|ipynb)\b", head):
            stem = head
        stem = _COPY_BEFORE.sub("", _COPY.sub("", stem.strip()).strip())
    return re.sub(r"[\s-]+", "_", stem) + suffix


def _lone_script(candidates: list[str], notes: list[Words]) -> str | None:
    """Return the only Python file, those of tools and tests aside."""
    scripts = [path for path in candidates if path.lower().endswith(".py")]
    if not scripts:
        scripts = [path for path in candidates if nearly_name(path).endswith(".py")]
        if len(scripts) == 1:
            path, name = scripts[0], nearly_name(scripts[0])
            notes.append(sentence(sentences.NEARLY_TAKEN, path=path, name=name))
    names = {path: PurePosixPath(path).name for path in scripts}
    tools = ("__init__.py", "conftest.py", "setup.py")
    mine = [p for p, n in names.items() if n not in tools and not n.startswith("test_")]
    alone = mine if len(scripts) > 1 else scripts
    return alone[0] if len(alone) == 1 else None
