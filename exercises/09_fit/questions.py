"""How exercise 9 is asked: a course of epochs whose accuracies are set beforehand."""

from autograder.checks import Property, QuestionSpec, beside, setups
from autograder.core.languages import N_, _

scenarios = beside(__file__, "scenarios")
Course = scenarios.Course


def a_course(draw, accuracies, unused=False, in_place=True, **options):
    """Return the arguments of a course of epochs with these accuracies."""
    return vars(
        Course(
            weight=draw.normal(3, 4),
            steps=draw.normal(len(accuracies), 3, 4),
            accuracies=[float(a) for a in accuracies],
            options={"num_epoch": len(accuracies)} | options,
            in_place=in_place,
            unused=unused,
        )
    )


def _extra(draw):
    accuracies = [45 + 0.06 * n for n in draw.integers(draw.integer(3, 4), 0, 40)]
    unused, options = bool(draw.integer(0, 1)), {"lr": 0.1, "momentum": 0.7}
    folder = ("either", "str", "Path")[draw.integer(0, 2)]
    return (), a_course(draw, accuracies, unused, in_place=False, **options) | {"folder": folder}


def _setup(of):
    rows, columns = of["weight"].shape
    yield setups.layers(f"Linear({columns}, {rows})", f"BatchNorm1d({rows}, affine=False)")
    if of["options"]:
        yield ", ".join(f"{name}={value}" for name, value in of["options"].items())
    accuracies = ", ".join(f"{number:g}" for number in of["accuracies"])
    yield _("evaluate returns {numbers} after the epochs", numbers=accuracies)
    if of.get("unused"):
        yield _("one parameter of the network never gets a gradient")
    if of["folder"] != "either":
        yield _("out_dir is a {type}", type=of["folder"])


FOLDER = "files in the requested folder"
LOSSES = "losses of the criterion"
SETTINGS = "settings of the optimizer"
NO_TENSORS = (scenarios.NO_STATE_DICT, scenarios.NOT_BY_NAME.split("(")[0])
MOVED = "numbers that it moves"


def _seen(wrong):
    """Say what a wrong course of epochs has to do with the right one."""
    piece = wrong.where[0]
    for name in scenarios.FILES:
        if piece.endswith(name):
            yield from _other_content(name, wrong.got)
    if piece.startswith("epoch of") and all(type(each[piece]) is int for each in wrong[1:3]):
        yield Property(
            _(
                "This is what the model held after epoch {got}; the best one is epoch {expected}.",
                got=wrong.got[piece],
                expected=wrong.expected[piece],
            ),
            _("When do you copy it, and does anything change the copy afterwards?"),
        )
    if piece == FOLDER:
        yield from _other_names(wrong.got[FOLDER])
    if piece == SETTINGS and len(wrong.where) == 3:
        got, expected = (result[SETTINGS][0] for result in (wrong.got, wrong.expected))
        yield from _other_settings(got, expected)
    if piece == LOSSES:
        yield from _other_losses(wrong.got[LOSSES], wrong.expected[LOSSES])
    if piece == "best accuracy":
        yield from _other_epoch(wrong.got[piece], wrong.arguments["accuracies"])


def _other_names(there):
    missing = [name for name in scenarios.FILES if name not in there]
    if missing and there:
        names = {"missing": ", ".join(missing), "names": ", ".join(there)}
        yield Property(
            _("In the requested folder there should be {missing}; there is {names}.", **names),
            _("How are the files called in your code, and how in the docstring, letter by letter?"),
        )


def _other_content(name, got):
    """Say what is wrong with a file, beside what its epoch is."""
    kinds = [v for piece, v in got.items() if piece.startswith("epoch") and piece.endswith(name)]
    if scenarios.NO_FILE in kinds:
        yield from _other_names(got[FOLDER])
        yield Property(
            _("No {name} was written.", name=name),
            _("Which line of your code writes it, and is it reached?"),
        )
    elif any(str(kind).startswith(NO_TENSORS) for kind in kinds):
        yield Property(
            _("{name} holds no names with their tensors, as `state_dict()` does.", name=name),
            _("What exactly do you hand to `torch.save`?"),
        )
    elif scenarios.OF_NO_EPOCH in kinds:
        yield Property(
            _("After none of the epochs did the model hold the numbers in {name}.", name=name),
            _("When do you copy these numbers, and what is done to them before they are saved?"),
        )


def _other_settings(got, expected):
    moved, numbers = got.get(MOVED), expected[MOVED]
    if got["type"] != expected["type"]:
        words = _("The optimizer is {got}; it should be {expected}.")
        words = words.format(got=got["type"], expected=expected["type"])
        yield Property(words, _("Which class do you make the optimizer of?"))
    elif moved != numbers:
        words = _("The optimizer moves {got} of the model's {expected} numbers.")
        words = words.format(got=moved, expected=numbers)
        yield Property(words, _("Which parameters do you hand to the optimizer?"))
    for name in expected:
        if name in got and got[name] != expected[name]:
            values = {"name": name, "got": got[name], "expected": expected[name]}
            yield Property(
                _("The optimizer has {name}={got}; it should be {expected}.", **values),
                _("What do you pass when you make the optimizer, and what is the default?"),
            )


def _other_losses(got, expected):
    if len(got) != len(expected) or any(isinstance(loss, str) for loss in got):
        return
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
            _("The criterion returns other losses than cross-entropy does."),
            _("Which loss function do you make, with which arguments, and what does it get?"),
        )


def _other_epoch(got, accuracies):
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


QUESTIONS = {
    "fit_run": QuestionSpec(
        function="fit",
        scenario="fit_run",
        words=N_("fit, with a train and an evaluate of the check's own"),
        setup=_setup,
        extra_inputs=_extra,
        returned=("best accuracy",),
        seen=_seen,
    ),
}
