"""Clones of any git host and what Classroom 50 hands out: who, when, and which commit counts."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime, timezone

import pytest
from helpers import SOLUTIONS, run
from making import committed

RIGHT = SOLUTIONS["output_shape.py"]
DUE = ("--due", "2026-11-20 23:59 UTC")
EARLY, LATE = (
    datetime(2026, 11, 20, 20, tzinfo=timezone.utc),
    datetime(2026, 11, 22, tzinfo=timezone.utc),
)


def commit(clone, files, moment, who="A <a@x.org>"):
    """Write files into a clone and commit them; returns the commit's name."""
    from dulwich import porcelain

    if not (clone / ".git").exists():
        clone.mkdir(parents=True, exist_ok=True)
        porcelain.init(str(clone))
    for name, text in files.items():
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        (clone / name).write_text(text, encoding="utf-8")
    porcelain.add(str(clone), [str(clone / name) for name in files])
    return committed(clone, who.encode(), moment.timestamp()).decode()


def record(classroom, assignment, owner, commit_name, time):
    return {
        "schema": "classroom50/result/v1",
        "classroom": classroom,
        "assignment": assignment,
        "assignment_type": "individual",
        "owner": owner,
        "submission": f"submit/{time}",
        "commit": f"https://github.com/o/{classroom}-{assignment}-{owner}/commit/{commit_name}",
        "release": "r",
        "review": "r",
        "datetime": time,
        "score": 1,
        "max-score": 1,
        "tests": [],
    }


def collect(folder, *args, name="class"):
    done = run("autograder", "collect", folder, "--into", folder.parent / name, *args)
    told = folder.parent / name / ".handed_in.json"
    manifest = json.loads(told.read_text(encoding="utf-8")) if told.exists() else {}
    return done, manifest.get("submissions", {}), folder.parent / name


@pytest.fixture
def clones(tmp_path):
    """Ada in time, then late; Bob in time, then a bot and a teacher's test come late."""
    folder = tmp_path / "lab-submissions"
    commit(folder / "lab-ada", {"output_shape.py": "early = 1\n"}, EARLY)
    commit(folder / "lab-ada", {"output_shape.py": RIGHT}, LATE)
    commit(folder / "lab-bob", {"output_shape.py": RIGHT}, EARLY)
    bot = "github-classroom[bot] <b@x.org>"
    later = {".github/workflows/c.yml": "on: push\n", "README.md": "hi", "test_layers.py": "x = 1"}
    commit(folder / "lab-bob", later, LATE, bot)
    return folder


def test_without_a_rule_the_last_commit_in_time_counts_and_a_bot_makes_nobody_late(clones):
    done, told, into = collect(clones, *DUE)
    assert done.returncode == 0 and "2 submissions from git" in done.stdout, done.stderr
    assert (into / "ada" / "output_shape.py").read_text(encoding="utf-8") == "early = 1\n"
    assert "ada: the last attempt in time counts, a later one came late" in done.stderr
    assert "the learner's own clock wrote (2 of 2)" in done.stderr
    assert {name: (e["late"], e["claimed"]) for name, e in told.items()} == {
        "ada": (False, True),
        "bob": (False, True),
    }


@pytest.mark.parametrize("roster", [False, True])
def test_who_has_more_time_is_in_time_until_then(clones, roster):
    extensions = clones.parent / "extensions.csv"
    identity = "s1" if roster else "Ada"
    extensions.write_text(f"id,until\n{identity},3 days\nnobody,1 day\n", encoding="utf-8")
    args = ["--extensions", extensions]
    if roster:
        (clones.parent / "class.csv").write_text("id,login\ns1,ada\ns2,bob\n", encoding="utf-8")
        args += ["--roster", clones.parent / "class.csv"]
    done, told, into = collect(clones, *DUE, *args)
    assert done.returncode == 0 and "--extensions" in done.stdout, done.stderr
    name = "s1" if roster else "ada"
    assert (into / name / "output_shape.py").read_text(encoding="utf-8") == RIGHT
    assert told[name]["time"] == LATE.isoformat()


