"""Submissions are taken in within bounds; what is unsafe or unreadable is named and refused."""

from __future__ import annotations

import gzip
import io
import json
import os
import stat
import tarfile
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from making import quickly

from autograder.grading.intake.archives import MEBIBYTE, Member, Rejected
from autograder.grading.intake.bounds import Bounds, Room, check_way
from autograder.grading.intake.intake import MAX_LISTED, Entry, entries, id_of, take_in

CELL = {"cell_type": "code", "source": "x = 1", "outputs": ["big"]}


def room(**bounds):
    return Room(Bounds(**bounds), "ada.zip")


def member(path, size=1):
    return Member(path, size, lambda: bytes(max(0, size)), name=path)


def checked(path, **bounds):
    """Do with a path what is done with those of an archive."""
    check_way(member(path))
    room(**bounds).check_path(path)


def taken(path, **bounds):
    return take_in(Entry("ada", path), Bounds(**bounds)).files


def zip_of(path, *members):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def tar_of(path, *members):
    with tarfile.open(path, "w:gz") as archive:
        for member, content in members:
            if isinstance(member, str):
                member = tarfile.TarInfo(member)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("ada.zip", "ada"),
        ("ada.tar.gz", "ada"),
        ("ada.TGZ", "ada"),
        ("ada.py", "ada"),
        ("ada.b.ipynb", "ada.b"),
        ("ada.txt", "ada.txt"),
        (".zip", ".zip"),
        ("ada.gz", "ada.gz"),
    ],
)
def test_an_id_is_the_name_without_what_tells_its_kind(tmp_path, name, identity):
    assert id_of(tmp_path / name) == identity


def test_a_folder_keeps_its_whole_name(tmp_path):
    (tmp_path / "ada.zip").mkdir()
    assert id_of(tmp_path / "ada.zip") == "ada.zip"


def test_entries_come_in_the_order_of_their_ids_without_hidden_ones(tmp_path):
    for name in ("b.zip", "a.py", ".hidden", "__MACOSX", "c"):
        (tmp_path / name).touch()
    assert [entry.id for entry in entries(tmp_path)] == ["a", "b", "c"]


def test_two_entries_of_one_id_keep_their_names_and_are_refused(tmp_path):
    for name in ("ada.py", "ada.zip", "bob.py"):
        (tmp_path / name).touch()
    both = entries(tmp_path)
    assert [entry.id for entry in both] == ["ada.py", "ada.zip", "bob"]
    with pytest.raises(Rejected, match=r"one id: ada\.py and ada\.zip"):
        take_in(both[0])
    assert both[2].problem is None


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/etc/passwd", "absolute path"),
        ("C:/train.py", "absolute path"),
        ("a/../../train.py", "climbs out"),
        ("..", "climbs out"),
        ("a/b/c/d.py", "more than 3 folders deep"),
        ("x" * 256, "no name for a file"),
        ("汉" * 86, "no name for a file"),
        ("a\0b", "no name for a file"),
        ("", "no name for a file"),
        (".", "no name for a file"),
        ("/".join(["x" * 250] * 3), None),
        ("x" * 255, None),
        ("a/b/c.py", None),
        ("a..b/c", None),
    ],
)
def test_a_path_that_leaves_the_submission_or_fits_no_disk_is_refused(path, words):
    if words is None:
        checked(path, depth=3)
        return
    with pytest.raises(Rejected, match=words):
        checked(path, depth=3)


def test_a_path_is_a_thousand_bytes_at_most():
    room().check_path("/".join(["x" * 250] * 4))
    with pytest.raises(Rejected, match="no name for a file"):
        room().check_path("/".join([*["x" * 250] * 4, "x"]))


@given(st.text(st.characters(exclude_categories=[]), max_size=30))
@example("a/\ud800")
@quickly
def test_any_path_is_taken_or_refused_with_words_for_a_terminal(path):
    try:
        checked(path)
    except Rejected as error:
        assert str(error).isprintable() or "\n" in path
    else:
        assert not path.startswith("/")
        assert ".." not in path.split("/")


def test_so_many_files_are_taken_and_not_one_more():
    small = room(files=2)
    small.count(member("a"))
    small.count(member("b"))
    with pytest.raises(Rejected, match="more than 2 files"):
        small.count(member("c"))


def test_so_many_bytes_are_taken_and_not_one_more():
    small = room(total=2)
    small.count(member("a", 2 * MEBIBYTE))
    with pytest.raises(Rejected, match="more than 2 MiB"):
        small.count(member("b", 1))


def test_a_size_below_zero_gives_no_room():
    small = room(total=1)
    small.count(member("a", -(10**9)))
    with pytest.raises(Rejected, match="more than 1 MiB"):
        small.count(member("b", MEBIBYTE + 1))


def test_code_that_counts_and_is_too_large_is_refused(tmp_path):
    large = b"#" * (MEBIBYTE + 1)
    zip_of(tmp_path / "ada.zip", ("train.py", large))
    with pytest.raises(Rejected, match=r"train\.py is larger than 1 MiB"):
        taken(tmp_path / "ada.zip", code=1)
    zip_of(tmp_path / "bob.zip", ("train.py", large[1:]))
    assert len(taken(tmp_path / "bob.zip", code=1)["train.py"]) == MEBIBYTE


