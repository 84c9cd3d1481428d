"""What people hand in is graded for what it is: right work in odd wrappings keeps its points."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from commands.wild import ENTRIES, NOTHING, WRONG
from helpers import grades, results, run, sampled

from autograder.course import current_course

CHOSEN = [e.name for e in current_course().exercises if not e.is_measured and e.name != "im2col"]
NOTED = {
    "nb_never_ends": "code cell 11 (while True:)",
    "nb_restarts_colab": "code cell 1 (import os; os.kill(os.getpid(), 9))",
    "nb_without_pandas": "code cell 1 (import pandas_of_nobody as pd)",
    "nb_no_memory": "code cell 11 (import torch)",
    "py_with_marks": "ZeroDivisionError",
    "nearly_named": "LeNet.py was taken for lenet.py",
    "zip_in_zip": "lab.zip lies inside and was unpacked",
    "zip_and_report": "lab.zip lies inside and was unpacked",
    "with_copies_and_tests": "layers.py was taken for layers.py, not old/layers.py",
    "everything": "No module named 'pandas_of_nobody'",
    "trains_when_loaded": "computed for more than 10 seconds",
    "ends_when_loaded": "exit code 3",
}
"""What is noted of some of them."""


@dataclass
class Wild:
    out: Path
    trees: dict[str, dict]

    def lost(self, name: str) -> dict[str, list[str]]:
        """Return the messages of a submission's failed checks by their parts."""
        parts = self.trees[name]["parts"]
        found = {p["name"]: [c["message"] for c in p["checks"] if not c["passed"]] for p in parts}
        return {part: messages for part, messages in found.items() if messages}


@pytest.fixture(scope="module")
def wild(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Wild:
    """All that this session looks at, graded in one run of the command line."""
    calls = [getattr(item, "callspec", None) for item in request.session.items]
    asked = {call.params["name"] for call in calls if call and "name" in call.params}
    folder = tmp_path_factory.mktemp("wild")
    (folder / "class").mkdir()
    written = ENTRIES | {name: write for name, (write, _, _) in WRONG.items()}
    for name, write in written.items():
        if name in asked:
            write(folder / "class")
    for write in NOTHING.values():
        write(folder / "class")
    for name in ("desktop.ini", "Thumbs.db", "alice.py:Zone.Identifier"):
        (folder / "class" / name).write_bytes(b"x")
    chosen = [word for name in CHOSEN for word in ("--exercise", name)]
    done = run("autograder", "grade", folder / "class", "--out", folder / "out", *chosen)
    assert done.returncode == 0, done.stderr
    return Wild(folder / "out", results(folder / "out"))


def test_what_a_system_leaves_behind_is_no_submission(wild):
    ours = {*ENTRIES, *WRONG, *NOTHING}
    assert set(NOTHING) < set(grades(wild.out)) <= ours


@pytest.mark.parametrize("name", sampled(ENTRIES, 27, first=6))
def test_right_work_keeps_its_points(wild, name):
    tree = wild.trees[name]
    assert tree["status"] == "graded", tree["message"]
    assert not wild.lost(name)
    assert tree["score"] == tree["max_score"]
    assert NOTED.get(name, "") in json.dumps(tree["notes"], ensure_ascii=False)


@pytest.mark.parametrize("name", sampled(WRONG, 10))
def test_what_is_lost_is_said(wild, name):
    _, parts, explanation = WRONG[name]
    lost = wild.lost(name)
    assert set(lost) == parts
    assert any(explanation in message for messages in lost.values() for message in messages), lost


def test_a_submission_that_cannot_be_graded_is_told_in_one_sentence(wild):
    report, script = wild.trees["only_a_report"], wild.trees["broken_script"]
    assert report["message"].endswith("There is: lab.rar, report.pdf")
    assert "submission.py could not be imported: SyntaxError" in script["message"]
    for name in NOTHING:
        page = (wild.out / "reports" / f"{name}.html").read_text(encoding="utf-8")
        assert page.count("<h3>") == 0
    index = (wild.out / "index.html").read_text(encoding="utf-8")
    human = index.split('id="human"')[1]
    assert human.index("only_a_report") < human.index("</li>")
