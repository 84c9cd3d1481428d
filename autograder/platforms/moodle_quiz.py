"""The quiz as Moodle XML: multiple choice, an explanation for each answer."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from autograder.checks.quiz.quiz import Item
from autograder.core.languages import _, chosen
from autograder.course import current_course
from autograder.drawing import quiz

TABLE = '<table class="numbers">'
BORDERED = '<table border="1" cellpadding="4" style="border-collapse: collapse">'
"""Moodle's pages have no style of ours."""


def to_moodle(items: Iterable[Item]) -> str:
    """Write questions for Moodle's question bank, a category an exercise."""
    root = ET.Element("quiz")
    for name, of_exercise in itertools.groupby(items, lambda item: item.exercise):
        exercise = current_course().exercise(name)
        title = current_course().title.get(chosen()) or current_course().title["en"]
        category = ET.SubElement(root, "question", type="category")
        path = f"$course$/top/{_plain(title)}/{exercise.number:02} {name}"
        _text(ET.SubElement(category, "category"), path)
        for item in of_exercise:
            _question(root, item)
    ET.indent(root, " ")
    xml = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}\n'


def _plain(title: str) -> str:
    """Write a title so that no slash in it begins another category."""
    return title.replace("/", "//")


def _question(root: ET.Element, item: Item) -> None:
    question = ET.SubElement(root, "question", type="multichoice")
    _text(ET.SubElement(question, "name"), f"{item.exercise} {item.name} {item.seed}")
    _html(question, "questiontext", _bordered(quiz.question(item)))
    _html(question, "generalfeedback", "")
    for name, value in (
        ("defaultgrade", "1"),
        ("penalty", "0.3333333"),
        ("hidden", "0"),
        ("single", "true"),
        ("shuffleanswers", "true"),
        ("answernumbering", "abc"),
    ):
        ET.SubElement(question, name).text = value
    for option in item.options:
        answer = ET.SubElement(question, "answer", format="html")
        answer.set("fraction", "100" if option.is_right else "0")
        _text(answer, _bordered(quiz.value(option.shown)))
        _html(answer, "feedback", f"<p>{quiz.diagnosis(option, names=True)}</p>")
    tags = ET.SubElement(question, "tags")
    for tag in (item.exercise, _("quiz")):
        _text(ET.SubElement(tags, "tag"), tag)


def _bordered(fragment: str) -> str:
    return fragment.replace(TABLE, BORDERED)


def _html(parent: ET.Element, name: str, fragment: str) -> None:
    _text(ET.SubElement(parent, name, format="html"), fragment)


def _text(parent: ET.Element, text: str) -> None:
    ET.SubElement(parent, "text").text = text
