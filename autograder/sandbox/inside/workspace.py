"""The files of one submission, loaded side by side and kept apart from everybody else's."""

from __future__ import annotations

import ast
import contextlib
import importlib.abc
import importlib.machinery
import os
import re
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from . import sentences
from .budget import from_the_keyboard, paused
from .layout import Functions, Layout, find_layout, is_submission_file
from .loading import LeftOut, Loader, Piece
from .notebook import Cell, UnreadableNotebook, as_python, cells_of, cells_of_script
from .process import SURROUNDINGS, Saved, put_back_after
from .sentences import Words, sentence
from .source import text_of
from .standins import Inputs, make_backends_lenient, standing_in
from .streams import passed_on

SINGLE = "submission"
MAIN = "__main__"
PACKAGE = Path(__file__).parents[2].as_posix() + "/"
"""Our own code, which may lie below the folder that a notebook runs in."""
_active = 0


class Missing(LookupError):
    """The submission does not define what was asked for, as `words` tell."""

    def __init__(self, words: Words) -> None:
        super().__init__(str(words))
        self.words = words


class LoadError(Exception):
    """A file of the submission could not be read at all; `cause` is what that raised."""

    def __init__(self, part: str, cause: BaseException) -> None:
        super().__init__(part)
        self.part, self.cause = part, cause


def is_active() -> bool:
    """Tell whether learner code of some workspace is running."""
    return _active > 0


