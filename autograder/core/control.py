"""Characters that a terminal or a page would obey instead of showing them."""

from __future__ import annotations

import unicodedata


def escape_control(text: str) -> str:
    """Write control characters, direction marks and broken characters as visible escapes."""
    return "".join(
        c if c in " \n" or unicodedata.category(c)[0] != "C" else ascii(c)[1:-1] for c in text
    )
