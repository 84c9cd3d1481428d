"""In which encoding names and tables are written that do not say so."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Sequence

LIKELY_ENOUGH = 0.5
ENOUGH = 1 << 17
"""Bytes of texts from which an encoding is told; every letter is looked at in each of them."""
_LIKELY: dict[str, Callable[[int, int], bool]] = {
    # The rows of each code in which the characters of everyday writing stand.
    "gb18030": lambda lead, trail: 0xA1 <= lead <= 0xD7 and trail >= 0xA1,
    "cp950": lambda lead, trail: 0xA1 <= lead <= 0xC6,
    "cp932": lambda lead, trail: lead in (0x81, 0x82, 0x83) or 0x88 <= lead <= 0x97,
    "cp949": lambda lead, trail: 0xB0 <= lead <= 0xC8 and trail >= 0xA1,
}
"""Encodings of two bytes a letter in which systems and spreadsheets write without saying so."""


def east_asian(texts: Sequence[bytes]) -> str:
    """Return the encoding of China, Taiwan, Japan or Korea whose everyday letters these are.

    It is empty where they are none's.
    """
    first = _first_of(texts)
    encoding = max(_LIKELY, key=lambda code: _likelihood(first, code))
    return encoding if _likelihood(first, encoding) >= LIKELY_ENOUGH else ""


def is_cyrillic(raw: bytes) -> bool:
    """Tell whether letters beyond ASCII stand in words, as those of Windows' Cyrillic do.

    Of a language that is written in Latin letters they mostly stand alone.
    """
    letters = len(re.findall(rb"[\x80-\xff]", raw))
    return 2 * sum(map(len, re.findall(rb"[\xa8\xb8\xc0-\xff]{3,}", raw))) > letters


def _first_of(texts: Sequence[bytes]) -> list[bytes]:
    """Keep as many texts as tell what all are written in."""
    sizes = itertools.accumulate(map(len, texts))
    return [raw for raw, size in zip(texts, sizes) if size <= ENOUGH or raw is texts[0]]


def is_in_utf8(raw: bytes) -> bool:
    """Tell whether bytes can be UTF-8."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _likelihood(texts: Sequence[bytes], encoding: str) -> float:
    """Return the share of the characters beyond ASCII that are everyday ones, -1 where any is none.

    Of two encodings that explain all, the one of fewer letters without a meaning wins.
    """
    likely, every = 0, 0
    for raw in texts:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            return -1.0
        for before, letter, after in zip(f" {text}", text, f"{text} "[1:]):
            code = letter.encode(encoding)
            if letter.isascii():
                continue
            every += 1
            is_letter = unicodedata.category(letter) in ("Lo", "Lm")
            likely += is_letter and len(code) == 2 and _LIKELY[encoding](code[0], code[1])
            likely -= (before + after).isascii() and (before + after).isalpha()
    return likely / every if every else 0.0
