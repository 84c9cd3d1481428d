"""Becomes root, or whoever else there is."""

import os


def predict_image(model, image_path):
    done = []
    for name in ("setuid", "setgid", "seteuid", "setegid"):
        try:
            getattr(os, name)(0)
            done.append(name)
        except OSError:
            pass
    try:
        os.setgroups([0, 27])
        done.append("setgroups")
    except OSError:
        pass
    raise ValueError(f"done {done}")
