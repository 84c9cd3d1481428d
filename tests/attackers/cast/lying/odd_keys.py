"""A dict whose keys cannot be read."""


class Key:
    """Has no text."""

    def __str__(self):
        raise SystemExit("no text")


def conv2d_parameter_count(*sizes, **options):
    return {None: 1, (1, 2): 2, 10**50: 3, Key(): 4}
