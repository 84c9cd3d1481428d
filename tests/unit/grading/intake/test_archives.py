"""Names in archives are decoded and their separators made plain before anybody judges them."""

from __future__ import annotations

import io
import struct
import tarfile
import tracemalloc
import zipfile

import pytest
from commands.wild import zipped, zipped_in

from autograder.grading.intake.archives import MAX_MEMBERS, Rejected, of_archive, plain_path
from autograder.grading.names import decoded


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *(("許同學的作業/train.py", "big5"), ("功課", "big5"), ("王小明_作業.py", "big5")),
        *(("表現/train.py", "cp932"), ("ソース", "cp932"), ("レポート/課題1.py", "cp932")),
        *(("第三次作业", "gbk"), ("张伟/训练.py", "gbk"), ("深度学习实验", "gbk")),
        *(("Müller/x.py", "cp437"), ("Übung 1/Größe.py", "cp437"), ("café.py", "cp437")),
        *(("许同学", "utf-8"), ("レポート", "utf-8"), ("hw/train.py", "ascii")),
    ],
)
def test_a_name_without_a_mark_is_decoded_by_what_it_would_say(text, encoding):
    assert decoded([(text.encode(encoding), False)]) == [text]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        *(("hw\\train.py", "hw/train.py"), ("./a//b.py", "a/b.py"), ("a\\b\\", "a/b")),
        *(("..\\x.py", "../x.py"), ("\\x.py", "/x.py"), (".", "")),
    ],
)
def test_separators_are_made_plain(name, plain):
    assert plain_path(name) == plain


def test_the_second_byte_of_a_letter_is_no_separator():
    members = of_archive(io.BytesIO(zipped_in("cp932", "表現")), "a.zip")
    assert {member.path.split("/")[0] for member in members} == {"表現"}


def test_a_folder_that_powershell_wrote_is_a_folder():
    members = of_archive(io.BytesIO(zipped({"hw\\pictures\\": "", "hw\\a.py": "x"})), "a.zip")
    assert [(m.path, m.is_folder) for m in members] == [("hw/pictures", True), ("hw/a.py", False)]


def test_the_name_in_a_field_of_its_own_counts():
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        info = zipfile.ZipInfo("x.py")
        name = "训练.py".encode()
        info.extra = b"\x75\x70" + (5 + len(name)).to_bytes(2, "little") + b"\1\0\0\0\0" + name
        archive.writestr(info, "x")
    assert [member.path for member in of_archive(raw, "a.zip")] == ["训练.py"]


def test_an_encoding_is_told_from_the_first_names():
    many = [("训练".encode("gbk") * 5000, False)] * 200
    assert decoded([("作业.py".encode("gbk"), False), *many])[0] == "作业.py"


def test_whatever_a_damaged_archive_raises_is_a_refusal():
    raw = io.BytesIO(zipped({"a.py": "x"}))
    (member,) = of_archive(raw, "a.zip")
    raw.close()
    with pytest.raises(Rejected, match=r"a\.zip cannot be unpacked"):
        member.read()


def packed_tar(mode: str, *names: str) -> bytes:
    """Pack files that hold their own names."""
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode=mode) as archive:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size = len(name)
            archive.addfile(info, io.BytesIO(name.encode()))
    return raw.getvalue()


def members_of_tar(mode: str, *names: str) -> list:
    return of_archive(io.BytesIO(packed_tar(mode, *names)), "hw.tar.gz")


def test_of_a_tar_archive_each_member_reads_its_own_content():
    members = members_of_tar("w:gz", "a.py", "b.py", "c.py")
    assert [(m.path, m.read().decode()) for m in members] == [
        (n, n) for n in ("a.py", "b.py", "c.py")
    ]


def test_as_many_members_as_allowed_are_taken_and_not_one_more(monkeypatch):
    monkeypatch.setattr("autograder.grading.intake.archives.MAX_MEMBERS", 3)
    assert len(members_of_tar("w:gz", "a.py", "b.py", "c.py")) == 3
    with pytest.raises(Rejected, match="more than 3 files"):
        members_of_tar("w:gz", "a.py", "b.py", "c.py", "d.py")


def test_the_name_of_its_first_file_makes_a_tar_archive_nothing_else():
    (member,) = members_of_tar("w", "BZhang.py")
    assert member.path == "BZhang.py"


def packed_zip() -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("layers.py", "layers.py")
    return raw.getvalue()


@pytest.mark.parametrize("name", ["hw.zip", "hw.ZIP", "hw.tar.gz", "hw.tgz"])
@pytest.mark.parametrize(
    "raw", [packed_zip(), packed_tar("w", "layers.py"), packed_tar("w:gz", "layers.py")]
)
def test_an_archive_is_what_its_bytes_say(raw, name):
    (member,) = of_archive(io.BytesIO(raw), name)
    assert (member.path, member.read()) == ("layers.py", b"layers.py")


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"Rar!\x1a\x07\x01\0", "is a RAR archive"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "is a 7z archive"),
        (packed_tar("w:xz", "layers.py"), "is packed with xz"),
        (packed_tar("w:bz2", "layers.py"), "is packed with bzip2"),
        (b"<!DOCTYPE html><html>Log in</html>", "is a web page"),
        (b"\n<!doctype html><html>Log in</html>", "is a web page"),
    ],
)
@pytest.mark.parametrize("name", ["hw.zip", "hw.tar.gz"])
def test_what_only_looks_like_an_archive_is_named(start, kind, name):
    with pytest.raises(Rejected, match=f"{name} {kind}.*make a .zip or a .tar.gz"):
        of_archive(io.BytesIO(start), name)


def test_a_way_of_packing_that_is_not_read_is_told():
    data, deflate64 = bytearray(packed_zip()), b"\x09\0"
    for at in (8, data.index(b"PK\x01\x02") + 10):
        data[at : at + 2] = deflate64
    (member,) = of_archive(io.BytesIO(data), "hw.zip")
    with pytest.raises(Rejected, match=r"method is not supported\. Make an ordinary \.zip"):
        member.read()


def listed(count: int, name: bytes = b"") -> io.BytesIO:
    """Write a zip archive that lists its one member so many times more, under a name."""
    raw = zipped({"layers.py": "x = 1"})
    start, end = raw.index(b"PK\x01\x02"), raw.index(b"PK\x05\x06")
    entry = bytearray(raw[start : start + 46]) + name
    entry[28:30] = struct.pack("<H", len(name))
    listing = raw[start:end] + bytes(entry) * count
    wide = (count + 1, count + 1, len(listing), start)
    tail = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, *wide)
    tail += struct.pack("<4sLQL", b"PK\x06\x07", 0, start + len(listing), 1)
    tail += struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, *[0xFFFF] * 2, *[0xFFFFFFFF] * 2, 0)
    return io.BytesIO(raw[:start] + listing + tail)


@pytest.mark.parametrize(
    ("count", "name"), [(MAX_MEMBERS, b".git/x"), (1100, b".git/" + b"x" * 65_000)]
)
def test_a_list_of_members_without_an_end_is_not_read(count, name):
    endless = listed(count, name)
    tracemalloc.start()
    with pytest.raises(Rejected, match=f"more than {MAX_MEMBERS} files"):
        of_archive(endless, "hw.zip")
    assert tracemalloc.get_traced_memory()[1] < 64 << 20
    tracemalloc.stop()


def test_a_long_list_of_members_is_read():
    assert len(of_archive(listed(30_000, b".git/x"), "hw.zip")) == 30_001
