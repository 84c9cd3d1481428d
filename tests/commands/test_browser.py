"""The pages in a real browser: sorting, filtering, folding, keyboard, accessibility, print."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest
from helpers import HOME, run

from autograder.grading.results import from_json
from autograder.reports.pages import class_page

AXE = (HOME / "tests" / "vendor" / "axe.min.js").read_text(encoding="utf-8")
WIDTHS = (1280, 390)


@pytest.fixture(scope="module")
def pages(demo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's pages, with one submission whose texts are hostile."""
    out = tmp_path_factory.mktemp("browser") / "out"
    shutil.copytree(demo[0] / "results", out)
    path = out / "results" / "08-softmax-in-lenet.json"
    text = path.read_text(encoding="utf-8")
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    text = text.replace('"08-softmax-in-lenet"', f'"{hostile}"')
    path.write_text(text.replace("Probabilities", hostile), encoding="utf-8")
    assert run("autograder", "report", out).returncode == 0
    return out


def shown(page) -> list[str]:
    """List the submissions that the table shows, from top to bottom."""
    rows = page.locator("#submissions tbody tr:visible td:first-child")
    return rows.all_inner_texts()


@pytest.mark.long
def test_the_table_sorts_up_and_down_by_every_column(page, pages):
    page.goto((pages / "index.html").as_uri())
    heads = page.locator("#submissions thead th")
    for number in range(heads.count()):
        head = heads.nth(number)
        cells = page.locator(f"#submissions tbody td:nth-child({number + 1})")
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == "ascending"
        up = cells.all_inner_texts()
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == "descending"
        if "number" in str(head.get_attribute("class")):
            values = [float(text.split(" / ")[0] or -1) for text in up]
            assert values == sorted(values)
            down = [float(t.split(" / ")[0] or -1) for t in cells.all_inner_texts()]
            assert down == sorted(values, reverse=True)
    assert page.locator("[aria-sort]").count() == 1


def test_the_table_filters_as_one_types(page, pages):
    page.goto((pages / "index.html").as_uri())
    assert len(shown(page)) == 12
    page.get_by_label("Show only rows with").fill("PERFECT")
    assert [name[:2] for name in shown(page)] == ["01", "02", "03", "04", "05"]
    assert page.get_by_role("status").inner_text() == "5 of 12 shown"
    page.get_by_label("Show only rows with").fill("")
    assert len(shown(page)) == 12


def test_buttons_choose_rows_and_add_up(page, pages):
    page.goto((pages / "index.html").as_uri())
    human = page.get_by_role("button", name="needs a human (2)")
    human.click()
    assert [name[:2] for name in shown(page)] == ["11", "12"]
    assert human.get_attribute("aria-pressed") == "true"
    assert page.get_by_role("status").inner_text() == "2 of 12 shown"
    page.get_by_role("button", name="0 points (1)").press("Enter")
    assert shown(page) == []
    human.click()
    assert [name[:2] for name in shown(page)] == ["06"]
    assert page.get_by_role("button", name="late").count() == 0


def test_who_makes_a_mistake_is_a_list_to_copy(page, pages):
    page.goto((pages / "index.html").as_uri())
    mistake = page.locator(".mistakes > li").first
    mistake.get_by_text("Who (1)").click()
    listed = mistake.get_by_label("Who it is, as a list to copy")
    assert listed.input_value() == "07-true-convolution"
    mistake.get_by_role("button", name="Copy").click()
    assert mistake.get_by_role("button", name="Copied").is_visible()
    page.get_by_label("Show only rows with").press("Control+V")
    assert page.get_by_label("Show only rows with").input_value() == "07-true-convolution"


def test_every_column_is_seen_and_no_id_is_broken(page, pages):
    page.goto((pages / "index.html").as_uri())
    wide = page.locator(".wide:has(#submissions)")
    assert wide.evaluate("one => one.scrollWidth - one.clientWidth") <= 0
    page.set_viewport_size({"width": 390, "height": 900})
    ids = page.locator("#submissions a:not(.long)").all()
    heights = [link.bounding_box()["height"] for link in ids]
    assert len(ids) == 11 and max(heights) < 25


LETTERS = """texts => texts.filter(text => text.textContent.trim()).map(
    text => text.getScreenCTM().a * parseFloat(getComputedStyle(text).fontSize))"""
"""The size of each label of a chart in pixels: a narrow screen draws charts smaller."""
CUT = "boxes => boxes.map(box => box.scrollWidth - box.clientWidth)"


@pytest.mark.parametrize("width", [1280, 768, 390, 320])
def test_labels_of_charts_can_be_read_on_every_screen(page, pages, width):
    page.set_viewport_size({"width": width, "height": 900})
    for name in ("index", "reports/07-true-convolution"):
        page.goto((pages / f"{name}.html").as_uri())
        sizes = page.locator("svg text").evaluate_all(LETTERS)
        assert len(sizes) >= 4 and min(sizes) >= 11, (name, sizes)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_tables_of_few_columns_fit_a_phone(page, pages):
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto((pages / "index.html").as_uri())
    assert page.locator("[aria-labelledby=parts] .wide").evaluate_all(CUT) == [0]
    page.goto((pages / "reports" / "07-true-convolution.html").as_uri())
    assert page.locator("[aria-label='Confusion matrix']").evaluate_all(CUT) == [0]


