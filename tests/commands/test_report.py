"""Pages: made again from results, safe with hostile texts, small for large classes."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil

import pytest
from helpers import run

from autograder.grading.results import from_json, to_json
from autograder.reports.pages import class_page


@pytest.fixture
def out(demo, tmp_path):
    shutil.copytree(demo[0] / "results", tmp_path / "out")
    return tmp_path / "out"


def test_pages_are_made_again_from_results_alone(out):
    paths = [out / "index.html", *(out / "reports").iterdir()]
    before = {path: path.read_text(encoding="utf-8") for path in paths}
    for path in paths:
        path.unlink()
    done = run("autograder", "report", out)
    assert done.returncode == 0 and "Pages of 12 submissions" in done.stdout
    assert {path: path.read_text(encoding="utf-8") for path in before} == before


def test_one_result_is_shown_in_short(out):
    done = run("autograder", "report", out, "--id", "07-true-convolution")
    assert done.returncode == 0 and "The kernel is flipped" in done.stdout
    done = run("autograder", "report", out, "--id", "nobody")
    assert done.returncode == 2 and "there is no submission 'nobody'" in done.stderr
    done = run("autograder", "report", out.parent)
    assert done.returncode == 2 and "no results" in done.stderr


def test_the_class_page_names_what_to_repeat_and_who_needs_a_human(out):
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "which element of the kernel is multiplied by the top left pixel" in page
    assert re.search(r"11-never-ends</a> — timed out: \d", page)
    assert re.search(r"12-kills-its-process</a> — crashed: \d", page)


def test_a_page_says_a_mistake_once_and_folds_what_passed(out):
    page = (out / "reports" / "07-true-convolution.html").read_text(encoding="utf-8")
    assert page.count('class="explanation"') == 1
    assert re.search(r"\d more checks? not passed for the same reason", page)
    assert page.count('<details class="check" open>') == 1


def test_hostile_texts_are_text_and_nothing_foreign_may_run(out):
    path = out / "results" / "07-true-convolution.json"
    tree = json.loads(path.read_text(encoding="utf-8"))
    tree["submission_id"] = "<script>alert(1)</script>"
    tree["parts"][1]["checks"][0]["message"] = "</pre><img src=x onerror=alert(1)>\n=1+1\nx"
    path.write_text(json.dumps(tree), encoding="utf-8")
    assert run("autograder", "report", out).returncode == 0
    for page in [out / "index.html", *(out / "reports").iterdir()]:
        text = page.read_text(encoding="utf-8")
        assert "<script>alert" not in text and "<img src=x" not in text
        assert "default-src 'none'" in text


def test_a_class_of_two_thousand_is_under_a_megabyte(out):
    text = (out / "results" / "09-gradients-add-up.json").read_text(encoding="utf-8")
    result = from_json(text)
    many = [dataclasses.replace(result, submission_id=f"learner-{n:04}") for n in range(2000)]
    assert to_json(many[0]).count("learner-0000") == 1
    page = class_page(many, {one.submission_id: one.submission_id for one in many})
    assert len(page.encode()) < 1_000_000


ROSTER = """id,Name,E-Mail
07-true-convolution,"Lovelace, Ada",ada@uni.example
08-softmax-in-lenet,图灵,
nobody,Nobody,
"""


def test_names_of_a_roster_stay_on_the_pages(out, tmp_path):
    (tmp_path / "class.csv").write_text(ROSTER, encoding="utf-8")
    done = run("autograder", "report", out, "--roster", tmp_path / "class.csv")
    assert done.returncode == 0 and "01-perfect" in done.stderr
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "07-true-convolution</a> Lovelace, Ada" in page
    assert "&#34;Lovelace, Ada&#34; &lt;ada@uni.example&gt;" in page
    assert "08-softmax-in-lenet (图灵)" in page
    assert run("autograder", "report", out).returncode == 0
    assert (out / "index.html").read_text(encoding="utf-8") == page
    (out / "names.json").write_text("[]", encoding="utf-8")
    done = run("autograder", "report", out)
    assert done.returncode == 2 and "names.json is damaged" in done.stderr


def test_anonymous_pages_name_nobody(out, tmp_path):
    (tmp_path / "class.csv").write_text(ROSTER, encoding="utf-8")
    assert run("autograder", "report", out, "--roster", tmp_path / "class.csv").returncode == 0
    before = (out / "index.html").read_text(encoding="utf-8")
    done = run("autograder", "report", out, "--anonymous", tmp_path / "shown")
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "shown" / "reports").iterdir())) == 12
    names = [path.stem for path in (out / "results").iterdir()]
    seed = "For the instructor alone"
    for path in (tmp_path / "shown").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not [word for word in (*names, "Lovelace", "图灵", "ada@", seed) if word in text]
    assert (out / "index.html").read_text(encoding="utf-8") == before
    done = run("autograder", "report", out, "--anonymous", tmp_path / "shown")
    assert done.returncode == 2 and "holds something already" in done.stderr
