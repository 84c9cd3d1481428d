"""What the system refuses, in the reader's language."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from .languages import N_, _

_IN_THE_WAY = N_("a file stands where a folder is needed")
REASONS = {
    errno.EEXIST: _IN_THE_WAY,
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EISDIR: N_("a folder stands where a file is needed"),
    errno.ENOENT: N_("No such file or directory"),
    errno.EACCES: N_("Permission denied"),
    errno.EPERM: N_("Operation not permitted"),
    errno.EROFS: N_("Read-only file system"),
    errno.ENOSPC: N_("No space left on device"),
    errno.ENAMETOOLONG: N_("File name too long"),
    errno.ELOOP: N_("a link there leads to itself"),
    errno.EFBIG: N_("File too large"),
    errno.ENXIO: N_("it is a pipe, a device or a socket: a file is needed"),
}
"""The system's own words, but where they would not say what is wrong."""


def reason_of(error: Exception) -> str:
    """Say why something was refused, without the file."""
    if isinstance(error, OSError) and error.errno in REASONS:
        return _(REASONS[error.errno])
    return (getattr(error, "strerror", None) if isinstance(error, OSError) else "") or str(error)


MOST_BYTES = 64 << 20
"""Of a table, of a stored result, of whatever people may have changed: many times what is usual."""


def regular_only(path: str, flags: int) -> int:
    """Return a descriptor as an `opener` of `open` does; raises OSError where there is no file.

    A pipe would keep whoever opens it waiting, a device may go on without an end, and what is
    written through a link lands elsewhere.
    """
    flags |= getattr(os, "O_NONBLOCK", 0)
    if flags & os.O_CREAT:
        flags |= getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags, 0o666)
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        number = errno.EISDIR if stat.S_ISDIR(mode) else errno.ENXIO
        raise OSError(number, os.strerror(number), path)
    return descriptor


def read_bounded(path: Path) -> bytes:
    """Return a file's bytes; raises OSError, where there are more than memory should hold too."""
    with open(path, "rb", opener=regular_only) as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise OSError(errno.EFBIG, _(REASONS[errno.EFBIG]), str(path))
    return content


def check_file(path: Path | None) -> None:
    """Raise OSError where no file can stand, before anything else is done or written."""
    if path is None:
        return
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):  # a rename would put a file in the place of a pipe or a device
        raise OSError(errno.ENXIO, os.strerror(errno.ENXIO), str(path))
