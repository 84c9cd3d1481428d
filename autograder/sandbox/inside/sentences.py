"""What the sandbox says to learners: a template and what stands in it, prose only last.

What crosses the wire comes from a stranger: `read` takes a template that is known, with its own
placeholders, and texts within bounds, or nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter

MAX_DEPTH = 6
"""Sentences within sentences; those that are said here go three deep."""
MAX_CHARACTERS = 20_000


@dataclass(frozen=True)
class Sentence:
    """One of the templates below, and by its placeholders' names what stands there."""

    template: str
    values: tuple[tuple[str, Words], ...] = ()

    def __str__(self) -> str:
        return self.template.format(**{name: str(value) for name, value in self.values})


Words = str | Sentence
"""Words of somebody else's, as a learner's error has them, or a sentence of ours."""


def sentence(template: str, **values: object) -> Sentence:
    """Return a sentence; values that are none are written out."""
    pairs = values.items()
    return Sentence(
        template, tuple((n, v if isinstance(v, Sentence) else str(v)) for n, v in pairs)
    )


def as_plain(words: Words) -> object:
    """Write words as plain data: a text, or a template with its values by name."""
    if not isinstance(words, Sentence):
        return words
    return [words.template, {name: as_plain(value) for name, value in words.values}]


def read(plain: object, most: int = MAX_CHARACTERS) -> Words | None:
    """Read what `as_plain` wrote; its texts together are cut to `most` characters.

    Returns None for what is neither a text nor one of the sentences.
    """
    return _read(plain, [most], MAX_DEPTH)


def _read(plain: object, room: list[int], depth: int) -> Words | None:
    if isinstance(plain, str):
        text = plain[: room[0]]
        room[0] -= len(text)
        return text
    if not isinstance(plain, list | tuple) or len(plain) != 2 or not depth:
        return None
    template, values = plain
    if not isinstance(template, str) or not isinstance(values, dict):
        return None
    if template not in PLACEHOLDERS or values.keys() != PLACEHOLDERS[template]:
        return None
    pairs = []
    for name, value in values.items():
        words = _read(value, room, depth - 1)
        if words is None:
            return None
        pairs.append((name, words))
    return Sentence(template, tuple(pairs))


