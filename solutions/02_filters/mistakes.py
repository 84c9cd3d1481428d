"""What goes wrong in filters.py: each mistake is the reference with a few words changed."""

from autograder.checks.mistakes import Mistake

MAPS = "Filters and layers are made of it, so that every feature map is wrong."

MISTAKES = [
    Mistake(
        name="kernel-flipped",
        function="cross_correlate",
        explanation="The kernel is flipped before it slides: that is convolution in mathematics; "
        "a CNN uses the kernel as it is.",
        question="In your code, which element of the kernel is multiplied by the top left pixel of "
        "the window?",
        edits=(("(window * kernel).sum()", "(window * kernel.flip(0, 1)).sum()"),),
    ),
    Mistake(
        name="kernel-transposed",
        function="cross_correlate",
        explanation="The kernel is transposed: its rows are multiplied by the columns of the "
        "window.",
        question="Is the second element in the kernel's first row multiplied by the pixel to the "
        "right of the first one, or by the pixel below?",
        edits=(("(window * kernel).sum()", "(window * kernel.T).sum()"),),
    ),
    Mistake(
        name="window-matrix-product",
        function="cross_correlate",
        explanation="The window and the kernel are multiplied as matrices; each pixel should be "
        "multiplied by just one element of the kernel.",
        question="How many multiplications does a 2x2 kernel need at one position, and how many "
        "does your product make?",
        edits=(("(window * kernel).sum()", "(window @ kernel).sum()"),),
    ),
    Mistake(
        name="window-averaged",
        function="cross_correlate",
        explanation="The products of a window are averaged; they should be added up.",
        question="What should a 2x2 kernel of ones give on a 2x2 channel of ones?",
        edits=(("(window * kernel).sum()", "(window * kernel).mean()"),),
    ),
    Mistake(
        name="sum-begins-at-one",
        function="cross_correlate",
        explanation="Every number is too large by one: the sum of a window does not begin at 0.",
        question="What should a kernel of zeros give, and what does yours give?",
        edits=(("(window * kernel).sum()", "(window * kernel).sum() + 1"),),
    ),
    Mistake(
        name="sum-runs-on",
        function="cross_correlate",
        explanation="The sum does not restart with each window: every number contains all the "
        "earlier ones.",
        question="What is the value of your sum just before the second window begins?",
        edits=(
            (
                "return feature_map",
                "return feature_map.flatten().cumsum(0).reshape(rows, columns)",
            ),
        ),
    ),
    Mistake(
        name="window-changed-in-place",
        function="cross_correlate",
        explanation="Each window is multiplied in place, which changes the channel itself: a later "
        "window that overlaps it finds other numbers.",
        question="After the first window, are the pixels of the channel still what they were?",
        edits=(("(window * kernel).sum()", "window.mul_(kernel).sum()"),),
    ),
    Mistake(
        name="only-the-last-window",
        function="cross_correlate",
        explanation="Each window's number replaces the whole feature map, so only that of the last "
        "window remains.",
        question="What does the variable of your feature map hold after the first window, and what "
        "after the second?",
        edits=(("feature_map[row, column] = ", "feature_map = "),),
        dear=MAPS,
    ),
    Mistake(
        name="rows-for-columns",
        function="cross_correlate",
        explanation="The number of rows is used for the columns too, which only works for square "
        "channels and kernels.",
        question="On a channel of 4 rows and 6 columns with a 2x2 kernel, how many columns does "
        "the feature map have?",
        edits=(("columns = channel.shape[1] - kernel.shape[1] + 1", "columns = rows"),),
    ),
    Mistake(
        name="kernel-height-for-its-width",
        function="cross_correlate",
        explanation="The kernel's height decides how many columns the feature map has; square "
        "kernels hide this.",
        question="Which number of a 2x3 kernel decides how far it can move to the right: 2 or 3?",
        edits=(("- kernel.shape[1", "- kernel.shape[0"),),
    ),
    Mistake(
        name="window-ends-at-the-kernel-size",
        function="cross_correlate",
        explanation="Each window ends where the first one ends: its slices go up to the kernel's "
        "height and width, wherever they begin.",
        question="If a window begins at row 2 and a kernel has 3 rows, at which row should the "
        "slice end?",
        edits=(
            (
                "channel[row : row + kernel.shape[0], column : column + kernel.shape[1]]",
                "channel[row : kernel.shape[0], column : kernel.shape[1]]",
            ),
        ),
        dear="Windows and kernels do not fit together, so nearly every call ends in an error.",
    ),
    Mistake(
        name="last-window-left-out",
        function="cross_correlate",
        explanation="The last row and the last column of the feature map are missing: the kernel "
        "stops one position too early.",
        question="At how many positions does a 3x3 kernel fit on a 3x3 channel, and how many does "
        "your loop visit?",
        edits=(
            ("kernel.shape[0] + 1", "kernel.shape[0]"),
            ("kernel.shape[1] + 1", "kernel.shape[1]"),
        ),
    ),
    Mistake(
        name="map-transposed",
        function="cross_correlate",
        explanation="The feature map comes out transposed: its rows run down the channel's "
        "columns.",
        question="When the window moves one pixel to the right, in which direction does your code "
        "move in the feature map?",
        edits=(("return feature_map", "return feature_map.T"),),
    ),
    Mistake(
        name="channels-begin-at-one",
        function="apply_filter",
        explanation="Every number of a filter's map is too large by one: the sum over the channels "
        "does not begin at 0.",
        question="What should a filter of zeros without a bias give, and what does yours give?",
        edits=(("return sum(maps) + bias", "return sum(maps, 1) + bias"),),
    ),
    Mistake(
        name="one-kernel-for-all-channels",
        function="apply_filter",
        explanation="The same kernel is used on every channel, although the filter has one for "
        "each.",
        question="Which kernel of the filter belongs to the second channel?",
        edits=(
            ("cross_correlate(channel, kernel) for", "cross_correlate(channel, kernels[0]) for"),
        ),
    ),
    Mistake(
        name="only-the-first-channel",
        function="apply_filter",
        explanation="Only the first channel reaches the feature map; the others have no effect.",
        question="What happens to your feature map when the second channel of the image changes?",
        edits=(("return sum(maps) + bias", "return maps[0] + bias"),),
    ),
    Mistake(
        name="only-the-last-channel",
        function="apply_filter",
        explanation="Each channel's map replaces the one before, so only the last channel counts.",
        question="After the second channel, where has the map of the first one gone?",
        edits=(("return sum(maps) + bias", "return maps[-1] + bias"),),
    ),
    Mistake(
        name="channels-averaged",
        function="apply_filter",
        explanation="The maps of the channels are averaged; a filter adds them up.",
        question="If all three channels and all three kernels are the same, how many times larger "
        "are the numbers in the feature map than those of one channel?",
        edits=(("return sum(maps) + bias", "return sum(maps) / len(maps) + bias"),),
    ),
    Mistake(
        name="channels-not-summed",
        function="apply_filter",
        explanation="One map per channel is returned: those are the maps of the kernels, but a "
        "filter produces a single feature map.",
        question="How many feature maps does one filter produce, and what happens to the maps of "
        "its kernels?",
        edits=(("return sum(maps) + bias", "return torch.stack(maps) + bias"),),
    ),
    Mistake(
        name="bias-once-for-each-channel",
        function="apply_filter",
        explanation="The bias is added for every channel, so with three channels it counts three "
        "times.",
        question="If the image is all zeros and the bias is 1, what does your feature map hold?",
        edits=(("return sum(maps) + bias", "return sum(maps) + bias * len(maps)"),),
    ),
    Mistake(
        name="bias-of-the-filter-ignored",
        function="apply_filter",
        explanation="The bias of the filter has no effect on its feature map.",
        question="If the image is all zeros and the bias is 1, what should the feature map hold?",
        edits=(("return sum(maps) + bias", "return sum(maps)"),),
        carries=False,
    ),
    Mistake(
        name="channels-cut-silently",
        function="apply_filter",
        explanation="When the filter and the image have different numbers of channels, the extra "
        "ones are silently dropped.",
        question="What does your function do with an image of 3 channels and a filter of 2 "
        "kernels?",
        edits=(("if len(kernels) != len(image):", "if False:"),),
    ),
    Mistake(
        name="kernels-not-named",
        function="apply_filter",
        explanation="The error says that the numbers differ, but not which argument is at fault.",
        question="Reading only the message, how would a caller know which argument to change?",
        edits=(
            (
                'f"kernels: {len(kernels)} for an image of {len(image)} channels"',
                'f"{len(kernels)} for {len(image)} channels"',
            ),
        ),
    ),
    Mistake(
        name="axis-of-one-filter-dropped",
        function="conv_layer",
        explanation="Axes of length one are removed from the result, so a layer of one filter has "
        "no axis for its maps.",
        question="What shape should the result have when there is only one filter?",
        edits=(("[:, ::stride, ::stride]", "[:, ::stride, ::stride].squeeze()"),),
    ),
    Mistake(
        name="biases-of-the-layer-ignored",
        function="conv_layer",
        explanation="The layer's biases have no effect on the feature maps.",
        question="If the image is all zeros, what should the second feature map hold?",
        edits=(("if bias is None:", "if True:"),),
    ),
    Mistake(
        name="one-bias-for-all-filters",
        function="conv_layer",
        explanation="All filters get the bias of the first one.",
        question="How many numbers does `bias` hold in a layer of 4 filters, and what are they "
        "for?",
        edits=(("b) for kernels, b in zip(filters, bias)", "bias[0]) for kernels in filters"),),
    ),
    Mistake(
        name="only-the-first-filter",
        function="conv_layer",
        explanation="The layer stops after its first filter: a single feature map is returned.",
        question="How many filters has your code used by the time it returns the result?",
        edits=(("torch.stack(maps", "torch.stack(maps[:1]"),),
    ),
    Mistake(
        name="maps-summed",
        function="conv_layer",
        explanation="The feature maps of the filters are added up, as the channels of one filter "
        "are; a layer keeps them apart.",
        question="What is added up inside a filter, and what does a layer do with the feature "
        "maps of its filters?",
        edits=(("torch.stack(maps)[:, :", "sum(maps)[:"),),
    ),
    Mistake(
        name="maps-in-reverse",
        function="conv_layer",
        explanation="The feature maps are returned in reverse order.",
        question="Which filter produced the first of the maps that you return?",
        edits=(("torch.stack(maps", "torch.stack(maps[::-1]"),),
    ),
    Mistake(
        name="maps-on-the-last-axis",
        function="conv_layer",
        explanation="The feature maps lie on the last axis, as in some other libraries; here the "
        "first axis counts them.",
        question="In the shape of your result, which number counts the filters?",
        edits=(("stack(maps)[:, :", "stack(maps, dim=-1)[:"),),
    ),
    Mistake(
        name="stride-ignored",
        function="conv_layer",
        explanation="The stride has no effect: the kernels stop at every pixel.",
        question="With stride 2, how far apart are two neighbouring windows?",
        edits=(("return torch.stack(maps)[:, ::stride, ::stride]", "return torch.stack(maps)"),),
    ),
    Mistake(
        name="stride-on-rows-only",
        function="conv_layer",
        explanation="The stride is only applied downwards; to the right the kernels stop at every "
        "pixel.",
        question="With stride 2, what is the width of the feature map of a 2x2 kernel on a 6x6 "
        "image?",
        edits=(("stride, ::stride", "stride"),),
    ),
    Mistake(
        name="stride-leaves-holes",
        function="conv_layer",
        explanation="The kernels move by the stride, but their results are written as far apart "
        "as the windows, with zeros in between.",
        question="Your second window starts at column 2: in which column of the feature map does "
        "its number belong?",
        edits=(
            (
                "return torch.stack(maps)[:, ::stride, ::stride]",
                "spread = torch.zeros_like(torch.stack(maps))\n"
                "    spread[:, ::stride, ::stride] = torch.stack(maps)[:, ::stride, ::stride]\n"
                "    return spread",
            ),
        ),
    ),
    Mistake(
        name="padding-ignored",
        function="conv_layer",
        explanation="The padding has no effect: the kernels never reach over the image's edge.",
        question="How large should the feature map of a 3x3 kernel be on a 5x5 image with padding "
        "1?",
        edits=(("padded = F.pad(image, (padding, padding, padding, padding))", "padded = image"),),
    ),
    Mistake(
        name="padding-at-the-start-only",
        function="conv_layer",
        explanation="Padding is added only above and to the left.",
        question="After padding 1, how many zeros are there to the right of the last column?",
        edits=(
            (
                "padded = F.pad(image, (padding, padding, padding, padding))",
                "padded = F.pad(image, (padding, 0, padding, 0))",
            ),
        ),
    ),
    Mistake(
        name="padding-on-columns-only",
        function="conv_layer",
        explanation="Padding is added to the left and to the right only, and none above and below.",
        question="How many rows does an image of 5 rows have after padding 1, and how many columns "
        "one of 7?",
        edits=(
            (
                "padded = F.pad(image, (padding, padding, padding, padding))",
                "padded = F.pad(image, (padding, padding))",
            ),
        ),
    ),
    Mistake(
        name="padding-repeats-the-edge",
        function="conv_layer",
        explanation="The padding repeats the pixels at the edge; it should consist of zeros.",
        question="If an image is all ones, what lies just outside its corner after padding?",
        edits=(("padding, padding)", 'padding, padding), mode="replicate"'),),
    ),
    Mistake(
        name="no-padding-cuts-all",
        function="conv_layer",
        explanation="The image is put between rows counted from both ends; with padding 0 that "
        "slice is empty, and an error follows.",
        question="Which rows does `[1:-1]` select, and which does `[0:-0]`?",
        edits=(
            (
                "padded = F.pad(image, (padding, padding, padding, padding))",
                "channels, height, width = image.shape\n"
                "    padded = image.new_zeros(channels, height + 2 * padding, width + 2 * "
                "padding)\n"
                "    padded[:, padding:-padding, padding:-padding] = image",
            ),
        ),
    ),
    Mistake(
        name="border-overwritten",
        function="conv_layer",
        explanation="The zeros overwrite the image's own border: the caller's image changes, and "
        "nothing is added around it.",
        question="After your call with padding 1, is the caller's image still what it was?",
        edits=(
            (
                "F.pad(image, (padding, padding, padding, padding))",
                "image\n    padded[:, :padding] = padded[:, len(padded[0]) - padding :] = 0",
            ),
        ),
    ),
    Mistake(
        name="padding-reflects",
        function="conv_layer",
        explanation="The padding mirrors the pixels at the edge; it should consist of zeros.",
        question="If an image is all ones, what lies just outside its corner after padding?",
        edits=(("padding, padding)", 'padding, padding), mode="reflect"'),),
    ),
    Mistake(
        name="map-rounded",
        function="cross_correlate",
        explanation="The numbers of the feature map are rounded; later layers need all of their "
        "digits.",
        question="What does your function return for a channel and a kernel that hold 0.123 each?",
        edits=(("return feature_map", "return feature_map.round(decimals=2)"),),
    ),
    Mistake(
        name="maps-as-a-numpy-array",
        function="conv_layer",
        explanation="The feature maps are right, but they are returned as a NumPy array; it "
        "should be a tensor.",
        question="What is the type of your function's result?",
        edits=(("::stride, ::stride]", "::stride, ::stride].numpy()"),),
    ),
    Mistake(
        name="maps-in-double-precision",
        function="conv_layer",
        explanation="The feature maps are right, but their dtype is float64; the image's is "
        "float32.",
        question="What is `result.dtype`, and what is that of the image?",
        edits=(("::stride, ::stride]", "::stride, ::stride].double()"),),
    ),
    Mistake(
        name="channels-refused-by-assert",
        function="apply_filter",
        explanation="A wrong number of kernels is refused by `assert`, which raises an "
        "AssertionError and which `python -O` skips; it should be a ValueError.",
        question="What type of error does your function raise?",
        edits=(("raise ValueError(", "raise AssertionError("),),
    ),
    Mistake(
        name="columns-mirrored",
        function="cross_correlate",
        explanation="Each row of the kernel is used from right to left: its columns are mirrored.",
        question="In your code, which element of the kernel is multiplied by the top left pixel "
        "of the window?",
        edits=(("(window * kernel).sum()", "(window * kernel.flip(1)).sum()"),),
    ),
    Mistake(
        name="rows-mirrored",
        function="cross_correlate",
        explanation="The kernel is used upside down: its last row is multiplied by the first row "
        "of the window.",
        question="In your code, which element of the kernel is multiplied by the top left pixel "
        "of the window?",
        edits=(("(window * kernel).sum()", "(window * kernel.flip(0)).sum()"),),
    ),
    Mistake(
        name="largest-product-kept",
        function="cross_correlate",
        explanation="Of the products of a window only the largest one is kept; they should be "
        "added up.",
        question="What should a 2x2 kernel of ones give on a 2x2 channel of ones?",
        edits=(("(window * kernel).sum()", "(window * kernel).max()"),),
    ),
    Mistake(
        name="last-product-kept",
        function="cross_correlate",
        explanation="Of the products of a window only the last one remains; they should be added "
        "up.",
        question="What happens to the first product of a window when your code comes to the "
        "second?",
        edits=(("(window * kernel).sum()", "(window * kernel)[-1, -1]"),),
    ),
    Mistake(
        name="kernel-added",
        function="cross_correlate",
        explanation="The kernel is added to the window; each pixel should be multiplied by an "
        "element of the kernel.",
        question="What should a kernel of zeros give, and what does your function return?",
        edits=(("(window * kernel).sum()", "(window + kernel).sum()"),),
    ),
    Mistake(
        name="last-row-and-column-not-filled",
        function="cross_correlate",
        explanation="The feature map has the right size, but its last row and its last column "
        "stay zero: the loops stop one position too early.",
        question="Which is the last position that your loops visit, and which is the last one at "
        "which the kernel fits?",
        edits=(
            ("for row in range(rows):", "for row in range(rows - 1):"),
            ("for column in range(columns):", "for column in range(columns - 1):"),
        ),
    ),
    Mistake(
        name="last-row-not-filled",
        function="cross_correlate",
        explanation="The feature map has the right size, but its last row stays zero: the loop "
        "over the rows stops one position too early.",
        question="Which is the last row that your loop visits, and which is the last one at which "
        "the kernel fits?",
        edits=(("for row in range(rows):", "for row in range(rows - 1):"),),
    ),
    Mistake(
        name="first-row-and-column-not-filled",
        function="cross_correlate",
        explanation="The feature map has the right size, but its first row and its first column "
        "stay zero: the loops start at position 1.",
        question="Which is the first position that your loops visit?",
        edits=(
            ("for row in range(rows):", "for row in range(1, rows):"),
            ("for column in range(columns):", "for column in range(1, columns):"),
        ),
    ),
    Mistake(
        name="last-column-left-out",
        function="cross_correlate",
        explanation="The last column of the feature map is missing: to the right the kernel stops "
        "one position too early.",
        question="At how many positions does a kernel 3 columns wide fit on 3 columns, and how "
        "many columns does your map have?",
        edits=(("kernel.shape[1] + 1", "kernel.shape[1]"),),
    ),
    Mistake(
        name="last-row-left-out",
        function="cross_correlate",
        explanation="The last row of the feature map is missing: downwards the kernel stops one "
        "position too early.",
        question="At how many positions does a kernel 3 rows high fit on 3 rows, and how many "
        "rows does your map have?",
        edits=(("kernel.shape[0] + 1", "kernel.shape[0]"),),
    ),
    Mistake(
        name="map-as-large-as-the-channel",
        function="cross_correlate",
        explanation="The feature map is as large as the channel and filled up with zeros; it "
        "should only have the positions at which the kernel fits.",
        question="At how many positions does a 2x3 kernel fit on a 4x5 channel, and how many "
        "numbers does your map hold?",
        edits=(("channel.new_zeros(rows, columns)", "channel.new_zeros(channel.shape)"),),
    ),
    Mistake(
        name="channel-padded",
        function="cross_correlate",
        explanation="The channel is padded so that the feature map keeps its size; here the "
        "kernel should only stop where it fits.",
        question="How large should the feature map of a 3x3 kernel on a 5x5 channel be, without "
        "any padding?",
        edits=(
            (
                "    rows = channel.shape[0] - kernel.shape[0] + 1\n"
                "    columns = channel.shape[1] - kernel.shape[1] + 1\n",
                "    rows, columns = channel.shape\n"
                "    kh, kw = kernel.shape\n"
                "    channel = F.pad(channel, (kw // 2, kw // 2, kh // 2, kh // 2))\n",
            ),
        ),
    ),
    Mistake(
        name="fractions-cut-off",
        function="cross_correlate",
        explanation="The fractions of the feature map are cut off, as in a tensor of whole "
        "numbers.",
        question="What is the dtype of your feature map, and can it hold 0.5?",
        edits=(("return feature_map", "return feature_map.trunc()"),),
    ),
    Mistake(
        name="map-through-relu",
        function="cross_correlate",
        explanation="Negative numbers in the feature map become zero: that is what an activation "
        "does after the layer.",
        question="Can a sum of products be negative, and what does your function return then?",
        edits=(("return feature_map", "return feature_map.clamp(min=0)"),),
    ),
    Mistake(
        name="stride-on-columns-only",
        function="conv_layer",
        explanation="The stride is only applied to the right; downwards the kernels stop at every "
        "pixel.",
        question="With stride 2, what is the height of the feature map of a 2x2 kernel on a 6x6 "
        "image?",
        edits=(("[:, ::stride, ::stride]", "[:, :, ::stride]"),),
    ),
    Mistake(
        name="image-thinned-by-the-stride",
        function="conv_layer",
        explanation="The stride thins out the image before the kernels see it; they should see "
        "every pixel and only stop less often.",
        question="With stride 2, which pixels lie in the first window of a 2x2 kernel?",
        edits=(
            (
                "maps = [apply_filter(padded, kernels, b)",
                "maps = [apply_filter(padded[:, ::stride, ::stride], kernels, b)",
            ),
            ("return torch.stack(maps)[:, ::stride, ::stride]", "return torch.stack(maps)"),
        ),
    ),
    Mistake(
        name="maps-padded-afterwards",
        function="conv_layer",
        explanation="The padding is put around the finished feature maps; it belongs around the "
        "image, before the kernels slide.",
        question="With padding 1, what is at the top left of the very first window?",
        edits=(
            ("padded = F.pad(image, (padding, padding, padding, padding))", "padded = image"),
            (
                "return torch.stack(maps)[:, ::stride, ::stride]",
                "maps = torch.stack(maps)[:, ::stride, ::stride]\n"
                "    return F.pad(maps, (padding, padding, padding, padding))",
            ),
        ),
    ),
    Mistake(
        name="only-the-first-row-filled",
        function="cross_correlate",
        explanation="Only the first row of the feature map is filled and the others stay zero, as "
        "when the function returns inside its loop.",
        question="How far is your `return` indented, and after which row is it reached?",
        edits=(("for row in range(rows):", "for row in range(min(rows, 1)):"),),
    ),
    Mistake(
        name="only-the-first-number-filled",
        function="cross_correlate",
        explanation="Only the first number of the feature map is filled and the others stay zero, "
        "as when the function returns inside its loops.",
        question="How far is your `return` indented, and after which position is it reached?",
        edits=(
            ("for row in range(rows):", "for row in range(min(rows, 1)):"),
            ("for column in range(columns):", "for column in range(min(columns, 1)):"),
        ),
    ),
    Mistake(
        name="last-channel-left-out",
        function="apply_filter",
        explanation="The last channel does not reach the feature map: the loop stops one channel "
        "too early.",
        question="Which is the last channel that your loop visits?",
        edits=(("zip(image, kernels)]", "zip(image[:-1], kernels[:-1])]"),),
    ),
    Mistake(
        name="first-channel-left-out",
        function="apply_filter",
        explanation="The first channel does not reach the feature map: the loop starts at "
        "channel 1.",
        question="Which is the first channel that your loop visits?",
        edits=(("zip(image, kernels)]", "zip(image[1:], kernels[1:])]"),),
    ),
    Mistake(
        name="kernels-not-moved-by-the-stride",
        function="conv_layer",
        explanation="The feature maps have the size that the stride gives them, but the kernels "
        "move by one pixel, whatever the stride is.",
        question="With stride 2, at which column of the image does your second window start?",
        edits=(
            (
                "return torch.stack(maps)[:, ::stride, ::stride]",
                "whole = torch.stack(maps)\n"
                "    rows, columns = ((size - 1) // stride + 1 for size in whole.shape[1:])\n"
                "    return whole[:, :rows, :columns]",
            ),
        ),
    ),
    Mistake(
        name="maps-padded-before-the-stride",
        function="conv_layer",
        explanation="The padding is put around the finished feature maps, before the stride thins "
        "them; it belongs around the image, before the kernels slide.",
        question="With padding 1, what is at the top left of the very first window?",
        edits=(
            ("F.pad(image, (padding, padding, padding, padding))", "image"),
            ("torch.stack(maps)", "F.pad(torch.stack(maps), (padding,) * 4)"),
        ),
    ),
    Mistake(
        name="maps-sized-before-padding",
        function="conv_layer",
        explanation="The size of the feature maps is computed without the padding, so the kernels "
        "never reach the zeros below and on the right.",
        question="Which height and width does your size come from: those before the padding, or "
        "those after it?",
        edits=(
            (
                "return torch.stack(maps)[:, ::stride, ::stride]",
                "sides = zip(image.shape[1:], filters.shape[2:])\n"
                "    rows, columns = ((size - kernel) // stride + 1 for size, kernel in sides)\n"
                "    return torch.stack(maps)[:, ::stride, ::stride][:, :rows, :columns]",
            ),
        ),
    ),
]
