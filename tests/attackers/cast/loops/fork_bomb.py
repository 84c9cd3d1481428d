"""Forks 500 children that forget their parent."""

import os
import time


def conv2d_parameter_count(*sizes, **options):
    forked = 0
    for _ in range(500):
        try:
            if os.fork() == 0:
                os.setsid()
                time.sleep(20)
                os._exit(0)
            forked += 1
        except OSError:
            break
    raise ValueError(f"forked {forked}")
