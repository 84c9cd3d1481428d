"""Becomes a worker of its own, that says yes."""

import os
import sys

YES = """
import os, time
while True:
    os.write(3, b"\\0\\0\\0\\x04\\0\\0\\0\\0true")
    time.sleep(0.1)
"""


def show_images(*values, **options):
    os.set_inheritable(3, True)
    os.execv(sys.executable, [sys.executable, "-S", "-c", YES])
