"""Ignores its children from now on, and hopes that its parent does."""

import os
import signal


def predict_image(model, image_path):
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    os.umask(0o777)
    os.nice(19)
    os.environ.clear()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    return -1
