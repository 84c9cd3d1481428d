"""The learner's computing is counted, and not the kit's."""

from __future__ import annotations

import multiprocessing
import time
from pathlib import Path

import pytest

from autograder.learn import clock as clocks
from autograder.learn.told import Alive, TimedOut

SECONDS = 0.3


def compute(seconds: float) -> None:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def work(channel, is_learners: bool, waits: bool) -> None:
    clock = clocks.Clock(channel, SECONDS, Path(__file__).parent)
    if not is_learners:
        compute(4 * SECONDS)
    with clock.running():
        if waits:
            time.sleep(100)
        compute(4 * SECONDS if is_learners else 0)
    clock.send("done")


@pytest.mark.parametrize(
    ("is_learners", "waits", "ends"),
    [(False, False, "done"), (True, False, "late"), (True, True, "late")],
)
def test_only_what_the_learners_code_takes_is_counted(is_learners, waits, ends):
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(theirs, is_learners, waits), daemon=True)
    process.start()
    theirs.close()
    told = Alive()
    while not isinstance(told, TimedOut | str):
        assert ours.poll(60)
        told = ours.recv()
    assert ("late" if isinstance(told, TimedOut) else told) == ends
    process.join(60)
