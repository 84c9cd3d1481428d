"""What goes wrong in receptive_field.py."""

from autograder.checks.mistakes import Mistake

MISTAKES = [
    Mistake(
        name="strides-of-the-field-ignored",
        function="receptive_field",
        explanation="The strides are ignored: after a layer with stride 2, neighbouring outputs "
        "are two rows of the input apart.",
        question="A pooling of 2 with stride 2 is followed by a kernel of 3. Which six rows does "
        "its first output see?",
        edits=(("        step *= stride\n", ""),),
    ),
    Mistake(
        name="kernels-of-the-field-added",
        function="receptive_field",
        explanation="Each layer adds its whole kernel size; a kernel of 3 adds only two rows to "
        "the one that is seen already.",
        question="A single layer with a kernel of 3: how many rows does one output see?",
        edits=(("(kernel_size - 1) * step", "kernel_size * step"),),
        dear="every answer is wrong",
    ),
    Mistake(
        name="own-stride-counted",
        function="receptive_field",
        explanation="A layer's own stride is counted before its kernel; it matters for the layers "
        "after it only.",
        question="A single layer with a kernel of 3 and stride 2: how many rows does one output "
        "see?",
        edits=(
            ("        seen += (kernel_size - 1) * step\n", ""),
            (
                "        step *= stride\n",
                "        step *= stride\n        seen += (kernel_size - 1) * step\n",
            ),
        ),
        dear="strides are what the goal is about",
    ),
]
