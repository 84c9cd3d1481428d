"""The quiz for Moodle and as a QTI package: what their importers look for is there."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as ET

import pytest

from autograder.checks.quiz.quiz import Grid, Item, Option, Shown, Told
from autograder.platforms.moodle_quiz import to_moodle
from autograder.platforms.qti import QTI, to_qti

Q = f"{{{QTI}}}"
GRID = Shown(grids=(Grid("", (("1", "2"), ("3", "4"))),))


@pytest.fixture
def items() -> list[Item]:
    """Two questions: one with arrays, one with everything that XML and HTML must escape."""
    told = [Told(f"mistake-{n}", f"Explanation <{n}> & `code`.", "Why?") for n in range(4)]
    arrays = Item(
        exercise="layers",
        name="arrays",
        seed=0,
        inputs=(("x", GRID),),
        call="relu(x) < 3",
        options=(
            Option(Shown(text="3"), (told[0],)),
            Option(GRID),
            Option(Shown(error="ValueError"), (told[1], told[2])),
            Option(Shown(sentence="5 < 6 & 7"), (told[3],)),
        ),
    )
    other = Item(
        exercise="train",
        name="words",
        seed=0,
        words="What is {what}?",
        values={"what": "<b>"},
        options=tuple(Option(Shown(text=str(n)), (told[n],) if n else ()) for n in range(4)),
    )
    return [arrays, other]


def test_moodle_reads_a_category_an_exercise_and_feedback_for_each_answer(items):
    root = ET.fromstring(to_moodle(items))
    kinds = [question.get("type") for question in root]
    assert kinds == ["category", "multichoice", "category", "multichoice"]
    assert root[0].findtext("category/text", "").endswith("/04 layers")
    question = root[1]
    assert question.findtext("single") == "true" and question.findtext("name/text")
    assert question.find("questiontext").get("format") == "html"  # type: ignore[union-attr]
    answers = question.findall("answer")
    assert [answer.get("fraction") for answer in answers] == ["0", "100", "0", "0"]
    assert all(answer.get("format") == "html" and answer.findtext("text") for answer in answers)
    told = [answer.findtext("feedback/text", "") for answer in answers]
    assert "Explanation &lt;0&gt; &amp; <code>code</code>." in told[0] and "mistake-0" in told[0]
    assert "Right." in told[1] and "mistake-1" in told[2] and "mistake-2" in told[2]
    for fragment in [*told, *(answer.findtext("text", "") for answer in answers)]:
        ET.fromstring(f"<div>{fragment}</div>")  # HTML that is closed


def test_a_qti_package_says_what_it_holds(items):
    package = zipfile.ZipFile(io.BytesIO(to_qti(items)))
    assert package.testzip() is None
    manifest = ET.fromstring(package.read("imsmanifest.xml"))
    space = manifest.tag.partition("}")[0] + "}"
    resources = manifest.findall(f"{space}resources/{space}resource")
    kinds = {resource.get("type") for resource in resources}
    assert kinds == {"imsqti_item_xmlv2p1", "imsqti_test_xmlv2p1"}
    named = {resource.get("href") for resource in resources}
    assert named | {"imsmanifest.xml"} == set(package.namelist())
    identifiers = [resource.get("identifier") for resource in resources]
    assert len(identifiers) == len(set(identifiers))
    assert manifest.findtext(f"{space}metadata/{space}schema") == "QTIv2.1 Package"


def test_a_qti_item_scores_the_right_choice_and_explains_each(items):
    package = zipfile.ZipFile(io.BytesIO(to_qti(items)))
    root = ET.fromstring(package.read("items/layers_arrays_0.xml"))
    assert root.findtext(f"{Q}responseDeclaration/{Q}correctResponse/{Q}value") == "choice_2"
    choices = root.findall(f".//{Q}simpleChoice")
    assert [choice.get("identifier") for choice in choices] == [f"choice_{n}" for n in range(1, 5)]
    texts = ["".join(choice.itertext()) for choice in choices]
    assert texts == ["3", "[[1, 2], [3, 4]]", "an error: ValueError", "5 < 6 & 7"]
    told = {f.get("identifier"): "".join(f.itertext()) for f in root.iter(f"{Q}modalFeedback")}
    scores = []
    for number, condition in enumerate(root.iter(f"{Q}responseIf"), 1):
        values = [value.text for value in condition.iter(f"{Q}baseValue")]
        assert values[0] == f"choice_{number}" and values[2] == f"told_{number}"
        scores.append(values[1])
        assert values[2] in told
    assert scores == ["0", "1", "0", "0"]
    assert "mistake-3" in told["told_4"]


def test_the_same_questions_give_the_same_bytes(items):
    assert to_qti(items) == to_qti(items) and to_moodle(items) == to_moodle(items)
