"""Keeps memory in a file that only its own process sees, and that is mapped no more."""

import ctypes
import mmap
import os

LIBC = ctypes.CDLL(None, use_errno=True)
MEMFD_SECRET = 447


def predict_image(model, image_path):
    done = []
    file = LIBC.syscall(MEMFD_SECRET, 0)
    if file >= 0:
        os.ftruncate(file, 4 << 20)
        with mmap.mmap(file, 4 << 20) as kept:
            kept.write(b"x" * (4 << 20))
        done.append("kept")
    raise ValueError(f"done {done}")
