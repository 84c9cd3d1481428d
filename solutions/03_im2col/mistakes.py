"""What goes wrong in im2col.py: each mistake is the reference with a few words changed."""

from autograder.checks.mistakes import Call, Mistake

MISTAKES = [
    Mistake(
        name="windows-in-rows",
        function="im2col",
        explanation="Each window became a row; it should become a column.",
        question="Which of your result's axes counts the windows, and which the numbers in one "
        "window?",
        edits=(("* kh * kw, -1)", "* kh * kw, -1).transpose(1, 2)"),),
    ),
    Mistake(
        name="channel-numbers-interleaved",
        function="im2col",
        explanation="The numbers of the channels alternate within a column; each channel's numbers "
        "should stay together.",
        question="In a column, which number follows the first pixel of the first channel?",
        edits=(("windows.permute(0, 1, 4, 5, 2, 3)", "windows.permute(0, 4, 5, 1, 2, 3)"),),
    ),
    Mistake(
        name="reshaped-without-reordering",
        function="im2col",
        explanation="The shape is right, but the axes were never put into the right order, so each "
        "column mixes numbers of different windows.",
        question="Does reshaping change the order of the numbers, and do the window axes come "
        "before or after the kernel axes?",
        edits=(("windows.permute(0, 1, 4, 5, 2, 3)", "windows"),),
    ),
    Mistake(
        name="window-read-by-columns",
        function="im2col",
        explanation="Within each channel the window is read column by column; it should be read "
        "row by row.",
        question="After the top left pixel of a window, which pixel comes next in your column?",
        edits=(("windows.permute(0, 1, 4, 5, 2, 3)", "windows.permute(0, 1, 5, 4, 2, 3)"),),
    ),
    Mistake(
        name="windows-read-by-columns",
        function="im2col",
        explanation="The windows are collected from top to bottom first; they should follow each "
        "other row by row.",
        question="In the second column of your result, does the window lie to the right of the "
        "first window, or below it?",
        edits=(("windows.permute(0, 1, 4, 5, 2, 3)", "windows.permute(0, 1, 4, 5, 3, 2)"),),
    ),
    Mistake(
        name="images-mixed-into-the-columns",
        function="im2col",
        explanation="The windows of all images end up in one long table, and the axis of the "
        "images is gone.",
        question="Where in your result is the second image of the batch?",
        edits=(
            ("windows.permute(0, 1, 4, 5, 2, 3)", "windows.permute(1, 4, 5, 0, 2, 3)"),
            ("columns.reshape(len(images), images", "columns.reshape(images"),
        ),
    ),
    Mistake(
        name="only-the-first-image",
        function="im2col",
        explanation="Only the first image of the batch is turned into columns.",
        question="How many images go in, and how many come out?",
        edits=(("* kh * kw, -1)", "* kh * kw, -1)[:1]"),),
    ),
    Mistake(
        name="kernel-size-width-first",
        function="im2col",
        explanation="A pair `kernel_size` is read as (width, height); square kernels hide this.",
        question="With `kernel_size=(2, 3)`, how many rows does one window have?",
        edits=(("else kernel_size", "else kernel_size[::-1]"),),
    ),
    Mistake(
        name="windows-without-stride",
        function="im2col",
        explanation="The stride has no effect: a window starts at every pixel.",
        question="With stride 2, at which columns do the windows of the first row start?",
        edits=(("stride).unfold(3, kw, stride", "1).unfold(3, kw, 1"),),
    ),
    Mistake(
        name="windows-without-padding",
        function="im2col",
        explanation="The padding has no effect: no window reaches beyond the edge of the image.",
        question="With padding 1, what is at the top left of the very first window?",
        edits=(("F.pad(images, (padding, padding, padding, padding))", "images"),),
    ),
    Mistake(
        name="columns-padded",
        function="im2col",
        explanation="The zeros are added to the finished columns: whole windows of zeros appear, "
        "but no window reaches beyond the image's edge.",
        question="At the corner of a padded image, how much of the first window is zero: all of "
        "it, or a part?",
        edits=(
            ("F.pad(images, (padding, padding, padding, padding))", "images"),
            (
                "return columns.reshape(len(images), images.shape[1] * kh * kw, -1",
                "columns = columns.reshape(len(images), images.shape[1] * kh * kw, -1)\n"
                "    return F.pad(columns, (padding, padding)",
            ),
        ),
    ),
    Mistake(
        name="memory-assumed-in-order",
        function="im2col",
        explanation="The windows are read from memory as if the images were contiguous; a "
        "transposed tensor is not.",
        question="What is `images.stride()` after `images = images.transpose(2, 3)`, and does your "
        "code use it?",
        edits=(
            (
                "windows = padded.unfold(2, kh, stride).unfold(3, kw, stride",
                "n, c, h, w = padded.shape\n"
                "    rows, cols = (h - kh) // stride + 1, (w - kw) // stride + 1\n"
                "    steps = (c * h * w, h * w, w * stride, stride, w, 1)\n"
                "    windows = padded.as_strided((n, c, rows, cols, kh, kw), steps",
            ),
        ),
    ),
    Mistake(
        name="weights-reshaped-across-filters",
        function="conv2d_matmul",
        explanation="The weights are cut into columns as they lie in memory, so each row of the "
        "product mixes several filters.",
        question="Which numbers of `weight` belong to the first filter, and do they form one row "
        "of your matrix?",
        edits=(("len(weight), -1)", "-1, len(weight)).T"),),
    ),
    Mistake(
        name="weights-flipped",
        function="conv2d_matmul",
        explanation="The kernels are flipped before the product: a CNN uses them as they are.",
        question="In your product, which element of a kernel is multiplied by the top left pixel "
        "of a window?",
        edits=(("matmul(weight.", "matmul(weight.flip(2, 3)."),),
    ),
    Mistake(
        name="weights-viewed",
        function="conv2d_matmul",
        explanation="The weights are turned into a matrix with `view`, which raises an error "
        "unless they are contiguous.",
        question="What does your code do with transposed weights, and what does the error message "
        "suggest?",
        edits=(("weight.reshape", "weight.view"),),
    ),
    Mistake(
        name="axes-of-one-dropped",
        function="conv2d_matmul",
        explanation="Axes of length one are removed from the result, so a batch of one image has "
        "no axis for its images.",
        question="What shape should the result have for one image, and for one filter?",
        edits=(("len(weight), height, width)", "len(weight), height, width).squeeze()"),),
    ),
    Mistake(
        name="product-reshaped-not-transposed",
        function="conv2d_matmul",
        explanation="The product has a row for each window and a column for each filter; "
        "reshaping it to maps scatters their numbers.",
        question="In your product, do the numbers of one feature map form a row or a column?",
        edits=(
            (
                "weight.reshape(len(weight), -1), columns",
                "columns.transpose(1, 2), weight.reshape(len(weight), -1).T",
            ),
            ("maps = maps + bias.reshape(1, -1, 1)", "maps = maps + bias"),
        ),
    ),
    Mistake(
        name="product-for-each-image",
        function="conv2d_matmul",
        explanation="The maps are right, but each image has its own product; one product is "
        "enough for the whole batch.",
        question="What does matrix multiplication do when one of its operands has three axes?",
        edits=(
            (
                "matmul(weight.reshape(len(weight), -1), columns",
                "stack([torch.matmul(weight.reshape(len(weight), -1), c) for c in columns]",
            ),
        ),
    ),
    Mistake(
        name="bias-along-the-windows",
        function="conv2d_matmul",
        explanation="The biases vary along the windows; they belong to the filters.",
        question="Of the axes (N, F, L) of your product, along which one does the bias change?",
        edits=(("maps = maps + bias.reshape(1, -1, 1)", "maps = maps + bias.reshape(1, 1, -1)"),),
    ),
    Mistake(
        name="bias-of-the-product-ignored",
        function="conv2d_matmul",
        explanation="The biases have no effect on the product.",
        question="If all images are zero, what should the second feature map hold?",
        edits=(("if bias is not None:", "if False:"),),
    ),
    Mistake(
        name="product-without-stride",
        function="conv2d_matmul",
        explanation="The stride has no effect on the feature maps: there is a number for every "
        "pixel at which the kernels can stop.",
        question="How many columns does your product have for stride 2, and how many windows are "
        "there?",
        edits=(("columns = im2col", "stride = 1\n    columns = im2col"),),
    ),
    Mistake(
        name="product-without-padding",
        function="conv2d_matmul",
        explanation="The padding has no effect on the feature maps: the kernels stay inside the "
        "images.",
        question="How large should the map of a 3x3 kernel be on a 5x5 image with padding 1?",
        edits=(("columns = im2col", "padding = 0\n    columns = im2col"),),
    ),
    Mistake(
        name="maps-left-flat",
        function="conv2d_matmul",
        explanation="Each feature map is returned as one long row of windows.",
        question="What is the shape of your result, and which of its axes are the rows and "
        "columns of a feature map?",
        edits=(("return maps.reshape(len(images), len(weight), height, width)", "return maps"),),
    ),
    Mistake(
        name="map-rows-and-columns-swapped",
        function="conv2d_matmul",
        explanation="The windows are laid out with the map's width as its height; square images "
        "hide this.",
        question="The windows come row by row: how many of them make up the first row of a feature "
        "map?",
        edits=((", height, width", ", width, height"),),
    ),
    Mistake(
        name="windows-padded-by-reflection",
        function="im2col",
        explanation="The padding mirrors the pixels at the edge; it should consist of zeros.",
        question="With padding 1, what is at the top left of the very first window?",
        edits=(("padding, padding)", 'padding, padding), mode="reflect"'),),
    ),
    Mistake(
        name="summed-without-a-product",
        function="conv2d_matmul",
        explanation="The maps are right, but they are computed number by number; this exercise is "
        "about one matrix product.",
        question="What does the product of a (F, K) and a (K, L) matrix multiply and add up?",
        edits=(
            (
                "torch.matmul(weight.reshape(len(weight), -1), columns)",
                "(weight.reshape(len(weight), -1, 1) * columns[:, None]).sum(dim=2)",
            ),
        ),
    ),
    Mistake(
        name="product-for-each-filter",
        function="conv2d_matmul",
        explanation="The maps are right, but each filter has its own product; one product is "
        "enough for all filters.",
        question="How many rows does the matrix of your weights have, and how many could it have?",
        edits=(
            (
                "torch.matmul(weight.reshape(len(weight), -1), columns)",
                "torch.stack([torch.matmul(w.reshape(1, -1), columns)[:, 0] for w in weight], 1)",
            ),
        ),
    ),
    Mistake(
        name="product-rounded",
        function="conv2d_matmul",
        explanation="The numbers of the feature maps are rounded; later layers need all of their "
        "digits.",
        question="What does your function return where the sum over a window is 0.12345?",
        edits=(("return maps.reshape", "maps = maps.round(decimals=2)\n    return maps.reshape"),),
    ),
    Mistake(
        name="product-as-a-numpy-array",
        function="conv2d_matmul",
        explanation="The feature maps are right, but they are returned as a NumPy array; it "
        "should be a tensor.",
        question="What is the type of your function's result?",
        edits=((", height, width)", ", height, width).numpy()"),),
    ),
    Mistake(
        name="product-in-double-precision",
        function="conv2d_matmul",
        explanation="The feature maps are right, but their dtype is float64; the images' is "
        "float32.",
        question="What is `result.dtype`, and what is that of the images?",
        edits=((", height, width)", ", height, width).double()"),),
    ),
    Mistake(
        name="windows-reshaped-not-transposed",
        function="im2col",
        explanation="Each window is written as a row, and the rows are then reshaped to columns: "
        "the shape is right, but each column mixes numbers of several windows.",
        question="If you reshape [[1, 2, 3], [4, 5, 6]] to three rows, is that its transpose?",
        edits=(("windows.permute(0, 1, 4, 5, 2, 3)", "windows.permute(0, 2, 3, 1, 4, 5)"),),
    ),
    Mistake(
        name="only-one-column-filled",
        function="im2col",
        explanation="Every window is written into the first column, so only the last window "
        "remains, and the other columns are zero.",
        question="By how much does the number of your column grow from one window to the next?",
        edits=(
            (
                "return columns.reshape(len(images), images.shape[1] * kh * kw, -1)",
                "columns = columns.reshape(len(images), images.shape[1] * kh * kw, -1)\n"
                "    filled = torch.zeros_like(columns)\n"
                "    filled[:, :, 0] = columns[:, :, -1]\n"
                "    return filled",
            ),
        ),
    ),
    Mistake(
        name="last-windows-left-empty",
        function="im2col",
        explanation="The loops stop one position too early, so the windows of the last row and of "
        "the last column are missing, and the last columns stay zero.",
        question="Which is the last window that your loops visit, and which is the last one that "
        "fits?",
        edits=(
            (
                "return columns.reshape(len(images), images.shape[1] * kh * kw, -1)",
                "short = columns[..., :-1, :-1].reshape(len(images), images.shape[1] * kh * kw, "
                "-1)\n"
                "    filled = torch.zeros_like(columns.reshape(len(images), images.shape[1] * kh "
                "* kw, -1))\n"
                "    filled[:, :, : short.shape[2]] = short\n"
                "    return filled",
            ),
        ),
    ),
    Mistake(
        name="windows-not-moved-by-the-stride",
        function="im2col",
        explanation="There are as many windows as there should be, but each starts just one pixel "
        "after the last, whatever the stride is.",
        question="Where does your second window start with stride 2?",
        edits=(
            (
                "windows = padded.unfold(2, kh, stride).unfold(3, kw, stride)",
                "windows = padded.unfold(2, kh, 1).unfold(3, kw, 1)[\n"
                "        :, :, : (padded.shape[2] - kh) // stride + 1, : (padded.shape[3] - kw) "
                "// stride + 1\n"
                "    ]",
            ),
        ),
    ),
    Mistake(
        name="windows-padded-at-the-start-only",
        function="im2col",
        explanation="Padding is added only above and to the left.",
        question="After padding 1, how many zeros are there to the right of the last column?",
        edits=(("(padding, padding, padding, padding)", "(padding, 0, padding, 0)"),),
    ),
    Mistake(
        name="windows-counted-before-padding",
        function="im2col",
        explanation="The windows are counted with the sizes that the image has without padding, so "
        "none reaches the zeros below and on the right.",
        question="Which height and width do your loops use: those before the padding, or those "
        "after it?",
        edits=(
            (
                "windows = padded.unfold(2, kh, stride).unfold(3, kw, stride)",
                "windows = padded.unfold(2, kh, stride).unfold(3, kw, stride)[\n"
                "        :, :, : (images.shape[2] - kh) // stride + 1, : (images.shape[3] - kw) "
                "// stride + 1\n"
                "    ]",
            ),
        ),
    ),
    Mistake(
        name="last-windows-left-out",
        function="im2col",
        explanation="The windows of the last row and of the last column are missing: the loops "
        "stop one position too early.",
        question="At how many positions does a window of 3 fit on 3 pixels, and how many do your "
        "loops visit?",
        edits=(("padded.unfold(2", "padded[:, :, :-1, :-1].unfold(2"),),
    ),
]

# What the reference writes out and learners may ask another file for: a mistake there shows here
# when it is called.
CALLS = [
    Call(
        function="conv2d_matmul",
        base="conv2d_output_shape",
        edits=(
            (
                "    height = (images.shape[2] + 2 * padding - kh) // stride + 1\n"
                "    width = (images.shape[3] + 2 * padding - kw) // stride + 1\n",
                "    from output_shape import conv2d_output_shape\n\n"
                "    size = tuple(images.shape[2:])\n"
                "    height, width = conv2d_output_shape(size, (kh, kw), stride, padding)\n",
            ),
        ),
    ),
]
