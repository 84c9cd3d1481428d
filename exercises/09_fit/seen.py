"""What is seen of a wrong course of epochs that no known mistake gives."""

import re

from autograder.checks import Property, beside, told
from autograder.core.languages import N_, _

scenarios = beside(__file__, "scenarios")
FOLDER, LOSSES = "files in the requested folder", "losses of the criterion"
CALLS, LINES = "calls of train and evaluate", "lines printed"
GOES_ON = "each epoch goes on from the one before"
LEFT = "epoch of the weights left in the model"
LINE = re.compile(r"^Epoch (\d+) Accuracy (\S+)% / Best Accuracy: (\S+)%$")
HANDED = N_("What exactly do you hand to `torch.save`, and under which name?")
NOT_BY_NAME = N_("{name} holds no names with their tensors, as `state_dict()` does.")
CONTENT = (
    (
        scenarios.BESIDE,
        N_("{name} is not in the requested folder: the two names were joined into one."),
        N_("What stands between the folder and the name of the file where you join them?"),
    ),
    (scenarios.GRADIENTS, N_("{name} holds gradients; it should hold the weights."), HANDED),
    (
        scenarios.NO_FILE,
        N_("No {name} was written."),
        N_("Which line of your code writes it, and is it reached?"),
    ),
    (
        scenarios.OTHER_NAMES,
        N_("{name} holds its tensors under names that no parameter has."),
        N_("Which names does `model.named_parameters()` give, and which do you write?"),
    ),
    (
        scenarios.UNREADABLE.split("(")[0],
        N_("`torch.load` cannot read {name}."),
        N_("Which function writes the file, and what does the handout write it with?"),
    ),
    (scenarios.NO_STATE_DICT, NOT_BY_NAME, HANDED),
    (scenarios.NOT_BY_NAME.split("(")[0], NOT_BY_NAME, HANDED),
    (
        scenarios.OF_NO_EPOCH,
        N_("After none of the epochs did the model hold the numbers in {name}."),
        N_("When do you copy these numbers, and what is done to them before they are saved?"),
    ),
)
"""What is told of a file by what a scenario says of it, or how that begins."""
SETTINGS, MOVED = "settings of the optimizer", "numbers that it moves"


def of_a_course(wrong):
    """Say what a wrong course of epochs has to do with the right one."""
    piece = wrong.where[0]
    for name in scenarios.FILES:
        if piece.endswith(name):
            yield from _other_content(name, wrong.got)
    if piece == LEFT and wrong.got[piece] == scenarios.OF_NO_EPOCH:
        yield Property(
            _("After none of the epochs did the model hold the weights that it is left with."),
            _("What does your code put into the model after the last epoch, and was it changed?"),
        )
    if piece.startswith("epoch of") and all(type(each[piece]) is int for each in wrong[1:3]):
        yield Property(
            _(
                "This is what the model held after epoch {got}; the best one is epoch {expected}.",
                got=wrong.got[piece],
                expected=wrong.expected[piece],
            ),
            _("When do you copy it, and does anything change the copy afterwards?"),
        )
    if piece == FOLDER and scenarios.BESIDE in wrong.got.values():
        yield from _other_content(scenarios.FILES[0], wrong.got)
    elif piece == FOLDER:
        yield from _other_names(wrong.got[FOLDER])
    if piece.startswith("names in"):
        yield from _other_tensors(piece, wrong.got[piece], wrong.expected[piece])
    if say := SAID_OF.get(piece):
        yield from say(wrong.got[piece], wrong.expected[piece])
    if piece == GOES_ON:
        yield Property(
            _("An epoch does not begin with the weights that the one before has left."),
            _("Which line changes the model between two epochs?"),
        )
    if piece == "best accuracy":
        yield from _other_epoch(wrong.got[piece], wrong.arguments["accuracies"])


