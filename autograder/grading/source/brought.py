"""Files beside a submission's source that hold code nobody reads: compiled, packed, pickled."""

from __future__ import annotations

import io
import pickletools
import zipfile
from collections.abc import Iterator

from ..intake.zip_listing import Listing, TooMany
from .suspects import BINARIES, COMPILED, HIDDEN, PACKED, UNREAD, reason_of

MAX_STEPS = 200_000
"""Steps of pickles that are looked at; a network's has some hundreds."""
MAX_PICKLE, MAX_PICKLES = 1 << 22, 4
"""Bytes of a pickle in an archive, and how many there may be: a checkpoint has one."""
MAX_MEMBERS = 10_000
REBUILDS = ("torch._utils.", "torch._tensor.")
"""What makes the tensors of a checkpoint anew."""
END_OF_ARCHIVE = b"PK\x05\x06"


def reason_of_file(path: str, raw: bytes) -> str:
    """Return why a human should know of a file; empty for source, data and pictures."""
    if path.endswith(BINARIES):
        return COMPILED
    try:
        return _of_archive(raw) if END_OF_ARCHIVE in raw else _of_pickles(raw)
    except TooMany:
        return UNREAD
    except Exception:  # damaged: Python can neither import nor load it
        return ""


def _of_archive(raw: bytes) -> str:
    """Look into an archive: its files may be modules, or the pickle of a checkpoint."""
    listing = Listing(io.BytesIO(raw), MAX_MEMBERS)
    with zipfile.ZipFile(listing) as archive:  # type: ignore[arg-type]
        infos = archive.infolist()
        if any(info.filename.endswith((".py", *BINARIES)) for info in infos):
            return PACKED
        pickles = [info for info in infos if info.filename.endswith(".pkl")]
        if len(pickles) > MAX_PICKLES or any(info.file_size > MAX_PICKLE for info in pickles):
            return UNREAD
        return next(filter(None, (_of_pickles(archive.read(info)) for info in pickles)), "")


def _of_pickles(raw: bytes) -> str:
    """Tell whether pickles, one after the other, name what a source may not name unseen."""
    names = (name.replace("__builtin__", "builtins") for name in _named(raw))
    for name in names:
        if name == UNREAD:
            return UNREAD
        if not name.startswith(REBUILDS) and reason_of(name):
            return HIDDEN
    return ""


def _named(raw: bytes) -> Iterator[str]:
    """Return the full names that pickles take from modules, UNREAD where there is no end."""
    texts: list[object] = []
    kept: dict[object, object] = {}
    for number, (step, value) in enumerate(_steps(raw)):
        if number > MAX_STEPS:
            yield UNREAD
        elif step in ("GLOBAL", "INST"):
            yield str(value).replace(" ", ".", 1)
        elif step == "STACK_GLOBAL":
            yield ".".join(map(str, texts[-2:]))
        elif step == "MEMOIZE":
            kept[len(kept)] = texts[-1] if texts else ""
        elif step.endswith("PUT"):
            kept[value] = texts[-1] if texts else ""
        elif step.endswith("GET"):
            texts.append(kept.get(value, ""))
        elif isinstance(value, str):
            texts.append(value)


def _steps(raw: bytes) -> Iterator[tuple[str, object]]:
    """Return the steps of all pickles of a file: a checkpoint in its old form has five."""
    file = io.BytesIO(raw)
    while file.tell() < len(raw):
        try:
            for step, value, _at in pickletools.genops(file):
                yield step.name, value
        except ValueError:  # the numbers behind them, or no pickle at all
            return
