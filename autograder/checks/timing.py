"""How long a function takes, on a small input: measured when somebody wants to know."""

from __future__ import annotations

import contextlib
import io
import itertools
import time
from collections.abc import Iterator

import torch

from autograder.sandbox.inside.answering import Question, call_of

from .diagnosis.known import further_question
from .questions import names_of, questions
from .sides import InProcess

SECONDS, LEAST = 0.1, 3
"""How long a function is called again and again, and how many times at least."""


def timing_question(function: str) -> Question | None:
    """Return what a function is asked while it is timed; None where no inputs can be drawn."""
    names = [name for name in names_of(function) if questions()[name].extra_inputs is not None]
    return further_question(names[0], 0) if names else None


def seconds_of(side: InProcess, question: Question) -> float | None:
    """Return the shortest of several calls, in seconds; None where it raises."""
    workspace, shortest, begun = side.workspace, float("inf"), time.perf_counter()
    quiet = io.StringIO()
    try:
        with (
            workspace.active(),
            one_thread(),
            contextlib.redirect_stdout(quiet),
            contextlib.redirect_stderr(quiet),
        ):
            call = call_of(question.copied(), [workspace.find(t) for t in question.targets])
            workspace.stand_beside(*question.targets)
            for number in itertools.count(1):
                start = time.perf_counter()
                call()
                end = time.perf_counter()
                shortest = min(shortest, end - start)
                if number >= LEAST and end - begun > SECONDS:
                    return shortest
    except Exception:  # a learner's code may raise anything, and this is no check
        return None
    return None


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """Compute in one thread: on a small input several would only wait for each other."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
