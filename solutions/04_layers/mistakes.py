"""What goes wrong in layers.py: each mistake is the reference with a few words changed."""

from autograder.checks.mistakes import Mistake

MISTAKES = [
    Mistake(
        name="relu-in-place",
        function="relu",
        explanation="The caller's tensor is changed: its negative numbers are gone after the call.",
        question="After `y = relu(x)`, what is in `x`?",
        edits=(("return x.clamp(min=0)", "return x.clamp_(min=0)"),),
    ),
    Mistake(
        name="relu-as-absolute-value",
        function="relu",
        explanation="Negative numbers become positive; they should become zero.",
        question="What should ReLU turn -3 into?",
        edits=(("return x.clamp(min=0)", "return x.abs()"),),
    ),
    Mistake(
        name="relu-leaky",
        function="relu",
        explanation="A little of each negative number gets through: that is leaky ReLU.",
        question="What does your function return for -100, and how much of it should remain?",
        edits=(("return x.clamp(min=0)", "return x.maximum(0.01 * x)"),),
    ),
    Mistake(
        name="relu-capped",
        function="relu",
        explanation="Large numbers are cut off at 6: that is ReLU6; ReLU leaves everything "
        "positive as it is.",
        question="What does your function return for 7?",
        edits=(("return x.clamp(min=0)", "return x.clamp(min=0, max=6)"),),
    ),
    Mistake(
        name="relu-as-step",
        function="relu",
        explanation="Every positive number becomes 1: that says whether a number is positive, but "
        "no longer how large it is.",
        question="What should ReLU turn 0.5 into, and what 2?",
        edits=(("return x.clamp(min=0)", "return (x > 0).to(x.dtype)"),),
    ),
    Mistake(
        name="relu-drops-the-negative",
        function="relu",
        explanation="The negative numbers are left out, so the result has fewer numbers and has "
        "lost its shape.",
        question="How many numbers come out when 10 go in, half of them negative?",
        edits=(("return x.clamp(min=0)", "return x[x > 0]"),),
    ),
    Mistake(
        name="relu-viewed-flat",
        function="relu",
        explanation="The input is turned into one long row with `view`, which raises an error "
        "unless it is contiguous.",
        question="What does your function do with the transpose of a matrix?",
        edits=(("return x.clamp(min=0)", "return x.view(-1).clamp(min=0).view(x.shape)"),),
    ),
    Mistake(
        name="pool-averages",
        function="max_pool2d",
        explanation="The average of each window is taken; max pooling keeps the largest value.",
        question="Of a window with 1, 2, 3 and 6, which number should remain?",
        edits=(("return windows.amax(dim=(-2, -1))", "return windows.mean(dim=(-2, -1))"),),
    ),
    Mistake(
        name="pool-over-channels",
        function="max_pool2d",
        explanation="The largest number is searched for in all channels together, and the axis of "
        "the channels is gone.",
        question="How many feature maps go into a pooling layer, and how many come out?",
        edits=(("return windows.amax(dim=(-2, -1))", "return windows.amax(dim=(1, -2, -1))"),),
    ),
    Mistake(
        name="pool-over-the-positions",
        function="max_pool2d",
        explanation="The windows are compared with each other, place by place, so the result is as "
        "large as one window; it should hold one number for each window.",
        question="Which two axes of your windows count the windows, and which lie inside of one?",
        edits=(("return windows.amax(dim=(-2, -1))", "return windows.amax(dim=(2, 3))"),),
    ),
    Mistake(
        name="pool-starts-from-zero",
        function="max_pool2d",
        explanation="The search for the largest number starts from zero, so a window of negative "
        "numbers yields zero.",
        question="What is the largest number in a window of -4, -3, -2 and -1, and what does your "
        "code return?",
        edits=(("(dim=(-2, -1))", "(dim=(-2, -1)).clamp(min=0)"),),
    ),
    Mistake(
        name="pool-gives-positions-too",
        function="max_pool2d",
        explanation="The largest numbers are returned together with their positions, as a pair; "
        "only the numbers are expected.",
        question="What is the type of your function's result?",
        edits=(("return windows.amax(dim=(-2, -1))", "return windows.flatten(-2).max(dim=-1)"),),
    ),
    Mistake(
        name="pool-windows-overlap",
        function="max_pool2d",
        explanation="Without a stride the windows move by one pixel and overlap; they should lie "
        "side by side.",
        question="How far apart do two windows of 2 start when they lie side by side?",
        edits=(("stride = kernel_size", "stride = 1"),),
    ),
    Mistake(
        name="pool-windows-two-apart",
        function="max_pool2d",
        explanation="Without a stride the windows move by two pixels, whatever their size; they "
        "should lie side by side.",
        question="How far apart do two windows of 3 start when they lie side by side?",
        edits=(("stride = kernel_size", "stride = 2"),),
    ),
    Mistake(
        name="pool-windows-always-side-by-side",
        function="max_pool2d",
        explanation="A stride that was given has no effect: the windows always lie side by side.",
        question="With windows of 3 and stride 2, how many columns do two neighbouring windows "
        "share?",
        edits=(("if stride is None:\n        stride = kernel_size", "stride = kernel_size"),),
    ),
    Mistake(
        name="pool-windows-not-moved-on",
        function="max_pool2d",
        explanation="The number of windows is right, but each starts just one pixel after the "
        "last, so only the first is in the right place.",
        question="Where does your third window start with stride 2?",
        edits=(
            (
                "stride).unfold(3, kernel_size, stride)",
                "1).unfold(3, kernel_size, 1)\n"
                "    rows = (x.shape[2] - kernel_size) // stride + 1\n"
                "    columns = (x.shape[3] - kernel_size) // stride + 1\n"
                "    windows = windows[:, :, :rows, :columns]",
            ),
        ),
    ),
    Mistake(
        name="pool-keeps-the-ragged-edge",
        function="max_pool2d",
        explanation="Rows and columns that do not fill a window get one of their own; they should "
        "be dropped.",
        question="How many whole windows of 2 lie side by side in 5 columns?",
        edits=(
            (
                "windows = x.unfold",
                "import torch.nn.functional as F\n"
                "\n"
                "    below, right = -(x.shape[2] - kernel_size) % stride, -(x.shape[3] - "
                "kernel_size) % stride\n"
                '    x = F.pad(x, (0, right, 0, below), value=float("-inf"))\n'
                "    windows = x.unfold",
            ),
        ),
    ),
    Mistake(
        name="pool-fails-on-a-ragged-edge",
        function="max_pool2d",
        explanation="The feature map is cut into equal windows, which raises an error when they "
        "do not fill it.",
        question="What does your function do with 5 columns and windows of 2?",
        edits=(
            (
                "windows = x.unfold(2, kernel_size, stride).unfold(3, kernel_size, stride",
                "n, c, h, w = x.shape\n"
                "    windows = x.reshape(n, c, h // kernel_size, kernel_size, w // "
                "kernel_size, kernel_size",
            ),
            ("return windows.amax(dim=(-2, -1))", "return windows.amax(dim=(3, 5))"),
        ),
    ),
    Mistake(
        name="weight-not-transposed",
        function="linear",
        explanation="The inputs are multiplied by the columns of the weight; each of its rows "
        "belongs to one output. Square weights hide this.",
        question="In a weight of shape (out, in), which numbers belong to the first output: a row "
        "or a column?",
        edits=(("y = x @ weight.T", "y = x @ weight"),),
    ),
    Mistake(
        name="weight-reshaped-not-transposed",
        function="linear",
        explanation="The weight gets the transposed shape, but its numbers keep their order and "
        "end up with the wrong outputs.",
        question="If you reshape [[1, 2, 3], [4, 5, 6]] to three rows, is that its transpose?",
        edits=(("y = x @ weight.T", "y = x @ weight.reshape(weight.shape[1], -1)"),),
    ),
    Mistake(
        name="outputs-before-samples",
        function="linear",
        explanation="The result is transposed: its rows are the outputs, and its columns the "
        "samples.",
        question="In the shape of your result, which number is the number of samples?",
        edits=(("y = x @ weight.T", "y = weight @ x.T"),),
    ),
    Mistake(
        name="axis-of-one-sample-dropped",
        function="linear",
        explanation="Axes of length one are removed from the result, so a batch of one sample has "
        "no axis for its samples.",
        question="What shape should the result have for one sample, and for one output?",
        edits=(("return y", "return y.squeeze()"),),
    ),
    Mistake(
        name="bias-of-the-outputs-ignored",
        function="linear",
        explanation="The bias has no effect on the outputs.",
        question="If all inputs are zero, what should the outputs be?",
        edits=(("if bias is not None:", "if False:"),),
    ),
    Mistake(
        name="bias-for-each-sample",
        function="linear",
        explanation="The bias varies along the samples; it belongs to the outputs.",
        question="Does `bias` hold a number for each sample or for each output?",
        edits=(("y = y + bias", "y = y + bias[:, None]"),),
    ),
    Mistake(
        name="bias-taken-for-granted",
        function="linear",
        explanation="Without a bias an error is raised, though a layer may have none.",
        question="What is `bias` when your function is called with two arguments only?",
        edits=(("if bias is not None:", "if True:"),),
    ),
    Mistake(
        name="relu-as-gelu",
        function="relu",
        explanation="The activation is GELU, a smooth curve that lets some negative values "
        "through; ReLU is zero there.",
        question="What does your function return for -0.5?",
        edits=(("return x.clamp(min=0)", "return x * 0.5 * (1 + (x / 2**0.5).erf())"),),
    ),
    Mistake(
        name="relu-as-silu",
        function="relu",
        explanation="The activation is SiLU (swish), x times sigmoid(x); ReLU leaves positive "
        "numbers as they are.",
        question="What does your function return for 1, and what should it return?",
        edits=(("return x.clamp(min=0)", "return x * x.sigmoid()"),),
    ),
    Mistake(
        name="pool-as-a-numpy-array",
        function="max_pool2d",
        explanation="The numbers are right, but they are returned as a NumPy array; it should be a "
        "tensor.",
        question="What is the type of your function's result?",
        edits=(("return windows.amax(dim=(-2, -1))", "return windows.amax(dim=(-2, -1)).numpy()"),),
    ),
    Mistake(
        name="outputs-in-double-precision",
        function="linear",
        explanation="The outputs are right, but their dtype is float64; the inputs' is float32.",
        question="What is `result.dtype`, and what is that of the inputs?",
        edits=(("y = x @ weight.T", "y = x.double() @ weight.T.double()"),),
    ),
    Mistake(
        name="outputs-rounded",
        function="linear",
        explanation="The outputs are rounded; later layers need all of their digits.",
        question="What does your function return where the sum is 0.12345?",
        edits=(("    return y\n", "    return y.round(decimals=2)\n"),),
    ),
    Mistake(
        name="relu-keeps-the-negative",
        function="relu",
        explanation="The negative numbers are kept and the positive ones become zero; it should "
        "be the other way round.",
        question="What should ReLU turn 3 into, and what -3?",
        edits=(("return x.clamp(min=0)", "return x.clamp(max=0)"),),
    ),
    Mistake(
        name="relu-as-sigmoid",
        function="relu",
        explanation="The activation is the sigmoid, which squeezes every number between 0 and 1; "
        "ReLU leaves positive numbers as they are.",
        question="What does your function return for 0, and what should it return?",
        edits=(("return x.clamp(min=0)", "return x.sigmoid()"),),
    ),
    Mistake(
        name="relu-as-tanh",
        function="relu",
        explanation="The activation is tanh, which squeezes every number between -1 and 1; ReLU "
        "leaves positive numbers as they are.",
        question="What does your function return for 5, and what should it return?",
        edits=(("return x.clamp(min=0)", "return x.tanh()"),),
    ),
    Mistake(
        name="pool-takes-the-smallest",
        function="max_pool2d",
        explanation="The smallest number of each window is taken; max pooling keeps the largest.",
        question="Of a window with 1, 2, 3 and 6, which number should remain?",
        edits=(("windows.amax(", "windows.amin("),),
    ),
    Mistake(
        name="pool-takes-the-first",
        function="max_pool2d",
        explanation="The first number of each window is taken, however large the others are.",
        question="Of a window with 1, 2, 3 and 6, which number should remain?",
        edits=(("windows.amax(dim=(-2, -1))", "windows[..., 0, 0]"),),
    ),
    Mistake(
        name="pool-gives-the-positions",
        function="max_pool2d",
        explanation="The positions of the largest numbers are returned; the numbers themselves "
        "are expected.",
        question="Of a window with 1, 2, 3 and 6, what does your function return?",
        edits=(("windows.amax(dim=(-2, -1))", "windows.flatten(-2).argmax(dim=-1)"),),
    ),
    Mistake(
        name="bias-subtracted",
        function="linear",
        explanation="The bias is subtracted; it should be added.",
        question="If all inputs are zero, what should the outputs be?",
        edits=(("y = y + bias", "y = y - bias"),),
    ),
    Mistake(
        name="pool-search-not-restarted",
        function="max_pool2d",
        explanation="The search does not start again with each window: no number is smaller than "
        "the one before it.",
        question="What is the largest number so far when your search comes to the second window?",
        edits=(
            (
                "return windows.amax(dim=(-2, -1))",
                "best = windows.amax(dim=(-2, -1))\n"
                "    return best.flatten(2).cummax(dim=2).values.reshape(best.shape)",
            ),
        ),
    ),
]
