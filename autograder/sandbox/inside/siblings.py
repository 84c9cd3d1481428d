"""How a submission's files import each other: a broken or missing one still gives its names."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import types
from pathlib import Path
from typing import Any

from .files import SINGLE, Files, LoadError


class Siblings(importlib.abc.MetaPathFinder):
    """Finds the learner's files for the import system."""

    def __init__(self, files: Files) -> None:
        self.files = files

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        """Find a module among the submission's files; the standard library goes first."""
        files = self.files
        if path is None and name in sys.stdlib_module_names:
            return None
        if path is None and name in files.layout.functions and files.has_any_code():
            return importlib.machinery.ModuleSpec(name, _Sibling(files, name))
        if path is None and name in files.written:
            return importlib.machinery.ModuleSpec(name, _Written(files.written[name]))
        if path is not None and name.split(".")[0] not in files.helpers.keys() | sys.modules.keys():
            return None
        places = [str(folder) for folder in files.folders] if path is None else list(path)
        if path is not None and not any(files.is_own([f"{place}/_"]) for place in places):
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, places)
        if spec is not None and spec.origin:
            for part, own in files.layout.parts.items():
                if Path(spec.origin) == files.root / own:
                    return importlib.machinery.ModuleSpec(name, _Sibling(files, part))
        return spec


class Late:
    """Stands for a name that is imported before it is defined, or never is; calling it tells."""

    def __init__(self, files: Files, part: str, name: str, problem: str) -> None:
        self.files, self.part, self.name, self.problem = files, part, name, problem

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call what has the name by now."""
        for namespace in self.files.namespaces_for(self.part):
            target = namespace.get(self.name, self)
            if not isinstance(target, Late):
                return target(*args, **kwargs)
        raise ImportError(f"{self.name} was called, but {self.problem}")


class _Sibling(importlib.abc.Loader):
    """Loads one part for another; a broken one becomes names that raise when called."""

    def __init__(self, files: Files, part: str) -> None:
        self.files, self.part = files, part

    def create_module(self, spec: Any) -> types.ModuleType:
        space, part = self.files, self.part
        if part in space.layout.parts or space.layout.single:
            name = part if part in space.layout.parts else SINGLE
            try:
                module = space.load(name)
            except LoadError as error:
                module = types.ModuleType(part)
                self._fill_in(module, f"{part}.py cannot be imported ({error.cause!r})")
            else:
                self._fill_in(module, f"{part}.py does not define it")
            return module
        module = types.ModuleType(part)
        if space.layout.notebooks:
            for _, notebook, _own in space.load_notebooks():
                names = {n: v for n, v in vars(notebook).items() if not n.startswith("__")}
                vars(module).update(names)
        self._fill_in(module, f"{part}.py is missing")
        return module

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing is left to do: `create_module` has run the file."""

    def _fill_in(self, module: types.ModuleType, problem: str) -> None:
        """Let names that are not there, or not yet, be imported; calling them tells."""
        functions = self.files.layout.functions
        names = {own: part for part, owns in functions.items() for own in owns}

        def absent(name: str) -> Late:
            if name not in names:
                raise AttributeError(name)
            return Late(self.files, names[name], name, problem)

        vars(module).setdefault("__getattr__", absent)


class _Written(importlib.abc.Loader):
    """Loads what a notebook's cell wrote as a module: the cell has run in the notebook instead."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self.namespace = namespace

    def create_module(self, spec: Any) -> types.ModuleType:
        module, namespace = types.ModuleType(spec.name), self.namespace

        def found(name: str) -> Any:
            if name.startswith("__") or name not in namespace:
                raise AttributeError(name)
            return namespace[name]

        vars(module)["__getattr__"] = found
        return module

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing is left to do: the cell has run."""
