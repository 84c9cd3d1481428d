"""How names of people and submissions are compared."""

from __future__ import annotations

import unicodedata


def folded(name: str) -> str:
    """Return a name as it is compared: whatever its case, and however its accents are written.

    A Mac writes names of files with accents as signs of their own, a roster has them in letters.
    """
    plain = unicodedata.normalize("NFC", name.strip()).casefold()
    return unicodedata.normalize("NFC", plain)
