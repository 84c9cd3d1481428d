"""What is not written is told with what stands in its way."""

from __future__ import annotations

import pytest
import torch

from autograder.checks.ask import Ask
from autograder.checks.failure import CheckFailed
from autograder.checks.sides import Cached, InProcess
from autograder.checks.verdict import Outcome
from autograder.core.languages import set_language

REFERENCE = Cached(InProcess.of_reference())
SLIDES = "def cross_correlate(channel, kernel):\n    return channel[1:]\n"
STUB = 'def cross_correlate(channel, kernel):\n    """Slides."""\n    raise NotImplementedError\n'
FILTER = "def apply_filter(image, kernels):\n    return cross_correlate(image[0], kernels[0])\n"


@pytest.fixture
def told(tmp_path):
    def asked(text: str, name: str = "cross_correlate") -> CheckFailed:
        set_language("en")
        (tmp_path / "filters.py").write_text(text, encoding="utf-8")
        arguments = {
            "cross_correlate": (torch.ones(2, 2), torch.ones(1, 1)),
            "apply_filter": (torch.ones(1, 2, 2), torch.ones(1, 1, 1)),
        }
        with pytest.raises(CheckFailed) as caught:
            getattr(Ask(InProcess.of_path(tmp_path), REFERENCE, 0), name)(*arguments[name])
        assert caught.value.outcome == Outcome.NOT_WRITTEN
        return caught.value

    return asked


def test_of_a_stub_no_more_is_told(told):
    found = told(STUB)
    assert found.message == "cross_correlate is not written yet." and found.brief.place is None


@pytest.mark.parametrize(
    "text",
    [
        STUB + "    return channel * kernel\n",
        "def cross_correlate(channel, kernel):\n\n    a = 1\n    raise NotImplementedError\n",
    ],
)
def test_code_beside_the_stubs_line_is_told_with_that_line(told, text):
    found = told(text)
    assert "Line 3 still raises" in found.message or "Line 4 still raises" in found.message
    assert "raise NotImplementedError" in found.message and found.brief.place is not None


def test_a_definition_above_the_stub_is_told(told):
    found = told(SLIDES + STUB)
    assert "Lines 1 and 3 both define cross_correlate." in found.brief.try_this


def test_what_another_function_lacks_is_told_of_that_one(told):
    found = told(FILTER + STUB, "apply_filter")
    assert found.message == "cross_correlate is not written yet, and apply_filter calls it."


@pytest.mark.parametrize(
    "body",
    ["pass", "...", "return None", "return ...", "return NotImplemented", 'return "TODO"'],
)
def test_what_only_holds_the_place_is_told_as_that(told, body):
    text = f'def cross_correlate(channel, kernel):\n    """Slides."""\n    {body}\n'
    found = told(text)
    assert found.message.startswith("cross_correlate is not written yet.")
    assert f"Line 3, `{body}`, only holds the place" in found.brief.try_this
    calls = FILTER if body == "pass" else FILTER.replace("return ", "return 1 + ")
    called = told(text + calls, "apply_filter")
    assert "cross_correlate is not written yet, and apply_filter calls it." in called.message


@pytest.mark.parametrize("error", ["NotImplemented", 'NotImplementedError("todo")'])
def test_a_raise_of_something_like_the_stubs_is_a_stubs(told, error):
    assert told(f"def cross_correlate(channel, kernel):\n    raise {error}\n").brief.place is None


def test_a_docstring_alone_is_no_code(told):
    found = told('def cross_correlate(channel, kernel):\n    """Slides."""\n')
    assert "There is no code yet below line" in found.brief.try_this
