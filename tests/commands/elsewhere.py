"""Run a module as on a system that is no Unix: `python elsewhere.py MODULE WORDS…`.

What only Unix has cannot be imported, and there is no fork.
"""

from __future__ import annotations

import os
import runpy
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

ONLY_UNIX = ("fcntl", "grp", "pwd", "resource", "termios", "tty", "pty")


class Refusing:
    """Finds no module that only Unix has, whoever asks."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name in ONLY_UNIX:
            raise ModuleNotFoundError(f"No module named {name!r}: only Unix has it", name=name)
        return None


if __name__ == "__main__":
    for module in ONLY_UNIX:
        sys.modules.pop(module, None)
    sys.meta_path.insert(0, Refusing())
    del os.fork, os.forkpty
    sys.argv = sys.argv[1:]
    sys.path[0] = str(Path.cwd())
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
