"""Names that are safe: for files on every system, for terminals, for spreadsheets."""

from __future__ import annotations

import hashlib
import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable

from autograder.core.control import escape_control

MAX_LENGTH, MAX_BYTES = 80, 160
RESERVED = {"con", "prn", "aux", "nul"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in range(10)
}
LIKELY_ENOUGH = 0.5
ENOUGH = 1 << 17
"""Bytes of names from which an encoding is told; every letter is looked at in each of them."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def file_names(ids: Iterable[str], others: Iterable[str] = ()) -> dict[str, str]:
    """Assign each id a file's name that no other id has, whatever the system's rules on case.

    Ids that are names as they stand come first, so that none can be made to take another's.
    `others` are names that are taken already.
    """
    names: dict[str, str] = {}
    taken = {name.casefold() for name in others}
    for identity in sorted(ids, key=lambda i: (safe_file_name(i) != i, i)):
        name, number = safe_file_name(identity), 0
        while name.casefold() in taken:
            number += 1
            name = f"{safe_file_name(identity)}-{_digest(f'{identity} {number}')}"
        names[identity] = name
        taken.add(name.casefold())
    return names


def safe_file_name(identity: str) -> str:
    """Return the id itself where it can be a file's name anywhere, or a safe form with a digest."""
    readable = re.sub(r"[^\w.-]", "_", unicodedata.normalize("NFC", identity))[:MAX_LENGTH]
    readable = readable.encode("utf-8", "replace")[:MAX_BYTES].decode(errors="ignore")
    readable = readable.replace("?", "_").strip(". ")
    is_reserved = readable.lstrip("-_.").split(".")[0].casefold() in RESERVED
    if readable == identity and readable[:1].isalnum() and not is_reserved:
        return identity
    if is_reserved or not readable.lstrip("-_."):
        readable = f"submission-{readable}".rstrip("-_.")
    return f"{readable.lstrip('-_.')}-{_digest(identity)}"


def _digest(identity: str) -> str:
    raw = identity.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(raw, digest_size=4).hexdigest()


_LIKELY: dict[str, Callable[[int, int], bool]] = {
    # The rows of each code in which the characters of everyday writing stand.
    "gb18030": lambda lead, trail: 0xA1 <= lead <= 0xD7 and trail >= 0xA1,
    "cp950": lambda lead, trail: 0xA1 <= lead <= 0xC6,
    "cp932": lambda lead, trail: lead in (0x81, 0x82, 0x83) or 0x88 <= lead <= 0x97,
    "cp949": lambda lead, trail: 0xB0 <= lead <= 0xC8 and trail >= 0xA1,
}
"""Encodings in which systems write an archive's names without saying so."""


def decoded(names: list[tuple[bytes, bool]]) -> list[str]:
    """Decode the names of one archive, each with whether it says of itself that it is UTF-8.

    Without that it is UTF-8 where it can be, else the encoding of China, Taiwan, Japan or
    Korea whose everyday characters the names are made of, else that of DOS.
    """
    others = _first_of([raw for raw, is_utf8 in names if not is_utf8 and not _is_utf8(raw)])
    encoding = max(_LIKELY, key=lambda code: _likelihood(others, code)) if others else "cp437"
    if _likelihood(others, encoding) < LIKELY_ENOUGH:
        encoding = "cp437"
    return [
        raw.decode("utf-8" if is_utf8 or _is_utf8(raw) else encoding, "replace")
        for raw, is_utf8 in names
    ]


def _first_of(names: list[bytes]) -> list[bytes]:
    """Keep as many names as tell what all are written in."""
    sizes = itertools.accumulate(map(len, names))
    return [raw for raw, size in zip(names, sizes) if size <= ENOUGH or raw is names[0]]


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _likelihood(names: list[bytes], encoding: str) -> float:
    """Return the share of the characters beyond ASCII that are everyday ones, -1 where any is none.

    Of two encodings that explain all, the one of fewer letters without a meaning wins.
    """
    likely, every = 0, 0
    for raw in names:
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


def cell_name(exercise: str, check: str) -> str:
    """Name the cell of a notebook that holds a check; the cases of one check share a cell."""
    return f"{exercise}-{re.sub(r'[^a-z0-9]+', '_', check.split(' [')[0].lower())}"


def csv_safe(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    shown = escape_control(text)
    return (
        f"'{shown}"
        if shown.startswith(FORMULA_STARTS) or text.startswith(FORMULA_STARTS)
        else shown
    )