def test_other_files_that_are_too_large_and_those_of_tools_are_left_out(tmp_path):
    names = ("a.pt", "b.pt", "__pycache__/a.pyc", "__MACOSX/a.py", "relu.py")
    sizes = (MEBIBYTE, MEBIBYTE + 1, 1, 1, 1)
    zip_of(tmp_path / "ada.zip", ("train.py", b"x"), *zip(names, map(bytes, sizes)))
    assert set(taken(tmp_path / "ada.zip")) == {"train.py", "a.pt", "relu.py"}


def test_folder_zip_and_tar_are_read_alike(tmp_path):
    expected = {"train.py": b"a", "b/notes.txt": b"c"}
    (tmp_path / "ada" / "b").mkdir(parents=True)
    for name, content in {**expected, ".hidden": b"d"}.items():
        (tmp_path / "ada" / name).write_bytes(content)
    zip_of(tmp_path / "ada.zip", ("b/", ""), *expected.items(), ("__MACOSX/x.py", b"d"))
    tar_of(tmp_path / "ada.tgz", *((f"./{name}", content) for name, content in expected.items()))
    (tmp_path / "ada.tar").write_bytes(gzip.decompress((tmp_path / "ada.tgz").read_bytes()))
    for name in ("ada", "ada.zip", "ada.tgz", "ada.tar"):
        assert taken(tmp_path / name) == expected, name


def test_an_archive_may_list_its_own_folder(tmp_path):
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "train.py").write_bytes(b"a")
    with tarfile.open(tmp_path / "ada.tgz", "w:gz") as archive:
        archive.add(tmp_path / "ada", arcname=".")  # as `tar czf ada.tgz .` does
        assert "." in archive.getnames()
    zip_of(tmp_path / "ada.zip", ("./", ""), ("./train.py", b"a"))
    for name in ("ada.tgz", "ada.zip"):
        assert taken(tmp_path / name) == {"train.py": b"a"}, name


def test_a_single_file_becomes_the_submission(tmp_path):
    (tmp_path / "ada.PY").write_bytes(b"x")
    code = take_in(Entry("ada", tmp_path / "ada.PY"))
    assert code.files == {"submission.py": b"x"}
    assert code.layout.single == "submission.py"


def test_a_single_file_that_is_too_large_is_refused(tmp_path):
    (tmp_path / "ada.py").write_bytes(b"#" * (MEBIBYTE + 1))
    with pytest.raises(Rejected, match=r"ada\.py is larger than 1 MiB"):
        taken(tmp_path / "ada.py", code=1)
    assert taken(tmp_path / "ada.py", code=2)


