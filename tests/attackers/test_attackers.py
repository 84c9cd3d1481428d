"""Attackers, each a small submission, graded behind the real walls beside right neighbours.

Attacks of a group of `cast/` stand in a file each, which is appended to the solution of
a part; what the others are made of stands in `entries.py` and `shadows.py`.
"""

from __future__ import annotations

import contextlib
import json
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from attackers.attack import SECRET, Attack
from attackers.classes import CAST, RIGHT, Graded, Outside, digests, grade, shows_safely
from attackers.entries import ENTRIES, IDS
from attackers.table import CODE, SAMPLE, TABLE, TAKEN_IN
from attackers.test_left import LEFTOVERS
from helpers import HOME, SOLUTIONS

from autograder.sandbox.walls import walls_of_this_machine

pytestmark = pytest.mark.skipif(
    "namespaces" not in walls_of_this_machine().names, reason="no namespaces on this machine"
)


@pytest.fixture(scope="module")
def kit_before() -> dict[str, str]:
    """A digest of every file of the kit that an attacker could want to change."""
    return digests()


class Attacked(dict):
    """The two runs over all attackers that run code, by whether these need many parts.

    Each is made when it is first looked at.
    """

    def __init__(self, make: Callable[[bool], Graded]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, many: bool) -> Graded:
        self[many] = self.make(many)
        return self[many]

    def made(self) -> list[Graded]:
        """List the runs that this session looked at, the quick one among them always."""
        return [self[False], *(graded for many, graded in self.items() if many)]


@pytest.fixture(scope="module")
def asked_for(request: pytest.FixtureRequest) -> list[Attack]:
    """List the attackers that this session looks at: all of them, a sample, or one."""
    calls = [getattr(item, "callspec", None) for item in request.session.items]
    asked = {call.params["attack"].id for call in calls if call and "attack" in call.params}
    return [attack for attack in CODE if attack.id in asked]


@pytest.fixture(scope="module")
def graded_attacks(
    tmp_path_factory: pytest.TempPathFactory, kit_before: object, asked_for: list[Attack]
) -> Iterator[dict[bool, Graded]]:
    """The attackers that run code, graded by the command line."""
    with contextlib.ExitStack() as stack:
        public = Path("/var/tmp") / f"attackers-{secrets.token_hex(4)}"
        stack.callback(shutil.rmtree, public, ignore_errors=True)
        outside = stack.enter_context(Outside.built(public))

        def make(many: bool) -> Graded:
            attacks = [attack for attack in asked_for if attack.many == many]
            return grade(tmp_path_factory.mktemp("attackers"), attacks, many, outside)

        yield Attacked(make)


def sampled(attack: Attack) -> object:
    """Return an attack as a parameter: most are for long runs."""
    marks = () if attack.id in SAMPLE else pytest.mark.long
    return pytest.param(attack, id=attack.id, marks=marks)


@pytest.mark.parametrize("attack", [sampled(attack) for attack in CODE])
def test_an_attack_costs_what_it_broke_and_nothing_else(graded_attacks, attack):
    graded = graded_attacks[attack.many]
    result = graded.results[attack.id]
    messages = [c["message"] for part in result["parts"] for c in part["checks"]]
    assert result["status"] == "graded", messages
    handed_in = {path.stem for path in (graded.folder / "class" / attack.id).glob("*.py")}
    if {"lenet", "train"} <= handed_in:
        handed_in.add("accuracy")
    said = ""
    for part in result["parts"]:
        lost = [check for check in part["checks"] if not check["passed"]]
        if part["name"] in attack.lost:
            assert lost, f"{part['name']} lost nothing"
            assert attack.most is None or part["score"] <= attack.most, part["score"]
            for check in lost:
                expected = attack.lost[part["name"]].split(" or ")
                assert check["outcome"] in expected, (check["outcome"], check["message"])
                said += check["message"] + "\n"
        elif part["name"] in handed_in:
            assert not lost, (part["name"], lost[0]["outcome"], lost[0]["message"])
    assert attack.says in said, said
    told = " ".join(note["message"] for note in result["review"])
    assert attack.review in told, told
    assert not attack.never or attack.never not in json.dumps(result)


@pytest.mark.parametrize("many", [False, pytest.param(True, marks=pytest.mark.long)])
@pytest.mark.parametrize("name", RIGHT)
def test_the_neighbours_keep_everything(graded_attacks, many, name):
    row = graded_attacks[many].rows[name]
    assert (row["status"], row["score"]) == ("graded", row["max_score"])
    assert row["max_score"] == "100" or not many


@pytest.mark.parametrize("many", [False, pytest.param(True, marks=pytest.mark.long)])
def test_the_run_of_the_attackers_ends_well(graded_attacks, asked_for, many):
    assert graded_attacks[many].done.returncode == 0, graded_attacks[many].done.stderr
    attackers = {attack.id for attack in asked_for if attack.many == many}
    assert set(graded_attacks[many].results) == {*RIGHT, *attackers}


def test_nothing_outside_was_written_heard_or_left_running(graded_attacks, kit_before):
    outside = graded_attacks[False].outside
    assert outside.heard() == []
    assert sorted(path.name for path in outside.public.iterdir()) == ["socket", "victim"]
    assert (outside.public / "victim").read_bytes() == outside.victim
    assert outside.public.stat().st_mode & 0o777 == 0o777
    assert (outside.public / "victim").stat().st_mode & 0o777 == 0o666
    assert digests() == kit_before
    for graded in graded_attacks.made():
        for name in RIGHT:
            place = graded.folder / "class" / name
            assert {p.name: p.read_text(encoding="utf-8") for p in place.iterdir()} == SOLUTIONS
    names = set()
    for process in Path("/proc").glob("[0-9]*/comm"):
        with contextlib.suppress(OSError):
            names.add(process.read_text(encoding="utf-8", errors="replace").strip())
    assert "left-over" not in names


def test_the_secret_is_in_no_result_page_or_line(graded_attacks):
    for graded in graded_attacks.made():
        out = graded.folder / "out"
        texts = [file.read_bytes() for file in out.rglob("*") if file.is_file()]
        texts += [graded.done.stdout.encode(), graded.done.stderr.encode()]
        assert not any(SECRET.encode() in text for text in texts)


def test_messages_are_shown_safely(graded_attacks):
    for graded in graded_attacks.made():
        shows_safely(graded)
    pages = (graded_attacks[False].folder / "out" / "reports").glob("messages-*.html")
    assert any("&lt;script&gt;alert(1)" in page.read_text(encoding="utf-8") for page in pages)


def test_there_are_attackers_of_every_kind():
    files = {f"{path.parent.name}-{path.stem}" for path in CAST.glob("*/*.py")}
    assert files == {attack.id for attack in CODE if attack.group != "shadows"}
    assert set(ENTRIES) == {attack.name for attack in TAKEN_IN if attack.group == "entries"}
    assert set(IDS) == {attack.name for attack in TAKEN_IN if attack.group == "ids"}
    assert len({attack.id for attack in TABLE}) == len(TABLE)
    sampled = {attack.group for attack in CODE if attack.id in SAMPLE}
    assert 3 * len(sampled) >= len({attack.group for attack in CODE if not attack.many})
    page = (HOME / "docs" / "attacks.md").read_text(encoding="utf-8")
    counted = {len(CODE), len(ENTRIES), len(IDS), len(LEFTOVERS)}
    assert counted <= {int(n) for n in re.findall(r"\| (\d+) \|", page.split("## The same")[0])}
