"""A single slip costs at most half of its exercise and at least a fortieth, in each exercise."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from helpers import HOME, SOLUTIONS, write_files

from autograder.authoring.prove import CHEAPEST, DEAREST
from autograder.checks.recorded import answers_of_the_kit
from autograder.checks.session import Run, run_checks
from autograder.checks.sides import InProcess
from autograder.checks.verdict import CheckResult
from autograder.course import current_course

torch.set_num_threads(1)  # on a busy machine, more of them wait for each other

COLUMNS = "columns.reshape(len(images), images.shape[1] * kh * kw, -1)"
LINE = "{best_accuracy:.2f}%')\n\n"
FLATTEN = "x.flatten(start_dim=1)"
SLIPS = {
    "fit returns in its loop": ("fit", "chapter", (LINE, f"{LINE[:-1]}        return 0.0\n\n")),
    "train returns in its loop": ("train", "", ("            callback()", "            return")),
    "fit's num_epochs": ("fit", "", ("num_epoch", "num_epochs")),
    "evaluate's show": ("evaluate", "", ("verbose", "show")),
    "im2col's step": ("im2col", "", ("stride", "step")),
    "images of 32x32": ("lenet", "", ("16 * 4 * 4", "400"), (FLATTEN, "x.view(-1, 400)")),
    "another size in view": ("lenet", "", (FLATTEN, "x.view(-1, 400)")),
    "nothing flattened": ("lenet", "", (FLATTEN, "x")),
    "a pair of logits and features": ("lenet", "", ("self.fc3(x)", "self.fc3(x), x")),
    "products that begin at one": ("filters", "four_loops", ("total = 0.0", "total = 1.0")),
    "a sum that begins at one": ("filters", "", ("sum(maps)", "sum(maps, 1)")),
}


def checked(folder: Path, exercise: str, style: str, *edits: tuple[str, str]) -> list[CheckResult]:
    """Check an exercise with these words of the solution, or of a right style, changed."""
    path = HOME / "tests" / "right" / exercise / f"{style}.py"
    text = path.read_text(encoding="utf-8") if style else SOLUTIONS[f"{exercise}.py"]
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    answers = answers_of_the_kit(0)
    learner = InProcess.of_path(write_files(folder / "own", SOLUTIONS | {f"{exercise}.py": text}))
    run = Run(learner, answers.reference, lambda: None, 0, answers.diagnosis, (exercise,))
    run_checks(run)
    return run.results


@pytest.mark.parametrize("slip", list(SLIPS))
def test_a_slip_costs_a_fair_share_of_its_exercise(tmp_path, slip):
    exercise, *rest = SLIPS[slip]
    failed = [result for result in checked(tmp_path, exercise, *rest) if not result.passed]
    whole = current_course().exercise(exercise).points
    share = float(sum(result.points for result in failed)) / whole
    assert CHEAPEST <= share <= DEAREST, [(f.name, float(f.points), f.message) for f in failed]


def test_a_result_that_is_printed_is_told_as_that_and_counts_for_nothing(tmp_path):
    edit = (f"return {COLUMNS}", f"print({COLUMNS})\n")
    failed = [r for r in checked(tmp_path, "im2col", "", edit) if not r.passed]
    told = [r.message for r in failed if r.message.startswith("The result is printed, not")]
    assert told and sum(r.points for r in failed) > 4


def test_a_renamed_parameter_is_told_by_both_names(tmp_path):
    (failed,) = [r for r in checked(tmp_path, *SLIPS["fit's num_epochs"]) if not r.passed]
    assert "the parameter `num_epochs` should be called `num_epoch`" in failed.message
    assert failed.brief.explanation and failed.brief.question.endswith("?")


def test_a_pair_is_told_with_the_line_that_returns_it(tmp_path):
    results = checked(tmp_path, *SLIPS["a pair of logits and features"])
    places = {r.brief.place.text.strip() for r in results if not r.passed and r.brief.place}
    assert places == {"return self.fc3(x), x"}


@pytest.mark.parametrize("function", [f for e in current_course().exercises for f in e.functions])
def test_parameters_are_those_of_the_reference(function):
    exercise = current_course().exercise_of(function)
    parameters = exercise.parameters_of(function)
    reference = answers_of_the_kit(0).reference.function(f"{exercise.name}.{function}")
    code = getattr(reference, "__code__", None)
    assert not parameters or parameters == code.co_varnames[: code.co_argcount]


KEEPING = """

_kept = {}
_once = max_pool2d


def max_pool2d(x, kernel_size, stride=None):
    pooled = _once(x, kernel_size, stride)
    return pooled[..., : _kept.setdefault(len(x), pooled.shape[-1])]
"""


def test_what_a_file_keeps_between_calls_is_no_matter_of_height_and_width(tmp_path):
    text = SOLUTIONS["layers.py"]
    results = checked(tmp_path, "layers", "", (text, text + KEEPING))
    failed = [result for result in results if not result.passed]
    assert failed
    for result in failed:
        assert "no other call comes before it" in result.message
