"""How long a function takes is the shortest of several calls."""

from __future__ import annotations

import torch

from autograder.checks import timing
from autograder.checks.sides import InProcess
from autograder.checks.timing import one_thread, seconds_of, timing_question
from autograder.course.reference import solution_of


def test_a_function_is_timed_on_its_further_inputs():
    assert timing_question("relu").targets == ("layers.relu",)
    assert timing_question("no_such_function") is None


def test_the_shortest_of_at_least_three_calls_counts(monkeypatch):
    monkeypatch.setattr(timing, "SECONDS", 0)
    times = iter([0.0, 1.0, 4.0, 5.0, 7.0, 8.0, 11.0, 12.0, 13.0])
    monkeypatch.setattr(timing.time, "perf_counter", lambda: next(times))
    assert seconds_of(InProcess.of_reference(), timing_question("relu")) == 2.0
    assert next(times) == 12.0, "three calls are enough where they took long enough"


def test_what_raises_takes_no_time():
    source = solution_of("layers").replace("def relu(x):", "def relu(x):\n    raise OSError\n")
    assert source != solution_of("layers")
    side = InProcess.of_reference({"layers": source})
    assert seconds_of(side, timing_question("relu")) is None


def test_one_thread_computes_and_as_many_as_before_afterwards():
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        with one_thread():
            assert torch.get_num_threads() == 1
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)
