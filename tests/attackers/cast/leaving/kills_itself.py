"""Kills its own process."""

import os
import signal


def conv2d_parameter_count(*sizes, **options):
    os.kill(os.getpid(), signal.SIGKILL)
