"""The facts in a handout follow from the kit and the solution; every other word stays."""

from __future__ import annotations

import pytest

from autograder.authoring.handouts import WORDINGS, handout_of, minutes_of, signatures_of
from autograder.course import current_course

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

class Plain(Base):
    other = 1

class Keeper(Base):
    other = 1
    def forward(self, x): ...
    def __init__(self, best=0): ...

def told(x: Callable[[int], str], y=f(1)) -> dict[str, tuple[int]]:
    return {"a": (1)}
'''
OF_THE_TASK = SOLUTION.partition("\ndef told")[0]


def test_signatures_are_those_of_public_functions_and_constructors():
    assert signatures_of(SOLUTION) == {
        "fit": 'model, lr=0.1, *, out_dir: str = "."',
        "Keeper": "best=0",
        "told": "x: Callable[[int], str], y=f(1)",
    }


def test_facts_and_first_signatures_under_the_task_are_written_anew():
    made = handout_of(TEXT, current_course().exercise("fit"), OF_THE_TASK)
    expected = TEXT.replace("old.py", "fit.py").replace("1 points", "8 points")
    expected = expected.replace("99 minutes", "6 minutes").replace("Keeper(x)", "Keeper(best=0)")
    expected = expected.replace(
        "[8](x)", "[7](../07_train/README.md) and [8](../08_evaluate/README.md)"
    )
    expected = expected.replace("fit(old,\nnew)", 'fit(model, lr=0.1, *, out_dir: str = ".")')
    assert made == expected
    assert handout_of(made, current_course().exercise("fit"), OF_THE_TASK) == made


def test_a_chinese_handout_has_chinese_facts():
    text = TEXT.replace("## Your task", "## 你的任务")
    made = handout_of(text, current_course().exercise("fit"), "", WORDINGS[1])
    line = made.splitlines()[2]
    assert line == (
        "编辑 [fit.py](fit.py) · 8 分 · 阅读约 6 分钟 · 难度：较难 · "
        "基于 [7](../07_train/README.zh.md) 和 [8](../08_evaluate/README.zh.md)"
    )


def test_an_exercise_without_a_file_names_the_functions_that_it_is_made_of():
    made = handout_of(TEXT, current_course().exercise("accuracy"), "")
    words = "No file to edit: your `LeNet` and your `train` · 10 points"
    assert made.splitlines()[2].startswith(words)


def test_a_name_without_a_place_under_the_task_is_told():
    with pytest.raises(ValueError, match=r"fit: `other\(` does not stand under the task"):
        handout_of(TEXT, current_course().exercise("fit"), "def other(): ...\n")


def test_a_heading_that_is_missing_is_told():
    with pytest.raises(ValueError, match=r"fit: README\.md needs one heading `## Your task`"):
        handout_of("# 9 · Fit", current_course().exercise("fit"), SOLUTION)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("word " * 600, 4),
        ("word " * 670, 4),
        ("word " * 680, 5),
        ("word " * 20, 1),
        ("word " * 600 + f"![{'word ' * 300}](a.svg)", 4),
        ("word " * 600 + "\n## Further reading\n" + "word " * 600, 4),
    ],
    ids=["whole", "down", "up", "short", "pictures", "further"],
)
def test_minutes_are_of_the_words_that_are_read(text, minutes):
    assert minutes_of(text) == minutes
