"""Is a list that never ends."""

import itertools


class Endless(list):
    """Goes on."""

    def __iter__(self):
        return itertools.count()

    def __len__(self):
        return 2**62


def conv2d_parameter_count(*sizes, **options):
    return Endless()
