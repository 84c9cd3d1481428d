"""What decides a score besides a submission's bytes: the kit, its libraries, the data set."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
from dataclasses import dataclass
from pathlib import Path

import autograder
from autograder.core import about
from autograder.course import course_root, current_course, data_reader
from autograder.course.modules import MODULES

PACKAGE = Path(autograder.__file__).parent


@dataclass(frozen=True)
class Version:
    """What a machine grades with; two that are equal give the same scores."""

    autograder: str
    torch: str
    kit: str
    data: str


def version_here(data: Path | None) -> Version:
    """Tell what this machine grades with; nothing heavy is imported for it."""
    package = [path.read_bytes().replace(b"\r\n", b"\n") for path in sorted(PACKAGE.rglob("*.py"))]
    sources = digest(*kit_texts(), *(text.hex() for text in package))
    torch = about.version_of("torch")
    return Version(about.kit_version(), torch, sources, data_digest(data))


def differences(has: Version, needed: Version) -> str:
    """Say in a line what differs, nothing where both are equal."""
    pairs = [
        (f.name, getattr(has, f.name), getattr(needed, f.name)) for f in dataclasses.fields(has)
    ]
    return ", ".join(f"{name} {a} where {b} is needed" for name, a, b in pairs if a != b)


def kit_digest() -> str:
    """Digest the checks, what they run in, and the library that is taught."""
    return _kit_digest(course_root())


@functools.cache
def _kit_digest(home: Path) -> str:
    return digest(about.version_of("torch"), *kit_texts())


def kit_texts() -> list[str]:
    """Return what the checks, the sandbox, the reference and the thresholds say."""
    home = course_root()
    groups = [
        (PACKAGE / "checks").rglob("*.py"),
        (PACKAGE / "sandbox").rglob("*.py"),
        [home / current_course().thresholds, home / current_course().reader],
        (home / "exercises").rglob("*.toml"),
        *((home / "exercises").rglob(f"{name}.py") for name in ("test_*", *MODULES)),
        (home / "solutions").rglob("*.py"),
    ]
    paths = [path for group in groups for path in sorted(group) if path.is_file()]
    return [path.read_bytes().replace(b"\r\n", b"\n").hex() for path in paths]


def data_digest(root: Path | None) -> str:
    """Digest the files of a data set, with their names; of none where there is none.

    Raises OSError.
    """
    digested = hashlib.blake2b(digest_size=12)
    for path in data_reader().files(root) if root else ():
        content = path.read_bytes()
        digested.update(f"{path.name} {len(content)} ".encode() + content)
    return digested.hexdigest()


def digest(*texts: str) -> str:
    """Digest texts, each with its length."""
    digested = hashlib.blake2b(digest_size=12)
    for text in texts:
        raw = text.encode("utf-8", "surrogatepass")
        digested.update(len(raw).to_bytes(8, "big") + raw)
    return digested.hexdigest()
