"""The handouts' pictures: drawn from the reference, in step with the code, in both languages."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from autograder.course import course_root, current_course
from autograder.drawing import words
from autograder.drawing.made import drawn, path_of, pictures
from autograder.drawing.marks import plain

EVERY = [*pictures(), *pictures("TRAINED")]
MAX_BYTES = 80_000
READING_WIDTH, MIN_LETTER = 830, 11
"""Pixels: how wide a page of text is, and how high letters are there at least."""


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("picture", pictures())
def test_a_picture_is_what_the_code_draws(picture, language):
    path = path_of(picture, language)
    assert plain(path.read_text(encoding="utf-8")) == plain(drawn(picture, language)), (
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


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("picture", EVERY)
def test_words_are_large_enough_and_within_the_picture(picture, language):
    root = ElementTree.fromstring(path_of(picture, language).read_text(encoding="utf-8"))
    in_points = root.attrib["width"].endswith("pt")
    scale = min(
        1, READING_WIDTH / (float(root.attrib["width"].rstrip("pt")) * (4 / 3 if in_points else 1))
    )
    text = ElementTree.tostring(root, "unicode")
    sizes = [float(size) for size in re.findall(r"font(?:-size)?: (?:bold )?([\d.]+)px", text)]
    assert min(sizes) * (4 / 3 if in_points else 1) * scale >= MIN_LETTER
    _x, _y, width, height = map(float, root.attrib["viewBox"].split())
    for word in root.iter("{http://www.w3.org/2000/svg}text"):
        assert 0 <= float(word.attrib["x"]) <= width and 0 <= float(word.attrib["y"]) <= height


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
