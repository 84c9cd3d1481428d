"""The questions of one check, kept in a folder, and asked again of the submission beside them.

The folder is for the learner, who has the kit: it holds what was asked and what the right answer
to that is, no seed and nothing of the reference.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch

from autograder.core.errors import CommandError
from autograder.core.languages import _, place_words, translate_sandbox_message
from autograder.sandbox.inside.answering import Answer
from autograder.sandbox.inside.kinds import AnswerKind

from .brief import whole
from .cases import Aspect, Case, as_it_is
from .compare import first_difference
from .failure import asked_lines, difference_lines, line, raised_words, trace_lines, value_lines
from .questions import function_of, questions
from .recorded import answers_of_the_kit
from .sides import InProcess, Respondent

QUESTIONS, SUBMISSION, SCRIPT = "questions.pt", "submission", "replay.py"
EXPECTED = "expected"

SCRIPT_TEXT = '''"""Asks your functions what one check asked: run it in the folder of your kit."""

from pathlib import Path

from autograder.checks.replayed import ask_again

ask_again(Path(__file__).resolve().parent)
'''

Kept = dict[str, Any]
"""What is kept of a question: `name`, `args`, `kwargs`, `tolerance`, and mostly `expected`."""


def kept(case: Case, expected: Answer | None) -> Kept:
    """Return what a folder keeps of a question; what is compared in part has nothing expected."""
    question: Kept = {
        "name": case.name,
        "args": case.question.args,
        "kwargs": case.question.kwargs,
        "tolerance": case.tolerance,
    }
    is_whole = case.view is as_it_is and case.aspect is Aspect.VALUE and case.refused is None
    if is_whole and expected is not None and expected.kind == AnswerKind.VALUE:
        question[EXPECTED] = expected.value
    return question


def ask_again(folder: Path) -> None:
    """Ask the submission in a folder what is kept there, and print what comes; then exit."""
    try:
        asked: list[Kept] = torch.load(folder / QUESTIONS, weights_only=True)
        learner = InProcess.of_path(folder / SUBMISSION)
        reference = answers_of_the_kit().reference
        print("\n\n".join("\n".join(_told(one, learner, reference)) for one in asked))
    except CommandError as error:
        sys.exit(f"{SCRIPT}: {error}")


def _told(one: Kept, learner: InProcess, reference: Respondent) -> Iterator[str]:
    """Say what is asked, what comes, and how that differs from what is expected."""
    if one["name"] not in questions():
        raise CommandError(_("this kit has no {name}: use the one of the course", name=one["name"]))
    spec = questions()[one["name"]]
    question = spec.question(one["args"], one["kwargs"], 0)
    words = _(spec.words) if spec.words else _("{name} with", name=question.name)
    yield whole(asked_lines(question, words, function_of(question, reference), spec.setup))
    got = learner.answer(question)
    if got.kind != AnswerKind.VALUE:
        said = raised_words(got) if got.error else translate_sandbox_message(got.message)
        yield from [line(_("got"), said or _(got.kind.value)), *trace_lines(got.lines)]
    elif EXPECTED not in one:
        yield whole(value_lines(_("got"), got.value))
        yield from _pieces(got.value, ())
    else:
        difference = first_difference(got.value, one[EXPECTED], one["tolerance"])
        right = [line(_("got"), _("what is expected"))]
        yield whole(difference_lines(difference) if difference else right)


def _pieces(value: Any, where: tuple[str, ...]) -> Iterator[str]:
    """Show each named piece of a value by itself."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _pieces(item, (*where, str(key)))
    elif where:
        yield "\n".join([place_words(where), whole(value_lines("", value))])


def write(folder: Path, asked: Sequence[Kept]) -> None:
    """Write the questions into a folder, and the script that asks them."""
    torch.save(list(asked), folder / QUESTIONS)
    (folder / SCRIPT).write_text(SCRIPT_TEXT, encoding="utf-8", newline="\n")
