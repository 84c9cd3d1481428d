"""The files of one submission, imported side by side and kept apart from everybody else's."""

from __future__ import annotations

import contextlib
import importlib.abc
import importlib.machinery
import importlib.util
import linecache
import os
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from . import sentences
from .layout import PARTS, Layout, counts, sort_out
from .notebook import code_cells, without_magics

NOTEBOOK = "notebook"
SINGLE = "submission"


PACKAGE = Path(__file__).parents[2].as_posix() + "/"
"""Our own code, which may lie below the folder that a notebook runs in."""


class Missing(LookupError):
    """The submission does not define what was asked for."""


class LoadError(Exception):
    """A file of the submission raised while it was imported; `cause` is what it raised."""

    def __init__(self, part: str, cause: BaseException) -> None:
        super().__init__(part)
        self.part, self.cause = part, cause


class Workspace(importlib.abc.MetaPathFinder):
    """A submission's files under `root`, imported lazily, each once.

    `sources` replaces the text of parts (a known mistake is the reference with a part's
    text changed); `blocked` names parts that must not be imported, because that ended the
    process; `loading` is told the name of each file before it is imported, and "" after.
    """

    def __init__(
        self,
        root: Path,
        layout: Layout | None = None,
        sources: Mapping[str, str] | None = None,
        blocked: tuple[str, ...] = (),
        loading: Callable[[str], None] = lambda name: None,
    ) -> None:
        self.root = root
        self.layout = layout if layout is not None else layout_of(root)
        self.sources = dict(sources or {})
        self.blocked = blocked
        self.loading = loading
        self.modules: dict[str, types.ModuleType] = {}
        self.failures: dict[str, BaseException] = {}
        self.cell_errors: dict[str, BaseException] = {}
        found = [*self.layout.parts.values(), *self.layout.notebooks, self.layout.single]
        self.folders = list(dict.fromkeys((root / path).parent for path in found if path))

    @classmethod
    def of_file(cls, path: Path, **options: Any) -> Workspace:
        """Make the workspace of one `.py` file or one notebook that defines everything."""
        is_notebook = path.suffix == ".ipynb"
        layout = Layout(notebooks=(path.name,)) if is_notebook else Layout(single=path.name)
        return cls(path.parent, layout, **options)

    def name_of(self, file_name: str) -> str | None:
        """Give what the learner calls a file of a traceback; None for what is not theirs."""
        path, root = Path(file_name).as_posix(), Path(self.root).as_posix() + "/"
        inner = path.removeprefix(root)
        if inner == path or "site-packages" in inner or path.startswith(PACKAGE):
            return None
        return inner

    def find(self, target: str) -> Any:
        """Give the learner's object for `part.name`; raises Missing or LoadError."""
        part, name = target.split(".")
        with self.active():
            for home in self._homes(part):
                module = self._load(home)
                if name in vars(module):
                    return vars(module)[name]
        raise Missing(self._why_missing(part, name))

    @contextlib.contextmanager
    def active(self) -> Iterator[None]:
        """Let `import` find this submission's files, and only while in here."""
        before = {name: sys.modules.get(name) for name in (*PARTS, NOTEBOOK, SINGLE)}
        for name in before:
            sys.modules.pop(name, None)
        sys.modules.update(self.modules)
        sys.meta_path.insert(0, self)
        try:
            yield
        finally:
            sys.meta_path.remove(self)
            for name, module in before.items():
                sys.modules.pop(name, None)
                if module is not None:
                    sys.modules[name] = module

    # How the import system asks for the learner's files.

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        """Find a module among the submission's files; the standard library goes first."""
        if path is not None or name in sys.stdlib_module_names:
            return None
        if name in PARTS and self._has_any_code():
            return importlib.machinery.ModuleSpec(name, _Sibling(self, name))
        for folder in self.folders:
            file = folder / f"{name}.py"
            package = folder / name / "__init__.py"
            for found in (file, package):
                if found.is_file():
                    places = [str(package.parent)] if found == package else None
                    return importlib.util.spec_from_file_location(
                        name, found, submodule_search_locations=places
                    )
        return None

    def _has_any_code(self) -> bool:
        return bool(self.layout.parts or self.layout.notebooks or self.layout.single)

    def _homes(self, part: str) -> list[str]:
        """Name the modules in which a part's names may stand, the first one first."""
        homes = [part] if part in self.layout.parts else []
        homes += [SINGLE] if self.layout.single else []
        return homes + ([NOTEBOOK] if self.layout.notebooks else [])

    def _load(self, name: str) -> types.ModuleType:
        if name in self.modules:
            return self.modules[name]
        if name in self.failures:
            raise LoadError(name, self.failures[name])
        module = types.ModuleType(name)
        self.modules[name] = sys.modules[name] = module
        self.loading(name)
        try:
            if name == NOTEBOOK:
                self._run_notebooks(module)
            else:
                self._run_file(name, module)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # a learner's file may raise anything, SystemExit too
            self.failures[name] = error
            self.modules.pop(name, None)
            sys.modules.pop(name, None)
            raise LoadError(name, error) from error
        finally:
            self.loading("")
        return module

    def _run_file(self, name: str, module: types.ModuleType) -> None:
        if name in self.blocked:
            raise ImportError(f"importing {name}.py ended the process")
        path = self.layout.single if name == SINGLE else self.layout.parts[name]
        file = self.root / str(path)
        raw = self.sources[name].encode() if name in self.sources else file.read_bytes()
        module.__file__ = str(file)
        exec(compile(raw, str(file), "exec"), vars(module))

    def _run_notebooks(self, module: types.ModuleType) -> None:
        vars(module)["get_ipython"] = lambda: None
        vars(module)["display"] = print
        for path in self.layout.notebooks:
            for number, cell in enumerate(code_cells((self.root / path).read_bytes()), 1):
                name = f"{self.root / path}, code cell {number}"
                text = without_magics(cell)
                linecache.cache[name] = (len(text), None, text.splitlines(True), name)
                try:
                    exec(compile(text, name, "exec"), vars(module))
                except KeyboardInterrupt:
                    raise
                except BaseException as error:  # a cell that raises does not end the notebook
                    self.cell_errors[f"{path}, code cell {number}"] = error

    def _why_missing(self, part: str, name: str) -> str:
        if part in self.layout.parts:
            return sentences.PART_LACKS.format(part=part, name=name)
        if self.layout.single:
            return sentences.FILE_LACKS.format(file=self.layout.single, name=name)
        if self.layout.notebooks:
            if not self.cell_errors:
                return sentences.NO_CELL_DEFINES.format(name=name)
            cell, error = next(iter(self.cell_errors.items()))
            words = f"{type(error).__name__}: {error}"
            return sentences.FIRST_CELL.format(name=name, cell=cell, error=words)
        return sentences.FILE_MISSING.format(part=part)


