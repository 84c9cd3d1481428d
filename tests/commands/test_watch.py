"""The learner's loop: `autograder watch` in a real terminal."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pexpect
import pytest
from helpers import ENVIRONMENT, HOME, SOLUTIONS, a_kit, run, stub_in, until

from autograder.core.languages import columns
from autograder.course import current_course

KEYS = "q quit"


class Terminal(pexpect.spawn):
    """A terminal in which a command runs; what it shows is read without colours."""

    def __init__(self, kit: Path, *args: str, **environment: str) -> None:
        self.begun = ""
        own = {name: value for name, value in ENVIRONMENT.items() if name != "COLUMNS"}
        super().__init__(
            sys.executable,
            ["-m", "autograder", *args],
            cwd=str(kit),
            env=own | {"AUTOGRADER_COURSE": str(kit), "TERM": "xterm"} | environment,
            dimensions=(24, 80),
            encoding="utf-8",
            maxread=65536,
            timeout=90,
        )

    def read_nonblocking(self, size: int = 1, timeout: float | None = -1) -> str:
        text = self.begun + super().read_nonblocking(size, timeout)
        whole = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\r(?=\n)", "", text)
        plain, escape, begun = whole.partition("\x1b")
        self.begun = escape + begun  # the rest of it comes with the next piece
        return plain

    def screen(self, until: str = KEYS) -> str:
        """Read what is shown until a text comes."""
        self.expect_exact(until)
        return self.before + self.after

    def ends(self) -> int:
        self.send("q")
        self.expect(pexpect.EOF)
        self.close()
        return self.exitstatus


def fits(told: str) -> bool:
    """Tell whether a screen fits a terminal of 24 rows and 80 columns."""
    rows = told.replace("\r", "").split("\n")
    return len(rows) <= 24 and all(columns(row) <= 80 for row in rows)


def save(path: Path, text: str) -> None:
    """Save as careful editors do: a new file is written and takes the old one's place."""
    aside = path.with_name(f".{path.name}.swp")
    aside.write_text(text, encoding="utf-8")
    path.unlink()
    time.sleep(0.05)  # what watches must bear that there is none
    Path(aside).replace(path)


STUB = (HOME / "exercises/01_output_shape/output_shape.py").read_text(encoding="utf-8")


def what_was_reached_is_there_the_next_day(kit: Path) -> None:
    told = run("autograder", "status", AUTOGRADER_COURSE=str(kit)).stdout
    assert re.search(r"✓ +1 output_shape +23 of 23 checks +8 / 8", told), told
    assert re.search(r"→ +4 layers", told)
    hint = run("autograder", "hint", "filters", AUTOGRADER_COURSE=str(kit)).stdout
    assert "hint 2 of 4" in hint, "the first one was given during the evening"
    path = stub_in(kit)
    path.write_text(STUB, encoding="utf-8")
    os.utime(path, (time.time() + 60, time.time() + 60))
    assert "changed since" in run("autograder", "status", AUTOGRADER_COURSE=str(kit)).stdout


def test_watch_goes_through_an_evening(tmp_path):
    kit = a_kit(tmp_path)
    terminal = Terminal(kit, "watch")
    first = terminal.screen()
    assert "0 of 100 points" in first and "→  1 output_shape" in first
    assert "read exercises/01_output_shape/README.md" in first
    assert "edit exercises/01_output_shape/output_shape.py" in first
    assert "conv2d_output_shape is not written yet." in first

    path = stub_in(kit)
    save(path, STUB.replace("raise NotImplementedError", "return (1, 1)", 1))
    told = terminal.screen()
    assert "1 of 23 checks" in told and "Height and width are counted" in told
    assert told.count("asked") == 1, "the first thing to fix, and no other"
    assert "01_output_shape/output_shape.py, line" in told and fits(told)

    save(path, STUB.replace("raise NotImplementedError", "return (1, 1", 1))
    told = terminal.screen()
    assert "SyntaxError" in told and "output_shape.py, line" in told and fits(told)
    assert "A `(` is opened and never closed." in told

    wrong = "for n in range(300):\n        print(n)\n    return (300, 1)"
    save(path, STUB.replace("raise NotImplementedError", wrong, 1))
    told = terminal.screen()
    assert "Your code printed:\n… 297" in told and fits(told)
    terminal.send("d")
    assert "\n250\n" in terminal.screen(), "all that was kept of it"

    terminal.setwinsize(40, 60)
    save(path, SOLUTIONS["output_shape.py"])
    told = terminal.screen()
    assert "output_shape is done: 8 points." in told
    assert "at how many positions does the window fit?" in " ".join(told.split())
    assert "autograder explain 1" in told and "autograder stretch 1" in told
    assert "2 filters: 14 points" in told and "edit exercises/02_filters/filters.py" in told

    terminal.send("h")
    assert "cross_correlate, hint 1 of 4:" in terminal.screen()
    terminal.send("e")
    told = terminal.screen()
    assert "1 output_shape, once more" in told and "By two: one row above" in told
    assert "the reference" in told and "measured just now" in told
    terminal.send("n")
    assert "3 im2col" in terminal.screen()
    terminal.send("l")
    told = terminal.screen()
    assert "✓  1 output_shape" in told and "→  3 im2col" in told and "8 of 100 points" in told

    layers = stub_in(kit, "layers")
    save(layers, SOLUTIONS["layers.py"].replace("x.clamp(min=0)", "x.abs()"))
    told = terminal.screen()
    assert "4 layers" in told and "Negative numbers become positive" in told and fits(told)
    assert "layers.py, line" in told and "expected  a tensor" not in told
    terminal.send("d")
    whole = terminal.screen()
    assert "expected  a tensor of shape" in whole and "Negative numbers become positive" in whole
    terminal.send("s")
    assert "Your layers beside what is expected" in terminal.screen()
    assert terminal.ends() == 0
    assert "No such file" not in told
    what_was_reached_is_there_the_next_day(kit)


