"""Makes a folder of its own the root."""

import os


def predict_image(model, image_path):
    done = []
    try:
        os.chroot("/tmp")
        done.append("chroot")
    except OSError:
        pass
    raise ValueError(f"done {done}")
