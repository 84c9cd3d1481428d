"""What `%run` names, and where that lies."""

from __future__ import annotations

import pytest

from autograder.sandbox.inside.notebook import as_python
from autograder.sandbox.inside.runs import RUNNER, found_below, named_by, with_runs


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("%run helper.py", "helper.py"),
        ("run helper", "helper.py"),
        ("%run lab.ipynb", "lab.ipynb"),
        ("%run -i -n 'my file.py' --epochs 3", "my file.py"),
        ('%run "a\\b.py"', "a/b.py"),
        ("%run -m package", ""),
        ("%time helper.py", ""),
        ("!run helper.py", ""),
    ],
)
def test_the_path_of_what_is_run(line, path):
    assert named_by(line) == path


def test_what_is_there_is_run_in_its_line_and_all_else_stays_left_out():
    cell = as_python("a = 1\nif a:\n    %run there.py\n%run gone.py\n%matplotlib inline\n")
    ran = with_runs(cell, lambda path: path == "there.py")
    assert ran.text.split("\n")[:3] == ["a = 1", "if a:", f"    {RUNNER}('there.py')"]
    assert [line for _number, line in ran.dropped] == ["%run gone.py", "%matplotlib inline"]


def test_a_file_is_found_by_its_path_or_its_name_within_the_submission(tmp_path):
    root = tmp_path / "root"
    for path in ("a/b.py", "c.py"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).touch()
    (tmp_path / "outside.py").touch()
    folders = [root, root / "a"]
    assert found_below(root, folders, "a/b.py") == root.resolve() / "a" / "b.py"
    assert found_below(root, folders, "elsewhere/b.py") == root.resolve() / "a" / "b.py"
    assert found_below(root, folders, "../c.py") == root.resolve() / "c.py"
    assert found_below(root, folders, "../outside.py") is None
    assert found_below(root, folders, "d.py") is None
