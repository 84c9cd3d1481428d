"""What the warm parent holds for its workers: libraries, and what they prepare at first use."""

from __future__ import annotations

import contextlib
import gc
import importlib
from collections.abc import Collection, Mapping

import torch

from . import scenarios
from .uncompiled import leave_uncompiled


def warm_up(sources: Mapping[str, str], asked: Collection[str]) -> None:
    """Load the scenarios, and do once what each worker would do for the first time.

    One thread only: a fork after torch has used several hangs in the child (pytorch#17199).
    """
    torch.set_num_threads(1)
    leave_uncompiled()
    for exercise, source in sources.items():
        scenarios.load(exercise, source)
    scenarios.warm_up(asked)


def import_all(libraries: Collection[str]) -> None:
    """Import libraries as far as they are installed, and keep them."""
    gc.disable()  # searching what stays is a quarter of the time
    for library in libraries:
        with contextlib.suppress(ImportError):
            importlib.import_module(library)
    keep()


def keep() -> None:
    """Search what is here for garbage no more, so that it stays memory shared with workers."""
    gc.freeze()
    gc.enable()