class _Sibling(importlib.abc.Loader):
    """Loads one part for another; a broken one becomes names that raise when called."""

    def __init__(self, workspace: Workspace, part: str) -> None:
        self.workspace, self.part = workspace, part

    def create_module(self, spec: Any) -> types.ModuleType:
        problem = f"{self.part}.py is missing"
        for home in self.workspace._homes(self.part):
            try:
                module = self.workspace._load(home)
            except LoadError as error:
                problem = f"{self.part}.py cannot be imported ({error.cause!r})"
            else:
                self._fill_in(module, f"{self.part}.py does not define it")
                return module
        module = types.ModuleType(self.part)
        self._fill_in(module, problem)
        return module

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing is left to do: `create_module` has run the file."""

    def _fill_in(self, module: types.ModuleType, problem: str) -> None:
        def absent(name: str) -> Callable[..., Any]:
            if name not in PARTS[self.part]:
                raise AttributeError(name)

            def broken(*args: Any, **kwargs: Any) -> Any:
                raise ImportError(f"{name} was called, but {problem}")

            return broken

        vars(module).setdefault("__getattr__", absent)


def layout_of(root: Path) -> Layout:
    """Sort out the files under a folder on disk; links to folders are not followed."""
    paths = []
    for folder, folders, files in os.walk(root):
        relative = Path(folder).relative_to(root)
        folders[:] = [name for name in folders if counts(name)]
        paths += [(relative / name).as_posix() for name in files]
    return sort_out(paths)
