"""Hears of modules in the moment in which they have been imported."""

from __future__ import annotations

import contextlib
import importlib.abc
import importlib.machinery
import sys
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Any

Hearer = Callable[[ModuleType], None]


@contextlib.contextmanager
def told_of(hearers: Mapping[str, Hearer]) -> Iterator[None]:
    """Within the block, give each module of these names to its hearer once it is imported."""
    finder = _Finder(hearers)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        if finder in sys.meta_path:
            sys.meta_path.remove(finder)


class _Finder(importlib.abc.MetaPathFinder):
    """Finds some modules as the others do, and has their import told."""

    def __init__(self, hearers: Mapping[str, Hearer]) -> None:
        self.hearers = hearers

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        """Find one of the modules."""
        if name not in self.hearers:
            return None
        for finder in [finder for finder in sys.meta_path if finder is not self]:
            spec = finder.find_spec(name, path, target)
            if spec is not None:
                if spec.loader is not None:
                    spec.loader = _Loader(spec.loader, self.hearers[name])
                return spec
        return None


class _Loader(importlib.abc.Loader):
    """Loads a module as another loader does, and tells of it."""

    def __init__(self, loader: Any, hearer: Hearer) -> None:
        self.loader, self.hearer = loader, hearer

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType | None:
        """Create the module as the other loader does."""
        created: ModuleType | None = self.loader.create_module(spec)
        return created

    def exec_module(self, module: ModuleType) -> None:
        """Run the module, and tell of it."""
        if module.__spec__ is not None:
            module.__spec__.loader = self.loader
        module.__loader__ = self.loader
        self.loader.exec_module(module)
        self.hearer(module)
