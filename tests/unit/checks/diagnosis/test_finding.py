"""The most that can be said of a wrong answer is said, and at the least the next step."""

from __future__ import annotations

import pytest
import torch

from autograder.checks.ask import Ask
from autograder.checks.cases import Case, as_it_is
from autograder.checks.diagnosis.diagnosis import Diagnosis
from autograder.checks.diagnosis.finding import (
    finding_of,
    is_far_too_large,
    of_mistakes,
    of_two_at_once,
)
from autograder.checks.diagnosis.found import Finding, FindingKind, WrongAnswer
from autograder.checks.failure import CheckFailed
from autograder.checks.inputs import Draw
from autograder.checks.mistakes import Mistake
from autograder.checks.sides import Cached, InProcess
from autograder.core.languages import set_language
from autograder.course.reference import solution_of
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.kinds import AnswerKind

ONE = Mistake("a", "f", "Says.", "Asks?", ())
OTHER = Mistake("b", "f", "Says too.", "Asks too?", ())
REFERENCE, DIAGNOSIS = Cached(InProcess.of_reference()), Diagnosis()


@pytest.fixture
def failed(tmp_path):
    """Ask a reference in which pieces of text are replaced, and return why that is not right."""

    def asked(part: str, ask, *replaced: tuple[str, str]) -> CheckFailed:
        set_language("en")
        text = solution_of(part)
        for old, new in replaced:
            assert old in text
            text = text.replace(old, new)
        (tmp_path / f"{part}.py").write_text(text, encoding="utf-8")
        with pytest.raises(CheckFailed) as caught:
            ask(Ask(InProcess.of_path(tmp_path), REFERENCE, 0, DIAGNOSIS))
        return caught.value

    return asked


def slide(ask):
    return ask.cross_correlate(
        torch.arange(1.0, 21).reshape(4, 5).sin(), torch.ones(2, 3).cumsum(1)
    )


WINDOW = "(window * kernel).sum()"
PADDED = "F.pad(image, (padding, padding, padding, padding))"


def test_one_mistake_is_told_and_asked_about(failed):
    found = failed("filters", slide, (WINDOW, "(window * kernel.flip(0, 1)).sum()"))
    assert (found.finding, found.mistake) == (FindingKind.MISTAKE, "kernel-flipped")
    assert found.message.startswith("The kernel is flipped")


def test_two_at_once_are_both_told(failed):
    def layer(ask):
        image, filters = torch.arange(1.0, 64).sin().reshape(1, 7, 9), torch.ones(4, 1, 1, 1)
        filters = filters * torch.arange(1.0, 5)[:, None, None, None]
        return ask.conv_layer(image, filters, stride=2, padding=1)

    both = ("[:, ::stride, ::stride]", ""), (PADDED, PADDED.replace("padding, padding)", "0, 0)"))
    found = failed("filters", layer, both[0], (PADDED, "F.pad(image, (padding, 0, padding, 0))"))
    assert found.finding == FindingKind.TWO_MISTAKES
    assert found.mistake == "stride-ignored + padding-at-the-start-only"
    first, *mistakes = found.brief.explanation.splitlines()
    assert first == "Two mistakes together lead to this answer:" and len(mistakes) == 2
    assert found.brief.question.startswith("With stride 2,")


def test_of_two_at_once_the_one_that_shows_is_told(failed):
    def padded(ask):
        return ask.conv2d_output_shape(12, 2, 1, 1)

    both = ("+ 2 * padding - span", "+ padding - span"), ("dilation * (kernel - 1)", "(kernel - 1)")
    text = solution_of("output_shape")
    assert all(old in text for old, _ in both), text
    found = failed("output_shape", padded, *both)
    assert (found.finding, found.mistake) == (FindingKind.MISTAKE, "padding-counted-once")


def test_what_no_mistake_gives_has_its_property(failed):
    found = failed("filters", slide, (WINDOW, f"-3 * {WINDOW}"))
    assert (found.finding, found.mistake) == (FindingKind.PROPERTY, None)
    assert found.brief.explanation == "Each number is -3 times what was expected."


def test_values_with_their_positions_are_told_as_a_pair(failed):
    def some(ask):
        return ask.relu(torch.arange(-3.0, 4))

    found = failed("layers", some, ("return x.clamp(min=0)", "return x.max(0)"))
    assert found.finding == FindingKind.PROPERTY
    assert found.brief.explanation.startswith("Two tensors came back, values and their positions")


def test_where_nothing_is_known_a_small_input_is_written_out(failed):
    found = failed("filters", slide, (WINDOW, "(window**2 * kernel).sum()"))
    assert found.finding == FindingKind.NEXT_STEP and found.mistake is None
    assert found.brief.explanation.startswith("The shape is right, and every number is wrong")
    assert found.brief.try_this.endswith("cross_correlate with channel [[-1]], kernel [[1]]")
    assert "02_filters/README.md" in found.brief.try_this
    assert found.brief.details[0] == "  it gives  [[1]] instead of [[-1]]"
    assert "[[-1]]\n" in found.message


def test_a_wrong_value_beside_an_argument_that_was_changed_is_told_as_that(failed):
    half = "padded = F.pad(image"

    def layer(ask):
        return ask.conv_layer(torch.rand(2, 4, 5), torch.ones(1, 2, 2, 3).cumsum(3))

    found = failed("filters", layer, (half, f"image -= 0.5\n    {half}"))
    assert found.brief.explanation == (
        "The call changed `image` itself, which should stay as it was."
    )


