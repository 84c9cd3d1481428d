"""The files of one submission, loaded side by side and kept apart from everybody else's."""

from __future__ import annotations

import contextlib
import os
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from . import sentences
from .files import MAIN, SINGLE, Files
from .layout import Functions, Layout, find_layout, is_submission_file
from .left_out import LeftOut
from .loading import Loader
from .meant import what_is_there
from .process import put_back_after
from .sentences import Words, sentence
from .siblings import Late, Siblings
from .standins import Inputs, standing_in
from .streams import passed_on
from .uncompiled import leave_uncompiled

MAX_CAUSES = 2
"""Lines before the one that would have bound a name that are told, each the cause of the next."""

_active = 0


class Missing(LookupError):
    """The submission does not define what was asked for, as `words` tell."""

    def __init__(self, words: Words) -> None:
        super().__init__(str(words))
        self.words = words


def is_active() -> bool:
    """Tell whether learner code of some workspace is running."""
    return _active > 0


class Workspace(Files):
    """A submission's files under `root`, loaded lazily, each once.

    `sources` replaces the text of parts (a known mistake is the reference with a part's
    text changed). `loading` is told the key of each statement before it runs while something is
    loaded, and "" after; `note` what was left out; `ended` tells which statements, by their
    keys, ended the process in an earlier run, and how.
    """

    def __init__(
        self,
        root: Path,
        layout: Layout,
        sources: Mapping[str, str] | None = None,
        ended: Mapping[str, Words] | None = None,
        loading: Callable[[str], None] = lambda key: None,
        note: Callable[[LeftOut], None] = lambda left_out: None,
        trusted: bool = False,
    ) -> None:
        loader = Loader(loading, note, dict(ended or {}))
        super().__init__(root, layout, sources or {}, loader, loading, trusted)
        self.is_active = False
        self.siblings = Siblings(self)
        self.inputs = Inputs(lambda file: self.name_of(file) is not None)
        leave_uncompiled()

    @classmethod
    def of_path(cls, path: Path, functions: Functions, **options: Any) -> Workspace:
        """Make the workspace of a folder, or of one `.py` file or notebook that defines all."""
        if path.is_dir():
            return cls(path, layout_of(path, functions), **options)
        if path.suffix == ".ipynb":
            layout = Layout(notebooks=(path.name,), functions=functions)
        else:
            layout = Layout(single=path.name, functions=functions)
        return cls(path.parent, layout, **options)

    def afresh(self) -> Workspace:
        """Return a workspace of the same files in which nothing was loaded or called yet."""
        ended, loading = self.loader.ended, self.loading
        return Workspace(self.root, self.layout, self.sources, ended, loading, trusted=self.trusted)

    def line_of(self, name: str, number: int) -> str | None:
        """Return a line of a file as it was run; None where it was not, as a notebook's cell."""
        if name not in self.texts:
            return None
        lines = self.texts[name].split("\n")
        return lines[number - 1].strip() if 0 < number <= len(lines) else ""

    def find(self, target: str) -> Any:
        """Return the learner's object for `part.name`; raises Missing or LoadError."""
        part, name = target.split(".")
        with contextlib.nullcontext() if self.is_active else self.active():
            for namespace in self.namespaces_for(part):
                if name in namespace and not isinstance(namespace[name], Late):
                    return namespace[name]
        raise Missing(self._why_missing(part, name))

    def why_unbound(self, name: str) -> Words:
        """Say what would have bound a name that is not there; empty where nothing is known."""
        if self.loader.why_unbound(name) is None:
            return ""
        return self._explained(sentence(sentences.UNBOUND, name=name), name)

    def _explained(self, what: Words, name: str) -> Words:
        left_out = self.loader.why_unbound(name)
        if left_out is None:
            return what
        certain = name in left_out.names and left_out.noted
        template = sentences.WOULD_DEFINE if certain else sentences.MAY_DEFINE
        why = self._with_its_cause(left_out, MAX_CAUSES)
        return sentence(template, what=what, place=left_out.place, why=why)

    def _with_its_cause(self, left_out: LeftOut, more: int) -> Words:
        """Say why a piece was left out; where a name was missing there, also why that one was."""
        name = left_out.unknown_name
        before = self.loader.why_unbound(name) if name and more else None
        if before is None or before is left_out or name not in before.names:
            return left_out.why
        cause = self._with_its_cause(before, more - 1)
        return sentence(sentences.FOLLOWS, why=left_out.why, place=before.place, cause=cause)

    @contextlib.contextmanager
    def active(self) -> Iterator[None]:
        """Let the submission's code run as a script of its own would, and only while in here.

        `import` finds its files, the streams are real ones, the current folder and the
        arguments are its own; afterwards every setting of the process is as before.
        """
        global _active
        modules = (*self.layout.functions, SINGLE, MAIN, *self.helpers)
        with put_back_after(self.trusted), passed_on(), standing_in(self.inputs):
            before = {name: sys.modules.get(name) for name in modules}
            for name in before:
                sys.modules.pop(name, None)
            sys.modules.update(self.modules | self.helpers)
            sys.modules[MAIN] = types.ModuleType(MAIN)
            loaded = list(sys.modules)
            sys.meta_path.insert(0, self.siblings)
            sys.path += map(str, self.folders)
            _active += 1
            self.is_active = True
            try:
                self.stand_in(self.folders[0], "")
                yield
            finally:
                _active -= 1
                self.is_active = False
                if self.siblings in sys.meta_path:
                    sys.meta_path.remove(self.siblings)
                if list(sys.modules) != loaded:  # mostly nothing is new
                    self._keep_helpers(sys.modules.keys() - set(loaded))
                for name in modules:
                    sys.modules.pop(name, None)
                sys.modules.update({n: m for n, m in before.items() if m is not None})

    def stand_beside(self, *targets: str) -> None:
        """Let what the files of the targets set for themselves, while they were loaded, hold."""
        homes = [self._home(target.split(".")[0]) for target in targets]
        sys.modules[MAIN] = self.mains.get(homes[0]) or sys.modules[MAIN]
        sys.argv = [self._script(homes[0])]
        for home in reversed(homes):
            if home in self.surroundings:
                self.surroundings[home].put_back()

    def _script(self, home: str) -> str:
        """Return the path of the file that is run, as a script's first argument."""
        first = next(iter(self.layout.notebooks), None) or self.layout.single
        return str(self.root / (self.layout.parts.get(home) or first or ""))

    def _keep_helpers(self, names: set[str]) -> None:
        """Take the learner's other modules out of the process, and keep them."""
        modules = {n: sys.modules[n] for n in names - {*self.layout.functions, SINGLE, MAIN}}
        own = {name for name, module in modules.items() if self.is_own(_places_of(module))}
        for name in own:  # only now: a package without a file finds its place through the one above
            self.helpers[name] = sys.modules.pop(name)

    def _home(self, exercise: str) -> str:
        """Name what holds a part: its own file, the one file of all, or the notebooks."""
        if exercise in self.layout.parts:
            return exercise
        return SINGLE if self.layout.single else MAIN

    def _why_missing(self, exercise: str, name: str) -> Words:
        if exercise in self.layout.parts:
            words = sentence(sentences.PART_LACKS, part=exercise, name=name)
        elif self.layout.single:
            words = sentence(sentences.FILE_LACKS, file=self.layout.single, name=name)
        elif self.layout.notebooks:
            words = sentence(sentences.NO_CELL_DEFINES, name=name)
        elif exercise in self.layout.missing:
            why = self.layout.missing[exercise]
            return sentence(sentences.MISSING_AMONG, part=exercise, why=why)
        elif not self.has_any_code():
            return sentence(sentences.NOTHING_GRADABLE)
        else:
            return sentence(sentences.FILE_MISSING, part=exercise)
        return self._explained(self._with_what_is_there(words, exercise, name), name)

    def _with_what_is_there(self, words: Words, exercise: str, name: str) -> Words:
        """Add where a file defines what is looked for, or what it has under nearly this name."""
        file = self.layout.parts.get(exercise) or self.layout.single or ""
        known = {each for functions in self.layout.functions.values() for each in functions}
        there = what_is_there(self.texts.get(file, ""), name, known)
        if isinstance(there, str):
            return sentence(sentences.NEARLY_DEFINED, what=words, near=there)
        if there is None:
            return words
        number, outer = there
        return sentence(sentences.DEFINED_INSIDE, what=words, number=number, name=name, outer=outer)


def _places_of(module: types.ModuleType) -> list[str]:
    folders = getattr(module, "__path__", None) or []
    return [getattr(module, "__file__", None) or "", *(f"{folder}/_" for folder in folders)]


def layout_of(root: Path, functions: Functions) -> Layout:
    """Find the files that define `functions` under a folder; links to folders are not followed."""
    paths = []
    for folder, folders, files in os.walk(root):
        relative = Path(folder).relative_to(root)
        folders[:] = [name for name in folders if is_submission_file(name)]
        paths += [(relative / name).as_posix() for name in files]
    return find_layout(paths, functions)
