"""What is said of calls: of their arguments, and of what is no function."""

from __future__ import annotations

from autograder.core.languages import N_

from .error_kind import Kind

A_FUNCTION = "(builtin_function_or_method|method|function)"
"""How Python calls what was not called."""

OF_CALLS = (
    Kind(
        "forgotten self",
        ("TypeError",),
        r"(?P<name>\w+\.\w+)\(\) takes (?P<takes>0 positional arguments|1 positional "
        r"argument) but (1 was|2 were) given",
        N_("`{name}` was given one argument more than it takes."),
        N_("Usually `self` is missing: Python hands the object itself over as the first argument."),
        N_("Write `self` as the first parameter of the method."),
    ),
    Kind(
        "called with something, takes nothing",
        ("TypeError",),
        r"^(?P<name>\w+)\(\) takes 0 positional arguments but",
        N_("Your `{name}` takes no arguments, and it was called with some."),
        N_(
            "Usually its `def` line lacks the parameters, or `{name}` stands somewhere where its "
            "result, `{name}()`, is needed."
        ),
        N_(
            "Compare the `def` line with that in the handout, and look where `{name}` stands "
            "without brackets."
        ),
        line=r"^$",
    ),
    Kind(
        "parameter that is missing",
        ("TypeError",),
        r"^(?P<name>\w+)\(\) got an unexpected keyword argument '(?P<which>\w+)'",
        N_("Your `{name}` has no parameter `{which}`; in the handout there is one."),
        N_("Usually it was renamed, misspelt or left out in the `def` line."),
        N_("Compare your `def` line with that in the handout, parameter by parameter."),
        line=r"^$",
    ),
    Kind(
        "parameter besides",
        ("TypeError",),
        r"^(?P<name>\w+)\(\) missing \d+ required positional arguments?: (?P<which>.+)",
        N_("Your `{name}` needs what the handout does not hand over: {which}."),
        N_("Usually a parameter was added or renamed; a function outside a class has no `self`."),
        N_("Compare your `def` line with that in the handout, parameter by parameter."),
        line=r"^$",
    ),
    Kind(
        "class without parameters",
        ("TypeError",),
        r"^(?P<name>\w+)\(\) takes no arguments$",
        N_("`{name}` is a class whose objects are made of no arguments."),
        N_("Usually a function is due, or the class has no `__init__` with these parameters."),
        N_("Write `def {name}(…):` where the handout asks for a function."),
    ),
    Kind(
        "result of __init__",
        ("TypeError",),
        r"__init__\(\) should return None, not '(?P<kind>\w+)'",
        N_("An `__init__` returns something ({kind}); it should return nothing."),
        N_("Usually a `return` stands there that belongs into another method."),
        N_("Take the `return` out of `__init__`: it only sets attributes of `self`."),
    ),
    Kind(
        "other parameters than in the handout",
        ("TypeError",),
        r"^(?P<name>\w+)\(\) (takes .* given|got multiple values for argument)",
        N_("Your `{name}` cannot be called as in the handout: its parameters are different."),
        N_(
            "Usually one was added, removed or renamed in the `def` line; a function outside a "
            "class has no `self`."
        ),
        N_("Compare your `def` line with that in the handout, parameter by parameter."),
        line=r"^$",
    ),
    Kind(
        "too many arguments",
        ("TypeError",),
        r"(?P<name>[\w.<>]+)\(\) takes (from .+? |exactly )?\w+( positional)? arguments? "
        r"(but \d+ (positional arguments? .*)?(was|were) given|\(\d+ given\))",
        N_("`{name}` was called with more arguments than it takes."),
        N_(
            "Usually its `def` lacks a parameter, several arguments belong into one list, or "
            "`f` is passed on where its result `f()` is meant."
        ),
        N_("Compare the call with the `def` line, argument by argument."),
    ),
    Kind(
        "argument missing",
        ("TypeError",),
        r"(?P<name>[\w.<>]+)\(\) missing \d+ required (positional|keyword-only) "
        r"arguments?: (?P<which>.+)",
        N_("`{name}` was called without something that it needs: {which}."),
        N_("Usually the call lacks an argument, or a parameter should have a default value."),
        N_("Compare the call with the `def` line, or with the documentation of `{name}`."),
    ),
    Kind(
        "numpy function on a tensor",
        ("TypeError",),
        r"unexpected keyword argument '(axis|out)'|invalid combination of arguments",
        N_("A NumPy function is used on a tensor, and the two do not work together."),
        N_("Usually torch's own function was meant; NumPy's pass their options on to the tensor."),
        N_("Use torch's own, such as `x.sum()`, or turn the tensor into an array first."),
        line=r"\bnp\.\w+\(|\bnumpy\.\w+\(",
    ),
    Kind(
        "as in Keras",
        ("TypeError", "AttributeError"),
        r"compile\(\) got an unexpected keyword argument '(?P<name>optimizer|loss|metrics)'|"
        r"Conv2d\S*\(\) got an unexpected keyword argument '(?P<name2>activation|filters|strides|"
        r"input_shape)'|Linear\S*\(\) got an unexpected keyword argument '(?P<name3>activation|"
        r"units|input_dim|input_shape)'|has no attribute '(?P<name4>fit|compile|summary|Dense|"
        r"MaxPooling2D|evaluate|predict|on_(train|epoch|batch)_\w+)'",
        N_("PyTorch has no `{name}` here; Keras does."),
        N_("Usually the line comes from an example for Keras: PyTorch's layers and loops differ."),
        N_("See which tools the handout names, and write the step with them."),
    ),
    Kind(
        "unknown keyword",
        ("TypeError",),
        r"(?P<name>[\w.<>]+)\(\) got an unexpected keyword argument '(?P<which>\w+)'",
        N_("`{name}` was given `{which}=…`, but it has no parameter of that name."),
        N_("Usually the name is spelt differently, or the parameter is missing in the `def`."),
        N_("Compare the name with the parameters of `{name}`."),
    ),
    Kind(
        "argument twice",
        ("TypeError",),
        r"(?P<name>[\w.<>]+)\(\) got multiple values for argument '(?P<which>\w+)'",
        N_("`{name}` was given `{which}` twice: by position and by name."),
        N_("Usually an argument further left is one too many, or `self` is missing in the `def`."),
        N_("Hand it over once only."),
    ),
    Kind(
        "module called",
        ("TypeError",),
        r"'module' object is not callable",
        N_("A module is called as if it were a function."),
        N_("Usually the function or class of the same name inside it is meant."),
        N_("Import that one, as in `from tqdm import tqdm`."),
    ),
    Kind(
        "value called",
        ("TypeError",),
        r"'[\w.]+' object is not callable",
        N_("`.{name}` is a value, not a function: no round brackets follow it."),
        N_("Usually it is mistaken for a function, as `.shape` for `.size()`."),
        N_("Write `.{name}` without them; a single entry is taken with `[…]`."),
        line=r"\.(?P<name>T|mT|shape|ndim|dtype|device|grad|data|training)\(",
    ),
    Kind(
        "tensor called",
        ("TypeError",),
        r"'(?P<kind>Tensor|Parameter)' object is not callable",
        N_("A tensor is called as if it were a function."),
        N_(
            "Usually round brackets stand where square ones belong, or a `*` is missing"
            " before them."
        ),
        N_("Take entries with `x[…]`, and multiply with `*`."),
    ),
    Kind(
        "type hidden",
        ("TypeError",),
        r"^isinstance\(\) arg 2 must be a type|'torch\.dtype' object is not callable",
        N_(
            "`{name}` is not Python's `{name}` here: an import has put something else in its place."
        ),
        N_("Usually it is `from torch import *`, which brings a `{name}` of its own."),
        N_("Import `torch` alone and write `torch.` before its names."),
        line=r"isinstance\([^,()]+(\[[^]]*\])?, *\(?(?P<name>int|float|bool)\b|"
        r"(?<![\w.])(?P<name2>int|float|bool)\(",
    ),
    Kind(
        "list called",
        ("TypeError",),
        r"'(?P<kind>list|tuple)' object is not callable",
        N_("A {kind} is called with round brackets."),
        N_("Usually each of its entries should be called, or an entry be taken with `[…]`."),
        N_("Call its entries one by one, in a `for` loop, or write square brackets."),
    ),
    Kind(
        "not a function",
        ("TypeError",),
        r"'(?P<kind>(?!NoneType)[\w.]+)' object is not callable",
        N_("Something that is not a function ({kind}) is called with round brackets."),
        N_(
            "Usually the brackets should not be there, two arguments are in the wrong order, or a "
            "name of yours hides a function."
        ),
        N_("Leave the brackets out, or give your variable another name."),
    ),
    Kind(
        "endless recursion",
        ("RecursionError",),
        r"recursion",
        N_("A function calls itself again and again, without end."),
        N_("Usually the library's function of the same name was meant."),
        N_("Look at the call inside the function that has the function's own name."),
    ),
    Kind(
        "function not called",
        ("TypeError", "AttributeError"),
        rf"(non-iterable|, not) {A_FUNCTION}( object)?$|"
        rf"(for [^ ]+: .*|instances of .*)'{A_FUNCTION}'|"
        rf"^'{A_FUNCTION}' object (is not iter|has no attr|cannot be)",
        N_("A function stands where its result is needed."),
        N_("Usually the round brackets of the call are missing: `x.size` instead of `x.size()`."),
        N_("Put `()` behind its name; `x.shape` needs none."),
    ),
)
