"""Write the pages of a results folder from its results, with Jinja2."""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from markupsafe import Markup, escape

from autograder.core.control import escape_control
from autograder.core.due import in_words as moment_in_words
from autograder.core.languages import _, chosen, panel_title, place_words
from autograder.core.table import in_form
from autograder.course import current_course, handout
from autograder.grading.decided import Adjusted, Adjustment
from autograder.grading.decisions.adjusting import machine
from autograder.grading.decisions.beside import changed_in_words
from autograder.grading.decisions.counting import Count, one_a_submission, one_each
from autograder.grading.decisions.extensions import told
from autograder.grading.folder import (
    NO_DETAILS,
    Details,
    damaged,
    details_path,
    page_path,
    read_details,
)
from autograder.grading.known import People, person_of, read_people
from autograder.grading.record import RunRecord, read_record
from autograder.grading.results import REPORTS, Result, Status, write_text

from . import analysis, figures
from .run import run_in_words

MAX_UNBROKEN = 26
"""Characters of an id that is never broken; a longer one is, where its words end."""
NOBODY_KNOWN: People = {}
_NEEDS_QUOTES = re.compile(r'[()<>\[\]:;@\\,."]')
"""What a name before an address may not hold unless it is quoted."""


@functools.cache
def templates() -> jinja2.Environment:
    """Return the templates of all pages, with the filters that they use."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("autograder.reports"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals |= {
        "_": _said,
        "said": lambda text: _(text) if text else text,
        "title": panel_title,
        "language": chosen,
        "place_words": place_words,
        "max_unbroken": MAX_UNBROKEN,
        "decided": _decided,
        "changed_in_words": changed_in_words,
        "code": lambda text: Markup("<code>{}</code>").format(text),
    }
    environment.filters["points"] = in_form
    environment.filters["shown"] = escape_control
    environment.filters["prose"] = _prose
    environment.filters["moment"] = _moment
    environment.filters["more_time"] = told
    environment.filters["breakable"] = _breakable
    environment.filters["whole_case"] = _whole_case
    environment.filters["group_by_mistake"] = analysis.group_by_mistake
    environment.filters["in_words"] = run_in_words
    environment.filters["shade"] = figures.shade
    environment.filters["x_of"] = figures.x_of
    environment.filters["largest"] = lambda rows: max(abs(x) for row in rows for x in row)
    return environment


def _said(text: str, **values: object) -> Markup:
    """Say a text of a template in the language chosen; values are escaped, markup stays."""
    return escape(_(text)).format(**values) if values else escape(_(text))


def _moment(text: str) -> str:
    """Say a stored time in words; what a manifest has that is none stays as it is."""
    try:
        return moment_in_words(datetime.fromisoformat(text))
    except ValueError:
        return text


def _prose(text: str) -> Markup:
    """Escape a sentence, and set what stands in backticks as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(escape_control(text)))))


def _decided(adjusted: Adjusted, row: Adjustment) -> Markup:
    """Write what a row decides, why, and who says so; the lines of a comment stay lines."""
    what = (
        Markup("<strong>{}</strong>").format(adjusted.decision(row)) if row.exercise else Markup()
    )
    lines = [escape(line) for line in escape_control(row.comment).splitlines()]
    words = escape(_(": ")).join(filter(None, (what, Markup("<br>").join(lines))))
    return words + (Markup(" — {}").format(escape_control(row.by)) if row.by else Markup())


def submission_page(
    result: Result, details: Details, versions: Mapping[str, str] | None = None
) -> str:
    """Make the page of one submission; `versions` are those of what graded it, by name."""
    page = templates().get_template("submission.html")
    return page.render(**submission_parts(result, details, versions))


