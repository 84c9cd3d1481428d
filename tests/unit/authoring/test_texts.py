"""Catalogues keep translations, drop what is no longer said, and come out the same again."""

from __future__ import annotations

import gettext
import io

import pytest

from autograder.authoring import texts
from autograder.authoring.texts import as_mo, as_po, path_of, updated
from autograder.core.languages import LOCALE


@pytest.fixture
def catalog(tmp_path, monkeypatch):
    monkeypatch.setattr(texts, "LOCALE", tmp_path)
    path = path_of("autograder", "zh")
    path.parent.mkdir(parents=True)
    path.write_text('msgid "one"\nmsgstr "一"\n\nmsgid "gone"\nmsgstr "无"\n', encoding="utf-8")
    return updated("autograder", "zh", ["one", "new {n}"])


def test_a_catalogue_lies_below_its_language():
    assert path_of("exercises", "zh", ".mo") == LOCALE / "zh" / "LC_MESSAGES" / "exercises.mo"


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
