"""What is said after green: complete in both languages, and second ways that are right."""

from __future__ import annotations

import re

import pytest
from helpers import HOME, SOLUTIONS

from autograder.authoring.readmes import readmes
from autograder.checks.session import Run, run_checks
from autograder.checks.sides import Cached, InProcess
from autograder.core.languages import LANGUAGES
from autograder.course import current_course
from autograder.course.reference import second_way_of
from autograder.learn.explaining import explained_in, without_markers
from autograder.learn.stub import BEGIN, END

CHINESE = re.compile(r"[一-鿿]")
QUICK = ("output_shape", "filters", "layers")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("exercise", current_course().exercises, ids=lambda exercise: exercise.name)
def test_every_exercise_is_explained(exercise, language):
    said = explained_in(exercise, language)
    assert len(said.idea) == 3
    assert 4 <= len(said.answers) <= 6
    assert all(question and answer for question, answer in said.answers)
    assert bool(said.second_way) == bool(exercise.functions)
    assert len(said.second_way.splitlines()) in (0, 3)
    for text in (*said.idea, *said.second_way.splitlines()):
        assert bool(CHINESE.search(text)) == (language == "zh"), text
    for question, _answer in said.answers:
        assert bool(CHINESE.search(question)) == (language == "zh"), question


@pytest.mark.parametrize("exercise", current_course().exercises, ids=lambda exercise: exercise.name)
def test_both_languages_answer_with_the_same_numbers(exercise):
    def numbers(text: str) -> set[str]:
        return set(re.findall(r"\d[\d,.]*\d", text))  # of two digits and more, which are not words

    english, chinese = (explained_in(exercise, code) for code in ("en", "zh"))
    for (_, one), (_, other) in zip(english.answers, chinese.answers):
        assert numbers(one) == numbers(other), one


@pytest.mark.parametrize(
    "exercise",
    [
        pytest.param(name, marks=() if name in QUICK else pytest.mark.long)
        for name in current_course().functions
    ],
)
def test_the_second_way_gets_all_points(exercise):
    second = second_way_of(exercise)
    assert second is not None and second != SOLUTIONS[f"{exercise}.py"]
    side, reference = InProcess.of_reference({exercise: second}), InProcess.of_reference()
    run_of = Run(side, Cached(reference), lambda: None, 7, exercises=(exercise,))
    assert run_checks(run_of) and run_of.results
    assert not [result.message for result in run_of.results if not result.passed]


def test_markers_are_not_shown():
    text = f"import a\n\n\n{BEGIN}\n\n\ndef f():\n    {BEGIN}\n    return 1\n    {END}\n\n\n{END}\n"
    assert without_markers(text) == "import a\n\n\ndef f():\n    return 1\n"


def test_assistants_are_told_how_to_help_and_nothing_of_the_solution():
    texts = readmes(HOME)
    for name in ("AGENTS.md", "AGENTS.zh.md"):
        text = texts[name]
        assert "{" not in text and "```" not in text, name
        for words in ("`autograder hint filters`", "`autograder check filters`", "`stretch/`"):
            assert words in text, name
        for solution in SOLUTIONS.values():
            inside = re.findall(rf"{BEGIN}\n(.*?){END}", solution, re.DOTALL)
            lines = {line.strip() for piece in inside for line in piece.splitlines()}
            assert not [line for line in lines if len(line) > 12 and line in text], name
        functions = {f for names in current_course().functions.values() for f in names}
        assert not [f for f in functions - {"filters"} if re.search(rf"`{f}[`(]", text)], name
    assert "never" in texts["AGENTS.md"] or "Don't write" in texts["AGENTS.md"]
    assert "不要替他写" in texts["AGENTS.zh.md"]
    assert "[AGENTS.md](AGENTS.md)" in texts["README.md"]
