"""A file of settings that is not as it should be is told in plain words, in both languages."""

from __future__ import annotations

import pytest

from autograder.core.errors import CommandError
from autograder.core.languages import set_language
from autograder.course import read_settings


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('exercise = ["fit"]', "there is no `exercise`; there are exercises, points, threshold"),
        ('points = { fit = "many" }', "points: a text, expected a whole number"),
        ("points = { fit = 2.5 }", "points: a number, expected a whole number"),
        ("points = 3", "points: a whole number, expected a table"),
        ('exercises = "fit"', "exercises: a text, expected a list"),
        ("exercises = [1]", "exercises[0]: a whole number, expected a text"),
        ('carry_forward = "no"', "carry_forward: a text, expected true or false"),
        ("threshold = [1]", "threshold: a list, expected a number"),
        ("= 3", "Invalid statement"),
    ],
)
def test_what_is_wrong_names_the_place_what_is_there_and_what_was_expected(text, words, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        read_settings(file)
    assert str(refused.value).startswith(f"{file}: {words}")


def test_it_is_told_in_chinese_too(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text('exercises = "fit"', encoding="utf-8")
    set_language("zh")
    try:
        with pytest.raises(CommandError, match="exercises：是文本，应为列表"):
            read_settings(file)
    finally:
        set_language("en")
