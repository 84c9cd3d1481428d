"""A CSV file as another system wrote it, and written back in the same form."""

from __future__ import annotations

import codecs
import csv
import dataclasses
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from autograder.core.encodings import east_asian, is_cyrillic, is_in_utf8
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.core.system import MOST_BYTES, read_bounded, reason_of

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
"""How files of Excel and LibreOffice begin, and archives."""
SEPARATORS = (",", ";", "\t")
QUOTINGS = (csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC)
SPACES = " \u00a0\u202f\u2009'’"
"""What groups thousands besides the marks: blanks and apostrophes."""


@dataclass(frozen=True)
class Form:
    """How a file is written: what a spreadsheet or a platform chose, and keeps to."""

    encoding: str
    mark: bytes
    first_line: str
    separator: str
    line_end: str
    quoting: int
    ends_with_line: bool

    @property
    def is_guessed(self) -> bool:
        """Whether the encoding is a guess: nothing in the file tells it."""
        return not self.mark and self.encoding != "utf-8"


@dataclass(frozen=True)
class Table:
    """The header and the rows of a CSV file; cells may be changed in place.

    `lines` are the numbers of the lines on which the rows begin, as an editor counts them; `path`
    is where it was read.
    """

    header: list[str]
    rows: list[list[str]]
    form: Form
    lines: tuple[int, ...] = ()
    path: Path | None = None

    def column(self, *names: str) -> int | None:
        """Return the place of a column by any of its names, whatever their case.

        Raises CommandError where several are called so: they may say different things.
        """
        plain = [cell.strip().casefold() for cell in self.header]
        wanted = (name.strip().casefold() for name in names)
        name = next((name for name in wanted if name in plain), None)
        if name is not None and plain.count(name) > 1:
            words = _("{file} has two columns {name}: rename or delete one")
            raise CommandError(words.format(file=self.path, name=repr(name)))
        return None if name is None else plain.index(name)

    def cells(self, place: int) -> list[str]:
        """Return the cells of a column, without blanks around them."""
        return [cell(row, place) for row in self.rows]

    def content(self) -> bytes:
        """Return the file's bytes, in its own form; what was not changed stays as it was."""
        text = _written([self.header, *self.rows], self.form)
        # A feedback cell is shown as HTML: what an old encoding has no letter for is spelled.
        return self.form.mark + text.encode(self.form.encoding, "xmlcharrefreplace")


def cell(row: list[str], place: int) -> str:
    """Return a cell; a row that ends before it has an empty one."""
    return row[place].strip() if place < len(row) else ""


def put(row: list[str], place: int, text: str) -> None:
    """Write a cell, of a row that ends before it too."""
    row.extend([""] * (place + 1 - len(row)))
    row[place] = text


def read_table(path: Path, least: int = 2) -> Table:
    """Return a CSV file with commas, semicolons or tabs; raises CommandError when it is none.

    It has `least` columns or more.
    """
    try:
        raw = read_bounded(path)
    except FileNotFoundError:
        raise CommandError(_("there is no file {path}", path=path)) from None
    except OSError as error:
        words = _("{path} cannot be read: {reason}", path=path, reason=reason_of(error))
        raise CommandError(words) from None
    try:
        return dataclasses.replace(_read(raw, least), path=path)
    except (csv.Error, ValueError) as error:
        reason: object = error
        if isinstance(error, UnicodeDecodeError):
            reason = _(
                "byte {number} is not {encoding}", number=error.start, encoding=error.encoding
            )
        words = _("{path} cannot be read as CSV: {reason}", path=path, reason=reason)
        raise CommandError(words) from None


