"""What a group hands in on Moodle is its members', never that of a participant of its number."""

from __future__ import annotations

import csv
import io

import pytest
from making import check, part, result

from autograder.core.table import read_table
from autograder.grading.results import Lateness
from autograder.platforms import moodle
from autograder.platforms.download import Download
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
