"""What is said of shapes and axes that do not fit."""

from __future__ import annotations

from autograder.core.languages import N_

from .error_kind import Kind

OF_SHAPES = (
    Kind(
        "given or not",
        ("RuntimeError",),
        r"Boolean value of Tensor with",
        N_("`{name}` is a tensor, and its numbers do not make one yes or no."),
        N_("Usually the question is whether `{name}` was given at all, or is None."),
        N_("Ask for that: `{name} is not None`."),
        line=r"\b(if|elif|while|and|or|not)[\s(]+(?P<name>[A-Za-z_]\w*)\s*(:|\)|$|\b(else|and|or)\b)|"
        r"(?<![\w.])(?P<name2>[A-Za-z_]\w*) or\b",
    ),
    Kind(
        "truth of a tensor",
        ("RuntimeError", "ValueError"),
        r"Boolean value of Tensor with|truth value of an? (array|empty array)",
        N_(
            "A whole tensor is used as one yes or no, in an `if`, `while`, `and`, `max` or a "
            "comparison."
        ),
        N_("Usually each number should be looked at on its own."),
        N_(
            "Use `torch.where`, `clamp` or `maximum`; count with `(a == b).sum()`; for one answer "
            "about all, `.any()` or `.all()`."
        ),
    ),
    Kind(
        "matrices do not fit",
        ("RuntimeError",),
        r"mat1 and mat2 shapes cannot be multiplied \((?P<a>\w+) and (?P<b>\w+)\)",
        N_(
            "A matrix of {a} cannot be multiplied by one of {b}: the columns of the first must "
            "be as many as the rows of the second."
        ),
        N_(
            "Usually one of them has to be transposed, or the flattened maps have a different "
            "number of features than the linear layer expects."
        ),
        N_("Print both shapes before this line, and write down which axis is which."),
    ),
    Kind(
        "vector does not fit",
        ("RuntimeError",),
        r"size mismatch, got input|must be a matrix|1D tensors expected|inconsistent "
        r"tensor size",
        N_("A matrix and a vector, or two vectors, do not fit together."),
        N_("Usually an axis is missing, one is too many, or one of them has to be transposed."),
        N_("Print both shapes before this line; `unsqueeze` adds an axis."),
    ),
    Kind(
        "arrays do not fit",
        ("ValueError",),
        r"mismatch in its core dimension|not aligned",
        N_("Two numpy arrays cannot be multiplied as matrices: their inner sizes differ."),
        N_("Usually one of them has to be transposed."),
        N_("Print both shapes before this line."),
    ),
    Kind(
        "batches of matrices",
        ("RuntimeError",),
        r"first two dimensions of batch2",
        N_(
            "Two batches of matrices cannot be multiplied: their numbers or their inner sizes "
            "differ."
        ),
        N_("Usually two axes are swapped in one of them."),
        N_("Print both shapes before this line: (B, n, m) times (B, m, p)."),
    ),
    Kind(
        "multiplied number by number",
        ("RuntimeError",),
        r"size of tensor a \((?P<a>\d+)\) must match the size of tensor b \((?P<b>\d+)\) "
        r"at non-singleton dimension (?P<dim>\d+)",
        N_(
            "`*` multiplies two tensors number by number, but along axis {dim} one has {a} entries "
            "and the other {b}."
        ),
        N_("Usually the matrix product is meant, which is written `@`; or an axis is missing."),
        N_("Print both shapes before this line."),
        line=r"^(?!.*\bsum\()[^*]*[\w\])] *\* *[\w(][^*]*$",
    ),
    Kind(
        "sizes do not match",
        ("RuntimeError",),
        r"size of tensor a \((?P<a>\d+)\) must match the size of tensor b \((?P<b>\d+)\) "
        r"at non-singleton dimension (?P<dim>\d+)",
        N_(
            "Two tensors are combined number by number, but along axis {dim} one has {a} entries"
            " and the other {b}."
        ),
        N_(
            "Usually height and width are swapped, an axis is missing, or a window is cut out "
            "too large."
        ),
        N_("Print both shapes before this line."),
    ),
    Kind(
        "arrays cannot be combined",
        ("ValueError",),
        r"operands could not be broadcast together with shapes (?P<a>\([\d,]*\)) "
        r"(?P<b>\([\d,]*\))",
        N_("Two numpy arrays of shapes {a} and {b} cannot be combined number by number."),
        N_("Usually height and width are swapped, or an axis is missing."),
        N_("Print both shapes before this line."),
    ),
    Kind(
        "several in the place of one",
        ("RuntimeError", "ValueError", "TypeError"),
        r"expand\(\w+(\.\w+)?\{(?P<shape>\[[\d, ]+\])\}, size=\[\]\)|"
        r"setting an array element with a sequence\.$",
        N_("Several numbers are put into the place of a single one."),
        N_("Usually they should first become one number, for example by `.sum()`."),
        N_("What should become of them? Print the `.shape` of what stands on the right."),
    ),
    Kind(
        "does not fit in",
        ("RuntimeError", "ValueError"),
        r"expanded size of the tensor|could not broadcast input array|expand\(",
        N_("A tensor does not have the shape of the place that it is put into, or expanded to."),
        N_(
            "Usually the result was prepared with sizes other than those computed, or there is "
            "one axis too many."
        ),
        N_("Print both shapes before this line: that of the place and that of the value."),
    ),
    Kind(
        "view and memory",
        ("RuntimeError",),
        r"view size is not compatible",
        N_(
            "`view` cannot give this tensor another shape, since its numbers do not lie side by"
            " side in memory."
        ),
        N_("Usually it was transposed, permuted, sliced or unfolded before."),
        N_(
            "Use `reshape`, or `.contiguous()` before `view`; neither changes the order of the "
            "axes, only `permute` does."
        ),
    ),
    Kind(
        "shape for so many numbers",
        ("RuntimeError", "ValueError"),
        r"shape '(?P<shape>\[.*?\])' is invalid for input of size (?P<count>\d+)|cannot "
        r"reshape array of size (?P<count2>\d+) into shape (?P<shape2>\([\d,-]*\))",
        N_(
            "{count} numbers cannot be put into the shape {shape}: it holds a"
            " different number of them."
        ),
        N_("Usually one of the sizes is a fixed number, or was computed for another input."),
        N_("Multiply the sizes of the shape, and compare with {count}."),
    ),
    Kind(
        "one number of many",
        ("ValueError", "RuntimeError", "TypeError"),
        r"only one element tensors can be converted|a Tensor with \d+ elements cannot be "
        r"converted|only (0-dimensional|size-1|length-1) arrays can be converted",
        N_("One plain number is needed here, and the tensor does not hold exactly one."),
        N_(
            "Usually a sum, a mean or an index is missing before, or tensors in a list are to "
            "become one tensor."
        ),
        N_("Print its `.shape`; several tensors become one with `torch.stack`."),
    ),
    Kind(
        "index behind the end",
        ("IndexError",),
        r"index (?P<index>-?\d+) is out of bounds for (dimension|axis) (?P<dim>\d+) with "
        r"size (?P<size>\d+)",
        N_("Index {index} is used along axis {dim}, which has {size} entries: 0 to {last}."),
        N_("Usually a loop runs too far, or height and width are swapped."),
        N_("Print the shape and the index, and look at the bounds of the loop."),
    ),
    Kind(
        "too many indices",
        ("IndexError",),
        r"too many indices for (tensor of dimension|array: array is) (?P<dim>\d+)",
        N_("There are more indices in the square brackets than the tensor has axes ({dim})."),
        N_("Usually the batch or the channel axis is missing."),
        N_("Print its `.shape`, and name each axis."),
    ),
    Kind(
        "axis not there",
        ("IndexError", "AxisError"),
        r"Dimension out of range \(expected to be in range of \[-?\d+, (?P<last>-?\d+)\], "
        r"but got (?P<dim>-?\d+)\)|axis (?P<dim2>-?\d+) is out of bounds for array of "
        r"dimension (?P<count>\d+)",
        N_("Axis {dim} is used, and the tensor does not have that many."),
        N_(
            "Usually the batch or the channel axis is missing, or the axes are counted from 1 "
            "instead of 0."
        ),
        N_("Print its `.shape`: the first axis is 0, the last one is -1."),
    ),
    Kind(
        "permute names all axes",
        ("RuntimeError",),
        r"permute\(.*number of dimensions|axes don't match array",
        N_("`permute` must name every axis of the tensor once."),
        N_("Usually the tensor has an axis more or less than you think."),
        N_("Print its `.shape` before this line."),
    ),
    Kind(
        "cat of other sizes",
        ("RuntimeError",),
        r"Sizes of tensors must match except in dimension (?P<dim>\d+)\. Expected size "
        r"(?P<a>\d+) but got size (?P<b>\d+)",
        N_("`cat` joins along axis {dim}; all other sizes must agree, and here {a} meets {b}."),
        N_("Usually another axis is meant, or one piece was computed with other sizes."),
        N_("Print the shape of every piece."),
    ),
    Kind(
        "cat of other axes",
        ("RuntimeError",),
        r"Tensors must have same number of dimensions: got (?P<a>\d+) and (?P<b>\d+)",
        N_("A tensor of {a} axes is to be joined with one of {b}."),
        N_("Usually one of them lacks the batch or the channel axis."),
        N_("Print the shape of every piece; `unsqueeze` adds an axis."),
    ),
    Kind(
        "stack of other sizes",
        ("RuntimeError",),
        r"stack expects each tensor to be equal size, but got (?P<a>\[[\d, ]*\]) at entry "
        r"0 and (?P<b>\[[\d, ]*\])",
        N_("`stack` needs tensors of one shape, and here {a} meets {b}."),
        N_(
            "Usually a window at the edge is smaller than the others, or an axis is missing in "
            "one of them."
        ),
        N_("Print the shape of every piece."),
    ),
    Kind(
        "nothing to join",
        ("RuntimeError", "ValueError"),
        r"non-empty (TensorList|list of Tensors)",
        N_("An empty list is to become one tensor."),
        N_("Usually the loop that fills the list did not run, because its count is 0 or negative."),
        N_("Print the bounds of the loop."),
    ),
    Kind(
        "window too large",
        ("RuntimeError",),
        r"maximum size for tensor at dimension (?P<dim>\d+) is (?P<a>\d+) but size is "
        r"(?P<b>\d+)",
        N_("A window of {b} is to slide along axis {dim}, which has {a} entries only."),
        N_("Usually height and width are swapped, or the padding is missing."),
        N_("Print the shape before this line."),
    ),
    Kind(
        "negative size",
        ("RuntimeError", "ValueError"),
        r"negative dimension|must be non-negative",
        N_("A tensor with a negative size is to be made."),
        N_(
            "Usually the output's size is computed in the wrong order, or the kernel is larger "
            "than the input."
        ),
        N_("Print the sizes that you compute."),
    ),
    Kind(
        "rows of other lengths",
        ("ValueError",),
        r"expected sequence of length \d+ at dim|inhomogeneous shape",
        N_("Lists of different lengths are to become one tensor."),
        N_("Usually a row is shorter, since a window at the edge was left out or cut."),
        N_("Print the lengths of the rows."),
    ),
    Kind(
        "einsum",
        ("RuntimeError", "ValueError"),
        r"^einsum\(\):? (?P<what>.+)",
        N_("The letters of `einsum` do not fit the shapes of its tensors."),
        N_("Usually two axes are swapped, or there are more or fewer letters than axes."),
        N_("Write the sizes below the letters: a letter has one size wherever it stands."),
    ),
)
