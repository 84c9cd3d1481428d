"""Scenarios: what is set up beside the learner's code where arrays alone do not say enough.

A scenario is a function of a course: it gets the learner's objects and plain values, and returns
what happened as plain values. It runs beside the submission and beside the reference alike. The
source of an exercise's `scenarios.py` is executed once, before any learner's line runs.
"""

from __future__ import annotations

import contextlib
import linecache
import sys
import types
from collections.abc import Callable, Collection, Iterator
from typing import Any

from . import tools

TOOLS = "autograder.sandbox.inside.tools"
"""The name under which scenarios import what they are written with."""
_modules: dict[str, types.ModuleType] = {}


def load(exercise: str, source: str) -> types.ModuleType:
    """Execute the source of an exercise's scenarios, and keep what it defines."""
    name = f"scenarios of {exercise}"
    module = types.ModuleType(name)
    module.__file__ = f"<{name}>"
    linecache.cache[module.__file__] = (len(source), None, source.splitlines(True), module.__file__)
    sys.modules[name] = module  # dataclasses look their module up
    with _tools_by_their_name():
        exec(compile(source, module.__file__, "exec"), vars(module))
    _modules[exercise] = module
    return module


def keep(name: str, module: types.ModuleType) -> None:
    """Keep a module of the kit's own, whose functions are scenarios too."""
    _modules[name] = module


def module(exercise: str) -> types.ModuleType:
    """Return what the source of an exercise's scenarios defines."""
    return _modules[exercise]


def find(name: str) -> Callable[..., Any]:
    """Return a scenario by its name, `exercise.function`."""
    exercise, _, function = name.partition(".")
    scenario: Callable[..., Any] = getattr(_modules[exercise], function)
    return scenario


def warm_up(exercises: Collection[str]) -> None:
    """Do once what scenarios of these exercises would do for the first time each time."""
    for exercise in exercises:
        getattr(_modules.get(exercise), "warm_up", lambda: None)()


@contextlib.contextmanager
def _tools_by_their_name() -> Iterator[None]:
    """Let the tools be imported under one name, whatever this package is called here."""
    names = [TOOLS.rsplit(".", count)[0] for count in range(TOOLS.count(".") + 1)]
    missing = [name for name in names if name not in sys.modules]
    sys.modules.update({name: types.ModuleType(name) for name in missing} | {TOOLS: tools})
    try:
        yield
    finally:
        for name in missing:
            sys.modules.pop(name, None)