class Workspace(importlib.abc.MetaPathFinder):
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
    ) -> None:
        self.root = root
        self.layout = layout
        self.sources = dict(sources or {})
        self.loading = loading
        self.loader = Loader(loading, note, dict(ended or {}))
        self.modules: dict[str, types.ModuleType] = {}
        self.failures: dict[str, BaseException] = {}
        self.helpers: dict[str, types.ModuleType] = {}
        self.notebooks: list[tuple[str, types.ModuleType, set[str]]] | None = None
        self.surroundings: dict[str, Saved] = {}
        self.is_active = False
        self.mains: dict[str, types.ModuleType] = {}
        self.inputs = Inputs(lambda file: self.name_of(file) is not None)
        paths = [*self.layout.parts.values(), *self.layout.notebooks, self.layout.single]
        folders = [(root / path).parent for path in paths if path]
        self.folders = list(dict.fromkeys([*folders, root]))

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

    @property
    def namespaces(self) -> list[dict[str, Any]]:
        """The learner's global names, module by module."""
        notebooks = [module for _, module, _ in self.notebooks or []]
        return [vars(m) for m in (*self.modules.values(), *self.helpers.values(), *notebooks)]

    def line_of(self, name: str, number: int) -> str | None:
        """Return a line of a file whose text was replaced; None where it is the disk's."""
        part = next((p for p, file in self.layout.parts.items() if file == name), "")
        if part not in self.sources:
            return None
        lines = self.sources[part].splitlines()
        return lines[number - 1].strip() if 0 < number <= len(lines) else ""

    def name_of(self, file_name: str) -> str | None:
        """Return what the learner calls a file of a traceback; None for what is not theirs."""
        path, root = Path(file_name).as_posix(), Path(self.root).as_posix() + "/"
        inner = path.removeprefix(root)
        if inner == path or "site-packages" in inner or path.startswith(PACKAGE):
            return None
        return inner

    def find(self, target: str) -> Any:
        """Return the learner's object for `part.name`; raises Missing or LoadError."""
        part, name = target.split(".")
        with contextlib.nullcontext() if self.is_active else self.active():
            for namespace in self._namespaces_for(part):
                if name in namespace and not isinstance(namespace[name], _Late):
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
        return sentence(template, what=what, place=left_out.place, why=left_out.why)

    @contextlib.contextmanager
    def active(self) -> Iterator[None]:
        """Let the submission's code run as a script of its own would, and only while in here.

        `import` finds its files, the streams are real ones, the current folder and the
        arguments are its own; afterwards every setting of the process is as before.
        """
        global _active
        modules = (*self.layout.functions, SINGLE, MAIN, *self.helpers)
        with put_back_after(), passed_on(), standing_in(self.inputs):
            before = {name: sys.modules.get(name) for name in modules}
            for name in before:
                sys.modules.pop(name, None)
            sys.modules.update(self.modules | self.helpers)
            sys.modules[MAIN] = types.ModuleType(MAIN)
            loaded = set(sys.modules)
            sys.meta_path.insert(0, self)
            sys.path += map(str, self.folders)
            _active += 1
            self.is_active = True
            try:
                self._stand_in(self.folders[0], "")
                yield
            finally:
                _active -= 1
                self.is_active = False
                if self in sys.meta_path:
                    sys.meta_path.remove(self)
                self._keep_helpers(sys.modules.keys() - loaded)
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

    def _stand_in(self, folder: Path, script: str) -> None:
        sys.argv = [script]
        with contextlib.suppress(OSError):
            os.chdir(folder)

    def _keep_helpers(self, names: set[str]) -> None:
        """Take the learner's other modules out of the process, and keep them."""
        for name in names - {*self.layout.functions, SINGLE, MAIN}:
            module = sys.modules[name]
            places = [getattr(module, "__file__", None) or ""]
            places += [f"{place}/_" for place in getattr(module, "__path__", None) or []]
            if self._is_own(places):
                self.helpers[name] = sys.modules.pop(name)

    def _is_own(self, places: list[str]) -> bool:
        return any(place and self.name_of(f"{place}") is not None for place in places)

    # How the import system asks for the learner's files.

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        """Find a module among the submission's files; the standard library goes first."""
        if path is None and name in sys.stdlib_module_names:
            return None
        if path is None and name in self.layout.functions and self._has_any_code():
            return importlib.machinery.ModuleSpec(name, _Sibling(self, name))
        if path is not None and name.split(".")[0] not in self.helpers.keys() | sys.modules.keys():
            return None
        places = [str(folder) for folder in self.folders] if path is None else list(path)
        if path is not None and not any(self._is_own([f"{place}/_"]) for place in places):
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, places)
        if spec is not None and spec.origin:
            for part, own in self.layout.parts.items():
                if Path(spec.origin) == self.root / own:
                    return importlib.machinery.ModuleSpec(name, _Sibling(self, part))
        return spec

    def _has_any_code(self) -> bool:
        return bool(self.layout.parts or self.layout.notebooks or self.layout.single)

    # Loading.

    def _home(self, exercise: str) -> str:
        """Name what holds a part: its own file, the one file of all, or the notebooks."""
        if exercise in self.layout.parts:
            return exercise
        return SINGLE if self.layout.single else MAIN

    def _namespaces_for(self, exercise: str) -> Iterator[dict[str, Any]]:
        """Return the namespaces in which a part's names may stand, the first one first."""
        if exercise in self.layout.parts:
            yield vars(self._load(exercise))
        if self.layout.single:
            yield vars(self._load(SINGLE))
        if self.layout.notebooks:
            notebooks = self._load_notebooks()
            for path, module, own in reversed(notebooks):
                if _named_like(path, exercise):
                    yield {name: value for name, value in vars(module).items() if name in own}
            for _, module, own in reversed(notebooks):
                yield {name: value for name, value in vars(module).items() if name in own}

    def _load(self, name: str) -> types.ModuleType:
        """Load one file; raises LoadError where it is no Python at all."""
        if name in self.modules:
            return self.modules[name]
        if name in self.failures:
            raise LoadError(name, self.failures[name])
        with paused():
            return self._load_anew(name)

    def _load_anew(self, name: str) -> types.ModuleType:
        path = str(self.layout.single if name == SINGLE else self.layout.parts[name])
        file = self.root / path
        module = types.ModuleType(name)
        module.__file__ = str(file)
        self.modules[name] = sys.modules[name] = module
        saved = Saved()
        try:
            raw = self.sources[name].encode() if name in self.sources else file.read_bytes()
            text = text_of(raw)
            if "matplotlib" in text:
                make_backends_lenient()
            self._stand_in(self._folder_for(file, text), str(file))
            self._run_file(name, path, text, module)
        except BaseException as error:  # whatever reading a stranger's file can raise
            if from_the_keyboard(error):
                raise
            self.failures[name] = error
            self.modules.pop(name, None)
            sys.modules.pop(name, None)
            raise LoadError(name, error) from error
        finally:
            self.surroundings[name] = Saved(SURROUNDINGS)
            self.loading("")
            saved.put_back()
        return module

    def _run_file(self, name: str, path: str, text: str, module: types.ModuleType) -> None:
        file_name = str(self.root / path)
        cells = cells_of_script(text) if name == SINGLE else None
        if cells is not None:
            vars(module)["__name__"] = MAIN
            sys.modules[MAIN] = self.mains[SINGLE] = module
            self._run_cells(path, cells, vars(module), file_name)
            return
        cell = as_python(text, whatever=True)  # a file stays a file, without its magics
        piece = Piece(path, file_name, vars(module))
        self.loader.dropped(piece, cell)
        self.loader.run(piece, cell.text)

    def _run_cells(
        self, path: str, cells: list[Cell], namespace: dict[str, Any], file_name: str = ""
    ) -> None:
        flags = 0
        for cell in cells:
            if not cell.text.strip() and not cell.dropped:
                continue
            name = file_name or f"{self.root / path}, code cell {cell.number}"
            piece = Piece(path, name, namespace, cell, as_main=True)
            self.loader.dropped(piece, cell)
            try:
                flags = self.loader.run(piece, cell.text, flags)
            except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
                self.loader.unreadable(piece, cell.text, error)

    def _load_notebooks(self) -> list[tuple[str, types.ModuleType, set[str]]]:
        """Run the notebooks, each in a namespace that begins with the names bound so far."""
        if self.notebooks is None:
            self.notebooks = []
            with paused():
                self._run_notebooks(self.notebooks)
        return self.notebooks

    def _run_notebooks(self, notebooks: list[tuple[str, types.ModuleType, set[str]]]) -> None:
        saved, names = Saved(), dict[str, Any]()
        try:
            for path in self.layout.notebooks:
                module = types.ModuleType(MAIN)
                vars(module).update(names)
                bound_names: set[str] = set()
                notebooks.append((path, module, bound_names))
                sys.modules[MAIN] = self.mains[MAIN] = module
                file = self.root / path
                self._stand_in(file.parent, str(file))
                try:
                    raw = file.read_bytes()
                    cells = cells_of(raw)
                except (UnreadableNotebook, OSError) as error:
                    self.failures[path] = error
                    continue
                if b"matplotlib" in raw:
                    make_backends_lenient()
                self._run_cells(path, cells, vars(module))
                bound = {n: v for n, v in vars(module).items() if not n.startswith("__")}
                bound_names |= {n for n, v in bound.items() if n not in names or names[n] is not v}
                names |= bound
        finally:
            self.surroundings[MAIN] = Saved(SURROUNDINGS)
            self.loading("")
            saved.put_back()

    def _folder_for(self, file: Path, text: str) -> Path:
        """Choose the folder in which a file runs: where the files lie that its text names."""
        folders = list(dict.fromkeys([file.parent, self.root]))
        if len(folders) == 1:
            return file.parent
        try:
            nodes = list(ast.walk(ast.parse(text)))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return file.parent
        texts = {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}
        named = [t for t in texts if 0 < len(t) < 200 and "\n" not in t and "\0" not in t]
        return max(folders, key=lambda folder: sum((folder / t).is_file() for t in named))

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
        elif not self._has_any_code():
            return sentence(sentences.NOTHING_GRADABLE)
        else:
            return sentence(sentences.FILE_MISSING, part=exercise)
        return self._explained(words, name)


