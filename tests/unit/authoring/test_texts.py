"""Catalogues keep translations, drop what is no longer said, and come out the same again."""

from __future__ import annotations

import ast
import gettext
import io
from pathlib import Path

import pytest

import autograder
from autograder.authoring import texts
from autograder.authoring.texts import as_mo, as_po, path_of, updated
from autograder.course import course_root


@pytest.fixture
def catalog(tmp_path, monkeypatch):
    monkeypatch.setattr(texts, "locale_folder", lambda domain: tmp_path)
    path = path_of("autograder", "zh")
    path.parent.mkdir(parents=True)
    path.write_text('msgid "one"\nmsgstr "一"\n\nmsgid "gone"\nmsgstr "无"\n', encoding="utf-8")
    return updated("autograder", "zh", ["one", "new {n}"])


def test_what_a_course_says_lies_with_the_course(monkeypatch, tmp_path):
    below = Path("zh") / "LC_MESSAGES"
    own = course_root() / "exercises" / "locale" / below / "exercises.mo"
    assert path_of("exercises", "zh", ".mo") == own
    package = Path(autograder.__file__).parent / "locale" / below / "autograder.po"
    assert path_of("autograder", "zh") == package
    monkeypatch.setenv("AUTOGRADER_COURSE", str(tmp_path))
    assert path_of("exercises", "zh").is_relative_to(tmp_path / "exercises")
    assert path_of("autograder", "zh") == package


def test_known_texts_keep_their_words_new_ones_have_none_and_others_go(catalog):
    assert {m.id: m.string for m in catalog if m.id} == {"one": "一", "new {n}": ""}


def test_a_catalogue_is_written_without_dates(catalog):
    text = as_po(catalog).decode()
    assert text.startswith('msgid ""\nmsgstr ""\n"Language: zh\\n"\n')
    assert 'msgid "one"\nmsgstr "一"' in text
    assert "Date" not in text
    assert as_po(catalog) == as_po(catalog)


def test_a_compiled_catalogue_says_what_is_translated(catalog):
    read = gettext.GNUTranslations(io.BytesIO(as_mo(catalog)))
    assert read.gettext("one") == "一"
    assert read.gettext("new {n}") == "new {n}"
    assert as_mo(catalog) == as_mo(catalog)


def test_what_click_says_of_one_and_of_several_is_chinese():
    with path_of("autograder", "zh", ".mo").open("rb") as file:
        read = gettext.GNUTranslations(file)
    for several, one in texts.CLICKS_PLURALS.items():
        for count in (1, 3):
            assert read.ngettext(one, several, count) == read.gettext(several) != several


def test_the_code_is_asked_for_what_it_marks(tmp_path):
    (tmp_path / "a.py").write_text('_("one"); N_("two"); say("three"); other("four")\n', "utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text('<p>{{ _("five") }}</p>', "utf-8")
    assert sorted(texts._of_the_code(str(tmp_path))) == ["five", "one", "three", "two"]


def test_the_help_of_every_command_is_said():
    said = list(texts._of_the_help())
    assert all(said) and any(text.startswith("Grade") for text in said)
    assert len(said) > 100, "every command of both programs, and every option with a help"


def test_pieces_are_the_keys_that_scenarios_and_checks_write():
    tree = ast.parse("d = {'one': 1, **more, name: 2}\nd['two'] = 3\nd.three = d['four']\n")
    assert sorted(texts._keys_written(tree)) == ["one", "two"]


def test_a_course_brings_its_own_texts_in_step_and_no_others(tmp_path, monkeypatch):
    said = {"autograder": ["one"], "exercises": ["one", "two"]}
    monkeypatch.setattr(texts, "texts", lambda: {name: list(own) for name, own in said.items()})
    monkeypatch.setattr(texts, "locale_folder", lambda domain: tmp_path / domain)
    monkeypatch.setattr(texts, "course_root", lambda: tmp_path)
    path = path_of("exercises", "zh")
    path.parent.mkdir(parents=True)
    path.write_text('msgid "one"\nmsgstr "一"\n', encoding="utf-8")
    assert texts.write_catalogues() == 1
    assert not (tmp_path / "autograder").exists() and path_of("exercises", "zh", ".mo").is_file()
    written = path.stat().st_mtime_ns
    assert texts.write_catalogues() == 1 and path.stat().st_mtime_ns == written
    assert not path_of("exercises", "en").exists()
