"""The line below a handout's title tells minutes and difficulty."""

from __future__ import annotations

import pytest

from autograder.learning.facts import Facts, facts_of


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("Edit [a](a) · 14 points · 6 minutes of reading · hard · builds on", Facts(6, "hard")),
        ("14 points · 12 minutes · easy · hard to say", Facts(12, "easy")),
        ("nothing · said", Facts(0, "medium")),
    ],
)
def test_facts_are_read_from_the_third_line(tmp_path, monkeypatch, line, facts):
    monkeypatch.setenv("AUTOGRADER_KIT", str(tmp_path))
    (tmp_path / "exercises" / "09_fit").mkdir(parents=True)
    text = f"# Fit\n1 minutes · easy ·\n{line}\n99 minutes · easy ·\n"
    (tmp_path / "exercises" / "09_fit" / "README.md").write_text(text, encoding="utf-8")
    assert facts_of("fit") == facts
