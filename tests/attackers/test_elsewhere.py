"""Attackers where the grader runs as an ordinary user, and where it has no namespaces."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from attackers.attack import LIGHT, Attack
from attackers.classes import LIMITS, RIGHT, Outside, build
from attackers.elsewhere import USER, as_user, can_be_a_user, contained
from attackers.table import CODE
from helpers import ENVIRONMENT, HOME, SOLUTIONS, grades, results, write_files

from autograder.sandbox.walls import walls_of_this_machine

WALLS = walls_of_this_machine()
GROUPS = ("outliving", "killing", "network", "reading")
MORE = ("writing-changes_others_files", "floods-right_and_talkative", "loops-children_compute")
ATTACKS = [attack for attack in CODE if attack.group in GROUPS or attack.id in MORE]

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="these walls are Linux's"),
    pytest.mark.skipif(WALLS.landlock < 6, reason="this kernel's Landlock is not enough"),
    pytest.mark.xdist_group("attackers"),
]


@pytest.fixture
def outside() -> Iterator[Outside]:
    """Servers and a folder that everybody may reach."""
    public = Path("/var/tmp") / f"attackers-{secrets.token_hex(4)}"
    with Outside.built(public) as outside:
        yield outside
    shutil.rmtree(public, ignore_errors=True)


def grade(mode: str, attacks: list[Attack], outside: Outside) -> list[str]:
    """Grade attackers beside right neighbours, and tell what was not as it should be."""
    folder = outside.public / "work"
    for name in RIGHT:
        write_files(folder / "class" / name, {f"{p}.py": SOLUTIONS[f"{p}.py"] for p in LIGHT})
    for attack in attacks:
        build(attack, folder, outside)
    words = ["-m", "autograder", "grade", str(folder / "class"), "--out", str(folder / "out")]
    words += [*LIMITS, "--jobs", "2", *(word for part in LIGHT for word in ("--exercise", part))]
    command = contained(words) if "contained" in mode else [sys.executable, *words]
    environment = ENVIRONMENT | {"PYTHONPATH": str(HOME), "PYTHONDONTWRITEBYTECODE": "1"}
    if "user" in mode:
        command = as_user(command)
        environment |= {"HOME": str(folder)}
        for path in (folder, *folder.rglob("*")):
            os.chown(path, USER, USER)
    done = subprocess.run(
        command, env=environment, cwd=folder, capture_output=True, text=True, timeout=900
    )
    wrong = [] if done.returncode == 0 else [done.stderr]
    for name in RIGHT:
        row = grades(folder / "out")[name]
        wrong += [] if row["score"] == row["max_score"] else [f"{name}: {row}"]
    found = results(folder / "out")
    for attack in attacks:
        wrong += judged(attack, found[attack.id])
    walls = found[RIGHT[0]]["walls"]
    assert ("namespaces" in walls) != ("contained" in mode), walls
    assert ("user" in walls) == ("user" not in mode), walls
    return wrong


def judged(attack: Attack, result: dict) -> list[str]:
    """Tell what an attacker got that it should not have got, or the other way round."""
    wrong = [] if result["status"] == "graded" else [f"{attack.id}: {result['message']}"]
    handed_in = [part for part in result["parts"] if part["name"] in attack.parts]
    checks = [(part["name"], check) for part in handed_in for check in part["checks"]]
    for part, check in checks:
        expected = attack.lost.get(part, "passed").split(" or ")
        if check["outcome"] not in expected and (part not in attack.lost or not check["passed"]):
            wrong.append(f"{attack.id}: {part}: {check['outcome']}: {check['message']}")
    said = "".join(check["message"] for part, check in checks if part in attack.lost)
    # Without namespaces a file's mode only seems to change, and /proc cannot be listed.
    other = attack.id == "writing-changes_others_files" or "Permission denied: '/proc'" in said
    if attack.says not in said and not other:
        wrong.append(f"{attack.id}: {attack.says} not in {said}")
    return wrong


@pytest.mark.long
@pytest.mark.parametrize("mode", ["user", "contained", "user, contained"])
def test_attackers_elsewhere(mode, outside):
    if "user" in mode and not can_be_a_user():
        pytest.skip("only root can be another user")
    before = (outside.public / "victim").stat()
    wrong = grade(mode, ATTACKS, outside)
    assert wrong == []
    after = (outside.public / "victim").stat()
    assert (after.st_mode, after.st_mtime) == (before.st_mode, before.st_mtime)
    assert (outside.public / "victim").read_bytes() == outside.victim
    assert outside.heard() == []
