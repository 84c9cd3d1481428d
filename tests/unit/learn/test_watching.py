"""The line of keys below what `watch` shows."""

from __future__ import annotations

import itertools

import pytest

from autograder.core import languages
from autograder.learn.watching import key_line


@pytest.mark.parametrize("language", languages.LANGUAGES)
@pytest.mark.parametrize(("is_done", "with_lab"), [*itertools.product([False, True], repeat=2)])
def test_the_keys_fit_a_line_of_a_narrow_terminal(language, is_done, with_lab, monkeypatch):
    monkeypatch.setattr(languages, "chosen", lambda: language)
    line = key_line(is_done, with_lab)
    assert languages.columns(line) < 80, line
    assert ("e explain" in line or "e 讲解" in line) == is_done
    assert ("b lab" in line or "b 实验页" in line) == with_lab
