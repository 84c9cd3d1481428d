"""Writes a file of two hundred million bytes."""

from pathlib import Path


def conv2d_parameter_count(*sizes, **options):
    Path("/tmp/flood").write_bytes(b"x" * (200 << 20))
    return -1
