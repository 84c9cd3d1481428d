"""Write the pages of a results folder from its results, with Jinja2."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

import jinja2

from autograder.grading.names import visible
from autograder.grading.results import REPORTS, Result, write_text


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
    return environment


def submission_page(result: Result) -> str:
    """Make the page of one submission."""
    return _templates().get_template("submission.html").render(result=result)


def class_page(results: Sequence[Result], file_names: dict[str, str]) -> str:
    """Make the page of the class; `file_names` gives each submission's page by its id."""
    parts = [part.name for part in results[0].parts] if results else []
    return (
        _templates()
        .get_template("class.html")
        .render(results=results, file_names=file_names, parts=parts)
    )


def write_page(out: Path, result: Result, file_name: str) -> None:
    """Write the page of one submission into a results folder."""
    write_text(out / REPORTS / f"{file_name}.html", submission_page(result))


def write_class_page(out: Path, results: Sequence[Result], file_names: dict[str, str]) -> None:
    """Write the page of the class into a results folder."""
    write_text(out / "index.html", class_page(results, file_names))
