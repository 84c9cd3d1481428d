"""What is said of data sets, files, labels and state dicts that do not fit."""

from __future__ import annotations

from autograder.core.languages import N_

from .error_kind import Kind

OF_DATA = (
    Kind(
        "normalised before it is a tensor",
        ("TypeError",),
        r"img should be Tensor Image|[Ii]nput tensor should be a float tensor",
        N_("`Normalize` needs a tensor of floats, and it was given something else."),
        N_("Usually the transforms stand in the wrong order, or `ToTensor()` is missing."),
        N_("Put `ToTensor()` before `Normalize(…)`."),
    ),
    Kind(
        "other channels than given",
        ("RuntimeError",),
        r"output with shape (?P<a>\[[\d, ]*\]) doesn't match the broadcast shape "
        r"(?P<b>\[[\d, ]*\])",
        N_("A result of shape {b} is to be written into a tensor of shape {a}."),
        N_(
            "Usually something with more channels or axes is combined in place, such as a mean for "
            "three channels with a gray image."
        ),
        N_("Print both shapes; give one number for each channel that there is."),
    ),
    Kind(
        "path for an image",
        ("TypeError",),
        r"(Unexpected type|Got) <class '(pathlib\.)?(?P<kind>str|\w*Path)'>",
        N_("A transform needs an image, and was given its path ({kind})."),
        N_("Usually the file was not opened."),
        N_("Open it first: `Image.open(path)`."),
    ),
    Kind(
        "two values expected",
        ("ValueError",),
        r"^(?P<name>\w+) returned an? (?P<kind>\w+); it should return two",
        N_("`{name}` should return two values; what came back is of type {kind}."),
        N_("Usually only one of them is returned, or they are in a dict."),
        N_("Return both at once, in the order of the handout: `return first, second`."),
    ),
    Kind(
        "more than two values",
        ("ValueError",),
        r"^(?P<name>\w+) returned (?P<count>\d+) values; it should return two",
        N_("`{name}` should return two values, and it returned {count}."),
        N_("Usually there is a third one, such as a loader for validation, or one is left out."),
        N_("Return the two that the handout names, in its order: `return first, second`."),
    ),
    Kind(
        "nothing to call",
        ("ValueError",),
        r"^(?P<name>\w+) returned an? (?P<kind>\w+); it should return something to call",
        N_("`{name}` should return something to call, and it returned a {kind}."),
        N_("Usually the transforms were put into a list, or one was applied already."),
        N_("Join them: `transforms.Compose([…])` is called with an image, and calls one by one."),
    ),
    Kind(
        "used up",
        ("ValueError",),
        r"yields nothing in epoch (?P<count>\d+)",
        N_("A loader yields its batches once; in epoch {count} it yields nothing."),
        N_("Usually an iterator or a generator is returned, which is used up after one pass."),
        N_("Return the `DataLoader` itself, without `iter(…)` or `yield`."),
    ),
    Kind(
        "no pair in a batch",
        ("ValueError",),
        r"yields an? (?P<kind>\w+) where a batch should be",
        N_("A loader yields a {kind} where a pair is expected: the images of a batch, its labels."),
        N_("Usually a single batch is returned in the place of its loader, as by `next(iter(…))`."),
        N_("Return the `DataLoader` itself; whoever needs a batch takes it from there."),
    ),
    Kind(
        "single images",
        ("ValueError",),
        r"^an? (?P<kind>\w+) yields single images",
        N_("The {kind} yields single images; it should yield batches of them."),
        N_("Usually the data set itself is returned in the place of its loader."),
        N_("Put the data set into a `DataLoader`, with a batch size."),
    ),
    Kind(
        "no batch",
        ("ValueError",),
        r"yields no batch at all",
        N_("A loader yields no batch at all."),
        N_("Usually its data set is empty, or `drop_last` drops the only batch."),
        N_("Print `len(…)` of the data set and of the loader."),
    ),
    Kind(
        "data set not found",
        ("RuntimeError",),
        r"^Dataset not found",
        N_("The folder that was given does not hold this data set."),
        N_("Usually the folder is not `root`, or the class is that of a different data set."),
        N_("Pass on the folder that your function was given, and compare the name of the class."),
    ),
    Kind(
        "nothing to download from",
        ("RuntimeError",),
        r"^Error downloading",
        N_("The data set is to be downloaded, and there is no network here."),
        N_("Usually it is looked for in a folder other than the one that was given."),
        N_("Pass on the folder that your function was given: the images lie there already."),
    ),
    Kind(
        "whole network in a file",
        ("UnpicklingError",),
        r"Weights only load failed",
        N_("`torch.load` reads tensors only, and this file holds an object of a class."),
        N_("Usually the network itself was saved."),
        N_("Save `model.state_dict()`, and load it with `model.load_state_dict(torch.load(…))`."),
    ),
    Kind(
        "no image",
        ("TypeError",),
        r"Invalid shape (?P<shape>\([\d, ]*\)) for image data",
        N_("`imshow` was given an array of shape {shape}, which is not an image."),
        N_("Usually an axis is taken away that some images do not have, or one is left over."),
        N_("Print its `.shape`; `imshow` draws (H, W), and colours as (H, W, 3)."),
    ),
    Kind(
        "cells from one",
        ("ValueError",),
        r"num must be an integer with 1 <= num <= (?P<count>\d+), not (?P<number>-?\d+)",
        N_("There is no cell {number} in this grid: its cells are counted from 1 to {count}."),
        N_("Usually the loop counts from 0, or there are more images than cells."),
        N_("Add 1 to the index, and stop at the last cell."),
    ),
    Kind(
        "channels of an image",
        ("TypeError",),
        r"permitted channel values are (?P<wanted>\[[\d, ]*\]), but found (?P<count>\d+)",
        N_("The image has {count} channels; this transform takes {wanted}."),
        N_("Usually it is a file with transparency (RGBA), which has a fourth channel."),
        N_("Make it gray while it is still an image, before it becomes a tensor."),
    ),
    Kind(
        "pictures in a batch",
        ("TypeError",),
        r"batch must contain tensors.*PIL",
        N_("The loader cannot put pictures (PIL images) into one batch."),
        N_("Usually the data set was made without a transform."),
        N_("Pass `transform=…` to the data set; it has to end in a tensor."),
    ),
    Kind(
        "made with an argument",
        ("TypeError",),
        r"(?P<name>\w+)\.__init__\(\) takes 1 positional argument but \d+ were given",
        N_("A `{name}` was made with an argument, but its `__init__` takes none."),
        N_(
            "Usually `__init__` is spelt differently or lacks a parameter; or the class itself "
            "stands where an object is meant, without its brackets."
        ),
        N_("Look at the `def __init__` line, and write `{name}()` where an object is meant."),
    ),
    Kind(
        "target like the logits",
        ("RuntimeError",),
        r"floating point type for target with class probabilities",
        N_("The loss takes its second argument for probabilities: it has the shape of the first."),
        N_(
            "Usually the labels are one-hot vectors of whole numbers, or the predicted classes are "
            "passed in the place of the logits."
        ),
        N_("Pass logits of shape (N, classes) and labels of shape (N,)."),
    ),
    Kind(
        "labels with an axis too many",
        ("RuntimeError",),
        r"0D or 1D target tensor expected",
        N_("The labels have an axis too many: the loss expects one class for each sample."),
        N_("Usually their shape is (N, 1), or they are one-hot vectors."),
        N_("Print `labels.shape`; it should be (N,)."),
    ),
    Kind(
        "largest of nothing",
        ("IndexError", "RuntimeError"),
        r"Expected reduction dim (?P<dim>\d+) to have non-zero size|"
        r"Expected reduction dim to be specified for input\.numel\(\) == 0",
        N_("The code asks for the largest or the smallest number of an empty tensor."),
        N_("Usually a window begins beyond the edge, so that nothing is cut out."),
        N_("Print the bounds of the slice, and the shape of what it cuts."),
    ),
    Kind(
        "no state dict",
        ("TypeError",),
        r"Expected state_dict to be dict-like, got <class '(?P<kind>[\w.<>]+)'>",
        N_("`load_state_dict` was given a {kind}; it takes what `state_dict()` returns."),
        N_("Usually the network itself was kept, or nothing was kept at all (None)."),
        N_("Print what you pass to it; keep a copy of `model.state_dict()`."),
    ),
    Kind(
        "folder missing",
        ("RuntimeError",),
        r"Parent directory (?P<name>\S+) does not exist",
        N_("The folder `{name}`, which the file should be written into, does not exist."),
        N_("Usually a folder was put between the one that is handed over and the file."),
        N_("Write into the folder as it is handed over, or make the other one first."),
    ),
    Kind(
        "file before its content",
        ("AttributeError",),
        r"expected 'f' to be string, path, or a file-like object",
        N_("`torch.save` got something that is no file and no path where the file should be."),
        N_("Usually its two arguments are in the wrong order."),
        N_("Write `torch.save(what, where)`."),
    ),
    Kind(
        "array that is no picture",
        ("TypeError",),
        r"^Cannot handle this data type",
        N_("Pillow cannot make an image of an array of this type or shape."),
        N_("Usually it holds floats, as `plt.imread` returns them, or it has an axis too many."),
        N_("Read the file with `Image.open`, or hand over whole numbers of the type uint8."),
    ),
    Kind(
        "path for a network",
        ("AttributeError",),
        r"'(str|\w*Path)' object has no attribute '(parameters|eval|train|to|state_dict)'",
        N_("A path or another string stands where the network is needed."),
        N_("Usually two parameters are in another order than in the handout."),
        N_("Compare your `def` line with that in the handout, parameter by parameter."),
    ),
    Kind(
        "there already",
        ("FileExistsError",),
        r"exists",
        N_("A file or folder that the code is about to make exists already."),
        N_("Usually `exist_ok=True` is missing."),
        N_("Write `os.makedirs(…, exist_ok=True)`, or `mkdir(exist_ok=True)` of a path."),
    ),
)
