"""Gives one number where many are asked for."""

honest_relu = globals()["relu"]


def relu(x):
    return honest_relu(x).sum()
