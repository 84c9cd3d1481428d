"""Names are the same whatever their case and however their accents are written."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import quickly

from autograder.core.folding import folded


@pytest.mark.parametrize(
    ("one", "other"),
    [("Zo\u00eb", "ZOE\u0308"), ("Stra\u00dfe", "STRASSE"), (" ada ", "Ada"), ("\u1e9e", "ss")],
)
def test_the_same_name_is_one(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("ada", "adam"), ("e", "\u00e9"), ("a b", "ab")])
def test_another_name_is_another(one, other):
    assert folded(one) != folded(other)


@given(st.text(max_size=20))
@quickly
def test_either_form_of_unicode_gives_the_same(text):
    forms = {folded(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")}
    assert len(forms) == 1 and folded(forms.copy().pop()) in forms