def _other_names(there):
    missing = [name for name in scenarios.FILES if name not in there]
    if missing and there:
        names = {"missing": ", ".join(missing), "names": ", ".join(there)}
        yield Property(
            _("In the requested folder there should be {missing}; there is {names}.", **names),
            _("Letter by letter, what are the files called in your code, and in the docstring?"),
        )


def _other_content(name, got):
    """Say what is wrong with a file, beside what its epoch is."""
    kinds = [v for piece, v in got.items() if piece.startswith("epoch") and piece.endswith(name)]
    if scenarios.NO_FILE in kinds:
        yield from _other_names(got[FOLDER])
    for begins, words, question in CONTENT:
        if any(str(kind).startswith(begins) for kind in kinds):
            yield Property(_(words, name=name), _(question))


def _other_tensors(piece, got, expected):
    """Say which names a file of tensors should not hold, or lacks."""
    if not all(isinstance(names, list) for names in (got, expected)):
        return
    others = [name for name in got if name not in expected]
    missing = [name for name in expected if name not in got]
    file = piece.removeprefix("names in ")
    if missing and got and not others:
        yield Property(
            _("{file} lacks {names}.", file=file, names=", ".join(missing)),
            _("What exactly do you pass to `torch.save`, and what does the docstring say?"),
        )
    if others:
        values = {"file": file, "names": ", ".join(others)}
        yield Property(
            _("{file} holds {names}, which should not be there.", **values),
            _("What exactly do you pass to `torch.save`, and what does the docstring say?"),
        )


def _other_calls(got, expected):
    """Say in which epoch something else is called, or how many epochs there are."""
    number = next((n for n, pair in enumerate(zip(got, expected), 1) if pair[0] != pair[1]), None)
    if number is not None:
        calls = {"got": told(got[number - 1]), "expected": told(expected[number - 1])}
        yield Property(
            _(
                "Call {number} of train and what follows it: {got}. It should be: {expected}.",
                number=number,
                **calls,
            ),
            _("What does one round of your loop call, with which loader, and in which order?"),
        )
    elif len(got) != len(expected):
        yield _of_other_counts(len(got), len(expected))


def _of_other_counts(got, expected):
    return Property(
        _("Calls of `train`: {got}; it should be {expected}.", got=got, expected=expected),
        _("What decides how many epochs there are, and where does your loop stop?"),
    )


def _other_lines(got, expected):
    """Say how many lines there are, and which of its numbers a line of the right form has wrong."""
    if len(got) < len(expected) and got == expected[: len(got)]:
        yield Property(
            _(
                "Lines printed: {got}; it should be {expected}.",
                got=len(got),
                expected=len(expected),
            ),
            _("Where in your loop is the line printed, and does it reach the screen, not a log?"),
        )
        return
    pairs = [[LINE.match(line) for line in pair] for pair in zip(got, expected)]
    if not all(all(pair) for pair in pairs):
        if got and not any(line.startswith("Epoch") for line in got):
            yield Property(
                _(
                    "No line begins with `Epoch`; the first one printed is {line}.",
                    line=repr(got[0][:40]),
                ),
                _("How does it differ, character by character, from the handout's?"),
            )
        return
    words = (
        N_("In line {number} the epoch is {got}; it should be {expected}."),
        N_("In line {number} the accuracy is {got}; it should be {expected}."),
        N_("In line {number} the best accuracy is {got}; it should be {expected}."),
    )
    for number, (line, due) in enumerate(pairs, 1):
        for template, one, other in zip(words, line.groups(), due.groups()):
            if one != other:
                numbers = {"number": number, "got": one, "expected": other}
                if len({len(each.partition(".")[2]) for each in (one, other)}) > 1:
                    yield Property(
                        _(
                            "In line {number}, {got} should have two decimals: {expected}.",
                            **numbers,
                        ),
                        _("What stands behind the colon in the braces where you print it?"),
                    )
                    return
                question = _(
                    "Which variable do you print there, and what does it hold at that moment?"
                )
                yield Property(_(template, **numbers), question)
                return


