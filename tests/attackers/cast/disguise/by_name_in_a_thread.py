"""Uses the name inside torch, in a thread."""

import threading

import torch


def cross_correlate(channel, kernel):
    found = []

    def work():
        images, weight = channel[None, None], kernel[None, None]
        found.append(torch.ops.aten.conv2d(images, weight)[0, 0])

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return found[0]
