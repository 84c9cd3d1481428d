"""A download becomes a folder of submissions: the latest attempt counts, what is late is marked."""

from __future__ import annotations

import stat
import zipfile
from datetime import datetime, timedelta, timezone

import pytest

from autograder.core.errors import CommandError
from autograder.grading.decisions.lateness import read_manifest
from autograder.grading.results import Lateness
from autograder.platforms.attempts import attempts_of
from autograder.platforms.collect import _handed_in, collect
from autograder.platforms.pieces import SubmittedFile, Wanted

NOON = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)


def canvas(folder, **files):
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        path = folder / name.replace("__", ".")
        path.write_text(text, encoding="utf-8")
    return folder


def test_of_several_attempts_the_latest_counts_and_nothing_of_the_others():
    old, new = (
        SubmittedFile("1", "a", "train.py", attempt=1),
        SubmittedFile("1", "b", "fit.py", attempt=2),
    )
    assert attempts_of([new, old])[-1] == [new]
    assert attempts_of([old, new])[-1] == [new]


def test_of_one_file_the_highest_version_counts():
    pieces = [SubmittedFile("1", f"{n}", "train.py", version=n) for n in (1, 2, 0)]
    other = SubmittedFile("1", "o", "fit.py")
    assert attempts_of([*pieces, other])[-1] == [pieces[1], other]


@pytest.mark.parametrize(
    ("minutes", "late", "seconds"), [(-1, False, 0.0), (0, False, 0.0), (1, True, 60.0)]
)
def test_what_comes_after_the_time_due_is_late_by_so_many_seconds(minutes, late, seconds):
    time = NOON + timedelta(minutes=minutes)
    pieces = [
        SubmittedFile("1", "a", "a", "", time=NOON - timedelta(1)),
        SubmittedFile("1", "b", "b", time=time),
    ]
    handed = _handed_in(pieces, NOON)
    assert (handed.late, handed.seconds_late) == (late, seconds)
    assert handed.time == time.isoformat(timespec="seconds")


def test_without_a_time_due_the_platform_says_what_is_late():
    pieces = [SubmittedFile("1", "a", "a"), SubmittedFile("1", "b", "b", "Ada", late=True)]
    assert _handed_in(pieces, None) == Lateness("1", "Ada", "", True, None)
    assert _handed_in(pieces, NOON) == Lateness("1", "Ada", "", True, None)
    assert _handed_in(pieces[:1], NOON) == Lateness("1", "", "", False, None)


def test_each_learner_gets_an_entry_of_the_platforms_id(tmp_path):
    source = canvas(
        tmp_path / "in",
        ada_1_10_train__py="old",
        **{"ada_1_11_train-1__py": "new", "ada_1_12_fit__py": "fit", "bob_LATE_2_13_all__py": "b"},
    )
    made = collect(source, tmp_path / "out", None, Wanted())
    assert made.platform == "canvas"
    texts = {
        p.relative_to(tmp_path / "out").as_posix(): p for p in (tmp_path / "out").rglob("*.py")
    }
    assert {name: path.read_text(encoding="utf-8") for name, path in texts.items()} == {
        "1/train.py": "new",
        "1/fit.py": "fit",
        "2/all.py": "b",
    }
    entries = {
        "1": Lateness("1", "ada", handle="ada_1_11", platform="canvas"),
        "2": Lateness("2", "bob", late=True, handle="bob_LATE_2_13", platform="canvas"),
    }
    assert made.entries == read_manifest(tmp_path / "out") == entries
    assert made.notes == []
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o755


def test_a_lone_archive_is_the_submission_and_one_beside_files_stays_packed(tmp_path):
    source = tmp_path / "in.zip"
    with zipfile.ZipFile(source, "w") as archive:
        for name in ("ada_1_1_lab.ZIP", "bob_2_2_lab.tar.gz", "bob_2_3_fit.py"):
            archive.writestr(name, "x")
    made = collect(source, tmp_path / "out", "canvas", Wanted())
    names = {p.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("*.*")}
    assert names - {".handed_in.json", ".not_used.txt"} == {"1.zip", "2/lab.tar.gz", "2/fit.py"}
    assert made.notes == ["2: lab.tar.gz lies beside other files and stays packed"]


