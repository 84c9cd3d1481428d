"""Is right, and prints twenty million letters for each question."""

import sys

_parameter_count = conv2d_parameter_count  # noqa: F821  (the solution stands above)


def conv2d_parameter_count(*sizes, **options):
    for _ in range(10):
        sys.stdout.write("x" * 10**6)
        sys.stderr.write("\x1b[2J" * 250_000)
    sys.stdout.flush()
    return _parameter_count(*sizes, **options)