def test_with_a_rule_the_last_commit_counts_with_its_lateness(clones):
    done, told, into = collect(clones, *DUE, "--late", "10%/day")
    assert done.returncode == 0 and "1 late" in done.stdout, done.stderr
    assert (into / "ada" / "output_shape.py").read_text(encoding="utf-8") == RIGHT
    assert told["ada"]["seconds_late"] == 24 * 3600 + 60
    assert not told["bob"]["late"]
    manifest = json.loads((into / ".handed_in.json").read_text(encoding="utf-8"))
    assert manifest["late"] == "10%/day"


def test_with_best_both_are_entries(clones):
    done, told, into = collect(clones, *DUE, "--late", "10%/day", "--count", "best")
    assert done.returncode == 0 and "3 submissions from git" in done.stdout, done.stderr
    assert "ada: the best of 2 attempts counts" in done.stderr
    first, second = told["ada-attempt-1"], told["ada-attempt-2"]
    assert (first["learner"], first["attempt"], first["late"]) == ("ada", 1, False)
    assert (second["learner"], second["attempt"], second["late"]) == ("ada", 2, True)
    assert (into / "ada-attempt-1" / "output_shape.py").read_text("utf-8") == "early = 1\n"
    assert told["bob"]["attempt"] == 0


def test_the_times_of_pushes_decide_where_they_are_known(clones):
    times = clones.parent / "pushes.csv"
    times.write_text(
        "id,time\nada,2026-11-20T20:00:00Z\nBob,2026-11-23T00:00:00Z\n", encoding="utf-8"
    )
    done, told, _into = collect(clones, *DUE, "--late", "10%/day", "--times", times)
    assert done.returncode == 0, done.stderr
    assert {name: (e["late"], e["claimed"]) for name, e in told.items()} == {
        "ada": (False, False),
        "bob": (True, False),
    }
    assert "own clock" not in done.stderr


def test_a_roster_puts_clones_to_ids_and_names_who_is_missing(clones):
    commit(clones / "lab-eve", {"fit.py": "", "feedback.html": "ours"}, EARLY)
    roster = clones.parent / "class.csv"
    roster.write_text("id,login\ns1,ada\ns2,BOB\ns3,cy\n", encoding="utf-8")
    done, told, into = collect(clones, "--roster", roster)
    assert set(told) == {"s1", "s2", "eve"}, done.stderr
    assert [path.name for path in (into / "eve").iterdir()] == ["fit.py"]
    assert f"matches nobody in {roster}: eve" in done.stderr
    assert "in the roster and without a submission (1): s3" in done.stderr
    assert told["s1"]["handle"] == "lab-ada"


def test_two_clones_of_one_learner_are_refused(clones):
    commit(clones / "old-ada", {"fit.py": ""}, EARLY)
    roster = clones.parent / "class.csv"
    roster.write_text("id,login\ns1,ada\ns2,bob\n", encoding="utf-8")
    done, _told, into = collect(clones, "--roster", roster)
    assert done.returncode == 2 and "s1 is the name of two submissions" in done.stderr
    assert "lab-ada" in done.stderr and "old-ada" in done.stderr and not into.exists()


def test_classroom_50_tells_learner_and_time_and_a_forged_result_counts_for_nobody(tmp_path):
    folder = tmp_path / "cs-hw-lab_submissions_2026_11_23_T_10_00_00"
    shas = {}
    for owner in ("stu-ada", "stu-bob", "stu-eve"):
        clone = folder / f"cs-hw-lab-{owner}"
        shas[owner] = commit(clone, {"output_shape.py": f"# {owner}\n"}, EARLY)
        commit(clone, {"output_shape.py": RIGHT}, EARLY)
    ada, bob = (
        record("cs-hw", "lab", who, shas[who], "2026-11-20T21:00:00Z")
        for who in ("stu-ada", "stu-bob")
    )
    history = [
        {
            "submission_tag": "submit/2",
            "result": {**ada, "datetime": "2026-11-22T00:00:00Z", "commit": "x"},
        },
        {"submission_tag": "submit/1", "result": ada},
        {"submission_tag": "submit/0", "result": None},
    ]
    (folder / "cs-hw-lab-stu-ada" / "results.json").write_text(json.dumps(history), "utf-8")
    (folder / "cs-hw-lab-stu-bob" / "result.json").write_text(json.dumps(bob), "utf-8")
    forged = json.dumps({**bob, "datetime": "2026-11-01T00:00:00Z"})
    (folder / "cs-hw-lab-stu-eve" / "result.json").write_text(forged, "utf-8")
    rows = "username,score,datetime\nstu-ada,1,\nstu-bob,1,\nstu-eve,1,\nstu-dan,,\n"
    (folder / "scores.csv").write_text(rows, encoding="utf-8")
    done, told, into = collect(folder, *DUE)
    assert "3 submissions from classroom50" in done.stdout, done.stderr
    assert set(told) == {"stu-ada", "stu-bob", "stu-eve"}
    assert told["stu-ada"]["time"] == told["stu-bob"]["time"] == "2026-11-20T21:00:00+00:00"
    assert (into / "stu-ada" / "output_shape.py").read_text("utf-8") == "# stu-ada\n"
    assert (told["stu-ada"]["claimed"], told["stu-eve"]["claimed"]) == (False, True)
    assert told["stu-eve"]["time"] == EARLY.isoformat()
    assert "cs-hw-lab-stu-eve: its result.json names stu-bob" in done.stderr
    assert "in scores.csv and without a clone (1): stu-dan" in done.stderr
    assert (
        not list(into.rglob("result*.json"))
        and "result.json" not in (into / ".not_used.txt").read_text("utf-8")
        if (into / ".not_used.txt").exists()
        else True
    )


