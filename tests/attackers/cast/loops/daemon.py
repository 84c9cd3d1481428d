"""Leaves a daemon that outlives it (for a minute at most)."""

import ctypes
import os
import signal
import time


def conv2d_parameter_count(*sizes, **options):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)
            ctypes.CDLL(None).prctl(15, b"left-over", 0, 0, 0)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            time.sleep(60)
        os._exit(0)
    return -1
