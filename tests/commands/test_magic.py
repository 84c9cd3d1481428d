"""`%check`, `%show` and `%quiz` in a real kernel, and `autograder show`."""

from __future__ import annotations

import re

import pytest
from helpers import SOLUTIONS, a_kit, changed, run, write_files

FLIPPED = changed("filters.py", "window * kernel", "window * kernel.flip(0, 1)")["filters.py"]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """What each cell of a notebook shows: HTML where there is some, else text."""
    import nbformat  # it takes two seconds
    from nbclient import NotebookClient

    cells = [
        "%load_ext autograder",
        FLIPPED,
        "%check filters",
        "%show filters",
        SOLUTIONS["filters.py"],
        "%check 2",
        "%check cooking",
        "%check layers",
        "def relu(x):\n    return x.clap(min=0)",
        "%check layers",
        "%hint filters",
        "%status",
        "%play",
        "%play often",
        "%quiz layers",
        "%quiz cooking",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    folder = tmp_path_factory.mktemp("notebook")
    kit = a_kit(folder)
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTOGRADER_COURSE", str(kit))  # where what is reached is kept
        client.execute()
    told = []
    for cell in notebook.cells:
        pieces = [o.get("data", {}).get("text/html") or o.get("text", "") for o in cell.outputs]
        told.append("".join(pieces))
    return told


def test_check_shows_the_mistake_its_question_and_pictures(outputs):
    assert "The kernel is flipped" in outputs[2] and "checks passed" in outputs[2]
    assert '<img src="data:image/svg+xml;base64,' in outputs[2]
    assert "expected" in outputs[2]


def test_show_draws_the_handouts_pictures_from_the_notebook(outputs):
    assert outputs[3].count("<img") >= 6
    assert "Picture 1: not as expected yet. What differs is framed in red." in outputs[3]
    assert "slides over a channel of 3 × 4" in outputs[3]


def test_after_mending_all_checks_pass(outputs):
    assert re.search(r"(\d+) of \1 checks passed", outputs[5]) and "<pre" not in outputs[5]


def test_errors_are_a_line(outputs):
    assert outputs[6].startswith("no exercise is called 'cooking'")
    assert "This notebook does not define" in outputs[7]


def test_an_error_shows_the_line_of_the_cell_and_none_of_ours(outputs):
    assert "this notebook, line 2, in relu" in outputs[9] and "x.clap(min=0)" in outputs[9]
    assert "autograder/" not in outputs[9]


def test_hints_and_what_was_reached_are_there_too(outputs):
    assert "cross_correlate, hint 1 of 4:" in outputs[10]
    assert re.search(r"✓ +2 filters +24 of 24 checks +14 / 14", outputs[11])
    assert "14 of 100 points" in outputs[11]


def test_play_says_what_the_notebook_does_not_define(outputs):
    assert "This notebook does not define make_loaders. Exercise 5, " in outputs[12]
    assert "This notebook does not define LeNet. Exercise 6, " in outputs[12]
    assert outputs[13].startswith("%play takes a number of epochs, or nothing: 'often'")


@pytest.mark.long
def test_play_trains_what_the_notebook_defines_and_shows_it(tmp_path, small):
    import nbformat  # it takes two seconds
    from nbclient import NotebookClient

    cells = ["%load_ext autograder", *SOLUTIONS.values(), "%play 1"]
    cells = [re.sub(r"^from (evaluate|train) import .*$", "", c, flags=re.M) for c in cells]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    resources = {"metadata": {"path": str(tmp_path)}}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTOGRADER_DATA", str(small))
        NotebookClient(notebook, timeout=300, resources=resources).execute()
    outputs = notebook.cells[-1].outputs
    told = "".join(o.get("data", {}).get("text/html") or o.get("text", "") for o in outputs)
    assert "Epoch 1 Accuracy" in told and "Your LeNet at work" in told
    assert told.count("<img") > 50 and "<canvas" not in told
    assert (tmp_path / "trained" / "model.pt").is_file()


def test_quiz_shows_questions_and_where_nobody_types_all_explanations(outputs):
    assert outputs[14].count("<summary>") == 12 and outputs[14].count("Right.") == 3
    assert "What does this call return?" in outputs[14]
    assert outputs[15].startswith("no exercise is called 'cooking'")


def test_show_on_the_command_line(tmp_path):
    page = tmp_path / "page.html"
    done = run("autograder", "show", "filters", "--submission", "solutions", "--into", page)
    assert done.returncode == 0, done.stderr
    text = page.read_text(encoding="utf-8")
    assert "Picture 5: yours is as expected." in text and "not as expected" not in text
    own = write_files(tmp_path / "own", {"filters.py": "def cross_correlate(a, b):\n    1 / 0\n"})
    run("autograder", "show", "2", "--submission", own, "--into", page)
    text = page.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in text and "Picture 1: your code stopped." in text
    none = run("autograder", "show", "fit", "--into", page)
    assert none.returncode == 2 and "has no pictures to show" in none.stderr