def submission_parts(
    result: Result, details: Details, versions: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return what the page of one submission shows, by the names that its template uses."""
    first = next(
        (
            (part.name, check.explanation)
            for part in result.parts
            for check in part.checks
            if not check.passed
        ),
        None,
    )
    training, measured = details["training"], current_course().measured
    versions_in_words = ", ".join(f"{name} {value}" for name, value in (versions or {}).items())
    return {
        "result": result,
        "first": first,
        "has_single_cause": analysis.has_single_cause(machine(result)),
        "excused_parts": result.adjusted.excused_parts if result.adjusted else (),
        "handout": handout(first[0]) if first else "",
        "exercise": current_course().exercise(first[0]) if first else None,
        "shown": figures.within_budget(details["checks"]),
        "training": training,
        "measured": measured.name if measured else "",
        "curve": figures.curve(training["losses"]) if training else None,
        "versions": versions_in_words,
        "is_passed": lambda part: analysis.is_passed(part, result),
    }


def class_page(
    results: Sequence[Result],
    file_names: dict[str, str],
    training: dict[str, Any] | None = None,
    record: RunRecord | None = None,
    people: People = NOBODY_KNOWN,
) -> str:
    """Make the page of the class; `file_names` gives each submission's page by its id.

    `training` is that of any submission: it tells the accuracy's threshold. `record` tells
    what the run was, the seed included: the page is the instructor's. `people` are the names that
    a roster gives. Of several attempts of a learner the table lists each, and the best one is what
    figures, mistakes and clusters are of.
    """
    pages = templates()
    counted, others = one_each(results, Count.BEST)
    handed_in = one_a_submission(counted)

    def link(result: Result) -> Markup:
        path = quote(f"{REPORTS}/{file_names[result.submission_id]}.html")
        words = id_shown(result.submission_id, path)
        name = person_of(result, people).name
        return words + Markup(" {}").format(escape_control(name)) if name else words

    script = templates().get_template("class.js").render()
    return pages.get_template("class.html").render(
        results=results,
        link=link,
        **_rows_of(results),
        counted=counted,
        others={result.submission_id for result in others},
        **_figures_of(counted, training),
        addresses=lambda who: addresses(who, people),
        handed_in=handed_in,
        clusters=analysis.clusters(handed_in),
        mistakes=analysis.common_mistakes(handed_in),
        items=analysis.items([machine(result) for result in handed_in]),
        adjusted=[result for result in results if result.adjusted and result.adjusted.told],
        changed=[(r, each) for r in results if r.adjusted for each in r.adjusted.changed],
        times=analysis.times(one_a_submission(results)),
        record=record if record and record.format else None,
        script=Markup(script),
        script_digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


def _rows_of(results: Sequence[Result]) -> dict[str, Any]:
    """Return who needs a human, and what the rows of the table can be chosen by."""
    human = analysis.needs_review(one_a_submission(results))
    tags = analysis.tags(results, human)
    parts = next((r.parts for r in results if r.status == Status.GRADED), ())
    return {
        "parts": [part.name for part in parts],
        "human": human,
        "tags": [" ".join(own) for own in tags],
        "tag_counts": analysis.tag_counts(tags),
        "tag_words": {tag: _(words) for tag, words in analysis.TAGS.items()},
    }


def _figures_of(results: Sequence[Result], training: dict[str, Any] | None) -> dict[str, Any]:
    """Return what is shown of scores and accuracies."""
    counts = analysis.spread([result for result in results if not result.excused])
    reached = [r.test_accuracy for r in results if r.test_accuracy is not None]
    drawn = templates().get_template("accuracies.svg")
    accuracies = drawn.render(bins=figures.accuracy_bins(reached), training=training)
    return {
        "bars": Markup(templates().get_template("bars.svg").render(counts=counts)),
        "marks": analysis.marks(results),
        "most": max((result.max_score for result in results), default=0),
        "accuracies": Markup(accuracies) if reached else "",
        "training": training,
        "reached": reached,
    }


def id_shown(identity: str, path: str) -> Markup:
    """Write an id as a link; one of usual length stays in one piece."""
    kind = Markup(' class="long"') if len(identity) > MAX_UNBROKEN else ""
    shown = escape(escape_control(identity))
    return Markup('<a{} href="{}">{}</a>').format(kind, path, shown)


def addresses(results: Sequence[Result], people: People) -> str:
    """Write who handed in, as a line to be copied: addresses where they are known."""
    words = []
    for result in results:
        person, identity = person_of(result, people), escape_control(result.submission_id)
        name = escape_control(person.name)
        if person.mail and _NEEDS_QUOTES.search(name):
            name = '"' + re.sub(r'["\\\\]', "", name) + '"'
        if person.mail:
            words.append(f"{name} <{person.mail}>" if name else person.mail)
        else:
            words.append(f"{identity} ({name})" if name else identity)
    return ", ".join(words)


def _whole_case(title: str) -> Markup:
    """Keep the case of a check, `[4-5-2-3]`, on one line."""
    shown = str(escape(escape_control(title)))
    return Markup(re.sub(r"\[[^\[\]]{1,30}\]", r'<span class="whole">\g<0></span>', shown))


def _breakable(name: str) -> Markup:
    """Let a long name be broken where its words end."""
    return Markup("_<wbr>").join(escape(piece) for piece in name.split("_"))


def write_page(out: Path, result: Result, names: Mapping[str, str]) -> None:
    """Write the page of one submission into a results folder; `names` are those of its files."""
    stored = names[result.stored_id]
    details = read_details(out, stored)
    record = read_record(out)
    versions = record.versions if record else {}
    try:
        page = submission_page(result, details, versions)
    except Exception as error:  # however a damaged file spoils a page
        submission_page(result, NO_DETAILS)  # raises where the details are not to blame
        raise damaged(details_path(out, stored), error) from None
    write_text(page_path(out, names[result.submission_id]), page)


def write_class_page(out: Path, results: Sequence[Result], file_names: dict[str, str]) -> None:
    """Write the page of the class into a results folder."""
    tested = (file_names[r.stored_id] for r in results if r.test_accuracy is not None)
    trainings = ((name, read_details(out, name)["training"]) for name in tested)
    name, training = next(filter(lambda pair: pair[1], trainings), ("", None))
    record, people = read_record(out), read_people(out)
    try:
        page = class_page(results, file_names, training, record, people)
    except Exception as error:
        class_page(results, file_names, None, record, people)
        raise damaged(details_path(out, name), error) from None
    write_text(out / "index.html", page)
