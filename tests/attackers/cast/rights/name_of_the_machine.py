"""Gives the machine its name once more."""

import ctypes
import socket

LIBC = ctypes.CDLL(None, use_errno=True)


def predict_image(model, image_path):
    done = []
    name = socket.gethostname().encode()
    done += [f for f in ("sethostname", "setdomainname") if getattr(LIBC, f)(name, len(name)) == 0]
    raise ValueError(f"done {done}")
