"""The facts in a handout follow from the kit and the solution; every other word stays."""

from __future__ import annotations

import pytest

from autograder import kit
from autograder.authoring.handouts import WORDINGS, handout_of, minutes_of, signatures_of

TEXT = """# 9 · Fit

Edit [old.py](old.py) · 1 points · 99 minutes of reading · hard · builds on [8](x)

Before: `fit(old)`.

## Your task

Write `fit(old,
new)` and `Keeper(x)`, then `fit(old)`.
"""
SOLUTION = '''
import torch

def _helper(a): ...

def fit(model, lr=0.1, *,
        out_dir: str = "."):
    """Words."""

class Keeper(Base):
    other = 1
    def forward(self, x): ...
    def __init__(self, best=0): ...
'''


def test_signatures_are_those_of_public_functions_and_constructors():
    assert signatures_of(SOLUTION) == {
        "fit": 'model, lr=0.1, *, out_dir: str = "."',
        "Keeper": "best=0",
    }


def test_facts_and_first_signatures_under_the_task_are_written_anew():
    made = handout_of(TEXT, kit.exercise_named("fit"), SOLUTION, 4)
    expected = TEXT.replace("old.py", "fit.py").replace("1 points", "8 points")
    expected = expected.replace("99 minutes", "4 minutes").replace("Keeper(x)", "Keeper(best=0)")
    expected = expected.replace("fit(old,\nnew)", 'fit(model, lr=0.1, *, out_dir: str = ".")')
    assert made == expected
    assert handout_of(made, kit.exercise_named("fit"), SOLUTION, 4) == made


def test_a_chinese_handout_has_chinese_facts():
    text = TEXT.replace("## Your task", "## 你的任务")
    made = handout_of(text, kit.exercise_named("fit"), "", 4, WORDINGS[1])
    line = made.splitlines()[2]
    assert line == "编辑 [fit.py](fit.py) · 8 分 · 阅读约 4 分钟 · hard · builds on [8](x)"


def test_an_exercise_without_a_file_keeps_its_first_words():
    made = handout_of(TEXT, kit.exercise_named("accuracy"), "", 4)
    assert made.splitlines()[2].startswith("Edit [old.py](old.py) · 10 points")


def test_a_name_without_a_place_under_the_task_is_told():
    with pytest.raises(ValueError, match=r"fit: `other\(` does not stand under the task"):
        handout_of(TEXT, kit.exercise_named("fit"), "def other(): ...\n", 4)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("word " * 600, 4),
        ("word " * 670, 4),
        ("word " * 680, 5),
        ("word " * 600 + f"![{'word ' * 300}](a.svg)", 4),
        ("word " * 600 + "\n## Further reading\n" + "word " * 600, 4),
    ],
    ids=["whole", "down", "up", "pictures", "further"],
)
def test_minutes_are_of_the_words_that_are_read(text, minutes):
    assert minutes_of(text) == minutes
