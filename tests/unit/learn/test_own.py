"""A stub is told from what is written."""

from __future__ import annotations

from autograder.learn.own import is_a_stub


def stub(x):
    """Return something."""
    raise NotImplementedError


def stub_with_words(x):
    raise NotImplementedError("later")


def begun(x):
    if x > 3:
        raise NotImplementedError
    return x


class Half:
    """A class of which one method is written."""

    def __init__(self):
        self.x = 1

    def forward(self):
        raise NotImplementedError


class Whole:
    def forward(self):
        return 1


def test_what_only_raises_is_a_stub():
    assert all(map(is_a_stub, (stub, stub_with_words, Half)))


def test_what_does_anything_is_written():
    assert not any(map(is_a_stub, (begun, Whole, len, 3)))