def test_no_cell_is_white_in_the_dark(page, pages):
    page.emulate_media(color_scheme="dark")
    page.goto((pages / "reports" / "07-true-convolution.html").as_uri())
    colours = page.locator("[aria-label='Confusion matrix'] td").evaluate_all(
        "cells => cells.map(cell => getComputedStyle(cell).backgroundColor)"
    )
    assert "rgba(244, 162, 89, 0)" in colours  # the page's own colour shows
    assert not [one for one in colours if one.startswith("rgb(")]


@pytest.mark.long
def test_every_link_leads_to_a_page_that_says_whose_it_is(page, pages):
    page.goto((pages / "index.html").as_uri())
    links = page.locator("#submissions tbody a")
    names = links.all_inner_texts()
    targets = [link.get_attribute("href") for link in links.all()]
    for name, target in zip(names, targets):
        page.goto((pages / str(target)).as_uri().replace("%25", "%"))
        assert page.locator("h1").inner_text() == name


def test_the_mistake_comes_first_and_the_rest_is_folded(page, pages):
    page.goto((pages / "reports" / "07-true-convolution.html").as_uri())
    lead = page.locator("p.lead")
    assert "The kernel is flipped" in lead.inner_text()
    lead.get_by_role("link").click()
    first = page.locator("#filters details.check").first
    assert first.get_attribute("open") is not None
    assert first.locator(".question").is_visible()
    assert first.locator("td.first").count() == 3
    assert not page.locator("#output_shape li").first.is_visible()
    page.locator("#output_shape summary").first.press("Enter")
    assert page.locator("#output_shape li").first.is_visible()


@pytest.mark.long
def test_the_training_is_shown(page, pages):
    page.goto((pages / "reports" / "07-true-convolution.html").as_uri())
    part = page.locator("#accuracy")
    assert part.locator("svg[aria-label^='Training curve']").is_visible()
    assert part.locator("[aria-label='Confusion matrix'] th ~ td").count() == 100
    assert part.locator("table.kernel").count() == 6
    pictures = part.locator("img").all()
    assert pictures and all(p.evaluate("image => image.naturalWidth") > 0 for p in pictures)


@pytest.mark.long
def test_hostile_texts_are_shown_as_text(page, pages):
    page.goto((pages / "index.html").as_uri())
    page.locator("#submissions a", has_text="<script>").click()
    assert "<script>alert(2)</script>" in page.locator("h1").inner_text()
    assert page.locator("img[src=x], h1 script").count() == 0


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.long
def test_nothing_is_cut_off_and_axe_finds_nothing(page, pages, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    for name in ("index", "reports/07-true-convolution", "reports/12-kills-its-process"):
        page.goto((pages / f"{name}.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate(AXE)
        found = page.evaluate("axe.run().then(results => results.violations)")
        assert not [(problem["id"], problem["nodes"][0]["html"]) for problem in found], name


@pytest.mark.long
def test_pages_print_on_a4(page, pages, tmp_path):
    page.goto((pages / "reports" / "07-true-convolution.html").as_uri())
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1047})  # A4 without margins of 1 cm
    assert page.evaluate("document.documentElement.scrollWidth") <= 718
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.long
def test_two_thousand_submissions_sort_and_filter(page, demo, tmp_path):
    path = demo[0] / "results" / "results" / "09-gradients-add-up.json"
    result = from_json(path.read_text(encoding="utf-8"))
    many = [
        dataclasses.replace(result, submission_id=f"learner-{n:04}", score=n * 7919 % 101)
        for n in range(2000)
    ]
    text = class_page(many, {one.submission_id: one.submission_id for one in many})
    (tmp_path / "index.html").write_text(text, encoding="utf-8")
    page.goto((tmp_path / "index.html").as_uri())
    rows = page.locator("#submissions tbody tr:visible")
    assert rows.count() == 200
    page.get_by_role("button", name="Show all 2000").scroll_into_view_if_needed()
    rows.nth(399).wait_for(state="visible")
    page.get_by_role("button", name="Show all 2000").click()
    assert page.locator("#submissions tbody tr[hidden]").count() == 0
    page.get_by_role("button", name="Score").click()
    scores = page.locator("#submissions tbody td:nth-child(3)").evaluate_all(
        "cells => cells.map(cell => Number(cell.dataset.value))"
    )
    assert len(scores) == 2000 and scores == sorted(scores)
    page.get_by_label("Show only rows with").fill("learner-19")
    assert page.get_by_role("status").inner_text() == "100 of 2000 shown"
