"""Never ends when it is shown."""


class Endless:
    """Has no end."""

    def __repr__(self):
        while True:
            pass

    __str__ = __format__ = __repr__


def conv2d_parameter_count(*sizes, **options):
    return Endless()
