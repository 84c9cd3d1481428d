"""Takes everything away that was imported."""

import sys


def show_images(*values, **options):
    sys.modules.clear()
    sys.path.clear()
    return -1