def _read(raw: bytes, least: int) -> Table:
    if raw.startswith(SPREADSHEETS):
        raise ValueError(_("it is a spreadsheet or an archive: save it as CSV"))
    mark, encoding = next(((m, e) for m, e in BOMS if raw.startswith(m)), (b"", ""))
    encoding = encoding or _encoding(raw)
    text = raw[len(mark) :].decode(encoding)
    if "\0" in text:
        raise ValueError(_("it holds null bytes: it is not text"))
    first_line = ""
    if hint := re.match(r"sep=(.)(\r?\n|\r)", text):  # for a spreadsheet
        first_line, text = hint[0], text[hint.end() :]
    line_end = next((end for end in ("\r\n", "\n", "\r") if end in text), "\n")
    separator = hint[1] if hint else _separator(text)
    plain = text.replace("\r", "\n") if line_end == "\r" else text  # as Excel for Mac writes it
    csv.field_size_limit(MOST_BYTES)  # Moodle's worksheet has whole essays, with their pictures
    reader = csv.reader(io.StringIO(plain, newline=""), delimiter=separator, strict=True)
    ends, rows = [1 if hint else 0], []
    try:
        for row in reader:
            rows.append(row)
            ends.append(reader.line_num + ends[0])
    except csv.Error as error:
        words = _("the quotation marks of the row in line {number} do not fit")
        is_quoted = '"' in plain.split("\n")[ends[-1] - ends[0]]
        raise ValueError(words.format(number=ends[-1] + 1) if is_quoted else error) from None
    while rows and not rows[-1]:
        rows.pop()
    if not rows or len(rows[0]) < least:
        raise ValueError(_("its first line has no columns, between commas, semicolons or tabs"))
    form = Form(encoding, mark, first_line, separator, line_end, 0, text.endswith(line_end))
    forms = [_with(form, quoting) for quoting in QUOTINGS]
    same = [each for each in forms if _written(rows, each) == first_line + text]
    lines = tuple(end + 1 for end in ends[1 : len(rows)])
    return Table(rows[0], rows[1:], (same or forms)[0], lines)


def _with(form: Form, quoting: int) -> Form:
    return Form(**{**vars(form), "quoting": quoting})


def _written(rows: list[list[str]], form: Form) -> str:
    text = io.StringIO()
    writer = csv.writer(
        text,
        delimiter=form.separator,
        lineterminator=form.line_end,
        quoting=form.quoting,  # type: ignore[arg-type]
    )
    writer.writerows(rows)
    written = form.first_line + text.getvalue()
    return written if form.ends_with_line else written.removesuffix(form.line_end)


def _encoding(raw: bytes) -> str:
    """Guess the encoding of a file without a mark: UTF-8, or what Excel wrote in a country."""
    if is_in_utf8(raw):
        return "utf-8"
    guess = east_asian([line for line in raw.splitlines() if not line.isascii()])
    guess = guess or ("cp1251" if is_cyrillic(raw) else "cp1252")
    try:
        raw.decode(guess)
    except UnicodeDecodeError:
        return "latin-1"
    return guess


def _separator(text: str) -> str:
    """Tell the separator by the first line: what makes the most columns of it."""
    line = next(iter(text.splitlines()), "")

    def columns(separator: str) -> int:
        return len(next(csv.reader([line], delimiter=separator), []))

    return max(SEPARATORS, key=columns)


def number(text: str, decimal: str = ".") -> float | None:
    """Return the number that a cell holds where `decimal` is its decimal mark, None for none."""
    plain = "".join(c for c in text.strip() if c not in SPACES)
    group = "," if decimal == "." else "."
    pattern = rf"-?(\d+|\d{{1,3}}(\{group}\d{{3}})+)?(\{decimal}\d+)?"
    if not any(c.isdigit() for c in plain) or not re.fullmatch(pattern, plain):
        return None
    return float(plain.replace(group, "").replace(decimal, "."))


def decimal_mark(cells: Iterable[str], separator: str) -> str:
    """Tell the decimal mark by the numbers in these cells; raises ValueError where they differ.

    Where no cell tells it is the comma in a file with semicolons, which are there for that.
    """
    marks = set()
    for text in cells:
        plain = "".join(c for c in text.strip() if c not in SPACES)
        m = re.fullmatch(r"-?(?:\d{1,3}(?:[.,]\d{3})*|\d+)([.,])(\d+)", plain)
        if m and (len(m[2]) != 3 or len(set(plain) & {".", ","}) == 2):
            marks.add(m[1])
        elif m and m[1] * 2 in re.sub(r"\d", "", plain):  # 1.234.567 groups thousands
            marks.add("," if m[1] == "." else ".")
    if len(marks) > 1:
        raise ValueError(_("some numbers have a decimal comma and some a point"))
    return marks.pop() if marks else ("," if separator == ";" else ".")


def in_form(value: float, decimal: str = ".") -> str:
    """Write a number with two decimals at most, as the file writes its own."""
    return f"{half_up(value, 2):.2f}".rstrip("0").rstrip(".").replace(".", decimal)


def half_up(value: float, decimals: int = 0) -> float:
    """Round as people do: a half goes up, which Python's own rounding takes to the even digit."""
    if abs(value) >= 1e15:  # a float of this size has no decimals
        return value
    plain = Decimal(f"{value:.9f}")  # 8.7 * 20 / 12 is no half because of its last bit
    return float(plain.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))
