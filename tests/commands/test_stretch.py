"""Stretch goals: a goal after an exercise, checked as exercises are, and worth nothing."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from helpers import HOME, a_kit, run

from autograder.authoring.prove import trials_of
from autograder.checks.diagnosis.diagnosis import Diagnosis
from autograder.checks.diagnosis.known import further_question
from autograder.checks.questions import questions
from autograder.checks.session import Run, run_checks
from autograder.checks.sides import Cached, InProcess
from autograder.core.languages import LANGUAGES
from autograder.course import current_course
from autograder.course.reference import solution_of
from autograder.course.stretch import about_stretch_goals, stretch_goals
from autograder.learn.stub import stub_of

GOALS = stretch_goals()
FOLDERS = {goal.name: HOME / "stretch" / "exercises" / goal.folder for goal in GOALS.values()}

QUICK = ("receptive_field", "dilation")


def command(kit: Path, *args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return run("autograder", *args, cwd=kit, AUTOGRADER_COURSE=str(kit), **environment)


def test_six_exercises_and_more_have_a_goal():
    assert len(GOALS) >= 6
    assert all(name in current_course().names for name in GOALS)


def test_a_goal_says_where_it_is_names_a_mistake_and_is_reached(tmp_path):
    kit = a_kit(tmp_path)
    file = kit / "stretch" / "exercises" / "02_dilation" / "dilation.py"
    told = command(kit, "stretch", "filters")
    assert told.returncode == 1
    assert "Stretch goal after filters: dilation. It brings no points." in told.stdout
    assert "read stretch/exercises/02_dilation/README.md" in told.stdout
    assert "edit stretch/exercises/02_dilation/dilation.py" in told.stdout
    assert "0 of 6 checks" in told.stdout and "is not written yet" in told.stdout
    right = (HOME / "stretch" / "solutions" / "02_dilation" / "dilation.py").read_text("utf-8")
    wrong = "    dilation = dilation + 1\n    kh, kw = filters.shape"
    file.write_text(right.replace("    kh, kw = filters.shape", wrong), encoding="utf-8")
    told = command(kit, "stretch", "2", "--lang", "zh")
    assert told.returncode == 1 and "把膨胀当成了跳过的像素数" in told.stdout
    assert "阅读 stretch/exercises/02_dilation/README.zh.md" in told.stdout
    file.write_text(right, encoding="utf-8")
    told = command(kit, "stretch", "filters")
    assert told.returncode == 0 and "Stretch goal reached: dilation." in told.stdout
    assert "0 of 100 points" in command(kit, "status").stdout
    assert not (kit / ".autograder" / "progress.json").exists(), "no progress of the exercises"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("fit", r"fit has no stretch goal; there are goals for output_shape, filters, .*evaluate"),
        ("cooking", "no exercise is called 'cooking'"),
    ],
)
def test_where_there_is_no_goal_a_line_says_so(name, said):
    told = run("autograder", "stretch", name)
    assert told.returncode == 2 and re.search(f"^autograder: {said}", told.stderr)


def test_a_course_without_goals_says_so():
    pruning = HOME / "tests" / "courses" / "pruning"
    told = run("autograder", "stretch", "linear", AUTOGRADER_COURSE=str(pruning))
    assert told.returncode == 2
    assert told.stderr == "autograder: this course has no stretch goals\n"


def test_goals_are_no_exercises():
    told = run("pytest", "exercises/", "--collect-only", "-q")
    assert "test_dilation.py" not in told.stdout and "exercises" in told.stdout
    assert not {goal.name for goal in GOALS.values()} & set(current_course().names)


@pytest.fixture
def about_goals() -> Iterator[None]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # tests run side by side, and all of this is small
    with about_stretch_goals():
        yield
    torch.set_num_threads(threads)


def judged(goal: str, source: str) -> list:
    """Check a goal's file in this process, as a learner's is."""
    reference = Cached(InProcess.of_reference())
    side = InProcess.of_reference({goal: source})
    run_of = Run(side, reference, lambda: None, 0, Diagnosis(), (goal,))
    assert run_checks(run_of)
    return run_of.results


@pytest.mark.usefixtures("about_goals")
@pytest.mark.parametrize(
    "goal",
    [pytest.param(name, marks=() if name in QUICK else pytest.mark.long) for name in FOLDERS],
)
def test_the_reference_reaches_its_goal_and_what_is_wrong_is_named(goal):
    trials = trials_of(goal, HOME / "stretch")
    assert sum(trial.kind == "mistake" for trial in trials) >= 3
    assert {"right", "rewritten", "stub"} <= {trial.kind for trial in trials}
    for trial in trials:
        results = judged(goal, trial.source)
        passed = [result.passed for result in results]
        if trial.kind == "right":
            assert all(passed), trial.told
        elif trial.kind == "stub":
            assert not any(passed), trial.told
        else:
            names = {result.mistake for result in results if not result.passed}
            assert trial.mistake.name in names, (trial.told, names)


@pytest.mark.usefixtures("about_goals")
def test_every_question_has_further_inputs_as_a_release_records_them():
    for name, spec in questions().items():
        assert spec.extra_inputs is not None, name
        drawn = [further_question(name, number).fingerprint for number in range(4)]
        assert len(set(drawn)) > 1, name


@pytest.mark.usefixtures("about_goals")
@pytest.mark.parametrize("goal", FOLDERS)
def test_stubs_are_up_to_date(goal):
    stub = (FOLDERS[goal] / f"{goal}.py").read_text(encoding="utf-8")
    assert stub == stub_of(solution_of(goal))


@pytest.mark.parametrize("goal", FOLDERS)
def test_each_goal_is_told_in_both_languages(goal):
    exercise = next(name for name, own in GOALS.items() if own.name == goal)
    for code in LANGUAGES:
        name = "README.md" if code == "en" else f"README.{code}.md"
        text = (FOLDERS[goal] / name).read_text(encoding="utf-8")
        assert f"\nautograder stretch {exercise}\n" in text
        for function in GOALS[exercise].functions:
            assert f"`{function}" in text


def test_the_catalogue_of_the_goals_is_complete():
    from autograder.authoring import texts

    with about_stretch_goals():
        said = texts.texts()["exercises"]
        catalog = texts.updated("exercises", "zh", said)
        path = texts.path_of("exercises", "zh")
        assert path.read_bytes() == texts.as_po(catalog), "python -m autograder.authoring.texts"
        assert not [m.id for m in catalog if m.id and not m.string]


@pytest.mark.usefixtures("about_goals")
def test_the_numbers_of_the_worked_examples_are_right():
    find = InProcess.of_reference().function
    field = find("receptive_field.receptive_field")
    stacks = ([(3, 1)], [(3, 1)] * 2, [(2, 2), (3, 1)], [(5, 1), (2, 2)] * 2)
    assert [field(layers) for layers in stacks] == [3, 5, 6, 16]
    row, kernel = torch.tensor([[[1.0, 2, 0, 1, 3, 0, 2]]]), torch.tensor([[[[1.0, 0, -1]]]])
    layer = find("dilation.dilated_conv_layer")
    rows = [layer(row, kernel, dilation=n).flatten().tolist() for n in (1, 2, 3)]
    assert rows == [[1, 1, -3, 1, 1], [-2, 2, -2], [-1]]
    pixels, kernel = torch.tensor([[[[1.0, 2, 0, 3]]]]), torch.tensor([[[[2.0, -1]]]])
    back = find("backward.conv2d_backward")(pixels, kernel, torch.tensor([[[[1.0, 0, 2]]]]))
    assert [g.flatten().tolist() for g in back] == [[2, -1, 4, -2], [1, 8], [3]]
    pool = find("average_pooling.avg_pool2d")
    x = torch.tensor([[[[2.0, 4, 1], [6, 0, 3], [1, 1, 8]]]])
    assert pool(x, 2).item() == 3
    assert pool(x, 2, padding=1).flatten().tolist() == [0.5, 1.25, 1.75, 3]
    networks = [find(f"lenet_variants.{name}")() for name in ("StridedLeNet", "SmallKernelLeNet")]
    counts = [sum(p.numel() for p in network.parameters()) for network in networks]
    assert [f"{count:,}" for count in counts] == ["44,426", "45,444"]
    texts = " ".join((folder / "README.md").read_text("utf-8") for folder in FOLDERS.values())
    for said in ("44,426", "45,444", "2  -1  4  -2", "-2  2 -2", "0.5   1.25"):
        assert said in texts
