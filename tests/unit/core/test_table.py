"""CSV files are read and written in the form that another system chose."""

from __future__ import annotations

import codecs
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import quickly

from autograder.core.errors import CommandError
from autograder.core.system import MOST_BYTES
from autograder.core.table import (
    Form,
    Table,
    cell,
    decimal_mark,
    in_form,
    number,
    put,
    read_table,
)

FILES = {
    "plain": b"a,b,c\n1,2,3\n",
    "windows": b"a,b,c\r\n1,2,3\r\n",
    "semicolons": b"a;b;c\r\n1,5;2;3\r\n",
    "tabs": b"a\tb\tc\n1\t2,5\t3\n",
    "a mark": codecs.BOM_UTF8 + "a,b\nö,2\n".encode(),
    "utf-16": codecs.BOM_UTF16_LE + "a\tb\r\n许\t2\r\n".encode("utf-16-le"),
    "utf-16 the other way": codecs.BOM_UTF16_BE + "a\tb\r\n许\t2\r\n".encode("utf-16-be"),
    "excel in Germany": "Name;Note\r\nMüller;1,5\r\nGroß;2,0\r\n".encode("cp1252"),
    "excel in China": "姓名,成绩\r\n许同学,95\r\n".encode("gb18030"),
    "excel in Taiwan": "id,name\r\n1,許同學\r\n2,李 雷\r\n".encode("cp950"),
    "excel in Japan": "id,name\r\n1,田中太郎\r\n2,鈴木\r\n".encode("cp932"),
    "excel in Korea": "id,name\r\n1,김민준\r\n2,이서연\r\n".encode("cp949"),
    "excel in Russia": "id;name\r\n1;Иванов Иван\r\n2;Пётр Ёлкин\r\n".encode("cp1251"),
    "excel in France": "id;nom\r\n1;Zoé Lefèvre\r\n2;Noël\r\n3;François Hénaff\r\n".encode(
        "cp1252"
    ),
    "a line for excel": b"sep=;\r\na;b\r\n1;2\r\n",
    "all quoted": b'"a","b"\n"1","x, y"\n',
    "some quoted": b'a,b\n"x, y",2\n',
    "quotes inside": b'a,b\n"the ""one""",2\n',
    "no end": b"a,b\n1,2",
    "a blank row": b"a,b\n\n1,2\n",
    "rows of other lengths": b"a,b,c\n1\n1,2,3,4\n",
    "a break in a cell": b'a,b\n"x\ny",2\n',
    "excel on an old mac": b'a,b\r"x, y",2\r',
    "an essay in a cell": b"a,b\n" + b"x" * 200_000 + b",2\n",
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_not_changed_is_written_as_it_was(name, tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(FILES[name])
    assert read_table(path).content() == FILES[name]


@pytest.mark.parametrize("country", ["Germany", "China", "Taiwan", "Japan", "Russia"])
def test_letters_of_excels_in_other_countries_are_those_that_were_typed(country, tmp_path):
    codes = {"Germany": "cp1252", "China": "gb18030", "Taiwan": "cp950", "Japan": "cp932"}
    codes |= {"Russia": "cp1251"}
    path = tmp_path / "x.csv"
    path.write_bytes(FILES[f"excel in {country}"])
    table = read_table(path)
    typed = FILES[f"excel in {country}"].decode(codes[country])
    assert all(text in typed for row in table.rows for text in row)
    assert table.form.is_guessed


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("semicolons", ["a", "b", "c"]),
        ("tabs", ["a", "b", "c"]),
        ("utf-16", ["a", "b"]),
        ("excel in Germany", ["Name", "Note"]),
        ("excel in China", ["姓名", "成绩"]),
        ("a line for excel", ["a", "b"]),
    ],
)
def test_the_header_is_found(name, header, tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(FILES[name])
    assert read_table(path).header == header


def test_a_changed_cell_is_all_that_changes(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(FILES["rows of other lengths"])
    table = read_table(path)
    put(table.rows[0], 2, "9")
    assert cell(table.rows[0], 1) == cell(table.rows[0], 7) == ""
    assert table.content() == b"a,b,c\n1,,9\n1,2,3,4\n"


def test_an_old_encoding_spells_what_it_has_no_letter_for(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(FILES["excel in Germany"])
    table = read_table(path)
    put(table.rows[0], 1, "核")
    assert "Müller;&#26680;" in table.content().decode("cp1252")


@pytest.mark.parametrize("raw", [b"", b"\n", b"one column\n1\n", b'a,b\n"x', b"a,b\n\0,1\n"])
def test_what_is_no_table_is_told_in_a_line(raw, tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(raw)
    for place in (path, tmp_path, tmp_path / "nowhere"):
        with pytest.raises(CommandError) as error:
            read_table(place)
        assert str(place) in str(error.value) and "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("50", ".", 50),
        ("50.00", ".", 50),
        ("50,00", ",", 50),
        ("50,00", ".", None),
        ("50.00", ",", None),
        ("1,234.50", ".", 1234.5),
        ("1.234,50", ",", 1234.5),
        ("1 234,5", ",", 1234.5),
        ("1\u00a0234,5", ",", 1234.5),
        ("1\u202f234,5", ",", 1234.5),
        ("1'234.5", ".", 1234.5),
        (" 7 ", ".", 7),
        (".5", ".", 0.5),
        ("-3", ".", -3),
        ("EX", ".", None),
        ("N/A", ".", None),
        ("", ".", None),
        ("-", ".", None),
        ("5 von 10", ",", None),
        ("1e5", ".", None),
        ("nan", ".", None),
        ("٣", ".", 3),
    ],
)
def test_numbers(text, decimal, value):
    assert number(text, decimal) == value


@pytest.mark.parametrize(
    ("cells", "separator", "mark"),
    [
        (["50.00", "3"], ",", "."),
        (["50,00", ""], ",", ","),
        (["", "EX", "7"], ",", "."),
        (["", "7"], ";", ","),
        (["7.5"], ";", "."),
        (["1.234,5"], ",", ","),
        (["1,234.5"], ",", "."),
        (["1.234.567"], ",", ","),
        (["1,234"], ",", "."),
        (["1 234,50"], "\t", ","),
    ],
)
def test_the_decimal_mark_is_told_by_the_numbers(cells, separator, mark):
    assert decimal_mark(cells, separator) == mark


def test_two_decimal_marks_are_refused():
    with pytest.raises(ValueError, match="decimal comma"):
        decimal_mark(["1,5", "2.5"], ",")


def test_numbers_are_written_short():
    values = [(18.0, "."), (7.256, "."), (7.256, ","), (0.0, ","), (7.5, ",")]
    assert [in_form(*value) for value in values] == ["18", "7.26", "7,26", "0", "7,5"]


@given(st.binary(max_size=40) | st.text('a,;"\n\r', max_size=30).map(str.encode))
@quickly
def test_any_bytes_are_a_table_or_refused(raw):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.csv"
        path.write_bytes(raw)
        try:
            table = read_table(path)
        except CommandError:
            return
    assert len(table.header) > 1 and table.column(table.header[1]) is not None
    assert isinstance(table.content(), bytes)


A_FORM = Form("utf-8", b"", "", ",", "\n", 0, True)


def test_a_column_is_found_by_the_first_name_that_there_is_whatever_the_case():
    table = Table([" ID ", "Grade", "name"], [], A_FORM)
    assert table.column("id") == 0
    assert table.column("GRADE") == 1
    assert table.column("user", "Name") == 2
    assert table.column("grade", "id") == 1
    assert table.column("other") is None


def test_the_cells_of_a_column_are_given_without_blanks():
    table = Table(["a", "b"], [["1", " 2 "], ["3"]], A_FORM)
    assert table.cells(1) == ["2", ""]


def test_each_row_knows_its_line(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b'sep=;\r\na;b\r\n"x\r\ny";1\r\n\r\n2;3\r\n')
    table = read_table(path)
    assert list(zip(table.lines, table.rows)) == [(3, ["x\r\ny", "1"]), (5, []), (6, ["2", "3"])]


def test_a_single_column_is_a_table_where_one_is_enough(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes("\ufeffid\r\nÄda\r\n\r\nbob\r\n".encode())
    table = read_table(path, least=1)
    assert table.header == ["id"] and table.cells(0) == ["Äda", "", "bob"]
    assert table.content() == path.read_bytes()


def test_a_column_that_is_there_twice_is_not_taken(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("ID,points,id,Points\n1,2,3,4\n", encoding="utf-8")
    table = read_table(path)
    for name in ("id", "points"):
        with pytest.raises(CommandError, match=f"a.csv has two columns '{name}'"):
            table.column("nothing", name)
    assert table.column("nothing") is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04rest", "it is a spreadsheet or an archive: save it as CSV"),
        (b"\xd0\xcf\x11\xe0rest", "it is a spreadsheet or an archive: save it as CSV"),
        (b"id|points\n", "its first line has no columns"),
        (b"\n\nid,points\n", "its first line has no columns"),
    ],
)
def test_what_is_no_csv_is_called_what_it_is(tmp_path, content, said):
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(CommandError, match=said):
        read_table(tmp_path / "a.csv")


def test_a_file_without_an_end_is_refused():
    with pytest.raises(CommandError, match="a device"):
        read_table(Path("/dev/zero"))


def test_a_file_larger_than_any_table_is_refused(tmp_path):
    with (tmp_path / "a.csv").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(CommandError, match="File too large"):
        read_table(tmp_path / "a.csv")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('id,say\na,"one\ntwo"\nb,"open\nc,d\n', 4),
        ('id,say\na,b\nb,"he said "no" to me"\nc,d\n', 3),
        ('sep=,\nid,say\na,"open\n', 3),
        ('"id,say\na,b\n', 1),
    ],
)
def test_quotation_marks_that_do_not_fit_are_told_with_the_line_of_their_row(text, line, tmp_path):
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=rf"marks of the row in line {line} do not fit$"):
        read_table(tmp_path / "x.csv")
