"""The words in pictures, in each language of the kit."""

from __future__ import annotations

import functools
from collections.abc import Callable

from autograder.core import languages

Say = Callable[[str], str]
LANGUAGES: dict[str, Say] = {
    code: functools.partial(languages.said_in, language=code) for code in languages.LANGUAGES
}
