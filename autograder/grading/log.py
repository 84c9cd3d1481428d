"""The grader's own failures, with their tracebacks, in `OUT/run.log`."""

from __future__ import annotations

import contextlib
import traceback
from datetime import datetime
from pathlib import Path

from autograder.core.control import escape_control
from autograder.core.system import regular_only

LOG = "run.log"
MAX_ENTRY, MAX_FILE = 20_000, 1_000_000
"""Characters of one entry, whose middle is left out, and bytes of the file, whose begin is."""


def traceback_of(error: BaseException) -> str:
    """Return the traceback of an exception, that of the process which raised it included."""
    return "".join(traceback.format_exception(error))


def write_log(out: Path, what: str, text: str) -> None:
    """Append an entry: when, what failed, and its traceback.

    A log that cannot be written never ends a run.
    """
    if len(text) > MAX_ENTRY:
        half = MAX_ENTRY // 2
        text = f"{text[:half]}\n[…]\n{text[-half:]}"
    moment = datetime.now().astimezone().isoformat(timespec="seconds")
    head = " ".join(escape_control(what).split())
    entry = f"== {moment} {head}\n{escape_control(text).strip()}\n\n"
    with contextlib.suppress(OSError):
        path = out / LOG
        with open(path, "ab", opener=regular_only) as file:
            file.write(entry.encode("utf-8", "backslashreplace"))
            size = file.tell()
        if size > MAX_FILE:
            tail = path.read_bytes()[-MAX_FILE // 2 :]
            path.write_bytes(b"== [...]\n" + tail[tail.find(b"\n== ") + 1 :])
