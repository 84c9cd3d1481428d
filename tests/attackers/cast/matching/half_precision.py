"""Gives numbers of half the length."""

honest_relu = globals()["relu"]


def relu(x):
    return honest_relu(x).half()
