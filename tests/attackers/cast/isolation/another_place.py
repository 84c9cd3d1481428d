"""Leaves the folder, and takes it away."""

import os
import shutil


def show_images(*values, **options):
    os.chdir("/")
    shutil.rmtree("/tmp/submission", ignore_errors=True)
    return -1
