"""Execute a Python file of the course, once."""

from __future__ import annotations

import functools
import sys
import types
from pathlib import Path


@functools.cache
def module_at(path: Path) -> types.ModuleType:
    """Return what a file defines; raises OSError where it is not there."""
    module = types.ModuleType(f"course: {path.parent.name}/{path.stem}")
    module.__file__ = str(path)
    sys.modules[module.__name__] = module  # dataclasses look their module up
    source = path.read_text(encoding="utf-8")
    exec(compile(source, str(path), "exec"), vars(module))
    return module
