"""Loading a submission's files and notebooks: each runs once, in a namespace of its own."""

from __future__ import annotations

import ast
import contextlib
import functools
import os
import re
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from .budget import from_the_keyboard, paused
from .layout import Layout
from .loading import Loader, Piece
from .marimo import cells_of_marimo
from .notebook import (
    Cell,
    UnreadableNotebook,
    as_python,
    cells_of,
    cells_of_json,
    cells_of_script,
    modules_written,
)
from .process import SURROUNDINGS, Saved
from .runs import RUNNER, found_below, with_runs
from .source import UnreadableSource, raw_of, text_of
from .standins import make_backends_lenient
from .statements import definitions

SINGLE = "submission"
MAIN = "__main__"
PACKAGE = Path(__file__).parents[2].as_posix() + "/"
"""Our own code, which may lie below the folder that a notebook runs in."""


class LoadError(Exception):
    """A file of the submission could not be read at all; `cause` is what that raised."""

    def __init__(self, part: str, cause: BaseException) -> None:
        super().__init__(part)
        self.part, self.cause = part, cause


class Files:
    """A submission's files and notebooks under `root`: what they define, each loaded once.

    `sources` replaces the text of parts. `loading` is told the key of each statement before it
    runs while something is loaded, and "" after. Files that are `trusted`, the kit's own, are run
    whole where they only import and define.
    """

    def __init__(
        self,
        root: Path,
        layout: Layout,
        sources: Mapping[str, str],
        loader: Loader,
        loading: Callable[[str], None],
        trusted: bool = False,
    ) -> None:
        self.root, self.layout, self.sources = root, layout, dict(sources)
        self.trusted = trusted
        self.texts: dict[str, str] = {}
        """What was run of each file: another workspace may have loaded another text from there."""
        self.loader, self.loading = loader, loading
        self.modules: dict[str, types.ModuleType] = {}
        self.failures: dict[str, BaseException] = {}
        self.helpers: dict[str, types.ModuleType] = {}
        self.notebooks: list[tuple[str, types.ModuleType, set[str]]] | None = None
        self.written: dict[str, dict[str, Any]] = {}
        """What cells wrote as modules: the namespaces in which they ran instead."""
        self.surroundings: dict[str, Saved] = {}
        self.mains: dict[str, types.ModuleType] = {}
        self.running: list[Path] = []
        paths = [*layout.parts.values(), *layout.notebooks, layout.single]
        folders = [(root / path).parent for path in paths if path]
        above = [up for folder in folders for up in folder.parents if root in up.parents]
        self.folders = list(dict.fromkeys([*folders, *above, root]))

    @property
    def namespaces(self) -> list[dict[str, Any]]:
        """The learner's global names, module by module."""
        notebooks = [module for _, module, _ in self.notebooks or []]
        return [vars(m) for m in (*self.modules.values(), *self.helpers.values(), *notebooks)]

    def name_of(self, file_name: str) -> str | None:
        """Return what the learner calls a file of a traceback; None for what is not theirs."""
        path, root = Path(file_name).as_posix(), Path(self.root).as_posix() + "/"
        inner = path.removeprefix(root)
        if inner == path or "site-packages" in inner or path.startswith(PACKAGE):
            return None
        return inner

    def is_own(self, places: list[str]) -> bool:
        """Tell whether a module that lies in one of these places is the learner's."""
        return any(place and self.name_of(f"{place}") is not None for place in places)

    def has_any_code(self) -> bool:
        """Tell whether there is anything to load."""
        return bool(self.layout.parts or self.layout.notebooks or self.layout.single)

    def stand_in(self, folder: Path, script: str) -> None:
        """Make a folder the current one, and a script the first argument."""
        sys.argv = [script]
        with contextlib.suppress(OSError):
            os.chdir(folder)

    def namespaces_for(self, exercise: str) -> Iterator[dict[str, Any]]:
        """Return the namespaces in which an exercise's names may stand, the first one first."""
        if exercise in self.layout.parts:
            yield vars(self.load(exercise))
        if self.layout.single:
            yield vars(self.load(SINGLE))
        if self.layout.notebooks:
            notebooks = self.load_notebooks()
            for path, module, own in reversed(notebooks):
                if _named_like(path, exercise):
                    yield {name: value for name, value in vars(module).items() if name in own}
            for _, module, own in reversed(notebooks):
                yield {name: value for name, value in vars(module).items() if name in own}

    def load(self, name: str) -> types.ModuleType:
        """Load one file; raises LoadError where it is no Python at all."""
        if name in self.modules:
            return self.modules[name]
        if name in self.failures:
            raise LoadError(name, self.failures[name])
        module = self._load_whole(name) if self.trusted else None
        if module is not None:
            return module
        with paused():
            return self._load_anew(name)

    def _load_whole(self, name: str) -> types.ModuleType | None:
        """Load a file that only imports and defines; None for any other, or where that fails."""
        path = self.layout.parts[name]
        file = self.root / path
        try:
            replaced = self.sources.get(name)
            text = text_of(raw_of(file)) if replaced is None else replaced
            code = definitions(text, str(file))
            if code is None:
                return None
            module = types.ModuleType(name)
            module.__file__ = str(file)
            self.modules[name] = sys.modules[name] = module
            exec(code, vars(module))
        except Exception:  # told by whoever loads it statement by statement
            self.modules.pop(name, None)
            return None
        self.texts[path] = text
        return module

    def _load_anew(self, name: str) -> types.ModuleType:
        path = str(self.layout.single if name == SINGLE else self.layout.parts[name])
        file = self.root / path
        module = types.ModuleType(name)
        module.__file__ = str(file)
        self.modules[name] = sys.modules[name] = module
        saved = Saved()
        try:
            raw = self.sources[name].encode() if name in self.sources else raw_of(file)
            text = text_of(raw)
            if "matplotlib" in text:
                make_backends_lenient()
            self.stand_in(self._folder_for(file, text), str(file))
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
        cells = cells_of_json(text) or cells_of_marimo(text)
        if name == SINGLE and cells is None:
            cells = cells_of_script(text)
        if cells is not None:
            if name == SINGLE:
                vars(module)["__name__"] = MAIN
                sys.modules[MAIN] = self.mains[SINGLE] = module
            self._run_cells(path, cells, vars(module), file_name)
            return
        self._run_script(path, text, vars(module))

    def _run_script(self, path: str, text: str, namespace: dict[str, Any]) -> None:
        cell = as_python(text, whatever=True)  # a file stays a file, without its magics
        self.texts[path] = cell.text
        folders = PurePosixPath(path).parts[:-1]
        piece = Piece(path, str(self.root / path), namespace, folders=folders)
        self.loader.dropped(piece, cell)
        self.loader.run(piece, cell.text)

    def _run_cells(
        self, path: str, cells: list[Cell], namespace: dict[str, Any], file_name: str = ""
    ) -> None:
        flags = 0
        folders = [(self.root / path).parent, *self.folders]
        find = functools.partial(found_below, self.root, folders)
        namespace[RUNNER] = lambda name: self._run_named(find(name), namespace)
        for cell in (with_runs(cell, lambda name: find(name) is not None) for cell in cells):
            if not cell.text.strip() and not cell.dropped:
                continue
            name = file_name or f"{self.root / path}, code cell {cell.number}"
            piece = Piece(path, name, namespace, cell, as_main=True)
            self.loader.dropped(piece, cell)
            self.written |= dict.fromkeys(modules_written(cell), namespace)
            try:
                flags = self.loader.run(piece, cell.text, flags)
            except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
                self.loader.unreadable(piece, cell.text, error)

    def _run_named(self, file: Path | None, namespace: dict[str, Any]) -> None:
        """Run what `%run` names: a script by itself, a notebook among the names that there are."""
        if file is None or file in self.running:
            return
        path = file.relative_to(self.root.resolve()).as_posix()
        inner, runner = namespace, namespace[RUNNER]
        self.running.append(file)
        try:
            with paused():
                if file.suffix == ".py":
                    inner = {"__name__": MAIN, "__file__": str(file)}
                    self._run_script(path, text_of(raw_of(file)), inner)
                else:
                    self._run_cells(path, cells_of(raw_of(file)), namespace)
        finally:
            self.running.remove(file)
            namespace[RUNNER] = runner
        namespace |= {n: value for n, value in inner.items() if not n.startswith("__")}

    def load_notebooks(self) -> list[tuple[str, types.ModuleType, set[str]]]:
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
                self.stand_in(file.parent, str(file))
                try:
                    raw = raw_of(file)
                    cells = cells_of(raw)
                except (UnreadableNotebook, UnreadableSource, OSError) as error:
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


def _named_like(path: str, exercise: str) -> bool:
    """Tell whether a notebook bears an exercise's name: `02_name.ipynb`, `Name hw.ipynb`."""
    stem = re.sub(r"[^a-z0-9]+", "_", Path(path).stem.lower())
    return f"_{exercise}_" in f"_{stem}_"
