"""What is said of values that are used for what they are not."""

from __future__ import annotations

from autograder.core.languages import marked

from .error_kind import Kind

OF_VALUES = (
    Kind(
        "text and number",
        ("TypeError",),
        r"can only concatenate str|must be str, not|unsupported operand type\(s\) for .*'str'",
        marked("A text and something else are joined by an operator that cannot do that."),
        marked("Usually a number is still a text, or a number is to be shown in a text."),
        marked("Convert with `int(…)` or `float(…)`, or show the number in an f-string."),
    ),
    Kind(
        "list arithmetic",
        ("TypeError",),
        r"can only concatenate (?P<kind>list|tuple)|unsupported operand type\(s\) for "
        r".*'(?P<kind2>list|tuple)'|can't multiply sequence",
        marked("A list or tuple is calculated with as if it were a tensor."),
        marked("Usually a tensor is meant: of lists, `+` makes a longer list only."),
        marked("Make a tensor of it first, or calculate entry by entry."),
    ),
    Kind(
        "operands",
        ("TypeError",),
        r"unsupported operand type\(s\) for (?P<sign>[^:]+): '(?P<a>[^']+)' and "
        r"'(?P<b>[^']+)'",
        marked("`{sign}` cannot be used between {a} and {b}."),
        marked(
            "Usually one of the two is not what it should be: a function that is not called, or"
            " a value not taken out."
        ),
        marked("Print both sides before this line."),
    ),
    Kind(
        "number in a loop",
        ("TypeError",),
        r"'(?P<kind>int|float)' object is not iterable|non-iterable (?P<kind2>int|float) "
        r"object|argument of type '(int|float)' is not|object of type '(int|float)' has "
        r"no len",
        marked("A single number stands where several values are expected."),
        marked(
            "Usually `range(…)` is missing around it, or the argument is an int here and a pair"
            " elsewhere."
        ),
        marked("Write `range(n)` to count, and make a pair of an int before you take it apart."),
    ),
    Kind(
        "brackets after a function",
        ("TypeError",),
        r"'(builtin_function_or_method|method|function|type)' object is not subscriptable",
        marked("Square brackets follow a function."),
        marked("Usually the round brackets of the call are missing or are square."),
        marked("Call it first: `x.size()[0]`, or write `x.shape[0]`."),
    ),
    Kind(
        "nothing inside",
        ("TypeError",),
        r"'(?P<kind>\w+)' object is not subscriptable",
        marked("Square brackets follow a value that has no entries (a {kind})."),
        marked("Usually a tensor, list or tuple was meant, and this is a single value."),
        marked("Print the value before this line, and see where it comes from."),
    ),
    Kind(
        "too many to unpack",
        ("ValueError",),
        r"too many values to unpack \(expected (?P<count>\d+)",
        marked("There are more values than the {count} names on the left."),
        marked("Usually a shape has more axes than was thought, or a list is longer."),
        marked("Print what stands on the right, or its `.shape`."),
    ),
    Kind(
        "too few to unpack",
        ("ValueError",),
        r"not enough values to unpack \(expected (at least )?(?P<count>\d+), got "
        r"(?P<got>\d+)\)",
        marked("There are {count} names on the left and only {got} values on the right."),
        marked("Usually a shape has fewer axes than was thought, for example none for the batch."),
        marked("Print what stands on the right, or its `.shape`."),
    ),
    Kind(
        "float for an int",
        ("TypeError",),
        r"'float' object cannot be interpreted as an integer|must be tuple of ints, (but "
        r"got|not) float|but got float",
        marked("A whole number is needed here, and a float came."),
        marked("Usually it was divided with `/`, which always gives a float."),
        marked("Divide with `//`, or round with `int(…)`."),
    ),
    Kind(
        "index not an int",
        ("TypeError", "IndexError"),
        r"indices must be integers|only integers, slices",
        marked("What stands in the square brackets is no whole number and no slice."),
        marked("Usually it was divided with `/`, which gives a float, or it is a text or a list."),
        marked("Divide with `//`, and print what you use as an index."),
    ),
    Kind(
        "list too short",
        ("IndexError",),
        r"(?P<kind>list|tuple|string)( assignment)? index out of range",
        marked("An entry is asked for behind the end."),
        marked(
            "Usually the counting starts with 1 instead of 0, or the loop runs one step too far."
        ),
        marked("Print `len(…)` and the index: the last entry has the index `len(…) - 1`."),
    ),
    Kind(
        "key of a state dict",
        ("KeyError",),
        r"^'(?P<name>[\w.]+\.(weight|bias|running_mean|running_var))'$",
        marked("There is no entry called `{name}` in this dict."),
        marked(
            "Usually a layer has another name than was thought, or the name's first part is too"
            " much or missing."
        ),
        marked("Print the names that there are: `list(model.state_dict())`."),
    ),
    Kind(
        "key",
        ("KeyError",),
        r"^(?P<name>.{1,60})$",
        marked("There is no entry {name} in this dict."),
        marked("Usually the key is spelt otherwise, or nothing was put in under it yet."),
        marked("Print the keys that there are: `list(…)` of the dict."),
    ),
    Kind(
        "division by zero",
        ("ZeroDivisionError",),
        r"zero",
        marked("Something is divided by zero."),
        marked("Usually a count is still 0: the loop did not run, or nothing was added to it."),
        marked("Print the divisor before this line."),
    ),
    Kind(
        "tuple changed",
        ("TypeError",),
        r"'(?P<kind>tuple|str|range|torch\.Size)' object does not support item assignment",
        marked("An entry of a {kind} is to be changed, and these cannot be changed."),
        marked("Usually a list or a tensor is meant."),
        marked("Make a new one instead, or a list of it with `list(…)`."),
    ),
    Kind(
        "not comparable",
        ("TypeError",),
        r"'(?P<sign>[<>=]+)' not supported between instances of '(?P<a>[^']+)' and "
        r"'(?P<b>[^']+)'",
        marked("`{sign}` cannot compare {a} with {b}."),
        marked("Usually one of the two is a pair, a list or a text where a number is meant."),
        marked("Print both sides, and compare height and width one by one."),
    ),
    Kind(
        "with without a call",
        ("TypeError", "AttributeError"),
        r"does not support the context manager protocol|^__enter__$",
        marked("What follows `with` cannot be used there."),
        marked("Usually the round brackets are missing, as in `with torch.no_grad():`."),
        marked("Put `()` behind the name."),
    ),
)
