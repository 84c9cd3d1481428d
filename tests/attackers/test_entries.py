"""Hostile archives, notebooks and ids: rejected or graded, and shown safely."""

from __future__ import annotations

from pathlib import Path

import pytest
from attackers.classes import Graded, shows_safely
from attackers.entries import ENTRIES, IDS, write_ids
from attackers.table import TAKEN_IN
from helpers import SOLUTIONS, grades, results, run, write_files

from autograder.grading.names import file_names
from autograder.sandbox.walls import walls_of_this_machine

pytestmark = [
    pytest.mark.skipif(
        "namespaces" not in walls_of_this_machine().names, reason="no namespaces on this machine"
    ),
    pytest.mark.long,  # tests of the intake alone are in tests/unit/grading
]


@pytest.fixture(scope="module")
def taken_in(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """Hostile archives, notebooks and ids, graded in one run of the command line."""
    folder = tmp_path_factory.mktemp("taken-in")
    (folder / "class").mkdir()
    write_files(folder / "class" / "a-right", SOLUTIONS)
    for write in ENTRIES.values():
        write(folder / "class")
    write_ids(folder / "class")
    before = sorted(str(path) for path in folder.rglob("*"))
    done = run(
        *("autograder", "grade", folder / "class", "--out", folder / "out"),
        *("--exercise", "layers", "--jobs", "1"),
    )
    inside = folder / "out"
    written = {str(path) for path in folder.rglob("*") if inside not in (path, *path.parents)}
    assert written == set(before)
    rows = grades(inside) if (inside / "grades.csv").exists() else {}
    return Graded(folder, done, results(inside), rows)


def test_the_run_over_odd_entries_ends_well(taken_in):
    assert taken_in.done.returncode == 0, taken_in.done.stderr[-3000:]
    assert len(taken_in.rows) == len(taken_in.results) == len(TAKEN_IN) + 1
    assert taken_in.rows["a-right"]["score"] == "10"
    assert not Path("/tmp/absolute.py").exists()


@pytest.mark.parametrize("attack", TAKEN_IN, ids=lambda attack: attack.id)
def test_an_odd_entry_is_rejected_or_graded(taken_in, attack):
    identity = IDS.get(attack.name, attack.name)
    if identity == "file_of_another_kind":
        identity += ".exe"
    result = taken_in.results[identity]
    assert result["status"] == ("rejected" if attack.rejected else "graded"), result["message"]
    assert result["score"] == attack.score
    assert attack.says in result["message"]
    assert "\x1b" not in result["message"]


def test_odd_entries_are_shown_safely(taken_in):
    shows_safely(taken_in)


def test_every_id_has_files_of_its_own_that_every_system_takes(taken_in):
    out = taken_in.folder / "out"
    for folder, suffix in (("results", ".json"), ("reports", ".html")):
        names = [path.name for path in (out / folder).iterdir()]
        assert len({name.casefold() for name in names}) == len(TAKEN_IN) + 1
        for name in names:
            assert name.endswith(suffix) and len(name.encode()) <= 255
            assert not set(name) & set('<>:"/\\|?*') and name.isprintable()
            assert name.split(".")[0].casefold() not in ("con", "aux")


def test_no_id_can_be_made_to_take_anothers_files():
    ids = ["=x"]
    for _ in range(3):
        ids += {name for name in file_names(ids).values() if name not in ids}
    names = file_names(ids)
    assert len({name.casefold() for name in names.values()}) == len(ids)
