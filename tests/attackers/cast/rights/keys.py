"""Reads and adds keys of the kernel's."""

import ctypes
import platform

LIBC = ctypes.CDLL(None, use_errno=True)


def predict_image(model, image_path):
    done = []
    add, control = {"x86_64": (248, 250), "aarch64": (217, 219)}[platform.machine()]
    if LIBC.syscall(add, b"user", b"left", b"here", 4, -3) > 0:
        done.append("added")
    if LIBC.syscall(control, 0, -3, 0) > 0:
        done.append("found")
    raise ValueError(f"done {done}")
