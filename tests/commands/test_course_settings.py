"""An instructor gives a part of the course, with points of their own."""

from __future__ import annotations

import json

import pytest
from helpers import SOLUTIONS, changed, grades, results, run, write_files

SETTINGS = """
exercises = ["filters", "im2col", "layers"]
points = { filters = 21 }
"""
FLIPPED = changed("filters.py", "window * kernel", "window * kernel.flip(0, 1)")


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("settings")
    (folder / "mine.toml").write_text(SETTINGS, encoding="utf-8")
    write_files(folder / "class" / "right", SOLUTIONS)
    write_files(folder / "class" / "flipped", FLIPPED)
    args = ("autograder", "grade", folder / "class", "--out", folder / "out", "--seed", 1)
    done = run(*args, "--course-settings", folder / "mine.toml")
    assert done.returncode == 0, done.stderr
    assert "im2col builds on output_shape, which is left out" in done.stderr
    return folder


def test_what_is_left_out_is_in_no_table_and_new_points_scale_the_checks(graded):
    rows = grades(graded / "out")
    assert (rows["right"]["score"], rows["right"]["max_score"]) == ("39", "39")
    assert rows["flipped"]["filters"] == "15.75"  # 3.5 of 14 points are 5.25 of 21
    assert "lenet" not in rows["right"] and "accuracy" not in rows["right"]
    tree = results(graded / "out")["flipped"]
    assert [part["name"] for part in tree["parts"]] == ["filters", "im2col", "layers"]
    index = (graded / "out" / "index.html").read_text(encoding="utf-8")
    assert "points: filters 21" in index and "lenet" not in index


@pytest.mark.long
def test_later_commands_read_what_was_said_from_the_results_folder(graded):
    out = graded / "out"
    said = json.loads((out / "run.json").read_text(encoding="utf-8"))["settings"]
    assert said["points"] == {"filters": 21}
    before = grades(out)
    for args in (
        ("regrade", out, "--id", "flipped"),
        ("grade", graded / "class", "--out", out),
        ("report", out),
        ("export", out, "--to", "csv", "--into", graded / "x.csv"),
    ):
        done = run("autograder", *args)
        assert done.returncode == 0, done.stderr
        assert "only these exercises" not in done.stdout
    after = grades(out)
    assert {name: row["score"] for name, row in after.items()} == {
        name: row["score"] for name, row in before.items()
    }
    assert "lenet" not in (graded / "x.csv").read_text(encoding="utf-8")


def test_the_whole_course_is_another_course(graded):
    (graded / "whole.toml").write_text("", encoding="utf-8")
    args = ("autograder", "grade", graded / "class", "--out", graded / "out")
    done = run(*args, "--course-settings", graded / "whole.toml")
    assert done.returncode == 2 and "another course" in done.stderr


def test_what_a_learner_may_have_written_is_refused(graded):
    inside = graded / "class" / "right" / "mine.toml"
    inside.write_text("exercises = ['layers']", encoding="utf-8")
    args = ("autograder", "grade", graded / "class", "--out", graded / "other")
    done = run(*args, "--course-settings", inside)
    inside.unlink()
    assert done.returncode == 2 and "keep it elsewhere" in done.stderr
    assert not (graded / "other").exists()


@pytest.mark.long
def test_a_release_holds_what_is_given(graded, tmp_path):
    (tmp_path / "mine.toml").write_text(SETTINGS + 'languages = ["en"]\n', encoding="utf-8")
    args = ("autograder", "release", tmp_path / "kit", "--course-settings")
    assert run(*args, tmp_path / "mine.toml").returncode == 0
    kit = tmp_path / "kit"
    folders = sorted(path.name for path in (kit / "exercises").iterdir() if path.is_dir())
    assert folders == ["02_filters", "03_im2col", "04_layers"]
    assert not list(kit.glob("exercises/**/*.zh.*"))
    handout = (kit / "exercises" / "02_filters" / "README.md").read_text(encoding="utf-8")
    assert " · 21 points · " in handout
    write_files(tmp_path / "right", SOLUTIONS)
    done = run(
        *("pytest", "exercises/", "--submission", tmp_path / "right"),
        cwd=kit,
        PYTHONPATH=str(kit),
        AUTOGRADER_COURSE=str(kit),
    )
    assert done.returncode == 0, done.stdout
    assert "39 / 39" in done.stdout


def test_settings_are_told_in_the_help():
    for command in ("grade", "release", "notebooks", "bundle"):
        assert "--course-settings" in run("autograder", command, "--help").stdout
