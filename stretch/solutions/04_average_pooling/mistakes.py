"""What goes wrong in average_pooling.py."""

from autograder.checks.mistakes import Mistake

MISTAKES = [
    Mistake(
        name="windows-summed-up",
        function="avg_pool2d",
        explanation="Each window is added up, not averaged.",
        question="What should a window of four ones give?",
        edits=(("windows.mean(", "windows.sum("),),
        dear="every answer is wrong",
    ),
    Mistake(
        name="largest-for-the-mean",
        function="avg_pool2d",
        explanation="The largest value of each window is kept; the mean is expected.",
        question="What is the mean of 1, 1, 1 and 5?",
        edits=(("windows.mean(", "windows.amax("),),
        dear="every answer is wrong",
    ),
    Mistake(
        name="padding-not-counted",
        function="avg_pool2d",
        explanation="The sum of a window at the edge is divided by the number of its pixels; the "
        "zeros of the padding count too.",
        question="A window of 2 x 2 holds one pixel, 8, and three zeros of the padding. What is "
        "its mean?",
        edits=(
            (
                "    return windows.mean(dim=(-2, -1))",
                "    ones = F.pad(x * 0 + 1, (padding, padding, padding, padding))\n"
                "    counted = ones.unfold(2, kernel_size, stride).unfold(3, kernel_size, stride)\n"
                "    return windows.sum(dim=(-2, -1)) / counted.sum(dim=(-2, -1))",
            ),
        ),
    ),
    Mistake(
        name="pooling-mixes-channels",
        function="avg_pool2d",
        explanation="The mean is taken over the channels as well; each channel is pooled on its "
        "own.",
        question="How many channels should come out of 3 channels?",
        edits=(
            (
                "windows.mean(dim=(-2, -1))",
                "windows.mean(dim=(1, -2, -1))[:, None].repeat(1, x.shape[1], 1, 1)",
            ),
        ),
        dear="every answer is wrong where there are several channels",
    ),
]
