"""How exercise 9 is asked: a course of epochs whose accuracies are set beforehand."""

from autograder.checks import QuestionSpec, beside, setups
from autograder.core.languages import N_, _

Course = beside(__file__, "scenarios").Course
seen = beside(__file__, "seen")


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


def two_epochs(draw, **options):
    """Return a course of two epochs, of which the first is looked at."""
    return a_course(draw, [draw.integer(n, n + 2000) / 100 for n in (3000, 6000)], **options)


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


QUESTIONS = {
    "fit_run": QuestionSpec(
        function="fit",
        scenario="fit_run",
        words=N_("fit, with a train and an evaluate of the check's own"),
        setup=_setup,
        extra_inputs=_extra,
        returned=("best accuracy",),
        basis=(seen.CALLS,),
        seen=seen.of_a_course,
    ),
}
