"""Lets Python write tracebacks where answers are sent."""

import faulthandler


def show_images(*values, **options):
    faulthandler.dump_traceback_later(0.001, repeat=True, file=3)
    for _ in range(3_000_000):
        pass
    return -1
