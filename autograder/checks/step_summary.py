"""The summary of a GitHub workflow's step: the points of each part, and what to look at first."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from autograder.core.languages import _

from .points import parts_scores
from .verdict import CheckResult, causes, fix_first

VARIABLE = "GITHUB_STEP_SUMMARY"
"""GitHub sets it to the file that a step's summary is appended to."""


def append_if_asked(results: Iterable[CheckResult]) -> None:
    """Append the summary where GitHub asks for one."""
    path = os.environ.get(VARIABLE)
    if path:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(markdown(list(results)))


def markdown(results: list[CheckResult]) -> str:
    """Write a table of the parts, then the first failed check of each."""
    scores = parts_scores(results)
    total = sum(float(earned) for earned, possible in scores.values())
    whole = sum(float(possible) for earned, possible in scores.values())
    head = _("{n} of {all} points", n=f"{total:.4g}", all=f"{whole:.4g}")
    lines = [
        f"## {head}",
        "",
        "| " + _("part") + " | " + _("points") + " |",
        "|---|---:|",
    ]
    for name, (earned, possible) in scores.items():
        mark = "✅" if earned == possible else "❌"
        lines.append(f"| {mark} {name} | {float(earned):.4g} / {float(possible):.4g} |")
    for name in scores:
        carried = causes(result for result in results if result.part == name)
        lines += ["", name + _(": ") + fix_first(carried)] if carried else []
    shown: set[str] = set()
    for result in results:
        if not result.passed and result.part not in shown:
            shown.add(result.part)
            # A fence longer than any in the message keeps it text.
            fence = "`" * 12
            lines += [
                "",
                f"### {result.part}: {result.title}",
                fence,
                result.message,
                fence,
            ]
    return "\n".join(lines) + "\n"
