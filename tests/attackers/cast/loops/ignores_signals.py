"""Ignores every signal that can be ignored, and loops."""

import signal


def conv2d_parameter_count(*sizes, **options):
    for number in signal.valid_signals():
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    while True:
        pass
