"""Uses a ready-made convolution in a thread."""

import threading

import torch.nn.functional as F


def cross_correlate(channel, kernel):
    found = []
    work = lambda: found.append(F.conv2d(channel[None, None], kernel[None, None])[0, 0])  # noqa: E731
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return found[0]
