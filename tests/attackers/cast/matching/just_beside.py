"""Is wrong by little more than is allowed."""

honest_relu = globals()["relu"]


def relu(x):
    return honest_relu(x) + 3e-4 * (1 + honest_relu(x))
