"""Zips of names: whose a file is, where names hold underscores, dashes, or nothing that tells."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, timedelta, timezone

import pytest

from autograder.platforms.download import Download
from autograder.platforms.names import NOBODY, blackboard, google, is_blackboard, is_google
from autograder.platforms.pieces import Wanted

WHEN = "2026-11-20-23-59-00"
DUE = Wanted(due=datetime(2026, 11, 20, tzinfo=timezone(timedelta(hours=1))))


def packed(files: dict[str, str], name="gradebook.zip") -> Download:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return Download(name, tuple(files), None, zipfile.ZipFile(file))


def text_of(name: str, user: str) -> str:
    return f"Name: {name} ({user})\nAssignment: CNN basics\n"


def test_blackboards_names_are_told_from_others():
    assert is_blackboard(f"CNN_ada_attempt_{WHEN}.txt")
    assert is_blackboard(f"CNN_ada_attempt_{WHEN}_train.py")
    assert not is_blackboard("CNN_ada_attempt_2026_train.py")
    assert not is_blackboard(f"CNN_ada_attempt_{WHEN}")


def test_a_username_with_underscores_is_found_by_what_the_texts_tell():
    """Ada's text tells where the assignment's name ends, and so where Bob's username begins."""
    download = packed(
        {
            f"Lab 1_ada_l_attempt_{WHEN}.txt": text_of("Ada Lovelace", "ada_l"),
            f"Lab 1_ada_l_attempt_{WHEN}_train.py": "",
            f"Lab 1_bob_m_attempt_{WHEN}_my_net.py": "",
        }
    )
    ada, bob = blackboard(download, DUE)
    assert (ada.learner, ada.name, ada.target) == ("ada_l", "Ada Lovelace", "train.py")
    assert (bob.learner, bob.name, bob.target) == ("bob_m", "", "my_net.py")
    assert ada.handle == f"Lab 1_ada_l_attempt_{WHEN}"
    assert download.reasons == {f"Lab 1_ada_l_attempt_{WHEN}.txt": "aside"}
    assert download.notes == ["Blackboard's times name no zone: they are read as UTC+01:00"]


def test_without_texts_a_username_is_what_stands_last():
    (piece,) = blackboard(packed({f"Lab_1_bob_attempt_{WHEN}_a.py": ""}), DUE)
    assert piece.learner == "bob"


def test_a_text_that_tells_another_username_than_its_name_is_not_followed():
    files = {
        f"Lab_bob_attempt_{WHEN}.txt": text_of("Eve", "eve"),
        f"Lab_bob_attempt_{WHEN}_a.py": "",
    }
    (piece,) = blackboard(packed(files), DUE)
    assert piece.learner == "bob"


def test_the_longest_assignment_that_the_texts_tell_stands_before_a_username():
    download = packed(
        {
            f"Lab_ada_attempt_{WHEN}.txt": text_of("Ada", "ada"),
            f"Lab_ada_attempt_{WHEN}_a.py": "",
            f"Lab_two_cy_attempt_{WHEN}.txt": text_of("Cy", "cy"),
            f"Lab_two_cy_attempt_{WHEN}_a.py": "",
            f"Lab_two_d_e_attempt_{WHEN}_a.py": "",
        }
    )
    assert [piece.learner for piece in blackboard(download, DUE)] == ["ada", "cy", "d_e"]


def test_a_text_alone_is_noted_and_none_but_a_text():
    download = packed({f"Lab_cy_attempt_{WHEN}.txt": text_of("Cy", "cy")})
    assert not list(blackboard(download, DUE))
    assert download.notes[0] == "cy: handed in a text and no file"


@pytest.mark.parametrize(
    ("wanted", "moment"),
    [
        (DUE, datetime(2026, 11, 20, 23, 59, tzinfo=DUE.due.tzinfo)),
        (Wanted(), datetime(2026, 11, 20, 23, 59).astimezone()),
    ],
)
def test_times_are_read_in_the_zone_of_the_deadline_or_this_machines(wanted, moment):
    (piece,) = blackboard(packed({f"Lab_bob_attempt_{WHEN}_a.py": ""}), wanted)
    assert (piece.time, piece.attempt) == (moment, moment.timestamp())


def test_a_time_that_no_clock_shows_is_none():
    (piece,) = blackboard(packed({"Lab_bob_attempt_2026-13-20-23-59-00_a.py": ""}), DUE)
    assert (piece.time, piece.attempt) == (None, 0.0)


def test_of_a_zip_without_blackboards_names_nothing_is_said():
    download = packed({"a.py": ""})
    assert not list(blackboard(download, DUE)) and not download.notes


@pytest.mark.parametrize(
    ("name", "paths", "is_one"),
    [
        ("CNN-20261121T080000Z-001.zip", ("Ada - a.py", "b.py", "c.py"), True),
        ("CNN-20261121T080000Z-3-001.zip", ("Ada - a.py", "b.py", "c.py"), True),
        ("CNN.zip", ("Ada - a.py", "b.py", "c.py"), False),
        ("CNN.zip", ("Ada - a.py", "b.py"), False),
        ("CNN.zip", ("Ada - a.py", "Bob - b.py", "c.py"), True),
        ("CNN-20261121T080000Z-001.zip", ("a.py",), False),
        ("CNN-20261121T080000Z-001.zip", (), False),
    ],
)
def test_googles_zip_is_known_by_its_name_or_by_most_files(name, paths, is_one):
    assert is_google(Download(name, paths, None, None)) is is_one


def whose(*paths: str, roster=None) -> list[tuple[str, str]]:
    download = Download("zip", paths, None, None)
    return [(piece.learner, piece.target) for piece in google(download, roster)]


def test_google_names_whose_a_file_is_beside_or_above_it():
    assert whose("Ada - a.py", "Ada - b - c.py") == [("Ada", "a.py"), ("Ada", "b - c.py")]
    assert whose("Lab/Ada - a.py", "Lab/Bob - b.py") == [("Ada", "a.py"), ("Bob", "b.py")]
    assert whose("Lab/Ada/a.py", "Lab/Bob/in/b.py") == [("Ada", "a.py"), ("Bob", "in/b.py")]
    assert whose("Ada - lab/a.py", "Bob - b.py") == [("Ada", "a.py"), ("Bob", "b.py")]
    assert whose("Ada/a.py", "Bob - b.py") == [("Ada", "a.py"), ("Bob", "b.py")]


def test_a_roster_tells_where_a_name_with_a_dash_ends(tmp_path):
    roster = tmp_path / "class.csv"
    roster.write_text("id,name\n1,Ada - Marie\n2,Ada\n3,Cy - D\n", encoding="utf-8")
    assert whose("Ada - Marie - a.py", roster=roster) == [("Ada - Marie", "a.py")]
    assert whose("Ada - b - c.py", roster=roster) == [("Ada", "b - c.py")]
    assert whose("cy - d/a.py", "Ada - b.py", roster=roster) == [
        ("cy - d", "a.py"),
        ("Ada", "b.py"),
    ]


def test_a_file_that_names_nobody_is_told():
    download = Download("zip", ("Ada - a.py", "b.py"), None, None)
    assert [piece.source for piece in google(download)] == ["Ada - a.py"]
    assert download.reasons == {"b.py": NOBODY}
