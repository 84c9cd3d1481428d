"""Every exercise with a file has a stub where it belongs."""

from __future__ import annotations

from helpers import HOME, SOLUTIONS

from autograder.authoring.stubs import stubs, write_stubs
from autograder.course import current_course
from autograder.learn.stub import stub_of


def test_stubs_are_made_of_the_solutions_for_another_place(tmp_path):
    made = stubs(HOME, tmp_path)
    assert made == {
        tmp_path / "exercises" / e.folder / f"{e.name}.py": stub_of(SOLUTIONS[f"{e.name}.py"])
        for e in current_course().exercises
        if e.name != "accuracy"
    }
    write_stubs(HOME, tmp_path)
    for path, text in made.items():
        assert path.read_bytes() == text.encode()
