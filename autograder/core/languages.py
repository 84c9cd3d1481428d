"""The language of what people read: English in the sources, others from gettext catalogues.

`_("{n} of {all} checks passed", n=3, all=7)` gives a text in the language chosen.
"""

from __future__ import annotations

import functools
import gettext
import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from autograder.sandbox.inside.sentences import Sentence, Words

VARIABLE = "AUTOGRADER_LANG"
SETTING = Path(".autograder") / "language"
"""Where `autograder language` keeps the choice, in the kit's folder."""
LOCALE = Path(__file__).parents[1] / "locale"
DOMAIN, EXERCISES = "autograder", "exercises"
"""The catalogues: what the program says; what the checks and the known mistakes of a course say."""
LANGUAGES = {"en": "English", "zh": "简体中文"}
HAN = "\u3001-\u303f\u3400-\u9fff\uff01-\uff5e"
"""Chinese characters and the full-width marks beside them, for a pattern's brackets."""


@functools.cache
def chosen() -> str:
    """Return the code of the language in use.

    The first of these that names one: AUTOGRADER_LANG (`--lang` sets it), the setting, and
    the variables of gettext (LANGUAGE, LC_ALL, LC_MESSAGES, LANG); else English.
    """
    named = os.environ.get(VARIABLE) or _setting()
    if named:
        return known(named) or "en"
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(variable):
            codes = (known(one) for one in os.environ[variable].split(":"))
            return next(filter(None, codes), "en")
    return "en"


def known(name: str) -> str | None:
    """Return the code of a language by what a system calls it, as `zh_CN.UTF-8`, or None."""
    code = re.split(r"[_.@-]", name.strip().lower())[0]
    return code if code in LANGUAGES else None


def set_language(language: str) -> None:
    """Choose a language for this process and for those that it starts."""
    os.environ[VARIABLE] = language
    chosen.cache_clear()


def _setting() -> str:
    from autograder.core.place import expected_root

    try:
        return (expected_root() / SETTING).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


def save_language(language: str) -> None:
    """Keep a choice for later runs of this kit."""
    from autograder.core.place import course_root

    path = course_root() / SETTING
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{language}\n", encoding="utf-8")
    chosen.cache_clear()


def _(text: str, /, **values: object) -> str:
    """Return a text of the sources in the language chosen, with its `{placeholders}` filled in."""
    translation = said_in(text, chosen())
    return _filled(translation, values) if values else translation


def _filled(template: str, values: dict[str, object]) -> str:
    """Fill placeholders in; beside one that Chinese comes into, Chinese needs no space."""
    for name, value in values.items():
        if isinstance(value, str) and re.match(f"[{HAN}]", value):
            template = re.sub(rf"(?<=[{HAN}]) (?={{{name}\b)", "", template)
        if isinstance(value, str) and re.search(f"[{HAN}]$", value):
            template = re.sub(rf"({{{name}\b[^}}]*}}) (?=[{HAN}])", r"\1", template)
    return template.format(**values)


def padded(text: str, width: int, fill: str = " ") -> str:
    """Fill a text up to `width` columns of a terminal."""
    return text + fill * (width - columns(text))


def columns(text: str) -> int:
    """Count the columns that a text takes in a terminal: 通道 takes four."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def N_(text: str) -> str:
    """Mark a text for the catalogues where it stands; `_` returns it in a language later."""
    return text


def said_in(text: str, language: str) -> str:
    """Return a text of the sources in a language, its placeholders unfilled."""
    if language == "en" or not text:
        return text
    for domain in (DOMAIN, EXERCISES):
        translation = _catalogue(domain, language).gettext(text)
        if translation != text:
            return translation
    return text


def locale_folder(domain: str) -> Path:
    """Return the folder of a catalogue's languages: the package's own, or the course's."""
    from autograder.core.place import expected_root

    return LOCALE if domain == DOMAIN else expected_root() / "exercises" / "locale"


def _catalogue(domain: str, language: str) -> gettext.NullTranslations:
    return _read(domain, locale_folder(domain), language)


@functools.cache
def _read(domain: str, folder: Path, language: str) -> gettext.NullTranslations:
    return gettext.translation(domain, folder, [language], fallback=True)


def check_title(sentence: str, case: str = "") -> str:
    """Return what a check is called, `The bias is added [3]`, in the language chosen."""
    return with_case(_(sentence), _(case))


def with_case(sentence: str, case: str) -> str:
    """Write a check's sentence and, in brackets, which of its cases is meant."""
    return f"{sentence} [{case}]" if case else sentence


COMPARED = ("got", "expected", N_("got − expected"))


def panel_title(title: str) -> str:
    """Return a panel's title in the language chosen; the names of arguments stay."""
    return _(title) if title in COMPARED else title


def place_words(where: Iterable[str | int]) -> str:
    """Return where a piece of an answer is, `weights after › fc.bias` or `images[3]`, in words."""
    words = ""
    for piece in where:
        if isinstance(piece, int):
            words += f"[{piece}]"
        else:
            words += f" › {_(piece)}" if words else _(piece)
    return words


def translate_sandbox_message(words: Words) -> str:
    """Return what the sandbox or the course said in the language chosen; other words stay."""
    if isinstance(words, Sentence):
        values = {name: translate_sandbox_message(value) for name, value in words.values}
        return _(words.template, **values)
    if chosen() == "en" or not words:
        return words
    return _catalogue(EXERCISES, chosen()).gettext(words)
