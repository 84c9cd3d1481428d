"""What is generated is in step with its source."""

from __future__ import annotations

import re

import pytest
from helpers import HOME, SOLUTIONS

from autograder.authoring.handouts import handout_of, handouts
from autograder.authoring.stubs import stubs
from autograder.course import current_course
from autograder.learn.stub import stub_of


def test_every_stub_is_in_step_with_its_solution():
    for path, text in stubs(HOME).items():
        assert path.read_text(encoding="utf-8") == text, "run python -m autograder.authoring.stubs"


def test_every_handout_is_in_step_with_points_and_signatures():
    for path, text in handouts(HOME).items():
        assert path.read_text(encoding="utf-8") == text, "run python -m autograder.authoring.stubs"


def test_a_changed_signature_is_written_into_the_handout():
    exercise = current_course().exercise("fit")
    path = HOME / "exercises" / exercise.folder / "README.md"
    text = path.read_text(encoding="utf-8")
    new = SOLUTIONS["fit.py"].replace("lr=0.01", "lr=0.02")
    made = handout_of(text, exercise, new)
    assert made == text.replace("lr=0.01, ", "lr=0.02, ", 1)


def test_the_table_of_exercises_is_in_step():
    table = (HOME / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[(\d+)\]\(exercises/(\w+)/README.md\) \|.*\| (\d+) \|$", table, re.M)
    assert rows == [(str(e.number), e.folder, str(e.points)) for e in current_course().exercises]


def test_notebooks_hold_each_handout_and_each_public_name_once():
    from autograder.authoring.notebooks import notebooks  # nbformat takes two seconds

    for in_one in (True, False):
        made = notebooks("homework", in_one)
        cells = [cell for notebook in made.values() for cell in notebook.cells]
        names = [cell.metadata.nbgrader.grade_id for cell in cells if cell.metadata]
        assert len(set(names)) == len(names)
        for exercise in current_course().exercises:
            assert f"{exercise.name}-handout" in names
            expected = {
                f"{exercise.name}-{name}"
                for name in current_course().functions.get(exercise.name, ())
            }
            assert expected <= set(names)
        texts = "".join(cell.source for cell in cells if cell.cell_type == "markdown")
        links = {link for link in re.findall(r"\]\(([^)]+)\)", texts) if "://" not in link}
        pictures = {f"pictures/{path.name}" for path in HOME.glob("exercises/*/pictures/*.svg")}
        labs = {f"labs/{path.parent.name}.html" for path in HOME.glob("exercises/*/lab.html")}
        assert links <= {f"{name}.ipynb" for name in made} | pictures | labs


def test_a_stub_keeps_the_docstring_and_drops_the_solution():
    solution = (
        '"""A."""\n\n# BEGIN SOLUTION\nimport g\n# END SOLUTION\n\n\n'
        'def f(x):\n    """B."""\n    # BEGIN SOLUTION\n    y = x\n    return y\n'
    )
    solution += "    # END SOLUTION\n\n# BEGIN SOLUTION\ndef helper(): ...\n# END SOLUTION\n"
    stub = '"""A."""\n\n\ndef f(x):\n    """B."""\n    raise NotImplementedError\n'
    assert stub_of(solution) == stub


@pytest.mark.parametrize("text", ["# BEGIN SOLUTION\n", "# END SOLUTION\n"])
def test_unbalanced_markers_are_an_error(text):
    with pytest.raises(ValueError, match="SOLUTION"):
        stub_of(text)


def test_links_of_every_text_lead_to_files():
    for path in (*HOME.glob("*.md"), *HOME.glob("docs/*.md"), *HOME.glob("exercises/*.md")):
        for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            assert link.startswith("https:") or (path.parent / link).exists(), (path, link)
