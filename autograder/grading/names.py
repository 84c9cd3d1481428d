"""Names that are safe: for files on every system, for terminals, for spreadsheets."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from autograder.core.control import escape_control
from autograder.core.encodings import east_asian, is_in_utf8

MAX_LENGTH, MAX_BYTES = 80, 160
RESERVED = {"con", "prn", "aux", "nul"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in range(10)
}
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


def decoded(names: list[tuple[bytes, bool]]) -> list[str]:
    """Decode the names of one archive, each with whether it says of itself that it is UTF-8.

    Without that it is UTF-8 where it can be, else the encoding of China, Taiwan, Japan or
    Korea whose everyday characters the names are made of, else that of DOS.
    """
    others = [raw for raw, is_utf8 in names if not is_utf8 and not is_in_utf8(raw)]
    encoding = east_asian(others) or "cp437"
    return [
        raw.decode("utf-8" if is_utf8 or is_in_utf8(raw) else encoding, "replace")
        for raw, is_utf8 in names
    ]


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
