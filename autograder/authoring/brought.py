"""Files that a course may have of its own, and that the package brings for those without."""

from __future__ import annotations

from pathlib import Path

import autograder

PACKAGE = Path(autograder.__file__).parent


def own_or_brought(home: Path, name: str) -> Path:
    """Return the path of the file of the course at `home`; else that of the package's project."""
    return home / name if (home / name).is_file() else PACKAGE.parent / name
