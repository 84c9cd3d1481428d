"""What is said of names and attributes that are not as they must be."""

from __future__ import annotations

from autograder.core.languages import N_

from .error_kind import Kind

OF_NAMES = (
    Kind(
        "usual import missing",
        ("NameError",),
        r"^name '(?P<name>\w+)' is not defined\.?$",
        N_("The name `{name}` is not known in this file."),
        N_("Usually its import is missing: each file needs its own."),
        N_("Write `{line}` at the top of the file."),
    ),
    Kind(
        "name without its module",
        ("NameError",),
        r"^name '(?P<name>\w+)' is not defined\.?$",
        N_("The name `{name}` is not known here."),
        N_("Usually the name of its module is missing before it: `{whole}`."),
        N_("Write `{whole}`, or import `{name}` at the top of the file."),
        line=r"(?<![\w.])(?P<name>\w+)\(",
    ),
    Kind(
        "method without self",
        ("NameError",),
        r"^name '(?P<name>self)' is not defined\.?$",
        N_("The name `{name}` is not known here."),
        N_("Usually it is missing among the parameters of the method."),
        N_("Write `self` as the first parameter in the `def` line."),
    ),
    Kind(
        "name without self",
        ("NameError",),
        r"^name '(?P<name>\w+)' is not defined\.?$",
        N_("The name `{name}` is not known here."),
        N_("Usually `self.` is missing before it: it belongs to the object, as `{own}`."),
        N_("Write `{own}`."),
    ),
    Kind(
        "name nearly right",
        ("NameError",),
        r"^name '(?P<name>\w+)' is not defined\.?$",
        N_("The name `{name}` is not known here."),
        N_("Usually it is a typo: there is `{near}`."),
        N_("Compare the two names letter by letter; capitals count."),
    ),
    Kind(
        "keyword taken for a name",
        ("NameError",),
        r"^name '(?P<typed>\w+)' is not defined\.?$",
        N_("`{typed}` is not a word of Python."),
        N_("Usually it is a typing mistake, and `{keyword}` is meant."),
        N_("Write `{keyword}`, letter by letter; capitals count."),
        line=r"^(?P<typed>\w+) +[(\[{-]|^(?P<typed2>\w+)$",
    ),
    Kind(
        "name unknown",
        ("NameError",),
        r"^name '(?P<name>\w+)' is not defined\.?$",
        N_("The name `{name}` is not known here."),
        N_(
            "Usually it is spelt differently elsewhere, or it is set in another function, or later."
        ),
        N_("Find the line that should give it a value, and make sure that this line runs before."),
    ),
    Kind(
        "local without a value",
        ("UnboundLocalError",),
        r"local variable '(?P<name>\w+)'",
        N_("`{name}` belongs to this function and has no value yet when it is used."),
        N_(
            "Usually it gets its value only in a branch or loop that did not run, or only "
            "further down."
        ),
        N_("Give it a value before the loop or the `if`."),
    ),
    Kind(
        "module not there",
        ("ModuleNotFoundError",),
        r"No module named '(?P<name>[\w.]+)'",
        N_("Python finds no module `{name}`."),
        N_("Usually the name is spelt differently, or the package is not installed."),
        N_(
            "Compare the name with the documentation; the exercises need torch, torchvision, "
            "numpy and matplotlib only."
        ),
    ),
    Kind(
        "module lacks it, nearly",
        ("AttributeError",),
        r"module '(?P<module>[\w.]+)' has no attribute '(?P<name>\w+)'",
        N_("There is no `{name}` in `{module}`."),
        N_("Usually it is a typo: there is `{near}`."),
        N_("Compare the two names letter by letter; capitals count."),
    ),
    Kind(
        "module lacks it",
        ("AttributeError", "ImportError"),
        r"module '(?P<module>[\w.]+)' has no attribute '(?P<name>\w+)'|cannot import name "
        r"'(?P<name2>\w+)' from '(?P<module2>[\w.]+)'",
        N_("There is no `{name}` in `{module}`."),
        N_("Usually it is spelt differently (capitals count), or it lies in another module."),
        N_("Look the name up in the documentation of `{module}`."),
    ),
    Kind(
        "before super",
        ("AttributeError",),
        r"cannot assign (?P<what>\w+) before Module\.__init__\(\) call",
        N_("A layer or parameter is put into a network that is not set up yet."),
        N_("Usually `super().__init__()` is missing, or does not come first."),
        N_("Make it the first line of `__init__`."),
    ),
    Kind(
        "no __init__",
        ("TypeError",),
        r"^(?P<name>\w+) has no __init__ of its own$",
        N_("`{name}` has no `__init__` of its own, so none of its layers is ever made."),
        N_("Usually `__init__` is spelt differently, or is not indented into the class."),
        N_("Write `def __init__`, with two underscores on each side, below the `class` line."),
    ),
    Kind(
        "network for its class",
        ("TypeError",),
        r"^(?P<name>\w+) is a network, and not its class$",
        N_("`{name}` is one network that was made already; the class itself is needed."),
        N_("Usually a line such as `{name} = {name}()` follows the class."),
        N_("Give the network another name, such as `model`."),
    ),
    Kind(
        "super without brackets",
        ("TypeError",),
        r"descriptor '(?P<name>\w+)' of 'super' object needs an argument",
        N_("`super` stands without round brackets."),
        N_("Usually `super().{name}()` is meant: `super()` stands for the parent class."),
        N_("Write `super().{name}()`."),
    ),
    Kind(
        "pair of max",
        ("AttributeError", "TypeError"),
        r"torch\.return_types\.(?P<name>\w+)'",
        N_("`{name}` with `dim` returns two tensors: the values and their positions."),
        N_("Usually the pair is used as if it were one tensor."),
        N_("Take one of them, `.values` or `.indices`; `amax` and `argmax` return only one."),
    ),
    Kind(
        "None came back",
        ("AttributeError", "TypeError"),
        r"NoneType",
        N_("Your function returned None, that is: nothing, and its result is needed."),
        N_("Usually its `return` is missing, or not every way through it ends in one."),
        N_("Let it end with `return …` and what the handout asks for."),
        line=r"^$",
    ),
    Kind(
        "None by name",
        ("AttributeError", "TypeError"),
        r"NoneType",
        N_("`{near}` is None here, that is: nothing."),
        N_(
            "Usually it was left out of the call and is None by default, or a function made it"
            " whose `return` is missing."
        ),
        N_("Say in your code what happens when `{near}` is None, or find the line that made it."),
    ),
    Kind(
        "None has nothing",
        ("AttributeError", "TypeError"),
        r"'NoneType' object has no attribute '(?P<name>\w+)'|'NoneType' object (is not|"
        r"cannot be|does not)|non-iterable NoneType|for [^ ]+: .*'NoneType'|instances of "
        r".*'NoneType'|NoneType takes no|type NoneType|not NoneType$|of type 'NoneType' "
        r"has no|passed to NoneType\.__format__",
        N_("The value that is used here is None, that is: nothing."),
        N_(
            "Usually an argument was left out and its default is None, or a function returned "
            "nothing because its `return` is missing."
        ),
        N_("Print the value before this line, and see where it comes from."),
    ),
    Kind(
        "module hidden",
        ("AttributeError",),
        r"'(?P<kind>[\w.]+)' object has no attribute '(?P<attribute>\w+)'",
        N_("The name `{name}` does not stand for the module here, but for a value ({kind})."),
        N_("Usually a variable was given the same name, as in `F, C, kh, kw = filters.shape`."),
        N_("Give your variable another name."),
        line=r"(?<![\w.])(?P<name>F|nn|np|torch|plt|math|optim|transforms|datasets)"
        r"\.(?P<attribute>\w+)",
    ),
    Kind(
        "batch for a tensor",
        ("AttributeError",),
        r"'(?P<kind>list|tuple)' object has no attribute '(?P<name>to|cuda)'",
        N_("`.{name}` is used on a {kind}, and only tensors have it."),
        N_("Usually it is a batch as the data loader yields it: a pair, images and labels."),
        N_("Take it apart, as in `for images, labels in …`, and move each of the two."),
    ),
    Kind(
        "list for a tensor",
        ("AttributeError",),
        r"'(?P<kind>list|tuple)' object has no attribute '(?P<name>shape|size|view|"
        r"reshape|ndim|dim|sum|mean|max|min|float|long|T|t|permute|transpose|unsqueeze|"
        r"squeeze|flatten|numel|dtype|item|abs|clamp|detach|stride|unfold|argmax|"
        r"backward)'",
        N_("`.{name}` is used on a {kind}, and only tensors have it."),
        N_("Usually several tensors are still in a {kind}."),
        N_("Turn them into one tensor first, with `torch.stack` or `torch.tensor`."),
    ),
    Kind(
        "number for a tensor",
        ("AttributeError",),
        r"'(?P<kind>int|float|bool)' object has no attribute '(?P<name>\w+)'",
        N_("`.{name}` is used on a plain number ({kind}), which does not have it."),
        N_("Usually a tensor was meant, and an earlier line turned it into a plain number."),
        N_("Print the value before this line, and see where it becomes a number."),
    ),
    Kind(
        "grid of axes",
        ("AttributeError",),
        r"'numpy.ndarray' object has no attribute '(?P<name>imshow|plot|axis|bar|matshow|"
        r"set_\w+|get_\w+|tick_params)'",
        N_("`.{name}` belongs to one axes, and this is an array of several."),
        N_("Usually `plt.subplots(rows, columns)` made it, and a single index takes a whole row."),
        N_("Go through `axes.flat`, or take one with two indices: `axes[row, column]`."),
    ),
    Kind(
        "no network",
        ("AttributeError",),
        r"'(?P<kind>[A-Z]\w*)' object has no attribute '(?P<name>state_dict|load_state_dict|"
        r"parameters|named_parameters|train|eval|to|zero_grad|modules)'",
        N_("`{kind}` has no `{name}`, as every network of PyTorch has."),
        N_("Usually its class does not inherit from `nn.Module`."),
        N_("Write `class {kind}(nn.Module):`, and `super().__init__()` first in its `__init__`."),
        line=r"^$",
    ),
    Kind(
        "loss for an optimizer",
        ("AttributeError",),
        r"'(?P<kind>\w*Loss)' object has no attribute '(?P<name>step|zero_grad|param_groups)'",
        N_("A loss function ({kind}) stands where the optimizer should be."),
        N_("Usually two arguments are in the wrong order."),
        N_("Compare the order of the arguments with the `def` line of what you call."),
    ),
    Kind(
        "device of a network",
        ("AttributeError",),
        r"object has no attribute 'device'",
        N_("A network has no `device` of its own: its parameters have one."),
        N_("Usually `model.device` was expected to be like the `.device` of a tensor."),
        N_("Ask a parameter: `next(model.parameters()).device`."),
        line=r"\b(model|net|network)\.device\b",
    ),
    Kind(
        "object lacks it, nearly",
        ("AttributeError",),
        r"'(?P<kind>[\w.]+)' object has no attribute '(?P<name>\w+)'",
        N_("The {kind} has nothing called `{name}`."),
        N_("Usually it is a typo: it has `{near}`."),
        N_("Compare the two names letter by letter; capitals count."),
    ),
    Kind(
        "object lacks it",
        ("AttributeError",),
        r"'(?P<kind>[\w.]+)' object has no attribute '(?P<name>\w+)'",
        N_("The {kind} has nothing called `{name}`."),
        N_(
            "Usually it is spelt differently, never set in `__init__`, or the value is of another"
            " kind than it should be."
        ),
        N_("Print `type(…)` of the value before this line, and compare the names."),
    ),
    Kind(
        "file not there",
        ("FileNotFoundError",),
        r"No such file or directory: '?(?P<name>[^']+)'?",
        N_("There is no file or folder `{name}`."),
        N_(
            "Usually the path is a fixed one, starts from a different folder than you think, or "
            "the line that should write the file did not run."
        ),
        N_("Use the path that the function is given, and make sure that the file is written."),
    ),
)
