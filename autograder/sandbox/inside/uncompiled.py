"""torch's compiler stays away: code runs as it was written, and nobody waits for its import.

To import `torch._dynamo` takes as long as to import torch. torchvision does so for a function that
nobody calls, and every optimizer to say that it is not to be compiled.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import threading
import types
from collections.abc import Callable, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from typing import Any

COMPILER, UTILS = "torch._dynamo", "torch._dynamo.utils"
_loading = threading.RLock()


def leave_uncompiled() -> None:
    """Let what `torch.compile` makes run as it was written, and import the compiler when needed.

    To compile takes a compiler, and more time than a check has. Torch reads the variable when
    its compiler is imported.
    """
    os.environ["TORCH_COMPILE_DISABLE"] = "1"
    config: Any = sys.modules.get(f"{COMPILER}.config")
    if config is not None:
        config.disable = True
    elif COMPILER not in sys.modules and "torch" in sys.modules:
        _put_off()


def _put_off() -> None:
    """Put a module in the compiler's place that becomes it when more is asked of it."""
    spec = importlib.util.find_spec(COMPILER)
    if spec is None or spec.loader is None:
        return
    later = _Later(COMPILER)
    later.__spec__, later.__path__ = spec, list(spec.submodule_search_locations or ())
    utils = types.ModuleType(UTILS)
    utils.__dict__["is_compile_supported"] = _is_compile_supported
    later.__dict__.update(disable=_as_it_is, graph_break=_goes_on, utils=utils)
    sys.modules.update({COMPILER: later, UTILS: utils})
    torch: Any = sys.modules["torch"]
    torch._dynamo = later
    sys.meta_path.insert(0, _Submodules())


class _Later(types.ModuleType):
    """The compiler, not imported yet: what torch and torchvision themselves want is here."""

    __path__: list[str]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # whoever goes through all modules looks at these
            raise AttributeError(name)
        _import()
        return getattr(self, name)


def _import() -> None:
    """Import the compiler where it was put off, in the place of what stands there."""
    with _loading:
        later = sys.modules.get(COMPILER)
        if not isinstance(later, _Later):
            return
        spec: Any = later.__spec__
        later.__class__ = types.ModuleType  # type: ignore[assignment]
        del sys.modules[UTILS]
        for name in ("disable", "graph_break", "utils"):
            delattr(later, name)
        spec.loader.exec_module(later)


class _Submodules(MetaPathFinder):
    """Imports the whole compiler where somebody imports a part of it."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find a part of the compiler that came with the rest of it."""
        if not name.startswith(f"{COMPILER}."):
            return None
        _import()
        module = sys.modules.get(name)
        return importlib.util.spec_from_loader(name, _There(module)) if module else None


class _There(Loader):
    """Gives a module that is imported already, as it is."""

    def __init__(self, module: types.ModuleType) -> None:
        self.module, self.spec = module, module.__spec__

    def create_module(self, spec: ModuleSpec) -> types.ModuleType:
        return self.module

    def exec_module(self, module: types.ModuleType) -> None:
        module.__spec__ = self.spec


def _as_it_is(function: Any = None, *_rest: Any, **_options: Any) -> Any:
    """Return what is not to be compiled: nothing is."""
    return (lambda decorated: decorated) if function is None else function


def _goes_on() -> None:
    """Break no graph: there is none."""


def _is_compile_supported(device: Any) -> Any:
    """Ask the compiler itself."""
    _import()
    real: Callable[[Any], Any] = sys.modules[UTILS].is_compile_supported
    return real(device)