PART_LACKS = "{part}.py does not define {name}."
FILE_LACKS = "{file} does not define {name}."
NO_CELL_DEFINES = "No code cell defines {name}."
STILL_RAISED = (
    "Line {number} still raises NotImplementedError, so nothing below it runs. Remove it once your "
    "code returns a result."
)
PLACEHOLDER = (
    "Line {number}, `{line}`, only holds the place: put the code there that does what the "
    "docstring says."
)
EMPTY = (
    "There is no code yet below line {number}, `{line}`: put it there, so that it does what the "
    "docstring says."
)
DEFINED_TWICE = (
    "Lines {first} and {last} both define {name}. The last one counts, and it only raises "
    "NotImplementedError: keep the one with your code."
)
DEFINED_INSIDE = (
    "{what} Line {number} defines {name} inside `{outer}`, where nothing outside finds it: move it "
    "to the left edge of the file."
)
NEARLY_DEFINED = "{what} There is {near}; is that the one, under another name?"
WOULD_DEFINE = "{what} It would have been defined by {place}. {why}"
MAY_DEFINE = "{what} It may have been defined by {place}. {why}"
FOLLOWS = "{why}. It would have been defined by {place}. {cause}"
UNBOUND = "name '{name}' is not defined."
CELL = "{file}, code cell {number} ({line})"
CELL_LINE = "{place}, the line {text}"
LINE = "{file}, line {number} ({line})"
RAISED = "This raised {error}"
RAISED_SAYING = "This raised {error}: {message}"
COMPUTED = "This was left out: it computed for more than {limit} seconds."
WAITED = "This was left out: it waited for seconds without computing anything."
ENDED = "This was left out: it ended the process. {what}"
SPARED = (
    "This was not run: loading had used up its time, so only imports, definitions and constants "
    "were."
)
DEFINED_WITHOUT = (
    "The library from which {name} comes is not there, so this was defined without what it adds."
)
DROPPED = "This line was left out: it is IPython's, not Python's."
OTHER_CELL = "This cell was not run: it begins with {line}"
NOT_PYTHON = "Python {version}, which runs here, cannot read it: {error}"
ENCODED = "The file is encoded in {encoding}: save it as UTF-8."
NOT_UTF8 = "The file is not in UTF-8: save it as UTF-8."
NULL_BYTES = "The file holds null bytes, so it is not text: save it again, as UTF-8."
NO_PLAIN_FILE = (
    "This is a pipe, a device or a socket, or a link to one, and not a file: put a file of Python "
    "there."
)
LARGE_FILE = "The file is larger than {limit} MiB: only the code belongs there."
OTHER_KIND = "The file is of the kind {kind} and not plain text: save the code alone, as text."
POINTER = (
    "The file is a Git-LFS pointer and not the file itself: hand in what `git lfs pull` brings."
)
TWICE = "{part}.py is there twice: {first} and {second}"
NEAREST_TAKEN = "{first} was taken for {part}.py, not {second}: it lies nearest to the top."
NEARLY_TAKEN = "{path} was taken for {name}: no file of exactly that name is there."
SEVERAL_NEARLY = "None of these was taken for {name}, since more than one could be meant: {paths}"
NOT_TAKEN = "These have other names, so none of them was taken for {name}: {paths}"
NOT_READABLE = "{path} is not a readable notebook: {why}"
UNPACKED = "{path} lies inside and was unpacked."
NOTHING_GRADABLE = (
    "Nothing that can be graded was found: none of the exercises' files, and no notebook."
)
NOTHING_AMONG = (
    "Nothing that can be graded was found: none of the exercises' files, and no notebook. "
    "There is: {names}"
)
FILE_MISSING = "The file {part}.py is missing."
MISSING_AMONG = "The file {part}.py is missing. {why}"
NOTEBOOK_LACKS = "This notebook does not define {name}."
NO_MEMORY = "There is not as much memory as your code asked for."
NO_MEMORY_FOR = "There is not as much memory as your code asked for. {error}"
FORBIDDEN = "{name} was called: {reason}"
NOT_ASKED = "Not asked: all checks together had used {limit} seconds."
WHILE_IMPORTED = "While {file} was imported: {what}"
LATE_BY_THE_CLOCK = "No answer after {limit} seconds by the clock."
LATE_COMPUTING = "No answer after {limit} seconds of computing. Does a loop never end?"
LATE_IN_PROCESSES = (
    "No answer after {limit} seconds of computing in {count} processes. Each process that is "
    "started imports torch anew: `num_workers=0` needs none."
)
MUCH_MEMORY = "More than {limit} MiB of memory were used."
MANY_PROCESSES = "More than {limit} processes were started."
MUCH_DISK = "More than {limit} MiB were written to the disk."
MANY_FILES = "More than {limit} files and folders were written."
LOST = "The process that ran your code was lost."
ENDED_BY_SIGNAL = "Your code ended its process by the signal {name}."
ENDED_WITH = "Your code ended its process with exit code {code}."
OTHER_ANSWER = "What came back was not the answer to this question."
NO_ANSWER = "What came back was not an answer."
UNREADABLE = "what came back cannot be read ({error})"
NOT_TO_BE_SEEN = "this could not be looked at; the exercise's other failed checks tell why"
PRINTED = "nothing (None): the result was printed, not returned"
AN_OBJECT = "an object of type {name}"
AN_ARRAY = "a numpy array of shape {shape} ({dtype})"
TOO_DEEP = "a value nested or spread too far to be read"
NESTED = "a nested tensor, not a dense one"
MANY_AXES = "a tensor of {count} dimensions"
TOO_LARGE = "a tensor of {count} numbers, too large to be read"
NO_NUMBERS = "a tensor of shape {shape}, which holds no numbers"
NOT_DENSE = "a tensor of layout {layout}, not a dense one"
NO_VALUES = "a tensor without values (on the device 'meta')"
ODD_DTYPE = "a tensor of dtype {dtype}"
LONG_INT = "an int of more than 64 bits"

ALL = tuple(
    value for name, value in sorted(globals().items()) if name.isupper() and isinstance(value, str)
)
"""Every template."""
PLACEHOLDERS = {
    template: {name for _text, name, _spec, _conversion in Formatter().parse(template) if name}
    for template in ALL
}
