"""Names that are safe: for files on every system, for terminals, for spreadsheets."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

MOST_LENGTH, MOST_BYTES = 80, 160
RESERVED = {"con", "prn", "aux", "nul"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in range(10)
}
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def file_names(ids: Iterable[str]) -> dict[str, str]:
    """Give each id a file's name that no other id has, whatever the system's rules on case.

    Ids that are names as they stand come first, so that none can be made to take another's.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for identity in sorted(ids, key=lambda i: (safe_file_name(i) != i, i)):
        name, number = safe_file_name(identity), 0
        while name.casefold() in taken:
            number += 1
            name = f"{safe_file_name(identity)}-{_digest(f'{identity} {number}')}"
        names[identity] = name
        taken.add(name.casefold())
    return names


def safe_file_name(identity: str) -> str:
    """Give the id itself where it can be a file's name everywhere, or a safe form with a digest."""
    readable = re.sub(r"[^\w.-]", "_", unicodedata.normalize("NFC", identity))[:MOST_LENGTH]
    readable = readable.encode("utf-8", "replace")[:MOST_BYTES].decode(errors="ignore")
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


def cell_name(part: str, check: str) -> str:
    """Name the cell of a notebook that holds a check; the cases of one check share a cell."""
    return f"{part}-{re.sub(r'[^a-z0-9]+', '_', check.split(' [')[0].lower())}"


def visible(text: str) -> str:
    """Write control characters, direction marks and broken characters as visible escapes."""
    return "".join(
        c if c in " \n" or unicodedata.category(c)[0] != "C" else ascii(c)[1:-1] for c in text
    )


def defused(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    shown = visible(text)
    return (
        f"'{shown}"
        if shown.startswith(FORMULA_STARTS) or text.startswith(FORMULA_STARTS)
        else shown
    )