def test_the_web_applications_zip_of_zips_is_collected(tmp_path):
    outer = tmp_path / "lab.zip"
    with zipfile.ZipFile(outer, "w") as archive:
        for owner in ("ada-l", "Bob"):
            inner = io.BytesIO()
            with zipfile.ZipFile(inner, "w") as packed:
                info = zipfile.ZipInfo(f"org-cs-lab-{owner.lower()}-0123abc/output_shape.py")
                stamp = int(EARLY.timestamp()).to_bytes(4, "little")
                info.extra = b"UT\x05\x00\x01" + stamp
                packed.writestr(info, RIGHT)
            archive.writestr(f"{owner}.zip", inner.getvalue())
    done, told, into = collect(outer, *DUE)
    assert "2 submissions from classroom50" in done.stdout, done.stderr
    assert set(told) == {"ada-l", "Bob"} and (into / "ada-l.zip").is_file()
    assert told["Bob"]["time"] == EARLY.isoformat() and told["Bob"]["claimed"]


def test_clones_in_a_zip_tell_their_commits_too(clones):
    outer = clones.parent / "lab-submissions.zip"
    with zipfile.ZipFile(outer, "w") as archive:
        for path in sorted(p for p in clones.rglob("*") if p.is_file()):
            archive.write(path, path.relative_to(clones).as_posix())
    done, told, into = collect(outer, *DUE)
    assert done.returncode == 0 and "2 submissions from git" in done.stdout, done.stderr
    assert (into / "ada" / "output_shape.py").read_text("utf-8") == "early = 1\n"
    assert told["bob"]["time"] == EARLY.isoformat()


def test_a_time_that_the_platform_took_from_the_commit_is_the_learners_claim(tmp_path):
    folder = tmp_path / "clones"
    for owner, tag in (("ada", "2026-11-22T08-00-00Z-0123abc"), ("bob", "2026-11-20T20-00-05Z-1")):
        clone = folder / f"cs-hw-lab-{owner}"
        sha = commit(clone, {"output_shape.py": RIGHT, ".classroom50.yaml": "a: b"}, EARLY)
        tree = record("cs-hw", "lab", owner, sha, "2026-11-20T20:00:00Z")
        tree |= {"graded_at": "2026-11-23T08:00:00Z", "submission": f"submit/{tag}"}
        (clone / "result.json").write_text(json.dumps(tree), "utf-8")
    rows = 'username,first_name\nada,"A\nda"\nbob,\n\'-eve,\n'
    (folder / "scores.csv").write_text(rows, encoding="utf-8")
    done, told, _into = collect(folder, *DUE)
    assert "2 submissions from classroom50" in done.stdout, done.stderr
    assert told["ada"]["claimed"] and told["bob"]["claimed"]
    assert told["ada"]["time"] == "2026-11-20T20:00:00+00:00"
    assert "ada: its commit is dated 2026-11-20 20:00:00+00:00, but it was recorded" in done.stderr
    assert "bob: its commit" not in done.stderr
    assert "in scores.csv and without a clone (1): -eve" in done.stderr