def test_of_a_notebook_only_its_code_is_kept(tmp_path):
    cells = [{"cell_type": "markdown", "source": "words"}, CELL]
    (tmp_path / "ada.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    lean = json.loads(taken(tmp_path / "ada.ipynb")["notebook.ipynb"])
    assert lean == {"cells": [{"cell_type": "code", "source": "x = 1"}]}


def test_a_notebook_that_is_none_is_refused_by_the_name_that_it_came_with(tmp_path):
    (tmp_path / "ada.ipynb").write_text("{}", encoding="utf-8")
    with pytest.raises(Rejected, match=r"^ada\.ipynb is not a readable notebook"):
        taken(tmp_path / "ada.ipynb")


@pytest.mark.parametrize("name", ["ada.txt", "ada.rar", "ada"])
def test_another_kind_of_file_is_refused(tmp_path, name):
    (tmp_path / name).touch()
    with pytest.raises(Rejected, match="is not a folder"):
        taken(tmp_path / name)


def test_a_link_is_no_submission_nor_a_part_of_one(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(Rejected, match="link is a link, not a submission"):
        taken(tmp_path / "link")
    (tmp_path / "real" / "train.py").symlink_to("/etc/passwd")
    with pytest.raises(Rejected, match=r"train\.py is a link"):
        taken(tmp_path / "real")


def test_a_pipe_is_no_submission_nor_a_part_of_one(tmp_path):
    (tmp_path / "ada").mkdir()
    for path in (tmp_path / "ada" / "train.py", tmp_path / "pipe.py"):
        os.mkfifo(path)
    with pytest.raises(Rejected, match=r"train\.py is neither a file nor a folder"):
        taken(tmp_path / "ada")
    with pytest.raises(Rejected, match=r"pipe\.py is neither a file nor a folder"):
        taken(tmp_path / "pipe.py")


def kind(mode):
    member = zipfile.ZipInfo("train.py")
    member.external_attr = mode << 16
    return member


@pytest.mark.parametrize(
    ("mode", "words"), [(stat.S_IFLNK, "is a link"), (stat.S_IFIFO, "neither a file nor a folder")]
)
def test_a_zip_of_links_or_pipes_is_refused(tmp_path, mode, words):
    with pytest.raises(Rejected, match=f"train.py {words}|train.py is {words}"):
        taken(zip_of(tmp_path / "ada.zip", (kind(mode | 0o644), "x")))


@pytest.mark.parametrize(
    ("type_", "words"),
    [
        (tarfile.SYMTYPE, "is a link"),
        (tarfile.LNKTYPE, "is a link"),
        (tarfile.FIFOTYPE, "neither a file nor a folder"),
        (tarfile.CHRTYPE, "neither a file nor a folder"),
    ],
)
def test_a_tar_of_links_or_devices_is_refused(tmp_path, type_, words):
    member = tarfile.TarInfo("train.py")
    member.type, member.linkname = type_, "/etc/passwd"
    with pytest.raises(Rejected, match=words):
        taken(tar_of(tmp_path / "ada.tgz", (member, b"")))


def test_an_encrypted_zip_is_refused(tmp_path):
    path = zip_of(tmp_path / "ada.zip", ("train.py", b"x"))
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    with pytest.raises(Rejected, match=r"train\.py is encrypted"):
        taken(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_an_archive_holds_twice_is_refused(tmp_path):
    twice = [("train.py", b"1"), ("train.py", b"2")]
    with pytest.raises(Rejected, match=r"ada\.zip holds train\.py twice"):
        taken(zip_of(tmp_path / "ada.zip", *twice))
    with pytest.raises(Rejected, match=r"ada\.tgz holds train\.py twice"):
        taken(tar_of(tmp_path / "ada.tgz", *twice))


def test_a_file_that_is_also_a_folder_is_refused(tmp_path):
    with pytest.raises(Rejected, match=r"a/b\.py lies in a folder that is also a file"):
        taken(zip_of(tmp_path / "ada.zip", ("a", b"1"), ("a/b.py", b"2")))


@pytest.mark.parametrize(
    ("claimed", "said"),
    [(3, "damaged"), (5, r"train\.py is not as large as the archive says")],
)
def test_a_member_of_another_size_than_it_claims_is_refused(tmp_path, claimed, said):
    path = zip_of(tmp_path / "ada.zip", ("train.py", b"four"))
    raw = path.read_bytes()
    place = raw.index(b"PK\x01\x02") + 24
    path.write_bytes(raw[:place] + claimed.to_bytes(4, "little") + raw[place + 4 :])
    with pytest.raises(Rejected, match=said):
        taken(path)


def test_a_bomb_is_not_inflated_past_its_bound(tmp_path):
    path = tar_of(tmp_path / "ada.tgz", ("zeros", bytes(2 * MEBIBYTE)))
    with pytest.raises(Rejected, match="unpacks to more than 1 MiB"):
        taken(path, total=1)


@given(st.binary(max_size=60), st.sampled_from([".zip", ".tgz", ".ipynb"]), st.integers(0, 400))
@quickly
def test_any_bytes_are_a_submission_or_refused(noise, suffix, cut):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"ada{suffix}"
        if suffix == ".zip":
            raw = zip_of(path, ("train.py", b"x" * 50)).read_bytes()
        elif suffix == ".tgz":
            raw = tar_of(path, ("train.py", b"x" * 50)).read_bytes()
        else:
            raw = json.dumps({"cells": [CELL]}).encode()
        path.write_bytes(raw[:cut] + noise + raw[cut + len(noise) :])
        try:
            taken(path)
        except Rejected as error:
            assert len(str(error).splitlines()) == 1


def test_an_archive_that_lies_too_deep_in_another_is_left_out(tmp_path):
    """Each path is short enough by itself, both together are none that can be written."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("i" * 200 + "/" + "j" * 200 + "/" + "k" * 200 + "/layers.py", "x = 1")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("o" * 200 + "/" + "p" * 200 + "/hand-in.zip", inner.getvalue())
        archive.writestr("train.py", "x = 1")
    code = take_in(Entry("a", tmp_path / "a.zip"))
    assert list(code.files) == ["train.py"]
    assert any("no name for a file" in note for note in code.notes)


def test_an_archive_within_one_is_opened_and_both_are_told(tmp_path):
    inner = zip_of(tmp_path / "hand-in.zip", ("train.py", b"x = 1"), ("notes.txt", b""))
    path = zip_of(tmp_path / "ada.zip", ("readme.txt", b""), ("in/b.zip", inner.read_bytes()))
    code = take_in(Entry("ada", path))
    assert code.layout.parts == {"train": "in/b.zip!/train.py"}
    assert code.files["in/b.zip!/train.py"] == b"x = 1"
    assert any("in/b.zip" in str(note) for note in code.notes)


def test_where_nothing_can_be_graded_a_few_of_the_files_are_listed(tmp_path):
    def said(count: int) -> str:
        path = tmp_path / f"{count}.zip"
        files = ((f"{number:03}.txt", b"") for number in range(count))
        return str(take_in(Entry("ada", zip_of(path, *files))).notes[0])

    assert "000.txt, 001.txt" in said(2) and "…" not in said(MAX_LISTED)
    assert f"{MAX_LISTED - 1:03}.txt, …" in said(MAX_LISTED + 1)
