"""Hostile archives, notebooks and ids: rejected or graded, and shown safely."""

from __future__ import annotations

from pathlib import Path

import pytest
from attackers.attack import Attack
from attackers.classes import Graded, shows_safely
from attackers.entries import ENTRIES, IDS, write_ids
from attackers.table import TAKEN_IN
from helpers import SOLUTIONS, grades, results, run, write_files

from autograder.grading.names import file_names
from autograder.sandbox.walls import walls_of_this_machine

pytestmark = pytest.mark.skipif(
    "namespaces" not in walls_of_this_machine().names, reason="no namespaces on this machine"
)


EVERY = 14
"""One entry in so many is graded every time, and so are all the ids; the others in long runs."""


def sampled(number: int, attack: Attack) -> object:
    """Return an attack as a parameter: most are for long runs."""
    marks = () if attack.group == "ids" or number % EVERY == 0 else pytest.mark.long
    return pytest.param(attack, id=attack.id, marks=marks)


@pytest.fixture(scope="module")
def asked_for(request: pytest.FixtureRequest) -> list[Attack]:
    """List the entries that this session looks at, and all ids: these are made together."""
    calls = [getattr(item, "callspec", None) for item in request.session.items]
    asked = {call.params["attack"].id for call in calls if call and "attack" in call.params}
    return [attack for attack in TAKEN_IN if attack.id in asked or attack.group == "ids"]


@pytest.fixture(scope="module")
def taken_in(tmp_path_factory: pytest.TempPathFactory, asked_for: list[Attack]) -> Graded:
    """Hostile archives, notebooks and ids, graded in one run of the command line."""
    folder = tmp_path_factory.mktemp("taken-in")
    (folder / "class").mkdir()
    write_files(folder / "class" / "a-right", SOLUTIONS)
    for attack in asked_for:
        if attack.group == "entries":
            ENTRIES[attack.name](folder / "class")
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


def test_the_run_over_odd_entries_ends_well(taken_in, asked_for):
    assert taken_in.done.returncode == 0, taken_in.done.stderr[-3000:]
    assert len(taken_in.rows) == len(taken_in.results) == len(asked_for) + 1
    assert taken_in.rows["a-right"]["score"] == "10"
    assert not Path("/tmp/absolute.py").exists()


@pytest.mark.parametrize("attack", [sampled(*pair) for pair in enumerate(TAKEN_IN)])
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


def test_every_id_has_files_of_its_own_that_every_system_takes(taken_in, asked_for):
    out = taken_in.folder / "out"
    for folder, suffix in (("results", ".json"), ("reports", ".html")):
        names = [path.name for path in (out / folder).iterdir()]
        assert len({name.casefold() for name in names}) == len(asked_for) + 1
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
