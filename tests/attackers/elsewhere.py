"""Run commands as an ordinary user, and where no namespaces can be made."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from pathlib import Path

USER = 58_311
"""The number of a user that no system gives to anybody."""

AS_USER = """
set -e
mount --make-rprivate /
if [ -n "$1" ]; then
    held=$(mktemp -d)
    mount --bind "$2" "$held"
    mount -t tmpfs -o mode=755 none "$1"
    mkdir -p "$2"
    mount --move "$held" "$2"
    rmdir "$held"
fi
user=$3
shift 3
exec setpriv --reuid "$user" --regid "$user" --clear-groups "$@"
"""
"""Python may lie in a folder of root's: then that folder is replaced, and Python put into it."""

CONTAINED = """
import os, sys
from autograder.sandbox.inside import confine
for table in confine.SYSCALLS.values():
    table["rt_sigaction"] = 1 << 20  # a number of no call: the grader minds its own children
    table["denied"] = [n for n in table["denied"] if n not in (444, 445, 446)]  # Landlock
confine.SET_OWNER["prctl"] = ()  # and hides its own memory
assert confine.put_up_seccomp(alone=False, shared=True)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""
"""Refuses new namespaces and mounts, as a container with the default profile does."""


def as_user(words: list[str]) -> list[str]:
    """Return the command that runs `words` as an ordinary user, from a root's process."""
    python = os.path.realpath(sys.base_prefix)
    closed = [str(p) for p in reversed(Path(python).parents) if not p.stat().st_mode & stat.S_IXOTH]
    hidden = closed[0] if closed else ""
    command = ["unshare", "--mount", "sh", "-c", AS_USER, "as-user", hidden, python, str(USER)]
    return [*command, *words]


def contained(words: list[str]) -> list[str]:
    """Return the command that runs Python with `words` where no namespaces can be made."""
    return [sys.executable, "-c", CONTAINED, *words]


def can_be_a_user() -> bool:
    """Tell whether this process may start others as an ordinary user."""
    return os.getuid() == 0 and all(map(shutil.which, ("unshare", "setpriv", "sh")))
