"""The catalogues of other languages: `python -m autograder.authoring.texts` brings them in step.

What the program says is taken from its code, the templates and the commands' help, and lies in
`autograder/locale/`; what the current course says, its checks' names, known mistakes and code, in
`exercises/locale/` of that course. Translations are written into `*/LC_MESSAGES/*.po` there by
hand; what is new is empty, what is no longer said is dropped, and the `.mo` files that the kit
reads are made anew.
"""

from __future__ import annotations

import ast
import datetime
import inspect
import io
import re
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import autograder
from autograder.checks.mistakes import catalogue
from autograder.checks.session import all_cases, all_checks
from autograder.core.languages import DOMAIN, EXERCISES, LANGUAGES, LOCALE, locale_folder
from autograder.course import course_root, current_course
from autograder.course.stretch import about_stretch_goals, stretch_goals
from autograder.sandbox.inside import sentences

NO_DATE = datetime.datetime(2000, 1, 1, tzinfo=datetime.timezone.utc)
KEYWORDS = {"_": None, "N_": None, "say": None}
METHODS = [("**/templates/*", "jinja2.ext:babel_extract"), ("**.py", "python")]
CLICKS_OWN = (
    *("Usage:", "Options", "Commands", "Show this message and exit.", "required"),
    *("Show the version and exit.", "default: {default}", "[OPTIONS]"),
    *("Missing command.", "Missing argument", "Missing option", "No such command {name!r}."),
    *("No such option {name!r}.", "Option {name!r} does not take a value."),
    *("Invalid value: {message}", "Invalid value for {param_hint}: {message}"),
    *("{value!r} is not a valid {number_type}.", "{value} is not in the range {range}."),
    *("{name} {filename!r} does not exist.", "{name} {filename!r} is a file."),
    *("{name} {filename!r} is a directory.", "{name} {filename!r} is not readable."),
)
"""What click itself says, in help pages and of a wrong usage, in the form that it asks gettext."""
CLICKS_PLURALS = {
    "Got unexpected extra arguments ({args})": "Got unexpected extra argument ({args})",
    "Option {name!r} requires {nargs} arguments.": "Option {name!r} requires an argument.",
    "(Did you mean one of: {possibilities}?)": "Did you mean {possibility}?",
    "{value!r} is not one of {choices}.": "{value!r} is not {choice}.",
}
"""What click says of several, and of one: it asks gettext for both at once."""


def texts() -> dict[str, list[str]]:
    """Return every text that is said, by catalogue, in the order in which it is found."""
    package = str(Path(autograder.__file__).parent)
    clicks = [*CLICKS_OWN, *CLICKS_PLURALS]
    by_domain = {DOMAIN: [*_of_the_code(package), *sentences.ALL, *_of_the_help(), *clicks]}
    checks = [name for _part, name in all_checks()]
    checks += [case for case in all_cases() if re.fullmatch("[a-z ]+", case)]
    mistakes = [m for of_exercise in catalogue().values() for m in of_exercise]
    words = [text for mistake in mistakes for text in (mistake.explanation, mistake.question)]
    home, course = course_root(), current_course()
    folders = [str(home / "exercises")]
    folders += [str((home / course.reader).parent)] if course.reader else []
    reasons = [forbidden.reason for forbidden in course.forbidden.values()]
    code = [text for folder in folders for text in _of_the_code(folder)]
    by_domain[EXERCISES] = [*checks, *_pieces(), *words, *reasons, *code]
    return {name: list(dict.fromkeys(of_exercise)) for name, of_exercise in by_domain.items()}


def _of_the_code(folder: str) -> Iterator[str]:
    for _file, _line, text, _comments, _context in extract_from_dir(
        folder, METHODS, keywords=KEYWORDS
    ):
        yield text if isinstance(text, str) else text[0]


def _of_the_help() -> Iterator[str]:
    from autograder.cli.main import main
    from autograder.cli.released import main as learners

    waiting: list[click.Command] = [main, learners]
    while waiting:
        command = waiting.pop(0)
        yield inspect.cleandoc(command.help or "")
        options = [param for param in command.params if isinstance(param, click.Option)]
        yield from (option.help for option in options if option.help)
        if isinstance(command, click.Group):
            waiting += command.commands.values()


