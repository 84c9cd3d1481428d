"""Characters that a terminal or a page would obey instead of showing them."""

from __future__ import annotations

import unicodedata


def escape_control(text: str) -> str:
    """Write control characters, direction marks and broken characters as visible escapes.

    So are the separators of lines and paragraphs that not every program takes for such.
    """
    if text.isprintable():
        return text
    return "".join(c if c in " \n" or not _is_obeyed(c) else ascii(c)[1:-1] for c in text)


def _is_obeyed(letter: str) -> bool:
    category = unicodedata.category(letter)
    return category[0] == "C" or category in ("Zl", "Zp")
