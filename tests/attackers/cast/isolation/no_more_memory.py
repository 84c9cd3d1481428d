"""Leaves no memory to the kit."""

import resource


def show_images(*values, **options):
    resource.setrlimit(resource.RLIMIT_AS, (1, 1))
    return -1
