"""For learners: `pytest exercises/`."""

from __future__ import annotations

import re

import pytest
from helpers import SOLUTIONS, changed, run, write_files

from autograder.course import current_course


def check(*args: object, fresh: bool = False):
    return run("pytest", "exercises/", *args, fresh=fresh)


def test_a_fresh_kit_says_what_is_not_written_yet_and_what_to_open():
    done = check()
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    for exercise in current_course().exercises:
        pattern = rf"{exercise.name} +0 / {exercise.points} +not written yet"
        assert re.search(pattern, done.stdout), exercise.name
    assert done.stdout.rstrip().endswith("Next: open exercises/01_output_shape/output_shape.py")


def test_the_solutions_get_all_points():
    done = check("--submission", "solutions")
    assert done.returncode == 0, done.stdout
    assert re.search(r"total +100 / 100", done.stdout)
    assert "Grading asks the same questions with different numbers." in done.stdout
    reached = r"9\d\.\d\d % of the test images are right; 89\.5 % is needed, and the reference"
    assert re.search(reached, done.stdout)
    assert done.stdout.rstrip().endswith("See it at work: autograder play")


@pytest.mark.parametrize("beside", [(), pytest.param(("-n", "2"), marks=pytest.mark.long)])
def test_beside_other_tests_the_checks_are_shown_as_pytest_shows_tests(tmp_path, beside):
    (tmp_path / "test_other.py").write_text("def test_it():\n    assert True\n", encoding="utf-8")
    done = run("pytest", tmp_path, "exercises/01_output_shape", *beside)
    assert done.returncode == 1
    assert "INTERNALERROR" not in done.stdout
    assert re.search(r"\d+ failed, 1 passed", done.stdout), done.stdout


def test_a_failing_check_tells_what_was_asked_what_came_and_what_was_expected(tmp_path):
    files = changed("filters.py", "window * kernel", "window + kernel")
    folder = write_files(tmp_path / "wrong", files)
    done = check("--submission", folder, "--exercise", "filters")
    assert done.returncode == 1
    message = done.stdout.split("A kernel of one number scales the channel")[1].split("\n── ")[0]
    for words in ("asked", "channel (3, 4)", "differs   first at [0, 1]:", "filters.py, line"):
        assert words in message
    assert "`-v` shows everything" in done.stdout and "Next: filters.py in" in done.stdout
    done = check("--submission", folder, "--exercise", "filters", "-v")
    whole = done.stdout.split("A kernel of one number scales the channel")[1].split("\n── ")[0]
    for words in ("asked", "a tensor of shape (3, 4)", "got", "expected", "differs   first at"):
        assert words in whole
    assert len(whole.splitlines()) > len(message.splitlines()) and "`-v` shows" not in done.stdout


def test_an_error_shows_the_learners_own_lines_only(tmp_path):
    files = changed("layers.py", "y = x @ weight.T", "y = x @ wieght.T")
    done = check("--submission", write_files(tmp_path / "typo", files), "--exercise", "4")
    assert "NameError: name 'wieght' is not defined" in done.stdout
    assert "a typo: there is `weight`." in done.stdout
    assert "layers.py, line" in done.stdout
    assert "y = x @ wieght.T" in done.stdout
    assert "Traceback" not in done.stdout
    assert "answering.py" not in done.stdout


def test_a_file_that_cannot_be_imported_costs_its_own_points_only(tmp_path):
    files = SOLUTIONS | {"evaluate.py": "def evaluate(:\n"}
    folder = write_files(tmp_path / "broken", files)
    done = check("--submission", folder, "--exercise", "evaluate", "--exercise", "fit")
    assert re.search(r"evaluate +0 / 10", done.stdout)
    assert re.search(r"fit +8 / 8", done.stdout)
    assert done.stdout.count("SyntaxError") == 1 and "evaluate.py, line 1" in done.stdout
    assert re.search(r"Other checks of evaluate say the same: \d+\n", done.stdout)


def test_what_is_said_of_one_line_is_said_once(tmp_path):
    folder = write_files(tmp_path / "pool", changed("layers.py", "amax", "amin"))
    done = check("--submission", folder, "--exercise", "layers")
    first = [line for line in done.stdout.splitlines() if line.startswith("── ")]
    assert 1 <= len(first) < 4 and "Other checks of layers say the same: " in done.stdout


def test_the_same_with_other_numbers_is_said_once(tmp_path):
    old = "(predictions == labels).sum().item()"
    files = changed("evaluate.py", old, "(predictions == labels.flip(0)).sum().item()")
    done = check("--submission", write_files(tmp_path / "turned", files), "--exercise", "8")
    assert done.stdout.count("samples as right, and") == 1
    assert "Other checks of evaluate say the same: " in done.stdout


