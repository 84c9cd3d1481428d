"""What the processes that grade import once, before they are forked from one another."""

import atexit
import gc
import os

import matplotlib.pyplot  # noqa: F401
import torch
import torchvision  # noqa: F401
import tqdm  # noqa: F401

from . import one  # noqa: F401

torch.set_num_threads(1)
gc.collect()
gc.freeze()  # what is here is searched for garbage no more, and so stays shared memory
# The process that was forked from holds nothing to save, and tidying the libraries up at its
# end makes one of them complain on the terminal.
atexit.register(os._exit, 0)
