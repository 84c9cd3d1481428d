"""What this is and what it runs with: the versions of the kit, of Python and of libraries.

They are read from what is installed; nothing is imported for it.
"""

from __future__ import annotations

import platform
import shlex

from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.core.place import expected_root

DISTRIBUTION = "cnn-basics-autograder"
"""What pip calls the kit; the command and the package are `autograder`."""


def version_of(distribution: str) -> str:
    """Return the version of an installed distribution, empty where it is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""


def kit_version() -> str:
    """Return the kit's own version, empty where it is used without being installed."""
    return version_of(DISTRIBUTION)


def in_a_line() -> str:
    """Name the kit, Python and PyTorch, each with its version."""
    missing = _("not installed")
    versions = {"autograder": kit_version(), "Python": platform.python_version()}
    versions["torch"] = version_of("torch")
    return ", ".join(f"{name} {version or missing}" for name, version in versions.items())


def not_installed(library: str, extra: str) -> CommandError:
    """Return the error of a library that only an extra of the kit brings, with the way out."""
    words = _(
        "{library} is not installed here: pip install -e {kit}",
        library=library,
        kit=shlex.quote(f"{expected_root()}[{extra}]"),
    )
    return CommandError(words)