def _named_like(path: str, exercise: str) -> bool:
    """Tell whether a notebook bears an exercise's name: `02_name.ipynb`, `Name hw.ipynb`."""
    stem = re.sub(r"[^a-z0-9]+", "_", Path(path).stem.lower())
    return f"_{exercise}_" in f"_{stem}_"


class _Late:
    """Stands for a name that is imported before it is defined, or never is; calling it tells."""

    def __init__(self, workspace: Workspace, part: str, name: str, problem: str) -> None:
        self.workspace, self.part, self.name, self.problem = workspace, part, name, problem

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call what has the name by now."""
        for namespace in self.workspace._namespaces_for(self.part):
            target = namespace.get(self.name, self)
            if not isinstance(target, _Late):
                return target(*args, **kwargs)
        raise ImportError(f"{self.name} was called, but {self.problem}")


class _Sibling(importlib.abc.Loader):
    """Loads one part for another; a broken one becomes names that raise when called."""

    def __init__(self, workspace: Workspace, part: str) -> None:
        self.workspace, self.part = workspace, part

    def create_module(self, spec: Any) -> types.ModuleType:
        space, part = self.workspace, self.part
        if part in space.layout.parts or space.layout.single:
            name = part if part in space.layout.parts else SINGLE
            try:
                module = space._load(name)
            except LoadError as error:
                module = types.ModuleType(part)
                self._fill_in(module, f"{part}.py cannot be imported ({error.cause!r})")
            else:
                self._fill_in(module, f"{part}.py does not define it")
            return module
        module = types.ModuleType(part)
        if space.layout.notebooks:
            for _, notebook, _own in space._load_notebooks():
                names = {n: v for n, v in vars(notebook).items() if not n.startswith("__")}
                vars(module).update(names)
        self._fill_in(module, f"{part}.py is missing")
        return module

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing is left to do: `create_module` has run the file."""

    def _fill_in(self, module: types.ModuleType, problem: str) -> None:
        """Let names that are not there, or not yet, be imported; calling them tells."""
        functions = self.workspace.layout.functions
        names = {own: part for part, owns in functions.items() for own in owns}

        def absent(name: str) -> _Late:
            if name not in names:
                raise AttributeError(name)
            return _Late(self.workspace, names[name], name, problem)

        vars(module).setdefault("__getattr__", absent)


def layout_of(root: Path, functions: Functions) -> Layout:
    """Find the files that define `functions` under a folder; links to folders are not followed."""
    paths = []
    for folder, folders, files in os.walk(root):
        relative = Path(folder).relative_to(root)
        folders[:] = [name for name in folders if is_submission_file(name)]
        paths += [(relative / name).as_posix() for name in files]
    return find_layout(paths, functions)
