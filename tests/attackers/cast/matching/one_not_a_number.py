"""Hides a number that is none."""

honest_relu = globals()["relu"]


def relu(x):
    right = honest_relu(x).clone()
    right.view(-1)[-1] = float('nan')
    return right
