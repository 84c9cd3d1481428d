"""What is said of shapes and axes that do not fit."""

from __future__ import annotations

from autograder.core.languages import marked

from .error_kind import Kind

OF_SHAPES = (
    Kind(
        "truth of a tensor",
        ("RuntimeError", "ValueError"),
        r"Boolean value of Tensor with|truth value of an? (array|empty array)",
        marked(
            "A whole tensor is used as one yes or no, in an `if`, `while`, `and`, `max` or a "
            "comparison."
        ),
        marked("Usually every number is to be looked at by itself."),
        marked(
            "Use `torch.where`, `clamp` or `maximum`; for one answer about all, `.any()` or "
            "`.all()`."
        ),
    ),
    Kind(
        "matrices do not fit",
        ("RuntimeError",),
        r"mat1 and mat2 shapes cannot be multiplied \((?P<a>\w+) and (?P<b>\w+)\)",
        marked(
            "A matrix of {a} cannot be multiplied by one of {b}: the columns of the first must "
            "be as many as the rows of the second."
        ),
        marked(
            "Usually one of them has to be transposed, or the flattened maps have another "
            "number of features than the linear layer expects."
        ),
        marked("Print both shapes before this line, and write down which axis is which."),
    ),
    Kind(
        "vector does not fit",
        ("RuntimeError",),
        r"size mismatch, got input|must be a matrix, got|1D tensors expected|inconsistent "
        r"tensor size",
        marked("A matrix and a vector, or two vectors, do not fit each other."),
        marked("Usually an axis is missing or too many, or one of them has to be transposed."),
        marked("Print both shapes before this line; `unsqueeze` adds an axis."),
    ),
    Kind(
        "arrays do not fit",
        ("ValueError",),
        r"mismatch in its core dimension|not aligned",
        marked("Two numpy arrays cannot be multiplied as matrices: their inner sizes differ."),
        marked("Usually one of them has to be transposed."),
        marked("Print both shapes before this line."),
    ),
    Kind(
        "batches of matrices",
        ("RuntimeError",),
        r"first two dimensions of batch2",
        marked(
            "Two batches of matrices cannot be multiplied: their numbers or their inner sizes "
            "differ."
        ),
        marked("Usually two axes are swapped in one of them."),
        marked("Print both shapes before this line: (B, n, m) times (B, m, p)."),
    ),
    Kind(
        "sizes do not match",
        ("RuntimeError",),
        r"size of tensor a \((?P<a>\d+)\) must match the size of tensor b \((?P<b>\d+)\) "
        r"at non-singleton dimension (?P<dim>\d+)",
        marked(
            "Two tensors are calculated with number by number, and along axis {dim} one has {a}"
            " and the other {b}."
        ),
        marked(
            "Usually height and width are swapped, an axis is missing, or a window is cut out "
            "too large."
        ),
        marked("Print both shapes before this line."),
    ),
    Kind(
        "arrays cannot be combined",
        ("ValueError",),
        r"operands could not be broadcast together with shapes (?P<a>\([\d,]*\)) "
        r"(?P<b>\([\d,]*\))",
        marked(
            "Two numpy arrays of shapes {a} and {b} cannot be calculated with number by number."
        ),
        marked("Usually height and width are swapped, or an axis is missing."),
        marked("Print both shapes before this line."),
    ),
    Kind(
        "does not fit in",
        ("RuntimeError", "ValueError"),
        r"expanded size of the tensor|could not broadcast input array|expand\(",
        marked(
            "A tensor does not have the shape of the place that it is put into, or expanded to."
        ),
        marked(
            "Usually the result was prepared with other sizes than are computed, or an axis is "
            "too many."
        ),
        marked("Print both shapes before this line: that of the place and that of the value."),
    ),
    Kind(
        "view and memory",
        ("RuntimeError",),
        r"view size is not compatible",
        marked(
            "`view` cannot give this tensor another shape, since its numbers do not lie side by"
            " side in memory."
        ),
        marked("Usually it was transposed, permuted or sliced before."),
        marked("Use `reshape`, or `.contiguous()` before `view`."),
    ),
    Kind(
        "shape for so many numbers",
        ("RuntimeError", "ValueError"),
        r"shape '(?P<shape>\[.*?\])' is invalid for input of size (?P<count>\d+)|cannot "
        r"reshape array of size (?P<count2>\d+) into shape (?P<shape2>\([\d,-]*\))",
        marked("{count} numbers cannot be put into the shape {shape}: it holds another count."),
        marked("Usually one of the sizes is a fixed number, or was computed for another input."),
        marked("Multiply the sizes of the shape, and compare with {count}."),
    ),
    Kind(
        "one number of many",
        ("ValueError", "RuntimeError", "TypeError"),
        r"only one element tensors can be converted|a Tensor with \d+ elements cannot be "
        r"converted|only (0-dimensional|size-1|length-1) arrays can be converted",
        marked("One plain number is asked for, and the tensor holds another count of numbers."),
        marked(
            "Usually a sum, a mean or an index is missing before, or tensors in a list are to "
            "become one tensor."
        ),
        marked("Print its `.shape`; several tensors become one with `torch.stack`."),
    ),
    Kind(
        "index behind the end",
        ("IndexError",),
        r"index (?P<index>-?\d+) is out of bounds for (dimension|axis) (?P<dim>\d+) with "
        r"size (?P<size>\d+)",
        marked(
            "Index {index} is asked for along axis {dim}, which has {size} entries: 0 to {last}."
        ),
        marked("Usually a loop runs too far, or height and width are swapped."),
        marked("Print the shape and the index, and look at the bounds of the loop."),
    ),
    Kind(
        "too many indices",
        ("IndexError",),
        r"too many indices for (tensor of dimension|array: array is) (?P<dim>\d+)",
        marked("There are more indices in the square brackets than the tensor has axes ({dim})."),
        marked("Usually the batch or the channel axis is missing."),
        marked("Print its `.shape`, and name each axis."),
    ),
    Kind(
        "axis not there",
        ("IndexError", "AxisError"),
        r"Dimension out of range \(expected to be in range of \[-?\d+, (?P<last>-?\d+)\], "
        r"but got (?P<dim>-?\d+)\)|axis (?P<dim2>-?\d+) is out of bounds for array of "
        r"dimension (?P<count>\d+)",
        marked("Axis {dim} is asked for, and the tensor does not have so many."),
        marked(
            "Usually the batch or the channel axis is missing, or the axes are counted from 1 "
            "instead of 0."
        ),
        marked("Print its `.shape`: the first axis is 0, the last one is -1."),
    ),
    Kind(
        "permute names all axes",
        ("RuntimeError",),
        r"permute\(.*number of dimensions|axes don't match array",
        marked("`permute` must name every axis of the tensor once."),
        marked("Usually the tensor has an axis more or less than was thought."),
        marked("Print its `.shape` before this line."),
    ),
    Kind(
        "cat of other sizes",
        ("RuntimeError",),
        r"Sizes of tensors must match except in dimension (?P<dim>\d+)\. Expected size "
        r"(?P<a>\d+) but got size (?P<b>\d+)",
        marked("`cat` joins along axis {dim}; all other sizes must agree, and here {a} meets {b}."),
        marked("Usually another axis is meant, or one piece was computed with other sizes."),
        marked("Print the shape of every piece."),
    ),
    Kind(
        "cat of other axes",
        ("RuntimeError",),
        r"Tensors must have same number of dimensions: got (?P<a>\d+) and (?P<b>\d+)",
        marked("A tensor of {a} axes is to be joined with one of {b}."),
        marked("Usually one of them lacks the batch or the channel axis."),
        marked("Print the shape of every piece; `unsqueeze` adds an axis."),
    ),
    Kind(
        "stack of other sizes",
        ("RuntimeError",),
        r"stack expects each tensor to be equal size, but got (?P<a>\[[\d, ]*\]) at entry "
        r"0 and (?P<b>\[[\d, ]*\])",
        marked("`stack` needs tensors of one shape, and here {a} meets {b}."),
        marked(
            "Usually a window at the edge is smaller than the others, or an axis is missing in "
            "one of them."
        ),
        marked("Print the shape of every piece."),
    ),
    Kind(
        "nothing to join",
        ("RuntimeError", "ValueError"),
        r"non-empty (TensorList|list of Tensors)",
        marked("An empty list is to become one tensor."),
        marked(
            "Usually the loop that fills the list did not run, because its count is 0 or negative."
        ),
        marked("Print the bounds of the loop."),
    ),
    Kind(
        "window too large",
        ("RuntimeError",),
        r"maximum size for tensor at dimension (?P<dim>\d+) is (?P<a>\d+) but size is "
        r"(?P<b>\d+)",
        marked("A window of {b} is to slide along axis {dim}, which has {a} entries only."),
        marked("Usually height and width are swapped, or the padding is missing."),
        marked("Print the shape before this line."),
    ),
    Kind(
        "negative size",
        ("RuntimeError", "ValueError"),
        r"negative dimension|must be non-negative",
        marked("A tensor with a negative size is to be made."),
        marked(
            "Usually the output's size is computed in the wrong order, or the kernel is larger "
            "than the input."
        ),
        marked("Print the sizes that you compute."),
    ),
    Kind(
        "rows of other lengths",
        ("ValueError",),
        r"expected sequence of length \d+ at dim|inhomogeneous shape",
        marked("Lists of different lengths are to become one tensor."),
        marked("Usually a row is shorter, since a window at the edge was left out or cut."),
        marked("Print the lengths of the rows."),
    ),
    Kind(
        "einsum",
        ("RuntimeError", "ValueError"),
        r"^einsum\(\):? (?P<what>.+)",
        marked("The letters of `einsum` do not fit the shapes of its tensors."),
        marked("Usually two axes are swapped, or there are more or fewer letters than axes."),
        marked("Write the sizes below the letters: a letter has one size wherever it stands."),
    ),
    Kind(
        "loop over one number",
        ("TypeError",),
        r"(iteration over|len\(\) of) a 0-d tensor",
        marked("A tensor of one number has no entries to go through."),
        marked("Usually a sum or an index before it took the last axis away."),
        marked("Print its `.shape` before this line."),
    ),
)
