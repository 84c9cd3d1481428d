"""Seeds: what decides every number that a submission is asked with.

A run's seed is drawn so that nobody can guess it, and kept in the results folder. What is sent
inside are hashes of it that lead nowhere back (see `checks/inputs.py`).
"""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path

from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.core.system import read_bounded, reason_of

PUBLIC_SEEDS = 1 << 32
"""Released kits have a seed below this, which everybody may know and no run draws."""
BITS = 63


def draw_seed() -> int:
    """Draw a seed that nobody can guess."""
    return PUBLIC_SEEDS + secrets.randbelow((1 << BITS) - PUBLIC_SEEDS)


def read_secret(path: Path) -> bytes:
    """Return a course's secret; raises CommandError where the file holds none."""
    try:
        secret = read_bounded(path)
    except OSError as error:
        words = _("{path} cannot be read: {reason}", path=path, reason=reason_of(error))
        raise CommandError(words) from None
    if not secret.strip():
        raise CommandError(_("--secret {path} is empty: anybody could guess it", path=path))
    return secret


def course_seed(secret: bytes) -> int:
    """Return the seed that belongs to a course's secret."""
    return _number(hashlib.blake2b(secret, digest_size=8, person=b"course").digest())


def own_seed(seed: int, digest: str) -> int:
    """Return the seed of one submission, by the run's and the digest of the submission's bytes.

    Without the run's seed nobody can tell it, and a changed submission has another one.
    """
    keyed = hashlib.blake2b(digest.encode(), key=str(seed).encode(), digest_size=8)
    return _number(keyed.digest())


def _number(digest: bytes) -> int:
    return int.from_bytes(digest, "big") >> (8 * len(digest) - BITS)