@pytest.mark.long
def test_the_same_error_with_other_numbers_is_said_once(tmp_path):
    files = changed("filters.py", "(window * kernel).sum()", "torch.matmul(window, kernel)")
    folder = write_files(tmp_path / "product", files)
    done = check("--submission", folder, "--exercise", "filters")
    assert done.stdout.count("mat1 and mat2") == 1


def test_one_file_or_notebook_can_be_checked_too(tmp_path):
    path = tmp_path / "all.py"
    path.write_text(SOLUTIONS["layers.py"], encoding="utf-8")
    done = check("--submission", path, "--exercise", "layers")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--exercise", "chess"), "no exercise is called 'chess'; there are output_shape, "),
        (("--submission", "nowhere"), "there is no nowhere to check"),
        (("--data", "nowhere"), "no MNIST/raw in nowhere"),
    ],
)
def test_a_wrong_option_is_told_in_a_line(args, said):
    done = check(*args)
    assert done.returncode == 4
    assert said in done.stderr and "Traceback" not in done.stderr


@pytest.mark.long
def test_another_seed_asks_with_other_numbers(tmp_path):
    folder = write_files(
        tmp_path / "wrong", changed("layers.py", "return x.clamp(min=0)", "return x")
    )
    args = ("--submission", folder, "--exercise", "layers")
    same, again = check(*args), check(*args, fresh=True)
    other = check(*args, "--seed", 7)
    assert same.stdout == again.stdout != other.stdout


READY_MADE = [
    ("filters", "return sum(maps) + bias", "F.conv2d(image[None], kernels[None])", "conv2d"),
    ("filters", "(window * kernel).sum()", "np.correlate([1], [2])", "numpy.correlate"),
    ("layers", "return x.clamp(min=0)", "return x.relu()", "relu"),
    ("layers", "return windows.amax(dim=(-2, -1))", "return nn.MaxPool2d(2)(x)", "max_pool2d"),
    ("im2col", "columns = windows", "F.unfold(images, 2); columns = windows", "unfold"),
]


@pytest.mark.parametrize(("part", "old", "new", "said"), READY_MADE)
def test_an_operator_that_does_the_exercise_is_refused(tmp_path, part, old, new, said):
    files = changed(f"{part}.py", old, new)
    files[f"{part}.py"] = "import numpy as np\nfrom torch import nn\n" + files[f"{part}.py"]
    folder = write_files(tmp_path / "ready-made", files)
    done = check("--submission", folder, "--exercise", part)
    assert done.returncode == 1
    assert f"Not allowed here: {said} was called" in done.stdout


def test_forbidden_names_that_are_not_called_do_not_count(tmp_path):
    text = SOLUTIONS["filters.py"] + (
        '\n# F.conv2d would do\nHINT = "torch.conv2d"\nif __name__ == "__main__":\n'
        "    print(F.conv2d(torch.ones(1, 1, 3, 3), torch.ones(1, 1, 2, 2)))\n"
    )
    folder = write_files(tmp_path / "fine", SOLUTIONS | {"filters.py": text})
    assert check("--submission", folder, "--exercise", "filters").returncode == 0


def test_a_missing_return_is_asked_for(tmp_path):
    text = SOLUTIONS["layers.py"].replace("return x.clamp", "x.clamp")
    folder = write_files(tmp_path / "own", SOLUTIONS | {"layers.py": text})
    done = run("pytest", "exercises", "--submission", folder, "--exercise", "layers")
    assert "nothing (None) instead of a tensor; is a `return` missing?" in done.stdout


@pytest.mark.long
def test_what_torch_cannot_do_is_an_error_and_not_a_stub(tmp_path):
    files = changed(
        "train.py",
        "loss = criterion(model(images), labels)",
        "loss = criterion(labels, model(images))",
    )
    done = run(
        "pytest",
        "exercises",
        "--submission",
        write_files(tmp_path / "own", files),
        "--exercise",
        "train",
    )
    assert "not written" not in done.stdout and "train.py, line" in done.stdout
    files = changed("train.py", "model.train()", "raise NotImplementedError('later')")
    done = run(
        "pytest",
        "exercises",
        "--submission",
        write_files(tmp_path / "two", files),
        "--exercise",
        "train",
    )
    assert "not written yet" in done.stdout


@pytest.mark.long
def test_one_loader_for_two_is_told(tmp_path):
    files = changed("mnist_data.py", "return train_loader, test_loader", "return train_loader")
    done = run(
        "pytest",
        "exercises",
        "--submission",
        write_files(tmp_path / "own", files),
        "--exercise",
        "5",
    )
    assert (
        "`make_loaders` should return two values; what came back is of type DataLoader."
        in done.stdout
    )
