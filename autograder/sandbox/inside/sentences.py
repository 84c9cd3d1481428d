"""What the sandbox says to learners; outside, `autograder.languages` knows these sentences again.

Of a text with two sentences the second may be one of these too.
"""

PART_LACKS = "{part}.py does not define {name}."
FILE_LACKS = "{file} does not define {name}."
NO_CELL_DEFINES = "No code cell defines {name}."
FIRST_CELL = "No code cell defines {name}. The first cell that raised: {cell} ({error})."
TWICE = "{part}.py is there twice: {first} and {second}"
FILE_MISSING = "The file {part}.py is missing."
NOTEBOOK_LACKS = "This notebook does not define {name}."
NO_MEMORY = "There is not as much memory as your code asked for."
NO_MEMORY_FOR = "There is not as much memory as your code asked for. {error}"
FORBIDDEN = "{name} was called: {reason}"
READY_CONVOLUTION = (
    "a convolution or im2col from a library does the exercise for you. Slicing, "
    "Tensor.unfold, F.pad, matrix products and einsum are allowed."
)
READY_LAYER = (
    "a ready-made layer does the exercise for you. clamp, maximum, where, amax, "
    "Tensor.unfold and matrix products are allowed."
)
NOT_ASKED = "Not asked: all checks together had used {limit} seconds."
WHILE_IMPORTED = "While {file}.py was imported: {what}"
LATE_BY_THE_CLOCK = "No answer after {limit} seconds by the clock."
LATE_COMPUTING = "No answer after {limit} seconds of computing. Does a loop never end?"
MUCH_MEMORY = "More than {limit} MiB of memory were used."
MANY_PROCESSES = "More than {limit} processes were started."
MUCH_DISK = "More than {limit} MiB were written to the disk."
LOST = "The process that ran your code was lost."
ENDED_BY_SIGNAL = "Your code ended its process by the signal {name}."
ENDED_WITH = "Your code ended its process with exit code {code}."
OTHER_ANSWER = "What came back was not the answer to this question."
NO_ANSWER = "What came back was not an answer."
UNREADABLE = "what came back cannot be read ({error})"
AN_OBJECT = "an object of type {name}"
AN_ARRAY = "a numpy array of shape {shape} ({dtype})"
TOO_DEEP = "a value nested or spread too far to be read"
NESTED = "a nested tensor, not a dense one"
MANY_AXES = "a tensor of {count} dimensions"
TOO_LARGE = "a tensor of {count} numbers, too large to be read"
NOT_DENSE = "a tensor of layout {layout}, not a dense one"
NO_VALUES = "a tensor without values (on the device 'meta')"
ODD_DTYPE = "a tensor of dtype {dtype}"
LONG_INT = "an int of more than 64 bits"

ALL = tuple(value for name, value in sorted(globals().items()) if name.isupper())
"""Every sentence."""
