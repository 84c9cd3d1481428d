"""The handouts' pictures: drawn from the reference, in step with the code, in both languages."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from autograder.course import course_root, current_course
from autograder.drawing import words
from autograder.drawing.made import drawn, path_of, pictures

EVERY = [*pictures(), *pictures("TRAINED")]
MAX_BYTES = 80_000


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("picture", pictures())
def test_a_picture_is_what_the_code_draws(picture, language):
    path = path_of(picture, language)
    assert path.read_text(encoding="utf-8") == drawn(picture, language), (
        "draw them anew: python -m autograder.drawing"
    )


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_pictures_are_small_and_are_svg_without_scripts(language):
    for picture in EVERY:
        path = path_of(picture, language)
        assert path.stat().st_size < MAX_BYTES, path
        root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
        assert root.tag.endswith("svg")
        assert not [e for e in root.iter() if e.tag.endswith("script")]


def test_every_picture_stands_in_its_handout_with_words_for_those_who_cannot_see_it():
    for picture in EVERY:
        exercise, name = picture.split("/")
        folder = course_root() / "exercises" / current_course().exercise(exercise).folder
        text = (folder / "README.md").read_text(encoding="utf-8")
        alt = re.search(rf"!\[(.+)\]\(pictures/{name}\.en\.svg\)", text)
        assert alt and alt[1].endswith(".") and len(alt[1].split()) > 8, picture


def test_no_picture_is_left_over():
    drawn_ones = {path_of(picture, language) for picture in EVERY for language in words.LANGUAGES}
    assert set((course_root() / "exercises").glob("*/pictures/*")) == drawn_ones


def test_the_chinese_pictures_speak_chinese():
    for picture in EVERY:
        english = path_of(picture, "en").read_text(encoding="utf-8")
        chinese = path_of(picture, "zh").read_text(encoding="utf-8")
        assert re.search(r"[一-鿿]", chinese), picture
        assert not re.search(r"[一-鿿]", english), picture
