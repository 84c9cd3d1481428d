"""One exercise once: `autograder check`, as pytest tells it, and as data."""

from __future__ import annotations

import json

import pytest
from helpers import SOLUTIONS, a_kit, run, stub_in

from autograder.course import current_course

KEYS = [
    *("check", "title", "outcome", "passed", "of", "function", "mistake", "finding"),
    *(
        "explanation",
        "question",
        "next_step",
        "error",
        "follows_from",
        "hint_level",
        "hints",
        "place",
    ),
]


@pytest.fixture
def kit(tmp_path):
    return a_kit(tmp_path)


def asked(kit, *args: str, **environment: str):
    return run("autograder", "check", *args, cwd=kit, AUTOGRADER_COURSE=str(kit), **environment)


def as_data(kit, name: str, **environment: str) -> tuple[dict, int]:
    done = asked(kit, name, "--json", **environment)
    return json.loads(done.stdout), done.returncode


def test_a_known_mistake_is_told_as_data_without_what_was_expected(kit):
    text = SOLUTIONS["filters.py"].replace("window * kernel", "window * kernel.flip(0, 1)")
    path = stub_in(kit, "filters")
    path.write_text(text, encoding="utf-8")
    assert run("autograder", "hint", "filters", AUTOGRADER_COURSE=str(kit)).returncode == 0
    data, code = as_data(kit, "filters")
    assert code == 1
    assert (data["exercise"], data["file"]) == ("filters", "exercises/02_filters/filters.py")
    assert data["handout"] == "exercises/02_filters/README.md" and 0 < data["points"] < data["of"]
    assert all(list(check) == KEYS for check in data["checks"])
    failed = next(check for check in data["checks"] if not check["passed"])
    assert failed["outcome"] == "failed" and failed["function"] == "cross_correlate"
    assert failed["mistake"] and "flipped" in failed["explanation"]
    assert failed["question"].endswith("?")
    assert (failed["hint_level"], failed["hints"]) == (1, 4)
    line = text.splitlines().index("def cross_correlate(channel, kernel):") + 1
    place = {"file": "exercises/02_filters/filters.py", "line": line, "function": "cross_correlate"}
    assert failed["place"] == place
    passed = next(check for check in data["checks"] if check["passed"])
    assert passed["outcome"] == "passed" and passed["explanation"] is None
    printed = json.dumps(data)
    assert "instead of" not in printed and "expected" not in printed and "tensor(" not in printed


def test_an_error_is_told_as_data_with_its_line(kit):
    path = stub_in(kit, "layers")
    path.write_text(SOLUTIONS["layers.py"].replace("y = x @ weight.T", "y = x @ wieght.T"))
    data, _code = as_data(kit, "layers")
    failed = next(check for check in data["checks"] if not check["passed"])
    assert failed["error"] == "NameError: name 'wieght' is not defined"
    assert "`weight`" in failed["explanation"] and failed["next_step"] and not failed["question"]
    number = next(n for n, row in enumerate(path.read_text().splitlines(), 1) if "wieght" in row)
    assert failed["place"] == {
        "file": "exercises/04_layers/layers.py",
        "line": number,
        "function": "linear",
    }


@pytest.mark.long
def test_what_is_not_written_and_what_never_ends_are_told_as_data(kit):
    data, code = as_data(kit, "output_shape")
    assert code == 1 and {check["outcome"] for check in data["checks"]} == {"not written"}
    assert data["checks"][0]["explanation"] == "conv2d_output_shape is not written yet."
    path = stub_in(kit)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("raise NotImplementedError", "while True:\n        pass", 1))
    data, code = as_data(kit, "output_shape")
    (late,) = data["checks"]
    assert code == 1 and late["outcome"] == "timed out"
    assert late["place"]["function"] == "conv2d_output_shape" and late["place"]["line"] > 0


def test_a_right_exercise_is_told_as_data_and_remembered(kit):
    stub_in(kit).write_text(SOLUTIONS["output_shape.py"], encoding="utf-8")
    data, code = as_data(kit, "1", AUTOGRADER_LANG="zh")
    assert code == 0 and data["points"] == data["of"] == 8
    assert data["checks"][0]["check"] == "A kernel that fits once has one position"
    assert data["checks"][0]["title"] != data["checks"][0]["check"], "in the language chosen"
    assert "8 / 8" in run("autograder", "status", AUTOGRADER_COURSE=str(kit)).stdout


@pytest.mark.long
def test_without_json_it_tells_what_pytest_does(kit):
    path = stub_in(kit, "layers")
    path.write_text(SOLUTIONS["layers.py"].replace("x.clamp(min=0)", "x.abs()"), encoding="utf-8")
    told = asked(kit, "layers")
    pytests = run("pytest", "exercises/", "--submission", kit / "exercises", "--exercise", "layers")
    assert told.returncode == pytests.returncode == 1
    same = [
        text.split("layers ", 1)[1].split("\nNext:")[0] for text in (told.stdout, pytests.stdout)
    ]
    assert same[0] == same[1] and "Negative numbers become positive" in same[0]
    assert told.stdout.rstrip().endswith("Next: open exercises/04_layers/layers.py")
    whole = asked(kit, "layers", "-v").stdout
    assert "expected  a tensor of shape" in whole and "expected  a tensor" not in told.stdout


def test_an_exercise_that_there_is_not_is_told_in_a_line(kit):
    done = asked(kit, "chess", "--json")
    assert done.returncode == 2 and done.stderr.count("\n") == 1
    assert ", ".join(exercise.name for exercise in current_course().exercises) in done.stderr
    assert not done.stdout


def test_what_comes_after_an_exercise_that_is_done_is_the_next_one(kit):
    stub_in(kit, "output_shape").write_text(SOLUTIONS["output_shape.py"], encoding="utf-8")
    done = asked(kit, "output_shape")
    assert done.returncode == 0, done.stdout
    assert done.stdout.rstrip().endswith("Next: open exercises/02_filters/README.md")
    assert "autograder play" not in done.stdout
