"""What decides a score: equal where the bytes are equal, and told apart in a line."""

from __future__ import annotations

from helpers import write_course
from hypothesis import given
from hypothesis import strategies as st
from making import quickly

from autograder.grading.versions import Version, data_digest, differences, digest, kit_texts

HERE = Version("1", "2.8", "abc", "def")


def test_equal_versions_differ_in_nothing():
    assert differences(HERE, Version("1", "2.8", "abc", "def")) == ""


def test_what_differs_is_named_with_both_values():
    other = Version("1", "2.4", "abc", "xyz")
    assert differences(other, HERE) == "torch 2.4 where 2.8 is needed, data xyz where def is needed"


@given(st.lists(st.text(st.characters(exclude_categories=[]), max_size=4), max_size=4))
@quickly
def test_texts_digest_alike_only_where_they_are_cut_alike(texts):
    assert digest(*texts) == digest(*texts)
    assert digest("", *texts) != digest(*texts)
    if len(texts) > 1 and texts[1]:
        assert digest(texts[0] + texts[1], *texts[2:]) != digest(*texts)
        moved = [texts[0] + texts[1][:1], texts[1][1:], *texts[2:]]
        assert digest(*moved) != digest(*texts)


def test_a_digest_is_24_hexadecimal_digits():
    assert len(digest("a")) == 24
    assert set(digest("a")) <= set("0123456789abcdef")


def test_names_and_bytes_of_the_data_sets_files_are_digested(tmp_path):
    raw = tmp_path / "MNIST" / "raw"
    raw.mkdir(parents=True)

    def digested(**files):
        for old in raw.iterdir():
            old.unlink()
        for name, content in files.items():
            (raw / name.replace("_", "-")).write_bytes(content)
        return data_digest(tmp_path)

    first = digested(a_ubyte=b"12", b_ubyte=b"3")
    assert digested(b_ubyte=b"3", a_ubyte=b"12", readme=b"words") == first
    others = [
        digested(a_ubyte=b"12"),
        digested(a_ubyte=b"12", b_ubyte=b"4"),
        digested(a_ubyte=b"1", b_ubyte=b"23"),
        digested(a_ubyte=b"12", c_ubyte=b"3"),
    ]
    assert len({first, *others}) == 5


def test_the_line_ends_of_a_checkout_do_not_count(tmp_path, monkeypatch):
    texts = []
    for number, end in enumerate((b"\n", b"\r\n")):
        home = write_course(tmp_path / str(number))
        (home / "exercises" / "01_a").mkdir()
        (home / "solutions").mkdir()
        (home / "exercises" / "01_a" / "test_a.py").write_bytes(b"a" + end)
        (home / "solutions" / "a.py").write_bytes(b"b" + end)
        monkeypatch.setenv("AUTOGRADER_COURSE", str(home))
        texts.append(kit_texts())
    assert texts[0] == texts[1]
    assert texts[0][-2:] == [b"a\n".hex(), b"b\n".hex()]
