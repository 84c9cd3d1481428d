"""What goes wrong in dilation.py."""

from autograder.checks.mistakes import Mistake

MISTAKES = [
    Mistake(
        name="layer-not-dilated",
        function="dilated_conv_layer",
        explanation="The dilation is ignored: the kernels' elements touch.",
        question="With a dilation of 2, which two pixels of a row does a kernel of 1 x 2 multiply?",
        edits=(("    kh, kw = filters", "    dilation = 1\n    kh, kw = filters"),),
        dear="dilation is what the goal is about",
    ),
    Mistake(
        name="dilation-as-a-gap",
        function="dilated_conv_layer",
        explanation="The dilation is taken for the number of pixels left out; it is the distance "
        "from one element to the next, so 1 leaves out none.",
        question="With a dilation of 1, how many pixels lie between neighbouring elements?",
        edits=(("    kh, kw = filters", "    dilation = dilation + 1\n    kh, kw = filters"),),
        dear="dilation is what the goal is about",
    ),
    Mistake(
        name="image-thinned-out",
        function="dilated_conv_layer",
        explanation="Rows and columns are left out of the image instead of the window: positions "
        "are lost.",
        question="With a dilation of 2 and stride 1, does a window begin at row 1 too?",
        edits=(
            ("    kh, kw = filters", "    apart, dilation = dilation, 1\n    kh, kw = filters"),
            (
                "    windows = padded.unfold",
                "    padded = padded[:, ::apart, ::apart]\n    windows = padded.unfold",
            ),
        ),
    ),
    Mistake(
        name="dilated-in-one-direction",
        function="dilated_conv_layer",
        explanation="Only the rows of the kernel stand apart, its columns touch.",
        question="How many columns does a kernel of 3 columns span with a dilation of 2?",
        edits=(
            (
                "spans = [dilation * (size - 1) + 1 for size in (kh, kw)]",
                "spans = [dilation * (kh - 1) + 1, kw]",
            ),
            ("[..., ::dilation, ::dilation]", "[..., ::dilation, :]"),
        ),
        dear="dilation is what the goal is about",
    ),
]
