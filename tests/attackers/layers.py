"""Take each layer of the sandbox away in turn, and see which attackers then succeed.

`make attack` prints the table of docs/sandbox.md. Floods and bombs are left out: without a
layer they could harm the machine that measures.
"""

from __future__ import annotations

import contextlib
import dataclasses
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from attackers.attack import Attack
from attackers.classes import CAST, Outside
from attackers.table import CODE
from helpers import FUNCTIONS, SCENARIOS, SOLUTIONS, write_files

from autograder.sandbox import SandboxError
from autograder.sandbox.client import Sandboxed, Zygote
from autograder.sandbox.code import SubmissionFiles
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.layout import Layout
from autograder.sandbox.limits import Limits
from autograder.sandbox.walls import Walls, walls_of_this_machine

GROUPS = ("outliving", "killing", "reading", "writing", "network")
TARGETS = {"predict": "predict_image", "output_shape": "conv2d_parameter_count"}
NEIGHBOUR = "def relu(x): return 1"


def without(walls: Walls) -> Iterator[tuple[str, Walls]]:
    """Return the walls of this machine, and those that are left when one is taken away."""
    yield "nothing", walls
    yield "namespaces", dataclasses.replace(walls, bubblewrap=None, search=walls.user)
    if walls.user:
        yield "user", dataclasses.replace(walls, user=False)
    yield "landlock", dataclasses.replace(walls, landlock=0)
    yield "seccomp", dataclasses.replace(walls, seccomp=False)


def ask(zygote: Zygote, part: str, name: str, source: str, *args: object) -> Answer:
    """Put a question to a submission of one file."""
    code = SubmissionFiles(
        {f"{part}.py": source.encode()}, Layout({part: f"{part}.py"}, functions=FUNCTIONS)
    )
    submission = Sandboxed(zygote, code, zygote.limits)
    with contextlib.closing(submission):
        return submission.answer(Question((f"{part}.{name}",), args))


def succeeds(attack: Attack, zygote: Zygote, outside: Outside) -> bool:
    """Tell whether an attacker did what it wanted, or harmed who comes next."""
    zygote.start()
    before, victim = zygote.process, outside.public / "victim"
    state = (victim.stat().st_mode, victim.stat().st_mtime, victim.read_bytes())
    text = (CAST / attack.group / f"{attack.name}.py").read_text(encoding="utf-8")
    source = SOLUTIONS[f"{attack.part}.py"] + outside.filled_in(text, outside.public / "work")
    args = (None, "x") if attack.part == "predict" else (1, 2, 3)
    try:
        answer = ask(zygote, attack.part, TARGETS[attack.part], source, *args)
        after = ask(zygote, "layers", "relu", NEIGHBOUR, 0)
    except SandboxError:
        zygote.close()
        return True
    words = f"{answer.message} {answer.value}"
    told = answer.kind == "raised" and attack.says.endswith("]") and attack.says not in words
    told = told and "denied: '/proc" not in words
    harmed = after.value != 1 or zygote.process is not before
    done = not victim.exists() or state != (
        *(victim.stat().st_mode, victim.stat().st_mtime, victim.read_bytes()),
    )
    if done:
        victim.write_bytes(outside.victim)
        victim.chmod(0o666)
    return harmed or done or bool(outside.heard()) or (told and attack.group != "writing")


def main() -> None:
    """Print a table: what is taken away, and who then succeeds."""
    attacks = [attack for attack in CODE if attack.group in GROUPS and attack.part in TARGETS]
    limits = Limits(check_seconds=10, disk=64, memory=512)
    print(f"| without | of {len(attacks)} attackers these succeed |\n|---|---|")
    for name, walls in without(walls_of_this_machine()):
        public = Path("/var/tmp") / f"attackers-{secrets.token_hex(4)}"
        with Outside.built(public) as outside, Zygote(walls, limits, SCENARIOS) as zygote:
            write_files(public / "work" / "class" / "ada", {"layers.py": SOLUTIONS["layers.py"]})
            (public / "work" / "out" / "results").mkdir(parents=True)
            found = [attack.id for attack in attacks if succeeds(attack, zygote, outside)]
        shutil.rmtree(public, ignore_errors=True)
        print(f"| {name} | {len(found)}: {', '.join(found) or 'none'} |", flush=True)


if __name__ == "__main__":
    main()
