"""What is said of values that are used for what they are not."""

from __future__ import annotations

from autograder.core.languages import N_

from .error_kind import Kind

OF_VALUES = (
    Kind(
        "text for a path",
        ("TypeError",),
        r"unsupported operand type\(s\) for /: 'str' and 'str'",
        N_("`/` stands between two strings; only a `Path` can be continued with `/`."),
        N_("Usually the folder was passed as a string, which is allowed."),
        N_("Make a path of it first: `Path(folder) / name` works for strings and paths."),
    ),
    Kind(
        "path for a text",
        ("TypeError",),
        r"for \+: '(\w*Path)' and 'str'|for \+: 'str' and '(\w*Path)'|"
        r"can only concatenate str \(not \"\w*Path\"\)",
        N_("`+` cannot join a path and a string."),
        N_("Usually the folder was passed as a `Path`, which is allowed."),
        N_("Write `Path(folder) / name`: it works for strings and paths."),
    ),
    Kind(
        "text and number",
        ("TypeError",),
        r"can only concatenate str|must be str, not|unsupported operand type\(s\) for .*'str'",
        N_("A string and something else are joined by an operator that cannot do that."),
        N_("Usually a number is still a string, or a number should be shown in a string."),
        N_("Convert with `int(…)` or `float(…)`, or show the number in an f-string."),
    ),
    Kind(
        "list arithmetic",
        ("TypeError",),
        r"can only concatenate (?P<kind>list|tuple)|unsupported operand type\(s\) for "
        r".*'(?P<kind2>list|tuple)'|can't multiply sequence",
        N_("A list or tuple is used in arithmetic as if it were a number or a tensor."),
        N_(
            "Usually it is a pair such as (height, width), or a list that should be a tensor: for"
            " lists, `+` only makes a longer list."
        ),
        N_("Compute entry by entry, or turn it into a tensor first."),
    ),
    Kind(
        "array and tensor",
        ("TypeError",),
        r"Concatenation operation is not implemented for NumPy arrays|"
        r"operand type\(s\) for [^:]+: 'numpy\.ndarray' and 'Tensor'",
        N_("An operator stands between a NumPy array and something else, which it cannot join."),
        N_("Usually one side is an array and the other a tensor."),
        N_("Turn the array into a tensor first: `torch.from_numpy(…)`."),
    ),
    Kind(
        "operands",
        ("TypeError",),
        r"unsupported operand type\(s\) for (?P<sign>[^:]+): '(?P<a>[^']+)' and "
        r"'(?P<b>[^']+)'",
        N_("`{sign}` cannot be used between {a} and {b}."),
        N_(
            "Usually one of the two is not what it should be: a function that is not called, or"
            " a value not taken out."
        ),
        N_("Print both sides before this line."),
    ),
    Kind(
        "number to unpack",
        ("TypeError",),
        r"non-iterable (?P<kind>int|float|numpy\.\w+) object",
        N_("There are several names on the left, and a single number ({kind}) on the right."),
        N_("Usually the argument may be an int or a pair, and this call passes an int."),
        N_("Turn an int into a pair before you unpack it; `isinstance(value, int)` asks for one."),
    ),
    Kind(
        "number in a loop",
        ("TypeError",),
        r"'(int|float|numpy\.\w+)' object is not iterable|argument of type '(int|float)' is not|"
        r"object of type '(int|float|numpy\.\w+)' has no len|must be an iterable, not (int|float)",
        N_("A single number stands where several values are expected."),
        N_(
            "Usually `range(…)` is missing around it, or the argument is an int here and a pair"
            " elsewhere."
        ),
        N_("Write `range(n)` to count; where a pair is meant, turn the int into one first."),
    ),
    Kind(
        "index of one number",
        ("IndexError",),
        r"invalid index of a 0-dim tensor",
        N_("Square brackets follow a tensor of one number, which has no entries."),
        N_(
            "Usually a sum took its axes away, or `[0]` is left over from an old tutorial "
            "(`loss.data[0]`)."
        ),
        N_("Leave the index out; `.item()` makes a plain number of it."),
    ),
    Kind(
        "loop over one number",
        ("TypeError",),
        r"(iteration over|len\(\) of) a 0-d tensor",
        N_("A tensor of one number has no entries to loop over."),
        N_("Usually a sum or an index before it took the last axis away."),
        N_("Print its `.shape` before this line."),
    ),
    Kind(
        "brackets after a function",
        ("TypeError",),
        r"'(builtin_function_or_method|method|function|type)' object is not subscriptable",
        N_("Square brackets follow a function."),
        N_("Usually the round brackets of the call are missing or are square."),
        N_("Call it first: `x.size()[0]`, or write `x.shape[0]`."),
    ),
    Kind(
        "nothing inside",
        ("TypeError",),
        r"'(?P<kind>\w+)' object is not subscriptable",
        N_("Square brackets follow a value that has no entries ({kind})."),
        N_("Usually a tensor, list or tuple was meant, and this is a single value."),
        N_("Print the value before this line, and see where it comes from."),
    ),
    Kind(
        "too many to unpack",
        ("ValueError",),
        r"too many values to unpack \(expected (?P<count>\d+)",
        N_("There are more values than the {count} names on the left."),
        N_("Usually a shape has more axes than you think, or a list is longer."),
        N_("Print what stands on the right, or its `.shape`."),
    ),
    Kind(
        "no next one",
        ("StopIteration",),
        r"",
        N_("`next` was asked for one more, and nothing is left."),
        N_("Usually a `while` loop, or a count, asks for more batches than the loader yields."),
        N_("Go through the loader with `for`: it ends by itself."),
    ),
    Kind(
        "pairs of enumerate",
        ("ValueError",),
        r"not enough values to unpack \(expected (?P<count>\d+), got (?P<got>2)\)",
        N_("There are {count} names on the left and only {got} values on the right."),
        N_("`enumerate` gives pairs: a number, and all that the loop would get without it."),
        N_("Put the rest in brackets: `for i, (images, labels) in enumerate(loader):`."),
        line=r"\benumerate\(",
    ),
    Kind(
        "too few to unpack",
        ("ValueError",),
        r"not enough values to unpack \(expected (at least )?(?P<count>\d+), got "
        r"(?P<got>\d+)\)",
        N_("There are {count} names on the left and only {got} values on the right."),
        N_("Usually a shape has fewer axes than you think, for example none for the batch."),
        N_("Print what stands on the right, or its `.shape`."),
    ),
    Kind(
        "float for an int",
        ("TypeError",),
        r"'float' object cannot be interpreted as an integer|must be tuple of ints, (but "
        r"got|not|but found element of type) float|but got float",
        N_("A whole number is needed here, but a float was passed."),
        N_("Usually it was divided with `/`, which always gives a float."),
        N_("Divide with `//`, or round with `int(…)`."),
    ),
    Kind(
        "mask of numbers",
        ("RuntimeError", "IndexError"),
        r"condition to be a boolean tensor|only supports boolean masks|expected BoolTensor|"
        r"(tensors|arrays) used as indices must be",
        N_("A mask must hold True and False (an index, whole numbers), and this holds neither."),
        N_("Usually the mask was made with `.float()`, or by multiplying instead of comparing."),
        N_("Make it by a comparison, such as `x > 0`, or convert it with `.bool()`."),
    ),
    Kind(
        "calculating with a mask",
        ("RuntimeError", "TypeError", "NotImplementedError"),
        r"with (a|two) bool tensors? is not supported|on a bool tensor is not supported|"
        r"boolean (subtract|negative), the",
        N_("True and False cannot be subtracted or negated with `-`."),
        N_("Usually the mask was meant to be inverted, or used in a calculation."),
        N_("Invert it with `~mask`; to calculate with it, convert first: `mask.float()`."),
    ),
    Kind(
        "logic on floats",
        ("RuntimeError", "TypeError", "NotImplementedError"),
        r"bitwise_\w+_cpu. not implemented|only implemented on integer and Boolean|"
        r"ufunc 'bitwise_\w+' not supported|ufunc 'invert' not supported",
        N_("`&`, `|`, `^` and `~` work on True and False (and whole numbers), not on floats."),
        N_("Usually a comparison is missing, or its brackets are: `a > 0 & b > 0`."),
        N_("Put brackets round each comparison: `(a > 0) & (b > 0)`."),
    ),
    Kind(
        "text as an index",
        ("TypeError",),
        r"(?P<kind>list|tuple) indices must be integers or slices, not str",
        N_("The entry of a {kind} is asked for by a string, as in a dict."),
        N_("Usually it was taken for a dict, but its entries have positions and no names."),
        N_("Print the value, and take its entries by position: `x[0]`, or `a, b = x`."),
    ),
    Kind(
        "two indices of a list",
        ("TypeError",),
        r"list indices must be integers or slices, not tuple",
        N_("A list is indexed with two numbers at once, which only a tensor can be."),
        N_("Usually there should be a tensor in its place, for example `torch.zeros(2, 3)`."),
        N_("Make it a tensor; an entry of a list inside a list is `[i][j]`, not `[i, j]`."),
    ),
    Kind(
        "index not an int",
        ("TypeError", "IndexError"),
        r"indices must be integers|only integers, slices",
        N_("What stands in the square brackets is neither a whole number nor a slice."),
        N_("Usually it was divided with `/`, which gives a float, or it is a string or a list."),
        N_("Divide with `//`, and print what you use as an index."),
    ),
    Kind(
        "list too short",
        ("IndexError",),
        r"(?P<kind>list|tuple|string)( assignment)? index out of range",
        N_("The code asks for an entry past the end."),
        N_("Usually the counting starts with 1 instead of 0, or the loop runs one step too far."),
        N_("Print `len(…)` and the index: the last entry has the index `len(…) - 1`."),
    ),
    Kind(
        "key of a state dict",
        ("KeyError",),
        r"^'(?P<name>[\w.]+\.(weight|bias|running_mean|running_var))'$",
        N_("There is no entry called `{name}` in this dict."),
        N_(
            "Usually a layer has another name than you think, or the first part of the name"
            " is missing or should not be there."
        ),
        N_("Print the names that there are: `list(model.state_dict())`."),
    ),
    Kind(
        "key",
        ("KeyError",),
        r"^(?P<name>.{1,60})$",
        N_("There is no entry {name} in this dict."),
        N_("Usually the key is spelt differently, or nothing has been stored under it yet."),
        N_("Print the keys that there are: `list(…)` of the dict."),
    ),
    Kind(
        "step of zero",
        ("ValueError", "RuntimeError"),
        r"range\(\) arg 3 must not be zero|slice step cannot be zero|step is 0 but must be",
        N_("A `range`, a slice or `unfold` gets the step 0, with which it never moves on."),
        N_("Usually the arguments of a call stand in another order than in its `def` line."),
        N_("Print the step before this line, and see which call it comes from."),
    ),
    Kind(
        "backwards in steps",
        ("ValueError",),
        r"step must be greater than zero",
        N_("A tensor cannot be sliced with a negative step, as `[::-1]` does with a list."),
        N_("Usually the order of its numbers is to be turned round."),
        N_("Write `torch.flip(x, dims=[…])`, with the axes that should be turned round."),
    ),
    Kind(
        "division by zero",
        ("ZeroDivisionError",),
        r"zero",
        N_("Something is divided by zero."),
        N_("Usually a count is still 0: the loop did not run, or nothing was added to it."),
        N_("Print the divisor before this line."),
    ),
    Kind(
        "tuple changed",
        ("TypeError",),
        r"'(?P<kind>tuple|str|range|torch\.Size)' object does not support item assignment",
        N_("The code changes an entry of a {kind}, which cannot be changed."),
        N_("Usually a list or a tensor is meant."),
        N_("Make a new one instead, or turn it into a list with `list(…)`."),
    ),
    Kind(
        "not comparable",
        ("TypeError",),
        r"'(?P<sign>[<>=]+)' not supported between instances of '(?P<a>[^']+)' and "
        r"'(?P<b>[^']+)'",
        N_("`{sign}` cannot compare {a} with {b}."),
        N_("Usually one of the two is a pair, a list or a string where a number is meant."),
        N_("Print both sides, and compare height and width one by one."),
    ),
    Kind(
        "with without a call",
        ("TypeError", "AttributeError"),
        r"does not support the context manager protocol|^__enter__$",
        N_("What follows `with` cannot be used there."),
        N_("Usually the round brackets are missing, as in `with torch.no_grad():`."),
        N_("Put `()` behind the name."),
    ),
)
