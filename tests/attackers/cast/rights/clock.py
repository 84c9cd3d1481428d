"""Sets the clock to the time that it has."""

import time


def predict_image(model, image_path):
    done = []
    try:
        time.clock_settime(time.CLOCK_REALTIME, time.time())
        done.append("clock")
    except OSError:
        pass
    raise ValueError(f"done {done}")
