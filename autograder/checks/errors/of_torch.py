"""What is said of gradients, devices and types of numbers."""

from __future__ import annotations

from autograder.core.languages import N_

from .error_kind import Kind

OF_TORCH = (
    Kind(
        "labels for logits",
        ("RuntimeError", "NotImplementedError"),
        r"log_softmax\w*. not implemented for '(?P<kind>Long|Int|Byte|Bool|Short|Char)'|"
        r"weight tensor should be defined either for all (?P<count>\d+) classes",
        N_("The first argument of the cross-entropy is not logits: it holds no score per class."),
        N_("Usually logits and labels are swapped, or predicted classes are passed as logits."),
        N_("Call the criterion as `criterion(logits, labels)`, with logits of (N, classes)."),
        line="(?i)criterion|loss|entropy",
    ),
    Kind(
        "numpy on a device",
        ("TypeError",),
        r"device type tensor to numpy",
        N_("A tensor on another device than the processor cannot become a NumPy array."),
        N_("Usually it comes out of a network that lies on that device."),
        N_("Bring it back first: `x.cpu().numpy()`."),
    ),
    Kind(
        "network moved away",
        ("RuntimeError",),
        r"the network was moved from its device",
        N_("The network is moved to a device other than the one on which it was handed over."),
        N_("Usually a line such as `model.to('cpu')` or `model.to(device)` does it."),
        N_("Leave the network where it is, and take its device for the data instead."),
    ),
    Kind(
        "labels must be whole numbers",
        ("RuntimeError",),
        r"expected (scalar type|target dtype to be) Long|expected target dtype",
        N_("The labels must be whole numbers (Long), but they came as another type."),
        N_("Usually the labels were converted to floats, or logits and labels are swapped."),
        N_(
            "Call the criterion as `criterion(logits, labels)`, with labels as the loader"
            " yields them."
        ),
    ),
    Kind(
        "not for whole numbers",
        ("RuntimeError", "NotImplementedError"),
        r"not implemented for '(?P<kind>Long|Int|Byte|Bool|Short|Char|Half)'|could not "
        r"infer output dtype|can only calculate the mean of floating",
        N_("This function does not work with this type of numbers; usually it needs floats."),
        N_("Usually a tensor of whole numbers or of True and False came in."),
        N_("Convert first: `x.float()`."),
    ),
    Kind(
        "two devices",
        ("RuntimeError", "TypeError"),
        r"on the same device|not on the expected device|found at least two devices|"
        r"[Tt]ype \(torch\.(cuda|FloatTensor).*should be the same",
        N_("Two tensors that are used together lie on different devices."),
        N_(
            "Usually the batch was not moved to where the model is, or a new tensor was made on"
            " the processor."
        ),
        N_(
            "Find out the model's device, `next(model.parameters()).device`, and move images "
            "and labels there with `.to(…)`."
        ),
    ),
    Kind(
        "no such device",
        ("RuntimeError", "AssertionError"),
        r"NVIDIA driver|not compiled with CUDA|no CUDA device|there is no device|No CUDA GPUs",
        N_("The code uses a device that is not available here."),
        N_("Usually `cuda` is written into the code."),
        N_("Take the model's own device: `next(model.parameters()).device`."),
    ),
    Kind(
        "two types of numbers",
        ("RuntimeError",),
        r"to have the same dtype|must have the same dtype|to have same dtype|Input type "
        r"\(.+\) and (bias|weight) type|expected scalar type (?P<a>\w+) but found "
        r"(?P<b>\w+)|expected m1 and m2",
        N_(
            "Two tensors of different number types meet, such as float and double, or float and"
            " whole numbers."
        ),
        N_("Usually one of them comes from numpy or from whole numbers."),
        N_("Print `.dtype` of both, and convert one: `x.float()`."),
    ),
    Kind(
        "in place on a parameter",
        ("RuntimeError",),
        r"leaf Variable that requires grad",
        N_("A tensor that is trained is changed in place while gradients are recorded."),
        N_(
            "Usually `+=`, `x[…] = …` or a function whose name ends in `_` is applied to a "
            "parameter."
        ),
        N_("Make a new tensor instead, or change it within `with torch.no_grad():`."),
    ),
    Kind(
        "numpy of a trained tensor",
        ("RuntimeError",),
        r"Can't call numpy\(\) on Tensor that requires grad",
        N_("A tensor whose gradients are recorded cannot become a numpy array."),
        N_("Usually it comes out of a network outside of `torch.no_grad()`."),
        N_("Compute it within `with torch.no_grad():`, or use `.detach()` before `.numpy()`."),
    ),
    Kind(
        "changed before backward",
        ("RuntimeError",),
        r"modified by an inplace operation",
        N_("A tensor that is needed to compute gradients was changed after it had been used."),
        N_(
            "Usually something is changed in place before `backward()`, "
            "the step comes before it, or the losses of several batches are added up first."
        ),
        N_(
            "Keep the order forward, loss, `backward()`, step, and write `x = x + 1` instead of"
            " `x += 1`."
        ),
    ),
    Kind(
        "backward twice",
        ("RuntimeError",),
        r"backward through the graph a second time",
        N_(
            "`backward()` runs a second time through a computation whose intermediate values "
            "are gone."
        ),
        N_("Usually a loss is kept from one batch to the next, or `backward()` is called twice."),
        N_("Compute a new loss for each batch, and call `backward()` once on it."),
    ),
    Kind(
        "gradient of many numbers",
        ("RuntimeError",),
        r"implicitly created only for scalar outputs",
        N_("`backward()` needs one number, and this tensor holds several."),
        N_(
            "Usually it is called on the logits instead of the loss, or the losses are not "
            "averaged."
        ),
        N_("Call it on what the criterion returns."),
    ),
    Kind(
        "nothing to derive",
        ("RuntimeError",),
        r"does not require grad and does not have a grad_fn",
        N_("This tensor does not depend on anything that is trained, so there are no gradients."),
        N_(
            "Usually it was computed within `no_grad`, cut off by `.item()`, `.detach()` or "
            "`torch.tensor(…)`, or it is the labels."
        ),
        N_("Follow the loss back to the model, and look where the connection is cut."),
    ),
    Kind(
        "weights of another shape",
        ("RuntimeError",),
        r"size mismatch for (?P<name>[\w.]+): .*?shape torch\.Size\((?P<a>\[[\d, ]*\])\) "
        r"from checkpoint, .*?torch\.Size\((?P<b>\[[\d, ]*\])\)",
        N_("The weights for `{name}` have the shape {a}, and the layer has {b}."),
        N_("Usually the layer was made with other sizes."),
        N_("Compare its sizes with those in the handout."),
    ),
    Kind(
        "weights of other names",
        ("RuntimeError",),
        r"(Missing|Unexpected) key\(s\) in state_dict",
        N_("The names of the weights are not those of the network's layers."),
        N_("Usually a layer has a different name, or one is missing or too many."),
        N_("Compare `list(model.state_dict())` with the names in the handout."),
    ),
    Kind(
        "class not there",
        ("IndexError",),
        r"Target (?P<label>-?\d+) is out of bounds",
        N_("The label {label} has no logit: the network returns fewer outputs."),
        N_("Usually the last layer does not have as many outputs as there are classes."),
        N_("Make the last layer as wide as there are classes."),
    ),
    Kind(
        "batch and labels differ",
        ("ValueError",),
        r"input batch_size \((?P<a>\d+)\) to match target batch_size \((?P<b>\d+)\)",
        N_("There are {a} rows of logits and {b} labels."),
        N_("Usually the batch axis was flattened along with the others."),
        N_("Keep the batch axis: `flatten(1)`."),
    ),
    Kind(
        "network for its parameters",
        ("TypeError",),
        r"'\w+' object is not iterable",
        N_("The optimizer needs the parameters of the network, and was given the network itself."),
        N_("Usually `.parameters()` is missing."),
        N_("Hand over `model.parameters()`."),
        line=r"\b(optim\.\w+|SGD|Adam\w*|RMSprop)\((params=)?\w+\s*[,)]",
    ),
    Kind(
        "nothing to train",
        ("ValueError",),
        r"optimizer got an empty parameter list",
        N_("The optimizer was given no parameters."),
        N_("Usually the layers are in a plain list, or are not set as `self.… = …`."),
        N_("Set each layer with its own name in `__init__`, or use `nn.ModuleList`."),
    ),
)
