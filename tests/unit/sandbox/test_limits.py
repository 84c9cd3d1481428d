"""Limits, as a worker sets them for itself."""

from __future__ import annotations

import dataclasses

from autograder.sandbox.limits import MEBIBYTE, Limits, Slowness


def test_a_worker_counts_in_bytes_and_seconds():
    limits = Limits(memory=100, file_size=3, open_files=7, processes=5, submission_seconds=60.9)
    assert limits.of_worker() == {
        "cpu_seconds": 65,
        "memory_bytes": 100 * MEBIBYTE,
        "address_space": 100 * MEBIBYTE,
        "open_files": 7,
        "file_bytes": 3 * MEBIBYTE,
        "processes": 5,
    }


def test_a_mebibyte_is_not_a_million():
    assert MEBIBYTE == 1_048_576


def test_every_limit_says_what_it_is_and_is_above_zero():
    for limit in dataclasses.fields(Limits):
        assert limit.metadata["words"], limit.name
        assert getattr(Limits(), limit.name) > 0, limit.name


def test_one_check_has_less_time_than_all_together():
    limits = Limits()
    assert limits.check_seconds < limits.accuracy_seconds < limits.submission_seconds
    assert limits.patience > 1


def test_what_ran_out_of_time_once_gets_a_fifth_of_it_from_then_on():
    slowness = Slowness(ran_out={("train.train",), ("train.train", "evaluate.evaluate")})
    assert slowness.share(("train.train",)) == 1 / 5
    assert slowness.share(("train.train", "evaluate.evaluate")) == 1 / 5
    assert slowness.share(("evaluate.evaluate",)) == 1


def test_so_does_what_needs_a_function_that_never_answered_alone():
    slowness = Slowness(ran_out={("train.train",)})
    assert slowness.share(("lenet.LeNet", "train.train")) == 1 / 5
    slowness.answered.add(("train.train",))  # it never ends on some inputs only
    assert slowness.share(("lenet.LeNet", "train.train")) == 1
    assert Slowness(ran_out={("train.train", "evaluate.evaluate")}).share(("train.train",)) == 1
