"""The READMEs of a kit: what a course says of itself, in the package's words."""

from __future__ import annotations

import msgspec
import pytest
from helpers import HOME

from autograder.authoring import readmes
from autograder.course import current_course


@pytest.mark.parametrize(("language", "builds"), [("en", "LeNet"), ("zh", "一轮训练")])
def test_the_table_has_each_exercise_with_what_it_builds(language, builds):
    text = readmes.readme(HOME, language)
    rows = [line for line in text.splitlines() if "](exercises/" in line and line.startswith("| [")]
    assert len(rows) == len(current_course().exercises)
    assert any(f"| {builds} |" in row for row in rows)
    assert "`autograder quiz`" in text and "`autograder play`" in text
    assert "{" not in text and "GLOSSARY" in text and "data/LICENSE" in text


def test_a_course_without_chinese_has_no_chinese_readme(monkeypatch):
    english, chinese = {"README.md", "AGENTS.md"}, {"README.zh.md", "AGENTS.zh.md"}
    assert set(readmes.readmes(HOME)) == english | chinese
    course = msgspec.structs.replace(current_course(), languages=("en",))
    monkeypatch.setattr(readmes, "current_course", lambda: course)
    assert set(readmes.readmes(HOME)) == english
    assert "zh.md" not in readmes.readme(HOME, "en")


def test_of_what_a_course_does_not_say_the_titles_stand(monkeypatch, tmp_path):
    course = current_course()
    bare = [msgspec.structs.replace(exercise, builds={}) for exercise in course.exercises[:2]]
    course = msgspec.structs.replace(course, exercises=tuple(bare), title={"zh": "甲"}, about={})
    monkeypatch.setattr(readmes, "current_course", lambda: course)
    text = readmes.readme(HOME, "en")
    assert "| [2](exercises/02_filters/README.md) | Filters | 14 |" in text
    assert text.startswith("# 甲: exercises")
    text = readmes.readme(tmp_path, "en")
    assert "| [2](exercises/02_filters/README.md) | filters | 14 |" in text
    assert "GLOSSARY" not in text and "data/LICENSE" not in text


def test_nothing_is_said_of_what_a_course_has_not(monkeypatch, tmp_path):
    course = msgspec.structs.replace(current_course(), languages=("en",))
    whole = {name: text for name, text in readmes.readmes(HOME).items() if ".zh" not in name}
    monkeypatch.setattr(readmes, "current_course", lambda: course)
    for name in ("has_lab", "has_module", "has_play"):
        monkeypatch.setattr(readmes, name, lambda *_of: False)
    bare = readmes.readmes(tmp_path)
    text = "".join(bare.values())
    names = ("show ", "lab ", "quiz", "stretch ", "language ")
    commands = [f"autograder {name}" for name in names]
    for words in (*commands, "autograder play", "`s` show", "`b` lab", "glossary", "stretch/"):
        assert words in "".join(whole.values())
        assert words not in text
    assert "{" not in text
