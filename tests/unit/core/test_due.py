"""A deadline means one moment, or it is refused."""

from __future__ import annotations

import time

import pytest

from autograder.core.due import in_words, read_due
from autograder.core.errors import CommandError


@pytest.fixture(autouse=True)
def in_paris(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Paris")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-20 23:59", "2026-11-20T23:59:00+01:00"),
        ("2026-07-20 23:59", "2026-07-20T23:59:00+02:00"),
        ("2026-11-10", "2026-11-10T23:59:59+01:00"),
        ("  2026-11-20   08:00 ", "2026-11-20T08:00:00+01:00"),
        ("2026-11-20T23:59:00Z", "2026-11-20T23:59:00+00:00"),
        ("2026-11-20 00:00", "2026-11-20T00:00:00+01:00"),
        ("2026-11-21 10:00 UTC", "2026-11-21T10:00:00+00:00"),
        ("2026-11-20 23:59 +0530", "2026-11-20T23:59:00+05:30"),
        ("2026-11-20 23:59 Europe/Berlin", "2026-11-20T23:59:00+01:00"),
        ("2026-07-20 23:59 America/New_York", "2026-07-20T23:59:00-04:00"),
        ("2026-11-20 Asia/Shanghai", "2026-11-20T23:59:59+08:00"),
        ("2026-11-20 23:59 CET", "2026-11-20T23:59:00+01:00"),
        ("20 November 2026", "2026-11-20T23:59:59+01:00"),
        ("Nov 20, 2026 11:59 pm", "2026-11-20T23:59:00+01:00"),
        ("20.11.2026 23:59", "2026-11-20T23:59:00+01:00"),
        ("11/20/2026", "2026-11-20T23:59:59+01:00"),
        ("11/11/2026", "2026-11-11T23:59:59+01:00"),
    ],
)
def test_what_means_one_moment(text, moment):
    assert read_due(text).isoformat() == moment


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("10/11/2026", "two ways"),
        ("10.11.2026 23:59", "two ways"),
        ("10-11-2026", "two ways"),
        ("20/11/26", "two ways"),
        ("10-11-12", "two ways"),
        ("23:59", "does not say which day"),
        ("November 2026", "does not say which day"),
        ("2026", "does not say which day"),
        ("soonish", "is not a time"),
        ("", "is not a time"),
        ("2026-13-40", "is not a time"),
        ("2026-11-20 25:00", "is not a time"),
        ("2026-11-20 23:59 EST", "EST stands for more than one time zone"),
        ("2026-11-20 23:59 Europe/Nowhere", "no time zone Europe/Nowhere"),
        ("2026-11-20 23:59 UTC Europe/Berlin", "two time zones"),
        ("99999999999999999999", "is not a time"),
        ("Monday, 20 November 2026 23:59", "is a Friday"),
        ("2026-11-20 23:59 sat Europe/Berlin", "is a Friday"),
    ],
)
def test_what_does_not_is_refused_in_a_line(text, said):
    with pytest.raises(CommandError) as error:
        read_due(text)
    assert said in str(error.value) and "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-11-20", "Friday, 20 November 2026, 23:59:59, CET (UTC+01:00)"),
        ("2026-11-20 23:59 Asia/Kolkata", "23:59:00, Asia/Kolkata (UTC+05:30)"),
        ("2026-11-20 23:59 Z", "23:59:00, UTC+00:00"),
        ("Fri, 20 Nov 2026 23:59 Z", "23:59:00, UTC+00:00"),
        ("2026-11-20 23:59 -0330", "23:59:00, UTC-03:30"),
    ],
)
def test_it_is_said_in_words(text, words):
    assert in_words(read_due(text)).endswith(words)