def test_several_attempts_are_told(tmp_path):
    metadata = "".join(
        f"s{n}: {{':submitters': [{{':sid': 'ada'}}], ':created_at': 2026-11-2{n} 10:00:00}}\n"
        for n in (1, 2)
    )
    source = canvas(tmp_path / "in", submission_metadata__yml=metadata)
    for n in (1, 2):
        canvas(source / f"s{n}", **{f"f{n}__py": ""})
    made = collect(source, tmp_path / "out", None, Wanted(due=NOON + timedelta(1), costs=True))
    assert [p.name for p in (tmp_path / "out" / "ada").iterdir()] == ["f2.py"]
    assert made.notes == ["ada: the latest of several attempts counts"]
    assert made.entries["ada"].seconds_late == 22 * 3600


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path):
    source = canvas(tmp_path / "in", ada_1_1_x__py="")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").touch()
    with pytest.raises(CommandError, match="is not empty"):
        collect(source, tmp_path / "out", None, Wanted())
    (tmp_path / "out" / "mine").unlink()
    collect(source, tmp_path / "out", None, Wanted())
    assert (tmp_path / "out" / "1" / "x.py").exists()


def test_a_download_without_submissions_is_refused_and_leaves_nothing(tmp_path):
    source = canvas(tmp_path / "in", ada_1_1_x__py="")
    with pytest.raises(CommandError, match="holds no submissions as moodle names them"):
        collect(source, tmp_path / "out", "moodle", Wanted())
    assert not (tmp_path / "out").exists()


def test_names_that_lead_out_of_a_download_are_not_read(tmp_path):
    source = tmp_path / "in.zip"
    with zipfile.ZipFile(source, "w") as archive:
        for name in ("ada_1_1_x.py", "../ada_2_1_x.py", "/ada_3_1_x.py", "__MACOSX/ada_4_1_x.py"):
            archive.writestr(name, "x")
    assert list(collect(source, tmp_path / "out", None, Wanted()).entries) == ["1"]


def test_what_a_system_left_beside_the_files_is_nobodys(tmp_path):
    source = canvas(tmp_path / "in", ada_1_10_train__py="right")
    (source / "._ada_1_10_train.py").write_bytes(b"\0\5\x16\7")
    (source / "__MACOSX").mkdir()
    (source / "__MACOSX" / "bob_2_11_fit.py").write_text("x", encoding="utf-8")
    (source / "Thumbs.db").write_bytes(b"x")
    made = collect(source, tmp_path / "out", None, Wanted())
    assert set(made.entries) == {"1"} and not made.unused
    assert (tmp_path / "out" / "1" / "train.py").read_text(encoding="utf-8") == "right"


def test_names_in_a_zip_that_a_chinese_windows_packed_anew_are_read(tmp_path):
    names = {"x": "王小明_1_10_train.py".encode("gbk"), "y": "sub\\李雷_2_11_fit.py".encode("gbk")}
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        for letter, name in names.items():
            archive.writestr(letter * len(name), "right")
    raw = (tmp_path / "in.zip").read_bytes()
    for letter, name in names.items():
        raw = raw.replace(letter.encode() * len(name), name)
    (tmp_path / "in.zip").write_bytes(raw)
    made = collect(tmp_path / "in.zip", tmp_path / "out", None, Wanted())
    assert {entry.name for entry in made.entries.values()} == {"王小明", "李雷"}
    assert (tmp_path / "out" / "2" / "fit.py").read_text(encoding="utf-8") == "right"


def test_a_download_that_was_packed_twice_is_refused_with_the_way_out(tmp_path):
    with zipfile.ZipFile(tmp_path / "twice.zip", "w") as archive:
        archive.writestr("submissions (1).zip", "PK")
    with pytest.raises(CommandError, match=r"nothing but submissions \(1\)\.zip: unpack it"):
        collect(tmp_path / "twice.zip", tmp_path / "out", None, Wanted())
