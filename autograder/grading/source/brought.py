"""Files beside a submission's source that hold code nobody reads: compiled, packed, pickled."""

from __future__ import annotations

import io
import pickletools
import zipfile
from collections.abc import Iterator

from .suspects import BINARIES, COMPILED, HIDDEN, PACKED, reason_of

MAX_STEPS = 200_000
"""Steps of a pickle that are looked at; a network's has some hundreds."""
MAX_PICKLE = 1 << 22
REBUILDS = ("torch._utils.", "torch._tensor.")
"""What makes the tensors of a checkpoint anew."""
END_OF_ARCHIVE, PICKLE = b"PK\x05\x06", b"\x80"


def reason_of_file(path: str, raw: bytes) -> str:
    """Return why a human should know of a file; empty for source, data and pictures."""
    if path.endswith(BINARIES):
        return COMPILED
    try:
        if END_OF_ARCHIVE in raw:
            return _of_archive(raw)
        return HIDDEN if raw.startswith(PICKLE) and _calls_suspects(raw) else ""
    except Exception:  # damaged: Python can neither import nor load it
        return ""


def _of_archive(raw: bytes) -> str:
    """Look into an archive: its files may be modules, or the pickle of a checkpoint."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        infos = archive.infolist()
        if any(info.filename.endswith((".py", *BINARIES)) for info in infos):
            return PACKED
        pickles = [i for i in infos if i.filename.endswith(".pkl") and i.file_size <= MAX_PICKLE]
        found = any(_calls_suspects(archive.read(info)) for info in pickles[:1])
        return HIDDEN if found else ""


def _calls_suspects(raw: bytes) -> bool:
    """Tell whether a pickle names what a source may not name unseen."""
    named = (name.replace("__builtin__", "builtins") for name in _named(raw))
    return any(reason_of(name) for name in named if not name.startswith(REBUILDS))


def _named(raw: bytes) -> Iterator[str]:
    """Return the full names that a pickle takes from modules."""
    texts: list[str] = []
    for number, (step, value, _) in enumerate(pickletools.genops(raw)):
        if number > MAX_STEPS:
            return
        if step.name == "GLOBAL":
            yield str(value).replace(" ", ".", 1)
        elif step.name == "STACK_GLOBAL":
            yield ".".join(texts[-2:])
        elif isinstance(value, str):
            texts.append(value)
