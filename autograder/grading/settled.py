"""Imported last by the process that graders are forked from: nothing more comes."""

import atexit
import gc
import os

gc.freeze()  # what is here is searched for garbage no more, and so stays shared memory
gc.enable()
# The process that was forked from holds nothing to save, and tidying the libraries up at its
# end makes one of them complain on the terminal.
atexit.register(os._exit, 0)
