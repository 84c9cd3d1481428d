"""A platform's names tell whose a file is, of which attempt it is and whether it is late."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from making import quickly

from autograder.core.errors import CommandError
from autograder.platforms.attempts import choose
from autograder.platforms.clones import git
from autograder.platforms.download import Download
from autograder.platforms.layouts import canvas, detect_platform, gradescope, moodle
from autograder.platforms.pieces import SubmittedFile, Wanted
from autograder.platforms.roster import by_roster
from autograder.platforms.submitted import nbgrader

UTC = timezone.utc


def named(*paths, name="submissions"):
    return Download(name, paths, None, None)


def packed(files, name="submissions"):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return Download(name, tuple(files), None, zipfile.ZipFile(file))


@pytest.mark.parametrize(
    ("path", "piece"),
    [
        ("adal_12_345_train.py", SubmittedFile("12", "adal_12_345_train.py", "train.py", "adal")),
        (
            "in/adal_LATE_12_345_my_net.py",
            SubmittedFile("12", "in/adal_LATE_12_345_my_net.py", "my_net.py", "adal", late=True),
        ),
        (
            "adal_12_345_train-2.py",
            SubmittedFile("12", "adal_12_345_train-2.py", "train.py", "adal", version=2),
        ),
        (
            "adal_12_345_lab-1.zip",
            SubmittedFile("12", "adal_12_345_lab-1.zip", "lab-1.zip", "adal"),
        ),
    ],
)
def test_canvas_names_learner_lateness_file_and_version(path, piece):
    assert list(canvas(named(path))) == [piece]


def test_canvas_hyphen_is_a_version_where_the_file_without_it_is_known():
    pieces = list(canvas(named("a_1_2_lab.zip", "a_1_3_lab-1.zip", "b_9_4_lab-1.zip")))
    assert [(p.learner, p.target, p.version) for p in pieces] == [
        ("1", "lab.zip", 0),
        ("1", "lab.zip", 1),
        ("9", "lab-1.zip", 0),
    ]


@pytest.mark.parametrize(
    ("paths", "learners"),
    [
        (["team_3_17_906_layers.py", "team_3_17_906_report.pdf"], ["17", "17"]),
        (["team_3_17_906_report.pdf"], ["3"]),
        (["ada_11_900_fit.py", "eve_22_333_11_900_fit.py"], ["11", "22"]),
        (["eve_22_333_notes.txt", "eve_22_333_11_900_fit.py"], ["22", "22"]),
    ],
)
def test_canvas_nobody_hands_in_for_others_by_a_files_name(paths, learners):
    assert [piece.learner for piece in canvas(named(*paths))] == learners


@pytest.mark.parametrize(
    ("path", "late"), [("_106_9007_fit.py", False), ("_LATE_107_9008_fit.py", True)]
)
def test_canvas_leaves_nothing_of_a_name_without_letters(path, late):
    (piece,) = canvas(named(path))
    assert (piece.learner, piece.name, piece.target, piece.late) == (
        path.split("_")[2 if late else 1],
        "",
        "fit.py",
        late,
    )


@pytest.mark.parametrize("path", ["train.py", "a_1_train.py", "a_x_1_train.py", "a_1_2_"])
def test_canvas_leaves_other_files_out(path):
    assert list(canvas(named(path))) == []


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("Ada L_12_assignsubmission_file_/train.py", "train.py"),
        ("Ada L_12_assignsubmission_file/b/train.py", "b/train.py"),
        ("Ada L_12_assignsubmission_file_train.py", "train.py"),
        ("top/Ada L_12_assignsubmission_file_/train.py", "train.py"),
    ],
)
def test_moodle_names_learner_and_file(path, target):
    assert list(moodle(named(path))) == [SubmittedFile("12", path, target, "Ada L")]


@pytest.mark.parametrize(
    "path", ["train.py", "Ada_12_assignsubmission_onlinetext_/x.html", "_assignsubmission_file_/a"]
)
def test_moodle_leaves_other_files_out(path):
    assert list(moodle(named(path))) == []


SCOPE = """
submission_1:
  :submitters:
  - :name: Ada
    :email: a@x
    :sid: '7'
  - :name: Bob
    :email: b@x
  :created_at: 2026-11-20 10:00:00
