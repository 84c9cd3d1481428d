"""Texts come in the language chosen; what is not known stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import quickly

from autograder.core.languages import (
    _,
    check_title,
    chosen,
    known,
    padded,
    panel_title,
    place_words,
    said_in,
    save_language,
    set_language,
    translate_sandbox_message,
)
from autograder.sandbox.inside import sentences
from autograder.sandbox.inside.sentences import sentence

VARIABLES = ("AUTOGRADER_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch, tmp_path):
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("AUTOGRADER_COURSE", str(tmp_path))
    (tmp_path / "exercises").mkdir()
    chosen.cache_clear()
    yield
    monkeypatch.undo()
    chosen.cache_clear()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("zh", "zh"),
        ("zh_CN.UTF-8", "zh"),
        (" ZH-Hans ", "zh"),
        ("en_US@euro", "en"),
        ("de_DE", None),
        ("C", None),
        ("", None),
        ("zhx", None),
    ],
)
def test_a_language_is_known_by_what_a_system_calls_it(name, code):
    assert known(name) == code


@given(st.text(max_size=12))
@quickly
def test_any_name_is_a_language_or_none(name):
    assert known(name) in {None, "en", "zh"}


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANGUAGE": "de:zh:en", "LANG": "en"}, "zh"),
        ({"LC_ALL": "de_DE", "LANG": "zh"}, "en"),
        ({"LC_MESSAGES": "zh", "LANG": "en"}, "zh"),
        ({"AUTOGRADER_LANG": "en", "LANG": "zh"}, "en"),
        ({"AUTOGRADER_LANG": "xx", "LANG": "zh"}, "en"),
    ],
)
def test_the_first_variable_that_is_set_decides(monkeypatch, variables, code):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert chosen() == code


def test_what_is_kept_counts_before_the_system_and_after_what_is_asked_for(monkeypatch):
    monkeypatch.setenv("LANG", "en")
    save_language("zh")
    assert chosen() == "zh"
    monkeypatch.setenv("AUTOGRADER_LANG", "en")
    chosen.cache_clear()
    assert chosen() == "en"


def test_a_choice_holds_at_once(monkeypatch):
    monkeypatch.setenv("AUTOGRADER_LANG", "en")
    assert chosen() == "en"
    set_language("zh")
    assert chosen() == "zh"
    assert _("{n} of {all} points", n=1, all=2) == said_in("{n} of {all} points", "zh").format(
        n=1, all=2
    )
    set_language("en")
    assert _("{n} of {all} points", n=1, all=2) == "1 of 2 points"


def test_a_text_without_values_keeps_its_braces():
    assert _("a {b}") == "a {b}"


def test_a_text_that_is_in_no_catalogue_stays():
    assert said_in("no such text", "zh") == "no such text"
    assert said_in("", "zh") == ""


@pytest.mark.parametrize(
    ("text", "columns", "filled"), [("ab", 4, "ab.."), ("通道", 5, "通道."), ("abc", 2, "abc")]
)
def test_a_text_is_filled_up_to_columns_of_a_terminal(text, columns, filled):
    assert padded(text, columns, ".") == filled


def test_of_a_checks_name_the_case_stays(monkeypatch):
    set_language("zh")
    name = "The kernel is not flipped"
    assert check_title("failed", "3×3") == said_in("failed", "zh") + " [3×3]"
    assert check_title(name) == said_in(name, "zh")


def test_a_place_is_told_by_names_and_indexes(monkeypatch):
    assert place_words(()) == ""
    assert place_words((3,)) == "[3]"
    assert place_words(("failed", 3, "fc.bias")) == "failed[3] › fc.bias"
    set_language("zh")
    assert place_words(("failed", 3)) == said_in("failed", "zh") + "[3]"


def test_of_a_panels_title_only_what_is_compared_is_translated():
    set_language("zh")
    assert panel_title("got − expected") != "got − expected"
    assert panel_title("image") == "image"
    assert panel_title("failed") == "failed"


@pytest.mark.parametrize("template", sentences.ALL)
def test_what_the_sandbox_says_is_said_in_the_language_chosen(template):
    values = {name: f"v{n}.py" for n, name in enumerate(sorted(sentences.PLACEHOLDERS[template]))}
    said = sentence(template, **values)
    assert translate_sandbox_message(said) == str(said) == template.format(**values)
    set_language("zh")
    assert translate_sandbox_message(said) == said_in(template, "zh").format(**values)


def test_a_sentence_within_another_is_said_in_the_same_language():
    set_language("zh")
    lost = sentence(sentences.LOST)
    said = sentence(sentences.ENDED, what=lost)
    assert translate_sandbox_message(lost) in translate_sandbox_message(said)
    assert translate_sandbox_message(str(lost)) == str(lost)  # a learner's own words, if alike


def test_chinese_within_chinese_has_no_space_around_it(monkeypatch):
    text = "In {place}"
    set_language("zh")
    monkeypatch.setattr("autograder.core.languages.said_in", lambda *_: "在 {place} 中 {n:g} 个")
    assert _(text, place="权重", n=3) == "在权重中 3 个"
    assert _(text, place="权重 › fc", n=3) == "在权重 › fc 中 3 个"
    assert _(text, place="fc", n=3) == "在 fc 中 3 个"
    assert _(text, place="fc（偏置）", n=3) == "在 fc（偏置）中 3 个"


def test_a_case_in_words_is_said_in_the_language_chosen():
    assert check_title("Nothing is rounded", "a tensor") == "Nothing is rounded [a tensor]"
    set_language("zh")
    assert check_title("Nothing is rounded", "a tensor").endswith("[张量]")
    assert check_title("Nothing is rounded", "RGB-30-84").endswith("[RGB-30-84]")
