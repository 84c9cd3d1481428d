"""The quiz as a QTI 2.1 package, which Canvas and others import: a test an exercise."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from autograder.checks.quiz.quiz import Item, Option
from autograder.core.languages import _, chosen
from autograder.course import current_course
from autograder.drawing import quiz

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
METADATA = "http://www.imsglobal.org/xsd/imsqti_metadata_v2p1"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
FIRST_DATE = (1980, 1, 1, 0, 0, 0)
RESPONSE, SCORE, FEEDBACK = "RESPONSE", "SCORE", "FEEDBACK"


def to_qti(items: Sequence[Item]) -> bytes:
    """Write a package of questions: the same questions give the same bytes."""
    files: dict[str, ET.Element] = {}
    for item in items:
        files[f"items/{_identifier(item)}.xml"] = _item(item)
    for name, of_exercise in itertools.groupby(items, lambda item: item.exercise):
        files[f"tests/{name}.xml"] = _test(name, list(of_exercise))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for path, root in {"imsmanifest.xml": _manifest(items), **files}.items():
            namespace = PACKAGE if path == "imsmanifest.xml" else QTI
            package.writestr(zipfile.ZipInfo(path, FIRST_DATE), _written(root, namespace))
    return packed.getvalue()


def _written(root: ET.Element, namespace: str) -> bytes:
    root.set("xmlns", namespace)
    if namespace == PACKAGE:
        root.set("xmlns:imsqti", METADATA)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _identifier(item: Item) -> str:
    return f"{item.exercise}_{item.name}_{item.seed}"


def _item(item: Item) -> ET.Element:
    root = ET.Element(
        "assessmentItem",
        identifier=_identifier(item),
        title=f"{item.exercise}: {item.name}",
        adaptive="false",
        timeDependent="false",
    )
    root.set(LANGUAGE, chosen())
    declared = {"identifier": RESPONSE, "cardinality": "single", "baseType": "identifier"}
    right = _within(root, "responseDeclaration", declared, "correctResponse", "value")
    right.text = f"choice_{item.right + 1}"
    declared = {"identifier": SCORE, "cardinality": "single", "baseType": "float"}
    _within(root, "outcomeDeclaration", declared, "defaultValue", "value").text = "0"
    declared = {"identifier": FEEDBACK, "cardinality": "multiple", "baseType": "identifier"}
    ET.SubElement(root, "outcomeDeclaration", declared)
    body = ET.SubElement(root, "itemBody")
    body.append(_fragment("div", quiz.question(item)))
    interaction = ET.SubElement(
        body, "choiceInteraction", responseIdentifier=RESPONSE, shuffle="true", maxChoices="1"
    )
    processing = ET.SubElement(root, "responseProcessing")
    for number, option in enumerate(item.options, 1):
        choice = ET.SubElement(interaction, "simpleChoice", identifier=f"choice_{number}")
        # In a line: of an answer some platforms keep the text only.
        choice.append(_fragment("p", quiz.in_a_line(option.shown)))
        _condition(processing, number, option)
        told = ET.SubElement(
            root,
            "modalFeedback",
            outcomeIdentifier=FEEDBACK,
            showHide="show",
            identifier=f"told_{number}",
        )
        told.append(_fragment("p", quiz.diagnosis(option, names=True)))
    return root


def _condition(processing: ET.Element, number: int, option: Option) -> None:
    """Add what happens when this option is chosen: its score and its explanation.

    Canvas finds an explanation where it is added to those before it.
    """
    condition = ET.SubElement(ET.SubElement(processing, "responseCondition"), "responseIf")
    match = ET.SubElement(condition, "match")
    ET.SubElement(match, "variable", identifier=RESPONSE)
    ET.SubElement(match, "baseValue", baseType="identifier").text = f"choice_{number}"
    score = ET.SubElement(condition, "setOutcomeValue", identifier=SCORE)
    ET.SubElement(score, "baseValue", baseType="float").text = "1" if option.is_right else "0"
    several = _within(condition, "setOutcomeValue", {"identifier": FEEDBACK}, "multiple")
    ET.SubElement(several, "variable", identifier=FEEDBACK)
    ET.SubElement(several, "baseValue", baseType="identifier").text = f"told_{number}"


def _test(name: str, items: list[Item]) -> ET.Element:
    about = f"{current_course().exercise(name).number} {name}"
    title = _("Questions about {name}", name=about)
    root = ET.Element("assessmentTest", identifier=f"test_{name}", title=title)
    part = ET.SubElement(
        root,
        "testPart",
        identifier=f"part_{name}",
        navigationMode="nonlinear",
        submissionMode="individual",
    )
    ET.SubElement(part, "itemSessionControl", maxAttempts="0", showFeedback="true")
    section = ET.SubElement(
        part, "assessmentSection", identifier=f"section_{name}", title=title, visible="false"
    )
    for item in items:
        place = f"../items/{_identifier(item)}.xml"
        ET.SubElement(section, "assessmentItemRef", identifier=_identifier(item), href=place)
    return root


def _manifest(items: Sequence[Item]) -> ET.Element:
    root = ET.Element("manifest", identifier="quiz")
    metadata = ET.SubElement(root, "metadata")
    ET.SubElement(metadata, "schema").text = "QTIv2.1 Package"
    ET.SubElement(metadata, "schemaversion").text = "1.0.0"
    ET.SubElement(root, "organizations")
    resources = ET.SubElement(root, "resources")
    tests: dict[str, ET.Element] = {}
    for item in items:
        if item.exercise not in tests:
            tests[item.exercise] = _resource(resources, f"test_{item.exercise}", "tests", "test")
        ET.SubElement(tests[item.exercise], "dependency", identifierref=_identifier(item))
        resource = _resource(resources, _identifier(item), "items", "item")
        kind = ET.Element("metadata")
        kinds = ET.SubElement(kind, "imsqti:qtiMetadata")
        ET.SubElement(kinds, "imsqti:interactionType").text = "choiceInteraction"
        resource.insert(0, kind)
    return root


def _resource(resources: ET.Element, identifier: str, folder: str, kind: str) -> ET.Element:
    place = f"{folder}/{identifier.removeprefix('test_')}.xml"
    resource = ET.SubElement(
        resources,
        "resource",
        identifier=identifier,
        type=f"imsqti_{kind}_xmlv2p1",
        href=place,
    )
    ET.SubElement(resource, "file", href=place)
    return resource


def _within(parent: ET.Element, name: str, given: dict[str, str], *names: str) -> ET.Element:
    """Add an element, and one within another below it; return the innermost."""
    element = ET.SubElement(parent, name, given)
    for one in names:
        element = ET.SubElement(element, one)
    return element


def _fragment(name: str, fragment: str) -> ET.Element:
    return ET.fromstring(f"<{name}>{fragment}</{name}>")