_PHRASE = re.compile(r"([a-z._]+(?: [a-z._]+)+)(?: \(\{\}\))?")
"""What a scenario tells in words, before a value in brackets; one word alone may be a name."""


def _pieces() -> Iterator[str]:
    """Return what scenarios tell in words, and the names of the pieces of what they return.

    Views of the checks return named pieces too.
    """
    folder = course_root() / "exercises"
    for path in sorted([*folder.glob("*/scenarios.py"), *folder.glob("*/test_*.py")]):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for key in _keys_written(tree):
            if " " in key or (path.name == "scenarios.py" and key.isalpha()):
                yield key
        if path.name == "scenarios.py":
            found = map(_PHRASE.fullmatch, _answers_written(tree))
            yield from (phrase[1] for phrase in found if phrase)


def _keys_written(tree: ast.AST) -> Iterator[str]:
    """Return the strings that stand as keys in a dict, or are assigned to in one."""
    for node in ast.walk(tree):
        keys = node.keys if isinstance(node, ast.Dict) else []
        targets = node.targets if isinstance(node, ast.Assign) else []
        keys = [*keys, *(each.slice for each in targets if isinstance(each, ast.Subscript))]
        for key in keys:
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                yield key.value


def _answers_written(tree: ast.Module) -> Iterator[str]:
    """Return the strings that are returned, and the constants of a file."""
    returned = [node.value for node in ast.walk(tree) if isinstance(node, ast.Return)]
    assigned = [node.value for node in tree.body if isinstance(node, ast.Assign)]
    for value in [*returned, *assigned]:
        for node in ast.walk(value) if value is not None else []:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def path_of(domain: str, language: str, suffix: str = ".po") -> Path:
    """Return the path of a catalogue, or of the file that is made of it."""
    return locale_folder(domain) / language / "LC_MESSAGES" / f"{domain}{suffix}"


def updated(domain: str, language: str, texts: list[str]) -> Catalog:
    """Return a catalogue with every text that is said and the translations that there are."""
    path = path_of(domain, language)
    existing = {}
    if path.is_file():
        with path.open("rb") as file:
            existing = {message.id: message.string for message in read_po(file, language)}
    catalog = Catalog(language, project="autograder", fuzzy=False)
    for text in texts:
        catalog.add(text, existing.get(text, ""))
    return catalog


def as_po(catalog: Catalog) -> bytes:
    """Write a catalogue as a .po file without dates, so that the same texts give the same file."""
    file = io.BytesIO()
    write_po(file, catalog, width=0, omit_header=True)
    head = f'msgid ""\nmsgstr ""\n"Language: {catalog.locale}\\n"\n'
    head += '"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    return head.encode() + file.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """Compile a catalogue; without dates too.

    What is said of several is said of one too: no language here has more forms than one.
    """
    plain = Catalog(catalog.locale, creation_date=NO_DATE, revision_date=NO_DATE, fuzzy=False)
    for message in catalog:
        if message.id and message.string:
            plain.add(message.id, message.string)
        if message.string and (one := CLICKS_PLURALS.get(str(message.id))):
            plain.add((one, str(message.id)), (str(message.string),))
    file = io.BytesIO()
    write_mo(file, plain)
    return file.getvalue()


def write_catalogues() -> int:
    """Bring the catalogues in step; returns how many texts have no translation yet.

    The package's own are left alone where the course is not the one beside it; a course has those
    of its languages.
    """
    missing, by_domain, languages = 0, texts(), current_course().languages or LANGUAGES
    if course_root().resolve() != LOCALE.parents[1]:
        del by_domain[DOMAIN]
    for domain, messages in by_domain.items():
        for language in LANGUAGES:
            if language == "en" or (domain == EXERCISES and language not in languages):
                continue
            catalog = updated(domain, language, messages)
            path = path_of(domain, language)
            _write(path, as_po(catalog))
            _write(path_of(domain, language, ".mo"), as_mo(catalog))
            missing += sum(not message.string for message in catalog if message.id)
    return missing


def _write(path: Path, content: bytes) -> None:
    """Write a file where that changes it."""
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def main() -> None:
    """Write the catalogues of the course, and those of its stretch goals."""
    missing = write_catalogues()
    if stretch_goals():
        with about_stretch_goals():
            missing += write_catalogues()
    print(f"{missing} texts have no translation yet")


if __name__ == "__main__":
    main()
