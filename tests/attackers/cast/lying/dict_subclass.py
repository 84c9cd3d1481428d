"""A dict whose items never end."""

import itertools


class Names(dict):
    """Has no end."""

    def items(self):
        return ((str(n), n) for n in itertools.count())


def conv2d_parameter_count(*sizes, **options):
    return Names()
