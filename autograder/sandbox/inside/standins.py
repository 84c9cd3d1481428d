"""Harmless stand-ins for what a notebook or a desktop has and the grading process has not.

`get_ipython()` and `IPython.display`, `tqdm.notebook`, the kit's own `check`, interactive
backends of matplotlib; `google.colab`, `marimo` and the kit only where they cannot be imported.
"""

from __future__ import annotations

import builtins
import contextlib
import functools
import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

from .notebook import RUN_THEIR_BODY, as_python

MAX_INPUTS = 20
NAMES = ("IPython", "tqdm.notebook", "autograder.notebook")
"""Modules that are replaced even where the real ones are installed."""
ELSEWHERE = ("google", "autograder", "marimo")
"""Packages that are made up where nothing of that name can be imported."""


class Nothing:
    """Can be called, entered, gone through, and asked for any attribute; does nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return the function that is decorated, or nothing."""
        alone = len(args) == 1 and not kwargs and isinstance(args[0], types.FunctionType)
        return args[0] if alone else Nothing()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Nothing()

    def __enter__(self) -> Nothing:
        return self

    def __exit__(self, *exception: object) -> None:
        pass

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __len__(self) -> int:
        return 0


class Shell(Nothing):
    """Stands for what `get_ipython()` gives: magics do nothing, some cells run their body."""

    config: dict[str, Any] = {}
    user_ns: dict[str, Any] = {}

    def run_cell_magic(self, name: str, line: str, cell: str) -> Any:
        """Run the body of `%%time` and the like where it was asked for."""
        if name in RUN_THEIR_BODY:
            code = compile(as_python(cell).text, f"<%%{name}>", "exec", dont_inherit=True)
            exec(code, sys._getframe(1).f_globals)

    def getoutput(self, *args: Any, **kwargs: Any) -> list[str]:
        """Return no line of output."""
        return []

    def system(self, *args: Any, **kwargs: Any) -> None:
        """Run nothing."""


SHELL = Shell()


def _get_ipython() -> Shell:
    return SHELL


def _display(*values: Any, **options: Any) -> None:
    for value in values:
        if not isinstance(value, Nothing):
            print(value)


class StandIn(types.ModuleType):
    """A module that has every name."""

    __path__: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Nothing()


def _module(name: str) -> types.ModuleType:
    module = StandIn(name)
    if name.startswith("IPython"):
        vars(module).update(get_ipython=_get_ipython, display=_display, version_info=(8, 0, 0))
        if name == "IPython":
            vars(module).update(display=_module("IPython.display"), __version__="8.0.0")
    if name == "tqdm.notebook":
        import tqdm

        vars(module).update(tqdm=tqdm.tqdm, trange=tqdm.trange, tqdm_notebook=tqdm.tqdm)
        vars(module).update(tnrange=tqdm.trange)
    if name == "autograder.notebook":
        vars(module).update(check=lambda *args, **kwargs: 0.0)
    return module


class StandIns(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds stand-ins among the modules to import: for some names first, for others last."""

    def __init__(self, first: bool) -> None:
        self.first = first
        self.made: list[str] = []

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        """Find a stand-in for a module."""
        names = NAMES if self.first else ELSEWHERE
        if any(name == prefix or name.startswith(f"{prefix}.") for prefix in names):
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec: Any) -> types.ModuleType:
        """Make the stand-in."""
        self.made.append(spec.name)
        return _module(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing is left to do."""


class Inputs:
    """Stands for `input`: an empty line so many times, then the end of the input."""

    def __init__(self, is_own: Callable[[str], bool]) -> None:
        self.left = MAX_INPUTS
        self.is_own, self.real = is_own, builtins.input

    def __call__(self, prompt: object = "", /) -> str:
        """Return an empty line, or the real input where a debugger asks."""
        if not self.is_own(sys._getframe(1).f_code.co_filename):
            return self.real(prompt)
        if self.left <= 0:
            raise EOFError("EOF when reading a line")
        self.left -= 1
        return ""


@contextlib.contextmanager
def standing_in(ask: Inputs) -> Iterator[None]:
    """Let learner code find the stand-ins within the block."""
    installed = [name for name in NAMES if name in sys.modules]
    if "IPython" in installed:
        installed += [name for name in sys.modules if name.startswith("IPython.")]
    swapped = {name: sys.modules.pop(name) for name in installed}
    first, last = StandIns(first=True), StandIns(first=False)
    sys.meta_path.insert(0, first)
    sys.meta_path.append(last)
    replacements = {"input": ask, "get_ipython": _get_ipython, "display": _display}
    before = {name: getattr(builtins, name, None) for name in replacements}
    vars(builtins).update(replacements)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is not None:
                setattr(builtins, name, value)
            elif hasattr(builtins, name):
                delattr(builtins, name)
        for finder in (first, last):
            if finder in sys.meta_path:
                sys.meta_path.remove(finder)
        for name in first.made + last.made:
            sys.modules.pop(name, None)
        sys.modules.update(swapped)


def make_backends_lenient() -> None:
    """Let a backend of matplotlib that needs a screen be chosen without one: Agg stays."""
    import matplotlib
    from matplotlib import pyplot

    if hasattr(matplotlib.use, "lenient"):
        return
    switch = pyplot.switch_backend

    def lenient(choose: Any) -> Any:
        @functools.wraps(choose)
        def chosen(*args: Any, **kwargs: Any) -> None:
            try:
                choose(*args, **kwargs)
            except ImportError:
                switch("Agg")

        chosen.lenient = True  # type: ignore[attr-defined]
        return chosen

    owners: Any = ((matplotlib, "use"), (pyplot, "switch_backend"))
    for module, name in owners:
        setattr(module, name, lenient(getattr(module, name)))