@pytest.mark.long
def test_what_never_ends_is_told_with_its_line(tmp_path):
    kit = a_kit(tmp_path)
    terminal = Terminal(kit, "watch")
    terminal.screen()
    loop = "print('round')\n    while True:\n        pass"
    save(stub_in(kit), STUB.replace("raise NotImplementedError", loop, 1))
    told = terminal.screen()
    assert "Does a loop never end?" in told and "timed out" in told and "0 of 23 checks" in told
    assert re.search(r"01_output_shape/output_shape.py, line \d+, in conv2d_output_shape", told)
    assert "Your code printed:\nround" in told and fits(told)
    assert terminal.ends() == 0


@pytest.mark.long
def test_watch_without_a_terminal_ends_with_ctrl_c(tmp_path):
    kit = a_kit(tmp_path)
    log = tmp_path / "log"
    with log.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "autograder", "watch", "filters"],
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            env=ENVIRONMENT | {"AUTOGRADER_COURSE": str(kit), "AUTOGRADER_LANG": "zh"},
        )
    until(lambda: "还没有写" in log.read_text(encoding="utf-8"))
    process.send_signal(signal.SIGINT)
    assert process.wait(120) == 0
    told = log.read_text(encoding="utf-8")
    assert "cross_correlate 还没有写。" in told and "Traceback" not in told
    assert "q 退出" not in told  # there is nobody to press a key
    (mentioned,) = [line for line in told.splitlines() if "autograder quiz" in line]
    assert "filters" in mentioned  # the exercise that is watched


@pytest.mark.long
def test_what_the_kit_cannot_do_is_told_and_watched_on(tmp_path):
    kit = a_kit(tmp_path)
    twice = kit / "exercises" / "old" / "layers.py"
    twice.parent.mkdir()
    twice.write_text("", encoding="utf-8")
    terminal = Terminal(kit, "watch", "layers")
    told = terminal.screen()
    assert "layers.py is there twice" in told and "Traceback" not in told
    assert "delete or rename the other." in told and "crashed" not in told
    twice.unlink()
    save(stub_in(kit, "layers"), SOLUTIONS["layers.py"])
    assert "layers is done" in terminal.screen()
    path, entry = kit / ".autograder" / "progress.json", {"passed": 1, "checks": 1}
    before = path.read_text(encoding="utf-8")
    reached = dict.fromkeys(current_course().names, entry)
    everything = {"reached": reached, "hints": {}, "at_hand": ""}
    path.write_text(json.dumps(everything), encoding="utf-8")
    save(stub_in(kit, "layers"), SOLUTIONS["layers.py"] + "\n# once more\n")
    assert "Everything is done." in terminal.screen()
    terminal.send("n")
    told = terminal.screen()
    assert "Everything is done." in told and "autograder play" in told
    assert "output_shape" not in told, "it does not begin anew"
    path.write_text(before, encoding="utf-8")
    terminal.send("\r")
    assert "layers is done" in terminal.screen()
    terminal.send("nnnnnn")  # to the accuracy, which trains
    terminal.screen("10 predict")
    assert terminal.ends() == 0
