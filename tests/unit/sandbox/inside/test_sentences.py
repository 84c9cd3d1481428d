"""What the sandbox says crosses the wire as a template and its values, or not at all."""

from __future__ import annotations

import ast
from string import Formatter

import pytest
from helpers import HOME
from hypothesis import given
from hypothesis import strategies as st
from plain_values import anything, quick

from autograder.sandbox.inside import sentences
from autograder.sandbox.inside.sentences import Sentence, as_plain, read, sentence

PACKAGE = HOME / "autograder"
NESTED = sentence(
    sentences.WOULD_DEFINE,
    what=sentence(sentences.UNBOUND, name="model"),
    place=sentence(sentences.LINE, file="train.py", number=3, line="model = make()"),
    why=sentence(sentences.ENDED, what=sentence(sentences.LOST)),
)


def calls():
    """Every sentence that the package makes of a template named there: where, which, with what."""
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if "sentence(" in text else ():
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "sentence":
                named = [a.attr for a in node.args if isinstance(a, ast.Attribute)]
                if named:
                    where = f"{path.name}:{node.lineno}"
                    yield pytest.param(named[0], {k.arg for k in node.keywords}, id=where)


CALLS = list(calls())


@pytest.mark.parametrize(("name", "given"), CALLS)
def test_a_sentence_is_made_with_the_values_that_stand_in_it(name, given):
    assert given == sentences.PLACEHOLDERS[getattr(sentences, name)]


def test_the_sentences_that_are_made_are_found():
    assert len(CALLS) > 30
    for template in (sentences.WOULD_DEFINE, sentences.MAY_DEFINE):  # chosen when they are made
        assert sentences.PLACEHOLDERS[template] == {"what", "place", "why"}


@pytest.mark.parametrize("template", sentences.ALL)
def test_a_template_has_plain_placeholders_only(template):
    for _text, name, spec, conversion in Formatter().parse(template):
        assert name is None or (name.isidentifier() and not spec and not conversion)


@pytest.mark.parametrize(
    "words", ["", "a learner's own", "{name}", sentence(sentences.LOST), NESTED], ids=str
)
def test_words_come_out_as_they_went_in(words):
    assert read(as_plain(words)) == words


def test_a_sentence_is_prose_in_the_end():
    assert str(NESTED) == (
        "name 'model' is not defined. It would have been defined by train.py, line 3 "
        "(model = make()). This was left out: it ended the process. "
        "The process that ran your code was lost."
    )


def test_values_are_never_read_as_templates():
    assert str(sentence(sentences.UNBOUND, name="{name.__class__}")) == (
        "name '{name.__class__}' is not defined."
    )


@pytest.mark.parametrize(
    "plain",
    [
        None,
        3,
        [],
        ["a"],
        {},
        [sentences.LOST],
        [sentences.LOST, []],
        [sentences.LOST, {"name": "x"}],
        [sentences.UNBOUND, {}],
        [sentences.UNBOUND, {"name": None}],
        [sentences.UNBOUND, {"name": "x", "more": "y"}],
        [sentences.UNBOUND, {"name": ["no template", {}]}],
        ["{name} passed", {"name": "x"}],
        [[sentences.LOST], {}],
        [{}, {}],
    ],
    ids=str,
)
def test_what_is_neither_a_text_nor_a_sentence_is_none(plain):
    assert read(plain) is None


def test_sentences_within_sentences_have_an_end():
    plain: object = "x"
    for _level in range(sentences.MAX_DEPTH):
        plain = [sentences.ENDED, {"what": plain}]
    assert isinstance(read(plain), Sentence)
    assert read([sentences.ENDED, {"what": plain}]) is None
    for _level in range(100_000):
        plain = [sentences.ENDED, {"what": plain}]
    assert read(plain) is None


def test_the_texts_of_a_sentence_share_their_room():
    first, second = "x" * 7, "y" * 7
    plain = [sentences.NEARLY_TAKEN, {"path": first, "name": second}]
    assert read(plain, 10) == sentence(sentences.NEARLY_TAKEN, path=first, name="yyy")


values = st.recursive(
    st.text(max_size=5) | st.none(),
    lambda inner: st.tuples(
        st.sampled_from(sentences.ALL),
        st.dictionaries(st.sampled_from(["what", "name", "file", "error"]), inner, max_size=2),
    ),
    max_leaves=4,
)


@quick
@given(anything | values)
def test_whatever_comes_is_words_or_none(plain):
    words = read(plain, 30)
    assert words is None or isinstance(str(words), str)
