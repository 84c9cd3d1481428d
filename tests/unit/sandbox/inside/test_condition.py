"""What is not as it was in a process is named."""

from __future__ import annotations

import os

from autograder.sandbox.inside.condition import changes, condition


def test_what_changed_what_is_gone_and_what_is_new_are_named():
    assert changes({"a": 1, "b": 2, "c": 3}, {"a": 1, "b": 4, "d": 5}) == ["b", "c", "d"]


def test_a_process_that_did_nothing_is_as_it_was():
    assert changes(condition(), condition()) == []


def test_a_changed_variable_folder_and_descriptor_are_noticed(tmp_path, monkeypatch):
    before = condition()
    monkeypatch.setenv("LEFT_BEHIND", "1")
    monkeypatch.chdir(tmp_path)
    opened = os.open(tmp_path, os.O_RDONLY)
    try:
        assert changes(before, condition()) == ["descriptors", "environment", "folder"]
        assert changes(before, condition({opened})) == ["environment", "folder"]
    finally:
        os.close(opened)
