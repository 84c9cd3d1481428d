"""What is said of layers and of what they are given."""

from __future__ import annotations

from autograder.core.languages import N_

from .error_kind import Kind

LAYERS = r"(?:(?:Conv|MaxPool|AvgPool|BatchNorm|Dropout)[1-3]?d?|Linear|Flatten|ReLU|Sigmoid|Tanh)"
"""Layers that are taken for functions."""

OF_LAYERS = (
    Kind(
        "axes of an image",
        ("RuntimeError", "ValueError"),
        r"Expected 3D \(unbatched\) or 4D|expected [\d or]*4D input|non-empty 3D or 4D",
        N_(
            "The layer expects images with the axes (N, C, H, W), but this tensor has a "
            "different number of axes."
        ),
        N_(
            "Usually the batch or the channel axis is missing, or the maps were flattened too "
            "early."
        ),
        N_("Print its `.shape`; `unsqueeze(0)` adds a batch axis."),
    ),
    Kind(
        "channels of a layer",
        ("RuntimeError",),
        r"expected input(?P<shape>\[[\d, ]*\]) to have (?P<a>\d+) channels, but got "
        r"(?P<b>\d+)",
        N_("The convolution expects {a} channels, and the input has {b}."),
        N_(
            "Usually it reads something else than the layer before returns, its first number is "
            "wrong, or the axes are in another order."
        ),
        N_("Print the `.shape` of what it reads: its second number must be {a}."),
    ),
    Kind(
        "kernel too large",
        ("RuntimeError",),
        r"Kernel size can't be greater than actual input size",
        N_("The kernel is larger than what it slides over."),
        N_(
            "Usually an earlier layer made the maps smaller than you think, or the padding is"
            " missing."
        ),
        N_("Print the shape after every layer."),
    ),
    Kind(
        "nothing left",
        ("RuntimeError",),
        r"Output size is too small",
        N_("Nothing is left of the maps after this layer."),
        N_("Usually there is one pooling too many, or the images are smaller than you think."),
        N_("Print the shape after every layer."),
    ),
    Kind(
        "text for the network",
        ("TypeError",),
        r"(conv2d\(\) .*got \(|linear\(\): argument 'input' \(position 1\) must be Tensor, not )"
        r"str\b",
        N_("A layer was given a string where it needs a tensor."),
        N_("Usually it is the path of an image whose file was not read yet."),
        N_("Turn the file into a tensor first, and hand that over."),
    ),
    Kind(
        "no images for the network",
        ("TypeError",),
        r"(conv2d\(\) .*got \(|linear\(\): argument 'input' \(position 1\) must be Tensor, not )"
        r"(?P<kind>int|list|tuple)\b",
        N_("A layer was given a value of type {kind} where it needs a tensor."),
        N_("Usually the loop takes the wrong things out of the loader."),
        N_(
            "Write `for images, labels in loader:`, or with `enumerate`: "
            "`for i, (images, labels) in …`."
        ),
    ),
    Kind(
        "layer for a tensor",
        ("TypeError",),
        rf"(got \(|must be Tensor, not )(?P<kind>{LAYERS})\b",
        N_("A layer ({kind}) stands where a tensor is needed."),
        N_(
            "Usually it is `nn.ReLU(x)`: that makes a layer, and takes `x` for one of its settings."
        ),
        N_("Write `F.relu(x)`, or make the layer first and call it then: `nn.ReLU()(x)`."),
        line=r"\bnn\.[A-Z]",
    ),
    Kind(
        "layer not called",
        ("TypeError",),
        rf"(got \(|must be Tensor, not )(?P<kind>{LAYERS})\b",
        N_("A layer ({kind}) stands where a tensor is needed."),
        N_(
            "Usually it is not called, `self.fc1` for `self.fc1(x)`, or it was made instead, "
            "`nn.ReLU(x)` for `F.relu(x)`."
        ),
        N_("Call the layer with its input in round brackets."),
    ),
    Kind(
        "several for one number",
        ("TypeError",),
        r"(?P<name>\w+)\(\): argument '(?P<which>\w+)'.*? must be int, not "
        r"(?P<kind>tuple|list|torch\.Size)$",
        N_("`{name}` needs a single whole number for `{which}`, but was given several ({kind})."),
        N_("Usually it is a pair (height, width), or a whole shape instead of one of its sizes."),
        N_("Take its numbers out one by one, and hand over the one for this direction."),
    ),
    Kind(
        "argument of another kind",
        ("TypeError",),
        r"(?P<name>\w+)\(\): argument '(?P<which>\w+)'.*? must be (?P<wanted>.+?), not "
        r"(?P<kind>(?!float|NoneType)[\w.]+)$",
        N_("`{name}` needs {wanted} for `{which}`, but was given {kind}."),
        N_(
            "Usually tensors are still in a list, or a number stands where a tensor or a pair "
            "is needed."
        ),
        N_("Print `type(…)` of what you hand over."),
    ),
    Kind(
        "arguments do not fit",
        ("TypeError",),
        r"(?P<name>\w+)\(\) received an invalid combination of arguments - got "
        r"\((?P<given>[^\n]*?)(, )?\), but",
        N_("`{name}` cannot be called with these arguments: {given}."),
        N_(
            "Usually one is missing, a list stands where a tensor is needed, or a keyword is "
            "spelt differently."
        ),
        N_("Compare the call with the documentation of `{name}`."),
    ),
    Kind(
        "no forward",
        ("NotImplementedError",),
        r"Module \[(?P<name>\w+)\] is missing the required \"forward\" function",
        N_("`{name}` has no `forward`, so it cannot compute anything."),
        N_("Usually `forward` is spelt differently, or is indented into `__init__`."),
        N_("Define `def forward(self, x):` in the class, as far indented as `__init__`."),
    ),
    Kind(
        "no layer",
        ("TypeError",),
        r"is not a Module subclass",
        N_("Something that is not a layer is put into a `Sequential` or a `ModuleList`."),
        N_("Usually a function such as `F.relu` is meant, or the brackets of a class are missing."),
        N_("Use a layer instead, such as `nn.ReLU()`."),
    ),
)
