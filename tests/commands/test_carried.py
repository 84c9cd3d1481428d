"""One misconception costs once: what is right given the learner's own mistake keeps its points."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import changed, results, run, write_files

from autograder.checks.diagnosis.diagnosis import Diagnosis
from autograder.checks.session import Run, run_checks
from autograder.checks.sides import InProcess

FLIPPED = changed("filters.py", "(window * kernel).sum()", "(window * kernel.flip(0, 1)).sum()")
ALONE = changed("filters.py", "cross_correlate(channel, kernel) for", "_own(channel, kernel) for")
ALONE["filters.py"] += (
    "\n\ndef _own(channel, kernel):\n    return cross_correlate(channel, kernel.flip(0, 1))\n"
)
FIX = "right, given your `cross_correlate`: fix that first"


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three submissions: the base is wrong, what calls it is wrong, both are."""
    folder = tmp_path_factory.mktemp("carried")
    both = FLIPPED | {
        "filters.py": FLIPPED["filters.py"].replace("return sum(maps) + bias", "return maps[0]")
    }
    for name, files in (("base", FLIPPED), ("alone", ALONE), ("both", both)):
        write_files(folder / "class" / name, files)
    args = ("--out", folder / "out", "--exercise", "filters", "--jobs", 1)
    done = run("autograder", "grade", folder / "class", *args)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "out"


def checks(out: Path, name: str) -> list[dict]:
    return results(out)[name]["parts"][0]["checks"]


def test_a_mistake_in_the_base_costs_at_most_four_of_fourteen(graded):
    assert results(graded)["base"]["score"] >= 10
    lost = [check for check in checks(graded, "base") if not check["passed"]]
    assert {check["mistake"] for check in lost} == {"kernel-flipped"}
    carried = [check for check in checks(graded, "base") if check["carried"]]
    assert carried
    for check in carried:
        assert (check["carried"], check["outcome"]) == ("cross_correlate", "passed")
        assert check["score"] == check["max_score"] and check["mistake"] is None
        assert check["message"] == "right, given your `cross_correlate`"


def test_a_mistake_of_their_own_is_carried_from_nowhere(graded):
    assert not any(check["carried"] for check in checks(graded, "alone"))
    sums = [c for c in checks(graded, "both") if c["name"].startswith("A filter sums")]
    carried = {check["name"][-3:]: check["carried"] for check in sums}
    # Of a single channel the first map is the sum: only there the filter is right.
    assert carried == {"[1]": "cross_correlate", "[3]": None, "[4]": None}
    assert results(graded)["both"]["score"] < results(graded)["base"]["score"]


def test_the_page_says_so(graded):
    page = (graded / "reports" / "base.html").read_text(encoding="utf-8")
    assert "given your <code>cross_correlate</code>: fix that first." in page
    assert ": right, given your <code>cross_correlate</code>" in page


def test_the_local_summary_says_so(tmp_path):
    folder = write_files(tmp_path / "base", FLIPPED)
    args = ("--submission", folder, "--exercise", "filters")
    done = run("pytest", "exercises/", *args)
    assert FIX in done.stdout, done.stdout + done.stderr
    chinese = run("pytest", "exercises/", *args, "--lang", "zh")
    assert "按你的 `cross_correlate` 来算是对的：请先改好它" in chinese.stdout


@pytest.mark.long
def test_it_can_be_turned_off():
    scores = []
    for carry_forward in (True, False):
        wrong = InProcess.of_reference({"filters": FLIPPED["filters.py"]})
        submission, reference = wrong, InProcess.of_reference()
        run_of = Run(submission, reference, lambda: None, 3, Diagnosis(), ("filters",))
        run_of.carry_forward = carry_forward
        run_checks(run_of)
        scores.append(sum(float(r.points) for r in run_of.results if r.passed))
        assert any(r.carried for r in run_of.results) == carry_forward
    assert scores[1] < scores[0]