def _other_settings(all_of_them, all_expected):
    pairs = zip(all_of_them, all_expected)
    number, (got, expected) = next(
        ((n, pair) for n, pair in enumerate(pairs, 1) if pair[0] != pair[1]), (0, ({}, {}))
    )
    if not number:
        yield _of_other_counts(len(all_of_them), len(all_expected))
        return
    moved, numbers = got.get(MOVED), expected[MOVED]
    if got["type"] != expected["type"]:
        words = _("The optimizer is {got}; it should be {expected}.")
        words = words.format(got=got["type"], expected=expected["type"])
        yield Property(words, _("Which class is your optimizer created from?"))
    elif moved != numbers:
        words = _("The optimizer moves {got} of the model's {expected} numbers.")
        words = words.format(got=moved, expected=numbers)
        yield Property(words, _("Which parameters do you hand to the optimizer?"))
    for name in expected:
        if name in got and got[name] != expected[name]:
            pair = (f"{v:g}" if isinstance(v, float) else v for v in (got[name], expected[name]))
            values = dict(zip(("name", "got", "expected"), (name, *pair)))
            if number > 1:
                yield Property(
                    _(
                        "In epoch {number} the optimizer has {name}={got} instead of {expected}.",
                        number=number,
                        **values,
                    ),
                    _("Which line changes the optimizer after it is made?"),
                )
            else:
                yield Property(
                    _("The optimizer has {name}={got}; it should be {expected}.", **values),
                    _("What do you pass when you make the optimizer, and what is the default?"),
                )


def _other_losses(got, expected):
    if got and isinstance(got[0], str) and got[0].startswith("an error: "):
        error = got[0].removeprefix("an error: ")
        yield Property(
            _(
                "For logits (N, classes) and labels (N,) the criterion raises a {error}.",
                error=error,
            ),
            _("Which loss function do you make, and what does it expect?"),
        )
    if len(got) != len(expected):
        yield _of_other_counts(len(got), len(expected))
    elif not any(isinstance(loss, str) for loss in got):
        yield from _of_factors(got, expected)


def _of_factors(got, expected):
    factors = [float(loss) / float(due) for loss, due in zip(got, expected) if due]
    if factors and max(factors) - min(factors) <= 1e-4 * abs(factors[0]) and factors[0] != 1:
        yield Property(
            _(
                "Each loss is {factor} times the cross-entropy of its batch.",
                factor=f"{factors[0]:.4g}",
            ),
            _("Does your criterion return the mean over the batch, or a sum?"),
        )
    else:
        yield Property(
            _("The losses that the criterion returns differ from the cross-entropy."),
            _("Which loss function do you make, with which arguments, and what does it get?"),
        )


def _other_epoch(got, accuracies):
    if isinstance(got, float) and abs(got - sum(accuracies) / len(accuracies)) < 1e-3:
        yield Property(
            _("This is the mean of the accuracies of all epochs."),
            _("Which one of the accuracies should be returned?"),
        )
    if isinstance(got, float) and got - scenarios.ON_TRAINING_IMAGES in accuracies:
        yield Property(
            _("This is an accuracy on the training images."),
            _("Which loader does the accuracy come from that you return?"),
        )
    if got in accuracies and got != max(accuracies):
        number = accuracies.index(got) + 1
        yield Property(
            _("This is the accuracy of epoch {number}, which is not the best one.", number=number),
            _("Which variable do you return, and when does it change?"),
        )
    elif type(got) is int and 0 <= got <= len(accuracies):
        yield Property(
            _("This is the number of an epoch, not its accuracy."),
            _("Which variable do you return, and what does it hold?"),
            may_be_chance=True,
        )
    if isinstance(got, int | float) and min(abs(got - each) for each in accuracies) > 1:
        yield Property(
            _("None of the epochs has this accuracy."),
            _("Which variable do you return, and which line changes it?"),
        )


SAID_OF = {SETTINGS: _other_settings, CALLS: _other_calls}
SAID_OF |= {LINES: _other_lines, LOSSES: _other_losses}
