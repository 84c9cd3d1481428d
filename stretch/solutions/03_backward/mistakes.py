"""What goes wrong in backward.py."""

from autograder.checks.mistakes import Mistake

MISTAKES = [
    Mistake(
        name="gradients-of-a-pixel-overwritten",
        function="conv2d_backward",
        explanation="Where windows overlap, the last one overwrites the gradient of a pixel; a "
        "pixel gets the sum over all windows that see it.",
        question="A pixel lies in four windows. How many terms does its gradient have?",
        edits=(("columns : stride] += share", "columns : stride] = share"),),
    ),
    Mistake(
        name="padding-in-the-wrong-corner",
        function="conv2d_backward",
        explanation="The gradient of the padded images is cut at the lower right only; the frame "
        "begins at the upper left.",
        question="At which row of the padded image does row 0 of the image lie?",
        edits=(
            (
                "of_padded[:, :, padding : padding + height, padding : padding + width]",
                "of_padded[:, :, :height, :width]",
            ),
        ),
    ),
    Mistake(
        name="gradient-of-the-bias-averaged",
        function="conv2d_backward",
        explanation="The gradient of a bias is averaged over the positions; the bias is added at "
        "each of them, so they add up.",
        question="The bias grows by 1. By how much does the sum of a 2 x 3 feature map grow?",
        edits=(("gradient.sum(dim=(0, 2, 3))", "gradient.mean(dim=(0, 2, 3))"),),
    ),
    Mistake(
        name="gradient-of-the-kernel-rotated",
        function="conv2d_backward",
        explanation="For the images the kernel is used without the half turn that the backward "
        "pass needs: each weight's share goes to the wrong pixel of the window.",
        question="The weight at the upper left multiplies which pixel of the window, and where "
        "does its share of the gradient belong?",
        edits=(("gradient, weight[:, :, i, j])", "gradient, weight[:, :, -1 - i, -1 - j])"),),
    ),
]
