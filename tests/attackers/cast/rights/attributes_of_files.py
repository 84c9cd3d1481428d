"""Changes the flags of files: of one outside by its name, of one of its own that is only read."""

import array
import ctypes
import fcntl
import struct
from pathlib import Path

LIBC = ctypes.CDLL(None, use_errno=True)
GET, SET, HERE = 468, 469, -100
NO_TIMES = 0x40
GET_FLAGS, SET_FLAGS, NO_DUMP = 0x80086601, 0x40086602, 0x40


def flags_of(path):
    told = ctypes.create_string_buffer(24)
    found = LIBC.syscall(GET, HERE, path.encode(), told, 24, 0)
    return struct.unpack_from("Q", told)[0] if found == 0 else None


def predict_image(model, image_path):
    done = []
    victim = "@PUBLIC@/victim"
    before = flags_of(victim)
    wanted = struct.pack("QQQ", (before or 0) | NO_TIMES, 0, 0)
    LIBC.syscall(SET, HERE, victim.encode(), wanted, 24, 0)
    if flags_of(victim) != before:
        done.append("by its name")
        LIBC.syscall(SET, HERE, victim.encode(), struct.pack("QQQ", before, 0, 0), 24, 0)
    own = Path(__file__).with_name("own")
    own.write_bytes(b"")
    with own.open("rb") as file:
        try:
            flags = array.array("l", [0])
            fcntl.ioctl(file, GET_FLAGS, flags)
            fcntl.ioctl(file, SET_FLAGS, array.array("l", [flags[0] | NO_DUMP]))
            done.append("though only read")
        except OSError:
            pass
    raise ValueError(f"done {done}")