def test_what_is_too_large_to_be_written_out_is_told_where_it_first_differs(failed):
    def windows(ask):
        return ask.im2col(torch.arange(1.0, 379).reshape(2, 3, 7, 9).sin(), (2, 3), 2)

    wrong_axes = ("unfold(2, kh, stride).unfold(3, kw,", "unfold(1, kh, stride).unfold(2, kw,")
    found = failed("im2col", windows, wrong_axes)
    assert found.finding == FindingKind.NEXT_STEP
    assert found.brief.details[0].startswith("  it gives  first at [")


def test_an_error_without_plain_words_has_a_next_step(failed):
    found = failed("filters", slide, (WINDOW, "(_ for _ in ()).throw(ArithmeticError('odd'))"))
    assert found.finding == FindingKind.NEXT_STEP and "Print the values" in found.message


def test_what_is_not_refused_is_asked_about(failed):
    def layer(ask):
        refusing = ask.raises_naming(of="kernels")
        return refusing.apply_filter(torch.ones(3, 4, 4), torch.ones(2, 2, 2))

    found = failed("filters", layer, ('raise ValueError(f"kernels: {', 'print(f"{'))
    assert found.finding in (FindingKind.MISTAKE, FindingKind.PROPERTY)
    found = failed("filters", layer, ('raise ValueError(f"kernels: {', 'raise KeyError(f"{'))
    assert found.brief.head


def test_an_error_of_what_should_be_refused_is_told_as_that(failed):
    def pooled(ask):
        return ask.raises_naming(of="stride").pool2d_output_shape(8, 3, 0)

    unlooked = ('_pair("stride", stride, least=1)', '_pair("stride", stride, least=-9)')
    found = failed("output_shape", pooled, unlooked)
    assert "ZeroDivisionError" in found.message and found.finding == FindingKind.PROPERTY
    assert found.message.startswith("`stride` makes no sense here")
    assert "expected  a ValueError whose message names `stride`" in found.message
    ints = ("(value, value) if isinstance(value, int) else value", "value")
    found = failed("output_shape", pooled, ints)  # fails with every int
    assert found.finding == FindingKind.PLAIN_WORDS and "expected  a ValueError" in found.message


def test_changed_inputs_and_forms_are_properties(failed):
    found = failed(
        "filters", lambda ask: slide(ask.leaving_inputs()), ("rows =", "kernel += 1\n    rows =")
    )
    assert found.finding == FindingKind.PROPERTY and "before the call" in found.message
    found = failed(
        "filters",
        lambda ask: slide(ask.in_form()),
        ("return feature_map", "return feature_map.half()"),
    )
    assert found.finding in (FindingKind.PROPERTY, FindingKind.MISTAKE)


def test_right_values_of_another_type_are_told_as_that(failed):
    found = failed(
        "layers",
        lambda ask: ask.in_form().relu(torch.tensor([1.0, -2.0])),
        ("return x.clamp(min=0)", "return x.clamp(min=0).double()"),
    )
    assert found.brief.explanation.startswith("The values are right, but their type")


def test_what_cannot_be_read_says_what_to_return():
    unread = Answer(AnswerKind.UNREADABLE, message="too large")
    question = Question(("filters.cross_correlate",))
    wrong = WrongAnswer(Case("cross_correlate", question, as_it_is, 0), unread, None, None)
    found = finding_of(wrong, None, REFERENCE, REFERENCE)
    assert (found.kind, found.explanation) == (FindingKind.PLAIN_WORDS, "too large")
    assert "02_filters" in found.next_step and "nothing larger" in found.next_step


@pytest.mark.parametrize(("count", "is_looked_into"), [(1 << 18, True), ((1 << 18) + 1, False)])
def test_an_answer_of_far_too_many_numbers_is_not_looked_into(count, is_looked_into):
    set_language("en")
    case = Case("relu", Question(("layers.relu",), (torch.zeros(3),)), as_it_is, 1e-4)
    got, expected = (Answer(AnswerKind.VALUE, [torch.ones(n)]) for n in (count, 3))
    wrong = WrongAnswer(case, got, expected, None)
    assert is_far_too_large(wrong) == (not is_looked_into)
    if not is_looked_into:
        found = finding_of(wrong, DIAGNOSIS, REFERENCE, REFERENCE)
        assert "holds 262,145 numbers" in found.explanation and "04_layers" in found.next_step


def test_an_answer_as_large_as_asked_for_is_looked_into(failed):
    found = failed(
        "layers", lambda ask: ask.relu(torch.zeros(1 << 19) - 1), ("x.clamp(min=0)", "x")
    )
    assert "far more" not in found.message


def test_names_of_one_and_of_two():
    assert of_mistakes([ONE]).head == ["Says.", "Asks?"]
    either = of_mistakes([ONE, OTHER])
    assert either.name == "a, b" and "Says. Or: Says too." in either.explanation
    both = of_two_at_once([ONE, OTHER])
    assert both.name == "a + b" and both.head[1:] == ["Asks?"]
    assert both.explanation.splitlines()[1:] == ["- Says.", "- Says too."]


def test_what_is_not_there_is_no_line():
    assert Finding(kind=FindingKind.NEXT_STEP, next_step="Do.").head == ["Do."]


def predicted(ask):
    for number in range(4):
        draw = Draw(number)
        weights, image = draw.tracing_weights(1, 28, 28, 10), draw.image_file("L", 28, 28)
        asked = ask.projected(lambda answer: {"class": answer["class"]})
        asked.prediction(weights, image, True, False)


def test_where_a_base_is_wrong_too_it_comes_first(failed):
    found = failed("predict", predicted, ('image.convert("L")', 'image.convert("L").rotate(90)'))
    assert found.finding == FindingKind.NEXT_STEP and found.brief.explanation.startswith("class: ")
    assert found.brief.try_this.startswith("`preprocess_image`, which it builds on, is wrong too")