submission_2:
  :submitters:
  - :name: Cy
"""


def test_gradescope_gives_a_teams_files_once_and_names_all_with_the_time_in_utc():
    files = {"e/submission_metadata.yml": SCOPE, "e/submission_1/train.py": "", "e/other.py": ""}
    time = datetime(2026, 11, 20, 10, tzinfo=UTC)
    source = "e/submission_1/train.py"
    assert list(gradescope(packed(files))) == [
        SubmittedFile(
            "7", source, "train.py", "Ada", time.timestamp(), time=time, members=("b@x",)
        ),
    ]


def test_gradescope_with_objects_of_ruby_and_many_results_is_read():
    history = "".join(
        f"  - :id: {n}\n    :score: !ruby/object:BigDecimal 18:0.85e1\n    :results: "
        "!ruby/hash:ActiveSupport::HashWithIndifferentAccess\n      tests:\n"
        + "      - {name: 'a: b', output: \"x\\ty\"}\n"
        * 20
        for n in range(2000)
    )
    text = f"{SCOPE}  :history:\n{history}"
    download = packed({"submission_metadata.yml": text, "submission_2/train.py": ""})
    assert [piece.name for piece in gradescope(download)] == ["Cy"]
    assert "submission_2: earlier attempts are not in the export (2000)" in download.notes[-1]


def test_gradescope_tells_addresses_and_a_roster_knows_learners_by_them(tmp_path):
    download = packed({"submission_metadata.yml": SCOPE, "submission_1/train.py": ""})
    (piece,) = gradescope(download)
    assert piece.mails == {"7": "a@x", "b@x": "b@x"}
    (tmp_path / "class.csv").write_text("id,mail\ns1,A@X\ns2,b@x\n", encoding="utf-8")
    notes: list[str] = []
    (renamed,) = by_roster({"7": [piece]}, tmp_path / "class.csv", notes)["s1"]
    assert (renamed.learner, renamed.members, notes) == ("s1", ("s2",), [])
    assert renamed.mails == {"s1": "a@x", "s2": "b@x"}


def test_gradescope_without_id_or_time_takes_the_folders_name():
    files = {"submission_metadata.yml": SCOPE, "submission_2/a/train.py": ""}
    (piece,) = gradescope(packed(files))
    assert piece == SubmittedFile("submission_2", "submission_2/a/train.py", "a/train.py", "Cy")


@pytest.mark.parametrize(
    "text",
    ["[", "1", "a: 1", "a: {}", "- a", "a: {':submitters': x}", "a: {':submitters': [x]}"],
)
def test_gradescope_metadata_that_are_none_are_refused(text):
    with pytest.raises(CommandError, match="is not what Gradescope writes") as caught:
        list(gradescope(packed({"submission_metadata.yml": text})))
    assert "attribute" not in str(caught.value)


def test_gradescope_without_metadata_names_the_download():
    with pytest.raises(CommandError, match=r"submissions holds no submission_metadata\.yml"):
        list(gradescope(named("train.py")))


def test_gradescope_tells_what_it_left_out():
    person = "  :submitters: [{':sid': '12'}]\n"
    text = f"s1:\n{person}  :history: [1, 2]\ns2:\n{person}  :history: []\ns3:\n  :submitters:\n"
    download = packed({"submission_metadata.yml": text, "s1/a.py": "", "s3/b.py": ""})
    assert [piece.source for piece in gradescope(download)] == ["s1/a.py"]
    assert download.notes == [
        "12: earlier attempts are not in the export (2)",
        "s2 12: the export holds no files of it",
        "s3: the export names nobody who handed it in",
    ]
    assert list(download.reasons) == ["s3/b.py"]


def test_git_takes_what_follows_the_assignment_for_the_learner():
    paths = [f"cnn-{who}/{file}" for who in ("ada", "bob-b") for file in (".git/HEAD", "train.py")]
    for name in ("cnn-submissions", "download"):
        assert list(git(named(*paths, name=name), Wanted())) == [
            SubmittedFile("ada", "cnn-ada/train.py", "train.py", "ada", attempt=1),
            SubmittedFile("bob-b", "cnn-bob-b/train.py", "train.py", "bob-b", attempt=1),
        ]


def test_git_names_are_guessed_up_to_a_hyphen_only():
    paths = [f"hw-a{who}/{file}" for who in "xy" for file in (".git/HEAD", "fit.py")]
    assert [piece.learner for piece in git(named(*paths), Wanted())] == ["ax", "ay"]


def test_git_one_clone_is_told_by_the_folders_name_only():
    paths = ("cnn-ada/.git/HEAD", "cnn-ada/fit.py", "other/fit.py")
    assert [p.learner for p in git(named(*paths, name="cnn-submissions"), Wanted())] == ["ada"]
    assert [p.learner for p in git(named(*paths), Wanted())] == ["cnn-ada"]


def test_nbgrader_tells_learner_file_and_time():
    files = {
        "ada/cnn/a.ipynb": "",
        "ada/cnn/timestamp.txt": "2026-11-20 10:00:00 UTC\n",
        "bob/cnn/b/c.py": "",
        "bob/cnn/timestamp.txt": "2026-11-20T10:00:00+08:00",
        "cy/cnn/a.py": "",
        "cy/cnn/timestamp.txt": "2026-11-20 10:00",
        "dan/cnn/a.py": "",
        "dan/cnn/timestamp.txt": "yesterday!",
        "readme/a.txt": "",
    }
    noon = datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert [(p.learner, p.target, p.time) for p in nbgrader(packed(files))] == [
        ("ada", "a.ipynb", noon),
        ("bob", "b/c.py", noon - timedelta(hours=8)),
        ("cy", "a.py", noon),
        ("dan", "a.py", None),
    ]


@pytest.mark.parametrize(
    ("name", "hour"),
    [("CET", 9), ("EST", None), ("UTC", 10), ("", 10), ("CEST", None), ("+0200", 8), ("GMT", 10)],
)
def test_nbgraders_zones_are_that_of_the_deadline_or_not_known(name, hour):
    text = f"2026-11-20 10:00:00.000000 {name}"
    files = {"ada/cnn/fit.py": "", "ada/cnn/timestamp.txt": text}
    (piece,) = nbgrader(packed(files), None, ZoneInfo("Europe/Berlin"))
    assert piece.time == (None if hour is None else datetime(2026, 11, 20, hour, tzinfo=UTC))


def test_nbgraders_zones_of_the_exchange_are_known_alike():
    download = packed({"ada+cnn+2026-11-20 10:00:00.000000 CET+x/fit.py": ""})
    (piece,) = nbgrader(download, None, ZoneInfo("Europe/Berlin"))
    assert piece.time == datetime(2026, 11, 20, 9, tzinfo=UTC)
    (piece,) = nbgrader(download)
    assert piece.time is None


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
    | st.text("0123456789-:+.TZ UTC", max_size=30)
    | st.datetimes().map(str)
    | st.tuples(st.datetimes(), st.integers(0, 9999)).map(lambda t: f"{t[0]} +{t[1]:04}")
)
@example("2026-11-20 10:00:00 +9999")
@quickly
def test_any_text_for_a_time_is_a_time_that_can_be_compared_or_none(text):
    (piece,) = nbgrader(packed({"a/cnn/x.py": "", "a/cnn/timestamp.txt": text}))
    if piece.time is not None:
        assert isinstance(piece.time - datetime(2026, 1, 1, tzinfo=UTC), timedelta)
        assert piece.time.isoformat(timespec="seconds")


@pytest.mark.parametrize(
    ("paths", "name", "platform"),
    [
        (["e/submission_metadata.yml", "a_1_2_x.py"], "x", "gradescope"),
        (["Ada_1_assignsubmission_file_/x.py"], "x", "moodle"),
        (["a-b/.git/HEAD", "a-b/timestamp.txt"], "x", "git"),
        (["ada/cnn/timestamp.txt"], "x", "nbgrader"),
        (["ada/cnn/x.py"], "submitted", "nbgrader"),
        (["a_1_2_x.py", "b_1_3_y.py", "readme"], "x", "canvas"),
    ],
)
def test_a_platform_is_recognised_by_the_names_in_its_download(paths, name, platform):
    assert detect_platform(named(*paths, name=name)) == platform


@pytest.mark.parametrize("paths", [[], ["train.py"], ["a_1_2_x.py", "readme"]])
def test_a_download_of_nobody_knows_what_is_refused_with_the_platforms(paths):
    with pytest.raises(
        CommandError, match=r"--from .canvas, moodle, gradescope, classroom50, git, nbgrader"
    ):
        detect_platform(named(*paths))


def test_one_clone_alone_is_told_as_that():
    with pytest.raises(CommandError, match="lab-ada is a single clone: collect the folder that"):
        detect_platform(named(".git/HEAD", ".git/config", "fit.py", name="lab-ada"))


@given(
    st.lists(
        st.text("a_/1LATE.py-", min_size=1, max_size=30)
        | st.just("a_1_assignsubmission_file_")
        | st.tuples(st.text("aé _", max_size=4), st.text("1234", max_size=4)).map(
            lambda t: f"{t[0]}_{t[1]}_assignsubmission_file_/x.py"
        ),
        max_size=6,
    )
)
@quickly
def test_whatever_files_are_called_each_belongs_to_one_learner_and_has_a_name(paths):
    for read in (canvas, moodle):
        pieces = list(read(named(*dict.fromkeys(paths))))
        assert len({piece.source for piece in pieces}) == len(pieces)
        for piece in pieces:
            assert piece.learner.isdigit()
            assert piece.target
            assert piece.source in paths


def test_who_left_a_team_of_gradescopes_has_the_later_submission():
    person = "  - :sid: '%s'\n"
    made = {"s1": ("10", "1"), "s2": ("11", "2", "1"), "s3": ("12", "3", "4"), "s4": ("13", "4")}
    text = "".join(
        f"{name}:\n  :submitters:\n{''.join(person % one for one in who)}"
        f"  :created_at: 2026-11-20 {hour}:00:00\n"
        for name, (hour, *who) in made.items()
    )
    files = {"submission_metadata.yml": text, **{f"{name}/train.py": "" for name in made}}
    download = packed(files)
    by_learner: dict[str, list[SubmittedFile]] = {}
    for piece in gradescope(download):
        by_learner.setdefault(piece.learner, []).append(piece)
    entries, notes = choose(by_learner, Wanted())
    found = {
        pieces[0].handle: (learner, pieces[0].members) for (learner, _), pieces in entries.items()
    }
    assert found == {"s2": ("2", ("1",)), "s3": ("3", ()), "s4": ("4", ())}
    assert notes == [f"{who}: the latest of several attempts counts" for who in "14"]


def test_of_nbgrader_what_is_no_submitted_folder_is_told_apart():
    files = {"s/ada/lab/layers.py": "", "s/ada/essay/x.ipynb": "{}", "s/bob/essay/x.ipynb": "{}"}
    sent = packed({path.removeprefix("s/"): text for path, text in files.items()}, "submitted")
    assert [piece.learner for piece in nbgrader(sent)] == ["ada"]
    assert dict.fromkeys(sent.reasons.values()) == {"of another assignment": None}
    for path in ("nbgrader_config.py", "submitted/ada/lab/fit.py"):
        with pytest.raises(CommandError, match="collect the folder submitted in it"):
            list(nbgrader(named(path, "release/lab/fit.ipynb", name="course")))
    assert list(nbgrader(named("lab/fit.py", name="ada"))) == []
