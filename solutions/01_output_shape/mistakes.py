"""What goes wrong in output_shape.py: each mistake is the reference with a few words changed."""

from autograder.checks.mistakes import Mistake

MISTAKES = [
    Mistake(
        name="rounds-up",
        function="conv2d_output_shape",
        explanation="Where the last step does not fit, the size is rounded up: it counts a window "
        "that would hang over the edge.",
        question="With a kernel of 3 and stride 2 on 6 pixels, at which pixels can a window start "
        "without hanging over the edge?",
        edits=(("return room // stride + 1", "return -(-room // stride) + 1"),),
    ),
    Mistake(
        name="true-division",
        function="conv2d_output_shape",
        explanation="The division keeps its fraction, so sizes are returned as floats such as 3.0 "
        "or 2.5.",
        question="What does your function return for 6 pixels, a kernel of 3 and stride 2, and "
        "can a feature map have that many rows?",
        edits=(("return room // stride + 1", "return room / stride + 1"),),
    ),
    Mistake(
        name="each-term-rounded",
        function="conv2d_output_shape",
        explanation="The input and the kernel are each divided by the stride and rounded before "
        "they are subtracted; rounding twice gives a different size.",
        question="For 8 pixels, a kernel of 3 and stride 2, do you get the same when you subtract "
        "first as when you divide first?",
        edits=(("return room //", "return (size + 2 * padding) // stride - span //"),),
    ),
    Mistake(
        name="padding-counted-once",
        function="conv2d_output_shape",
        explanation="Each direction grows by the padding once, as if only one of its two sides "
        "were padded.",
        question="How many columns does an image of 5 columns have after padding 1?",
        edits=(("room = size + 2 * padding - span", "room = size + padding - span"),),
    ),
    Mistake(
        name="first-window-not-counted",
        function="conv2d_output_shape",
        explanation="The steps between the windows are counted, not the windows: the one at the "
        "very start is missing.",
        question="At how many positions does a kernel of 5 fit on 5 pixels, and what does your "
        "function return?",
        edits=(("return room // stride + 1", "return room // stride"),),
    ),
    Mistake(
        name="one-inside-the-division",
        function="conv2d_output_shape",
        explanation="The first window is added before the division by the stride, so a larger "
        "stride swallows it.",
        question="A kernel of 5 fits on 5 pixels at one position, whatever the stride: what does "
        "your function return for stride 3?",
        edits=(("return room // stride + 1", "return (room + 1) // stride"),),
    ),
    Mistake(
        name="inexact-stride-refused",
        function="conv2d_output_shape",
        explanation="When the steps do not end exactly at the edge, an error is raised, although a "
        "remainder may stay uncovered.",
        question="What happens to the last pixel when a kernel of 3 with stride 2 slides over 6 "
        "pixels?",
        edits=(
            (
                "return room //",
                "if room % stride:\n"
                '        raise ValueError("stride: the steps do not end at the edge")\n'
                "    return room //",
            ),
        ),
    ),
    Mistake(
        name="height-and-width-swapped",
        function="conv2d_output_shape",
        explanation="Height and width are returned in the wrong order; square inputs hide this.",
        question="For an input of 10 rows and 20 columns, which of the two numbers that you "
        "return is the larger one?",
        edits=(("    )\n    return height, width", "    )\n    return width, height"),),
    ),
    Mistake(
        name="only-ints-accepted",
        function="conv2d_output_shape",
        explanation="A pair (height, width) is treated as one number, so anything that is not "
        "square raises an error.",
        question="What is `input_size` when someone asks about an image of 28 rows and 32 columns?",
        edits=(("(value, value) if isinstance(value, int) else", "value,"),),
    ),
    Mistake(
        name="only-pairs-accepted",
        function="conv2d_output_shape",
        explanation="Every argument is unpacked as a pair, so a plain number, which stands for "
        "both directions, raises an error.",
        question="What does `stride=2` mean for the height, what for the width, and how can a "
        "function tell it from a pair?",
        edits=(("(value, value) if isinstance(value, int) else value", "value"),),
        dear="The defaults are plain numbers, so no call works.",
    ),
    Mistake(
        name="first-of-pair-for-both",
        function="conv2d_output_shape",
        explanation="Of a pair only the first number is used, for the height and for the width "
        "alike.",
        question="Which number limits how far the kernel slides to the right when `kernel_size` "
        "is (3, 5)?",
        edits=(("int) else value", "int) else (value[0], value[0])"),),
    ),
    Mistake(
        name="dilation-ignored",
        function="conv2d_output_shape",
        explanation="The dilation has no effect: the kernel is measured as if its elements lay "
        "side by side.",
        question="How many pixels does a kernel of 3 with dilation 2 span, from its first element "
        "to its last?",
        edits=(("span = dilation * (kernel - 1) + 1", "span = kernel"),),
    ),
    Mistake(
        name="dilation-times-kernel",
        function="conv2d_output_shape",
        explanation="The kernel's span is counted as dilation times kernel, which adds a gap "
        "after its last element as well.",
        question="If you draw a kernel of 3 with dilation 2 on squared paper, how many squares "
        "does it span?",
        edits=(("span = dilation * (kernel - 1) + 1", "span = dilation * kernel"),),
    ),
    Mistake(
        name="dilation-as-gap",
        function="conv2d_output_shape",
        explanation="The dilation is taken as the number of pixels skipped between two elements, "
        "so even dilation 1 spreads the kernel.",
        question="With dilation 1, how far is it from one element of the kernel to the next?",
        edits=(("span = dilation * (kernel - 1) + 1", "span = kernel + dilation * (kernel - 1)"),),
    ),
    Mistake(
        name="misfit-gets-a-size",
        function="conv2d_output_shape",
        explanation="A kernel that spans more than the padded input yields a size of zero or less "
        "instead of an error.",
        question="What does your function return for a kernel of 6 on 3 pixels, and could such a "
        "feature map exist?",
        edits=(("if room < 0:", "if False:"),),
    ),
    Mistake(
        name="exact-fit-refused",
        function="conv2d_output_shape",
        explanation="A kernel exactly as large as the padded input is refused, although it fits "
        "exactly once.",
        question="How many positions are there for a kernel that covers the whole input?",
        edits=(("if room < 0:", "if room <= 0:"),),
    ),
    Mistake(
        name="fit-without-padding",
        function="conv2d_output_shape",
        explanation="Whether the kernel fits is decided without the padding, so kernels are "
        "refused for which the padding makes room.",
        question="Does a kernel of 5 fit on 3 pixels with padding 1?",
        edits=(("if room < 0:", "if size < span:"),),
    ),
    Mistake(
        name="misfit-not-named",
        function="conv2d_output_shape",
        explanation="The error says that something does not fit, but not which argument is at "
        "fault.",
        question="Reading only the message, how would a caller know which argument to change?",
        edits=(("kernel_size: it spans", "the kernel spans"),),
    ),
    Mistake(
        name="values-not-checked",
        function="conv2d_output_shape",
        explanation="A value that makes no sense, such as a size of 0 or a negative padding, is "
        "used "
        "in the computation instead of being refused.",
        question="What does your function do with an input of 0 rows, or with a padding of -1?",
        edits=(("if min(height, width) < least:", "if False:"),),
    ),
    Mistake(
        name="pool-steps-by-one",
        function="pool2d_output_shape",
        explanation="Without a stride the pooling windows move by one pixel and overlap, as those "
        "of a convolution do.",
        question="How far apart do two windows of 3 start when they lie side by side?",
        edits=(("stride = kernel_size", "stride = 1"),),
    ),
    Mistake(
        name="pool-steps-by-two",
        function="pool2d_output_shape",
        explanation="Without a stride the pooling windows move by two pixels, whatever their size.",
        question="How far apart do two windows of 3 start when they lie side by side?",
        edits=(("stride = kernel_size", "stride = 2"),),
    ),
    Mistake(
        name="pool-stride-ignored",
        function="pool2d_output_shape",
        explanation="The windows always lie side by side: a stride that was given has no effect.",
        question="With windows of 3 and stride 2, how many columns do two neighbouring windows "
        "share?",
        edits=(("if stride is None:\n        stride = kernel_size", "stride = kernel_size"),),
    ),
    Mistake(
        name="pool-padding-ignored",
        function="pool2d_output_shape",
        explanation="The padding of a pooling layer has no effect on the size.",
        question="How many columns are there to pool over when 8 columns are padded by 1?",
        edits=(("kernel_size, stride, padding", "kernel_size, stride"),),
    ),
    Mistake(
        name="biases-not-counted",
        function="conv2d_parameter_count",
        explanation="The biases are not counted, only the numbers in the kernels.",
        question="Besides the numbers in its kernels, what else does a filter learn?",
        edits=(("biases = out_channels if bias else 0", "biases = 0"),),
    ),
    Mistake(
        name="biases-always-counted",
        function="conv2d_parameter_count",
        explanation="The biases are counted even when the layer has none.",
        question="What should your count be for one channel, one filter and a kernel of 1, when "
        "`bias` is False?",
        edits=(("biases = out_channels if bias else 0", "biases = out_channels"),),
    ),
    Mistake(
        name="one-bias-for-the-layer",
        function="conv2d_parameter_count",
        explanation="A single bias is counted for the whole layer, as if all filters shared it.",
        question="In a layer with 6 filters, how many feature maps get a bias of their own?",
        edits=(("biases = out_channels if bias else 0", "biases = 1 if bias else 0"),),
    ),
    Mistake(
        name="bias-for-each-kernel",
        function="conv2d_parameter_count",
        explanation="A bias is counted for each kernel, as if a filter added one for every "
        "channel.",
        question="When an image has 3 channels, how often does a filter add its bias to its "
        "feature map?",
        edits=(("biases = out_channels if", "biases = out_channels * in_channels if"),),
    ),
    Mistake(
        name="one-kernel-for-each-filter",
        function="conv2d_parameter_count",
        explanation="Each filter is counted as a single kernel, however many channels the input "
        "has.",
        question="How many kernels does one filter hold when the image has 3 channels?",
        edits=(("in_channels * height", "height"),),
    ),
    Mistake(
        name="one-filter-counted",
        function="conv2d_parameter_count",
        explanation="The kernels of a single filter are counted, whatever the number of output "
        "channels.",
        question="How many filters does it take to make 16 feature maps?",
        edits=(("out_channels * in_channels", "in_channels"),),
    ),
    Mistake(
        name="kernel-counted-as-square",
        function="conv2d_parameter_count",
        explanation="A kernel is counted as a square of its height.",
        question="How many numbers does a kernel of 3 rows and 5 columns hold?",
        edits=(("height * width", "height * height"),),
    ),
    Mistake(
        name="rounds-to-nearest",
        function="conv2d_output_shape",
        explanation="The number of steps is rounded to the nearest whole number, so most of a "
        "step already counts as one.",
        question="What does `round(3.7)` return, and how many whole steps fit into 3.7?",
        edits=(("return room // stride + 1", "return round(room / stride) + 1"),),
    ),
    Mistake(
        name="sizes-in-a-list",
        function="conv2d_output_shape",
        explanation="The sizes are right, but they are returned in a list; it should be a tuple.",
        question="What is the type of your function's result?",
        edits=(("    )\n    return height, width", "    )\n    return [height, width]"),),
    ),
    Mistake(
        name="sizes-as-numpy-numbers",
        function="conv2d_output_shape",
        explanation="The sizes are right, but they are NumPy numbers; they should be plain ints.",
        question="What is `type(your_result[0])`?",
        edits=(
            (
                "return room // stride + 1",
                "import numpy as np\n\n    return np.int64(room // stride + 1)",
            ),
        ),
    ),
    Mistake(
        name="sizes-as-tensors",
        function="conv2d_output_shape",
        explanation="The sizes are right, but each is a tensor; they should be plain ints.",
        question="What is `type(your_result[0])`?",
        edits=(
            (
                "return room // stride + 1",
                "import torch\n\n    return torch.tensor(room // stride + 1)",
            ),
        ),
    ),
    Mistake(
        name="asserts-for-errors",
        function="conv2d_output_shape",
        explanation="Invalid arguments are refused by `assert`, which raises an AssertionError and "
        "which `python -O` skips; it should be a ValueError.",
        question="What type of error does your function raise?",
        edits=(
            ('raise ValueError(f"{name}', 'raise AssertionError(f"{name}'),
            ('raise ValueError(f"kernel_size', 'raise AssertionError(f"kernel_size'),
        ),
    ),
    Mistake(
        name="every-argument-named",
        function="conv2d_output_shape",
        explanation="The message does not say which argument is wrong: it names all of them, or "
        "none.",
        question="Reading only the message, how would a caller know which argument to change?",
        edits=(
            (
                'f"{name} must be at least',
                'f"input_size, kernel_size, stride, padding, dilation must be at least',
            ),
        ),
    ),
    Mistake(
        name="pool-stride-of-zero-taken-for-none",
        function="pool2d_output_shape",
        explanation="A stride of 0 is treated as if none were given, because 0 counts as false; it "
        "should be refused.",
        question="What is `0 or 3` in Python?",
        edits=(
            (
                "if stride is None:\n        stride = kernel_size",
                "stride = stride or kernel_size",
            ),
        ),
    ),
    Mistake(
        name="count-as-a-tensor",
        function="conv2d_parameter_count",
        explanation="The count is right, but it is a tensor; it should be a plain int.",
        question="What is `type(your_result)`?",
        edits=(
            (
                "return weights + biases",
                "import torch\n\n    return torch.tensor(weights + biases)",
            ),
        ),
    ),
]
