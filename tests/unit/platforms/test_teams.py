"""What a group hands in on Moodle is its members', never that of a participant of its number."""

from __future__ import annotations

import csv
import dataclasses
import io

import pytest
from making import check, part, result

from autograder.core.table import read_table
from autograder.grading.results import Lateness
from autograder.platforms import moodle
from autograder.platforms.download import Download
from autograder.platforms.feedback import NOBODYS, NOT_LISTED, Page, by_worksheet, for_moodle
from autograder.platforms.layouts import moodle as read_zip
from autograder.platforms.teams import teams_of

HEADS = {
    "en": ("Participant ", "Identifier,Full name,Email address,Status,Group,Grade,Maximum Grade"),
    "de": ("Teilnehmer/in", "ID,Vollständiger Name,E-Mail,Status,Gruppe,Bewertung,Bestwertung"),
    "zh": ("参与者", "编号,全名,Email地址,状态,小组,成绩,最高分"),
}
PEOPLE = (("7", "Eve O'Neil", "Blue"), ("12", "Jörg", "Red Team"), ("13", "李娜", "Red Team"))
MORE = (("14", "Zed", "Default group"),)


def worksheet(folder, language="en", people=PEOPLE + MORE):
    word, head = HEADS[language]
    path = folder / "sheet.csv"
    rows = (f"{word}{n},{who},{n}@x.org,Submitted,{group},,20\n" for n, who, group in people)
    path.write_text(f"{head}\n{''.join(rows)}", encoding="utf-8")
    return path


def collected(*names, table):
    paths = tuple(f"{name}_assignsubmission_file/fit.py" for name in names)
    pieces = read_zip(Download("x.zip", paths, None, None), table)
    return {piece.handle: (piece.learner, *piece.members) for piece in pieces}


@pytest.mark.parametrize("language", HEADS)
def test_a_zip_of_groups_is_the_members_by_the_worksheet(tmp_path, language):
    table = read_table(worksheet(tmp_path, language))
    assert collected("Red Team_7", "Blue_12", "Default group", table=table) == {
        "Red Team_12": ("12", "13"),
        "Blue_7": ("7",),
        "Default group_14": ("14",),
    }


def test_without_a_worksheet_the_group_is_known_by_its_number_or_name():
    found = collected("Red Team_7", "Default group", table=None)
    assert found == {"Red Team_7": ("7",), "Default group": ("Default group",)}


def test_learners_stay_themselves(tmp_path):
    people = (("7", "Wei Wang", ""), ("12", "Wei Wang", ""), ("13", "Eve O'Neil", ""))
    table = read_table(worksheet(tmp_path, people=people))
    alone = ("Wei Wang_12", "Wei Wang_7", "Eve ONeil_13", "Participant_99")
    assert teams_of(table, 0, alone) == {}
    assert collected(*alone, table=table)["Wei Wang_12"] == ("12",)
    renamed = read_table(worksheet(tmp_path, people=(("7", "Eva", ""), ("12", "Eve", ""))))
    assert teams_of(renamed, 0, ("Eve_7", "Eva_7")) == {}, "as many are learners as are not"


@pytest.mark.parametrize("language", HEADS)
def test_a_group_of_a_participants_number_does_not_get_their_grade(tmp_path, language):
    of_red, of_blue, of_nobody = (
        result(
            n,
            part("fit", check(score=points)),
            handed_in=Lateness(n, name, handle=f"{name}_{n}", platform="moodle"),
        )
        for n, name, points in (("7", "Red Team", 2), ("12", "Blue", 1), ("13", "Green", 2))
    )
    results = [of_red, of_blue, of_nobody]
    filled = moodle.fill_in(worksheet(tmp_path, language), results, zeros=False)
    rows = list(csv.reader(io.StringIO(filled.content.decode())))[1:]
    assert [row[5] for row in rows] == ["10", "20", "20", ""]
    assert [one.submission_id for one in filled.unmatched] == ["13"]


