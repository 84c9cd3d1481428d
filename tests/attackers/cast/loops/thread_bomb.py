"""Starts a thousand threads."""

import threading
import time


def conv2d_parameter_count(*sizes, **options):
    started = 0
    for _ in range(1000):
        try:
            threading.Thread(target=time.sleep, args=(20,), daemon=True).start()
            started += 1
        except RuntimeError:
            break
    raise ValueError(f"started {started}")
