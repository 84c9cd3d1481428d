"""Is a class whose objects are numbers."""


class conv2d_parameter_count(int):
    """A number."""

    def __new__(cls, *sizes, **options):
        return int.__new__(cls, -1)
