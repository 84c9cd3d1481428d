"""Loops and swallows every exception."""


def conv2d_parameter_count(*sizes, **options):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
