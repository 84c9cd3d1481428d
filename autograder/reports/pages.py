"""Write the pages of a results folder from its results, with Jinja2."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import jinja2
from markupsafe import Markup, escape

from autograder.grading.names import visible
from autograder.grading.results import GRADED, REPORTS, Result, write_text

from . import analysis


@functools.cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("autograder.reports"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["points"] = lambda number: f"{number:.4g}"
    environment.filters["shown"] = visible
    environment.filters["lead"] = analysis.lead
    return environment


def submission_page(result: Result) -> str:
    """Make the page of one submission."""
    first = next(
        (
            (part.name, analysis.lead(check)[0])
            for part in result.parts
            for check in part.checks
            if not check.passed
        ),
        None,
    )
    return (
        _templates()
        .get_template("submission.html")
        .render(result=result, first=first, script_digest="")
    )


def class_page(results: Sequence[Result], file_names: dict[str, str]) -> str:
    """Make the page of the class; `file_names` gives each submission's page by its id."""
    templates = _templates()

    def link(result: Result) -> Markup:
        path = quote(f"{REPORTS}/{file_names[result.submission_id]}.html")
        return Markup('<a href="{}">{}</a>').format(path, escape(visible(result.submission_id)))

    names = next((r.parts for r in results if r.status == GRADED), ())
    bars = templates.get_template("bars.svg").render(counts=analysis.spread(results))
    script = templates.get_template("class.js").render()
    return templates.get_template("class.html").render(
        results=results,
        link=link,
        parts=[part.name for part in names],
        human=analysis.to_look_at(results),
        mistakes=analysis.common_mistakes(results),
        items=analysis.items(results),
        bars=Markup(bars),
        script=Markup(script),
        script_digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


def write_page(out: Path, result: Result, file_name: str) -> None:
    """Write the page of one submission into a results folder."""
    write_text(out / REPORTS / f"{file_name}.html", submission_page(result))


def write_class_page(out: Path, results: Sequence[Result], file_names: dict[str, str]) -> None:
    """Write the page of the class into a results folder."""
    write_text(out / "index.html", class_page(results, file_names))
