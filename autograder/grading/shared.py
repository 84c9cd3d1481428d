"""What the processes that grade import once, before they are forked from one another.

What only some references want follows (`slow_libraries`), and then `settled`.
"""

import gc

gc.disable()  # until all is imported: searching what stays is a quarter of the start
import torch  # noqa: E402

from autograder.sandbox.inside.uncompiled import leave_uncompiled  # noqa: E402

from . import one  # noqa: E402, F401

torch.set_num_threads(1)
leave_uncompiled()
