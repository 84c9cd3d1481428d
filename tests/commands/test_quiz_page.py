"""The quiz's page in Chromium: by keyboard and by thumb, wide and narrow, light and dark."""

from __future__ import annotations

import pytest

from autograder.checks.quiz.quiz import Grid, Item, Option, Shown, Told
from autograder.learn.quiz_page import page

WRONG = Option(Shown(text="3"), (Told("averaged", "It is averaged: 1 < 2.", "What is it?"),))
RIGHT = Option(Shown(grids=(Grid("", (("10",) * 12, ("4",) * 12)),)))
ITEMS = [Item(exercise="layers", name=f"n{n}", seed=0, options=(WRONG, RIGHT)) for n in range(2)]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_an_answer_is_explained_at_once_and_counted_once(browser, tmp_path, width, scheme):
    (tmp_path / "quiz.html").write_text(page(ITEMS), encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    shown, errors = context.new_page(), []
    shown.on("console", lambda message: errors.append(message.text))
    shown.goto((tmp_path / "quiz.html").as_uri())
    assert "averaged" not in shown.inner_text("body")
    shown.keyboard.press("Tab")
    shown.keyboard.press("Enter")
    assert "It is averaged: 1 < 2." in shown.inner_text("article >> nth=0")
    shown.click("article >> nth=0 >> .choice >> nth=1")  # anywhere in the box
    assert "Right." in shown.inner_text("article >> nth=0")
    assert shown.inner_text(".count") == "0 of 1 right at the first try"
    shown.click("article >> nth=1 >> button >> nth=1")
    assert shown.inner_text(".count") == "1 of 2 right at the first try"
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    assert not errors
    context.close()
