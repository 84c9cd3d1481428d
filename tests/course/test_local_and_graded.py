"""What `pytest exercises/` says and what grading says agree, check by check.

The same checks with the same numbers, once over files in this process and once behind the
walls: nothing that learner code sets, prints or leaves behind may part them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from commands.wild import ENTRIES as WILD
from helpers import HOME, SCENARIOS, SOLUTIONS, write_files

from autograder.authoring import demo
from autograder.checks.data import load_data
from autograder.checks.session import Run, run_checks
from autograder.checks.sides import Cached, InProcess
from autograder.course import current_course, data_root
from autograder.grading.intake.intake import Entry, take_in
from autograder.sandbox.client import Sandboxed
from autograder.sandbox.limits import Limits
from autograder.sandbox.walls import walls_of_this_machine
from autograder.sandbox.zygote import Zygote

STYLES = sorted(
    path.relative_to(HOME / "tests").as_posix()
    for kind in ("right", "wrong")
    for path in (HOME / "tests" / kind).glob("*/*.py")
)
SAMPLE = {
    next(s for s in STYLES if s.startswith(f"wrong/{e.name}/"))
    for e in current_course().exercises[::2]
    if e.file
}
ODD = ("everything", "below_src", "annotated", "streams_in_fit", "nb_of_colab", "py_with_marks")
SPOILERS = {
    "float64": ("filters", "import torch\ntorch.set_default_dtype(torch.float64)\n"),
    "no gradients": ("predict", "import torch\ntorch.set_grad_enabled(False)\n"),
    "errors of numpy": ("evaluate", "import numpy\nnumpy.seterr(all='raise')\n"),
    "warnings": ("layers", "import warnings\nwarnings.simplefilter('error')\n"),
}
"""What the head of one file sets for the whole process."""


def _sampled(names: list[str], chosen: set[str]) -> list[object]:
    """Mark as long what is not in the sample."""
    return [n if n in chosen else pytest.param(n, marks=pytest.mark.long) for n in names]


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    with Zygote(walls_of_this_machine(), Limits(), SCENARIOS) as zygote:
        yield zygote


@functools.cache
def reference() -> Cached:
    return Cached(InProcess.of_reference())


def verdicts(side: object, exercises: tuple[str, ...]) -> dict[tuple[str, str], str]:
    """Run the checks of some exercises over a side; gives each check's outcome."""
    torch.set_num_threads(1)
    data = functools.partial(load_data, data_root())
    run = Run(side, reference(), data, 7, exercises=exercises)  # type: ignore[arg-type]
    assert run_checks(run)
    return {(result.part, result.name): result.outcome for result in run.results}


def agree(path: Path, zygote: Zygote, exercises: tuple[str, ...]) -> dict[tuple[str, str], str]:
    """Compare the local run and the graded one; gives the outcomes of both."""
    local = verdicts(InProcess.of_path(path), exercises)
    submission = Sandboxed(zygote, take_in(Entry(path.name, path)), Limits())
    try:
        graded = verdicts(submission, exercises)
    finally:
        submission.close()
    assert local == graded
    return local


@pytest.mark.parametrize("style", _sampled(STYLES, SAMPLE))
def test_every_style_right_or_wrong(style, zygote, tmp_path):
    kind, part, _ = style.split("/")
    text = (HOME / "tests" / style).read_text(encoding="utf-8")
    folder = write_files(tmp_path / "one", SOLUTIONS | {f"{part}.py": text})
    outcomes = agree(folder, zygote, (part,))
    assert (set(outcomes.values()) == {"passed"}) == (kind == "right")


@pytest.mark.parametrize("name", _sampled(list(ODD), {"everything"}))
def test_work_that_touches_everything(name, zygote, tmp_path):
    WILD[name](tmp_path)
    (path,) = tmp_path.iterdir()
    outcomes = agree(path, zygote, ("layers", "train", "evaluate", "fit", "predict"))
    assert set(outcomes.values()) == {"passed"}


@pytest.mark.parametrize("spoiler", _sampled(list(SPOILERS), {"no gradients"}))
def test_what_one_file_sets_costs_no_other(spoiler, zygote, tmp_path):
    part, head = SPOILERS[spoiler]
    files = SOLUTIONS | {f"{part}.py": head + SOLUTIONS[f"{part}.py"]}
    folder = write_files(tmp_path / "one", files)
    outcomes = agree(folder, zygote, (part, "train", "layers", "lenet"))
    assert all(v == "passed" for (name, _), v in outcomes.items() if name != part)


@pytest.mark.long
def test_the_demo(zygote, tmp_path):
    demo.build(tmp_path)
    every = tuple(
        e.name for e in current_course().exercises if e.file and e.name not in ("layers", "im2col")
    )
    for path in sorted(tmp_path.iterdir()):
        if path.suffix not in (".zip", ".gz"):  # the local run takes folders and single files
            agree(path, zygote, every)