def listed(*names, table):
    paths = tuple(f"{name}_assignsubmission_file/fit.py" for name in names)
    pieces = read_zip(Download("x.zip", paths, None, None), table)
    return {piece.learner for piece in pieces if piece.listed}


@pytest.mark.parametrize("language", HEADS)
def test_whose_a_submission_is_only_the_worksheet_says(tmp_path, language):
    table = read_table(worksheet(tmp_path, language))
    assert listed("Red Team_7", "Blue_12", "Green_13", table=table) == {"12", "7"}
    assert listed("Eve ONeil_7", "Jo\u0308rg_12", "Li Na_13", table=table) == {"7", "12", "13"}
    assert listed("Eve ONeil_7", "Jörg_99", table=table) == {"7"}
    assert listed("Green_7", "Grey_12", table=table) == set(), "numbers alone tell nothing"
    word = HEADS[language][0].strip().replace("/", "")
    assert listed(f"{word}_7", f"{word}_12", f"{word}_99", table=table) == {"7", "12"}
    assert listed("Eve ONeil_7", "Red Team_7", table=table) == {"7"}, "of a name that several have"
    assert listed("Eve ONeil_7", table=None) == set()


def handed(number, name, **more):
    lateness = Lateness(number, name, handle=f"{name}_{number}", platform="moodle", **more)
    return result(number, part("fit", check(score=1)), handed_in=lateness)


def test_a_page_goes_to_nobody_whom_no_worksheet_names(tmp_path):
    red, renamed = handed("7", "Red Team"), handed("12", "Was called Blue")
    own, page = handed("13", "李娜", listed=True), lambda one: Page(one, one.submission_id.encode())
    assert for_moodle([page(red), page(own)]) == (
        {"李娜_13_assignfeedback_file_feedback.html": b"13"},
        {"7": NOT_LISTED},
    )
    files, left = by_worksheet([page(red), page(renamed)], worksheet(tmp_path))
    assert left == {"12": NOBODYS}
    assert {name.split("_")[1]: content for name, content in files.items()} == {
        "12": b"7",
        "13": b"7",
    }
    # where no name is known, numbers are nobody's, be it with a group's file of one's own
    strange = [handed("7", "Green"), handed("12", "Grey", members=("13",))]
    files, left = by_worksheet(list(map(page, strange)), worksheet(tmp_path))
    assert [name.split("_")[1] for name in files] == ["13"]
    assert list(left) == ["7", "Grey_12 (12)"]


def test_a_rosters_numbers_are_no_participants():
    team = handed("2026001", "Eve", listed=True, members=("2026002",))
    team = dataclasses.replace(team, handed_in=dataclasses.replace(team.handed_in, handle="Eve_7"))
    files, left = for_moodle([Page(team, b"x")])
    assert [name.split("_")[1] for name in files] == ["7"] and left == {"2026002": NOT_LISTED}


@pytest.mark.parametrize("name", ["Red Team-Eve ONeil", "eve01 Eve ONeil", "Eve ONeil (ext)"])
def test_a_name_with_a_group_or_login_beside_it_is_its_numbers(name, tmp_path):
    people = (("7", "Eve O'Neil", "Red Team"), ("12", "Jörg", "Red Team"))
    sheet = worksheet(tmp_path, people=people)
    handle = f"{name}_7"
    assert collected(handle, table=read_table(sheet)) == {handle: ("7",)}
    one = result("7", part("fit", check()))
    one = dataclasses.replace(one, handed_in=Lateness("7", name, handle=handle, platform="moodle"))
    filled = moodle.fill_in(sheet, [one], zeros=False)
    assert [bool(row.result) for row in filled.rows] == [True, False] and not filled.unmatched
    of_another = dataclasses.replace(
        one, handed_in=Lateness("12", name, handle=f"{name}_12", platform="moodle")
    )
    assert not any(row.result for row in moodle.fill_in(sheet, [of_another], zeros=False).rows)
