"""The learner's loop: `autograder watch` in a real terminal, hints, progress, reset."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from helpers import ENVIRONMENT, HOME, SOLUTIONS, run

KEYS = "q quit"


def a_kit(folder: Path) -> Path:
    """A kit of its own, as a fresh clone has it."""
    kit = folder / "kit"
    kit.mkdir(parents=True)
    for name in ("exercises", "solutions"):
        shutil.copytree(HOME / name, kit / name)
    (kit / "data").symlink_to(HOME / "data")
    return kit


class Terminal:
    """A terminal in which a command runs."""

    def __init__(self, kit: Path, *words: str, **environment: str) -> None:
        self.main, other = pty.openpty()
        self.size(24, 90)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "autograder", *words],
            stdin=other,
            stdout=other,
            stderr=other,
            cwd=kit,
            env=ENVIRONMENT | {"AUTOGRADER_KIT": str(kit), "TERM": "xterm"} | environment,
            start_new_session=True,
        )
        os.close(other)

    def size(self, rows: int, columns: int) -> None:
        fcntl.ioctl(self.main, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, until: str = KEYS, seconds: float = 90) -> str:
        """Read what is shown, without colours, until a text comes; fails when it does not."""
        told, end = b"", time.monotonic() + seconds
        while time.monotonic() < end:
            if select.select([self.main], [], [], 0.1)[0]:
                try:
                    told += os.read(self.main, 65536)
                except OSError:
                    break
                plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", told.decode(errors="replace"))
                if until in plain:
                    return plain.replace("\r\n", "\n")
        pytest.fail(f"{until!r} did not come: {told.decode(errors='replace')}")

    def press(self, keys: str) -> None:
        os.write(self.main, keys.encode())

    def end(self) -> int:
        self.press("q")
        code = self.process.wait(30)
        os.close(self.main)
        return code


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    return a_kit(tmp_path_factory.mktemp("watch"))


@pytest.fixture(scope="module")
def terminal(kit):
    started = Terminal(kit, "watch")
    yield started
    if started.process.poll() is None:
        started.process.kill()


def source(kit: Path, name: str = "output_shape") -> Path:
    return next(kit.glob(f"exercises/*/{name}.py"))


def save(path: Path, text: str) -> None:
    """Save as careful editors do: a new file is written and takes the old one's place."""
    aside = path.with_name(f".{path.name}.swp")
    aside.write_text(text, encoding="utf-8")
    path.unlink()
    time.sleep(0.05)
    Path(aside).replace(path)


STUB = (HOME / "exercises/01_output_shape/output_shape.py").read_text(encoding="utf-8")


def test_watch_goes_through_an_evening(kit, terminal):
    first = terminal.read()
    assert "0 of 100 points" in first and "→  1 output_shape" in first
    assert "read exercises/01_output_shape/README.md" in first
    assert "edit exercises/01_output_shape/output_shape.py" in first
    assert "conv2d_output_shape is not written yet." in first

    path = source(kit)
    save(path, STUB.replace("raise NotImplementedError", "return (1, 1)", 1))
    told = terminal.read()
    assert "1 of 12 checks" in told and "Height and width are counted" in told
    assert told.count("asked") == 1, "the first thing to fix, and no other"

    save(path, STUB.replace("raise NotImplementedError", "return (1, 1", 1))
    told = terminal.read()
    assert "SyntaxError" in told and "output_shape.py, line" in told

    loop = "print('round')\n    while True:\n        pass"
    save(path, STUB.replace("raise NotImplementedError", loop, 1))
    told = terminal.read()
    assert "Does a loop never end?" in told and "timed out" in told and "0 of 12 checks" in told
    assert re.search(r"01_output_shape/output_shape.py, line \d+, in conv2d_output_shape", told)
    assert "Your code printed:\nround" in told

    terminal.size(40, 60)
    os.killpg(terminal.process.pid, signal.SIGWINCH)
    save(path, SOLUTIONS["output_shape.py"])
    told = terminal.read()
    assert "output_shape is done: 8 points." in told
    assert "2 filters: 14 points" in told and "edit exercises/02_filters/filters.py" in told

    terminal.press("h")
    assert "cross_correlate, hint 1 of 4:" in terminal.read()
    terminal.press("n")
    assert "3 im2col" in terminal.read()
    terminal.press("l")
    told = terminal.read()
    assert "✓  1 output_shape" in told and "→  3 im2col" in told and "8 of 100 points" in told

    layers = source(kit, "layers")
    save(layers, SOLUTIONS["layers.py"].replace("x.clamp(min=0)", "x.abs()"))
    told = terminal.read()
    assert "4 layers" in told and "Negative numbers turn positive" in told
    terminal.press("s")
    assert "Your layers beside what is expected" in terminal.read()
    assert terminal.end() == 0
    assert "No such file" not in told


def test_what_is_reached_is_there_the_next_day(kit, terminal):
    told = run("autograder", "status", AUTOGRADER_KIT=str(kit)).stdout
    assert re.search(r"✓ +1 output_shape +12 of 12 checks +8 / 8", told), told
    assert re.search(r"→ +4 layers", told)
    hint = run("autograder", "hint", "filters", AUTOGRADER_KIT=str(kit)).stdout
    assert "hint 2 of 4" in hint, "the first one was given during the evening"
    path = source(kit)
    path.write_text(STUB, encoding="utf-8")
    os.utime(path, (time.time() + 60, time.time() + 60))
    assert "changed since" in run("autograder", "status", AUTOGRADER_KIT=str(kit)).stdout


def test_hints_come_one_after_another(tmp_path):
    kit = a_kit(tmp_path)
    told = [run("autograder", "hint", "filters", AUTOGRADER_KIT=str(kit)).stdout for _ in range(5)]
    assert [f"hint {n} of 4" in text for n, text in enumerate(told, 1)] == [True] * 4 + [False]
    assert "These were all hints" in told[4]
    again = run("autograder", "hint", "2", "--again", "--lang", "zh", AUTOGRADER_KIT=str(kit))
    assert "第 1 条提示" in again.stdout
    wrong = run("autograder", "hint", "cooking", AUTOGRADER_KIT=str(kit))
    assert wrong.returncode == 2 and "no exercise is called" in wrong.stderr


def test_hints_are_for_the_function_that_failed(tmp_path):
    kit = a_kit(tmp_path)
    source(kit, "filters").write_text(
        SOLUTIONS["filters.py"].replace("feature_maps", "maps").replace("+ bias", "", 1),
        encoding="utf-8",
    )
    words = ("pytest", "exercises", "--exercise", "filters")
    run(*words, cwd=kit, AUTOGRADER_KIT=str(kit), PYTEST_ADDOPTS=f"-c {HOME / 'pyproject.toml'}")
    told = run("autograder", "hint", "filters", AUTOGRADER_KIT=str(kit)).stdout
    assert told.startswith("apply_filter, hint 1"), told


def test_reset_keeps_what_was_written(tmp_path):
    kit = a_kit(tmp_path)
    path = source(kit, "filters")
    stub = path.read_bytes()
    path.write_text("# mine\n", encoding="utf-8")
    done = run("autograder", "reset", "filters", AUTOGRADER_KIT=str(kit))
    assert done.returncode == 0 and path.read_bytes() == stub
    (kept,) = (kit / ".autograder" / "kept").iterdir()
    assert kept.read_text(encoding="utf-8") == "# mine\n" and kept.name in done.stdout
    again = run("autograder", "reset", "2", AUTOGRADER_KIT=str(kit))
    assert "is the stub already" in again.stdout
    none = run("autograder", "reset", "accuracy", AUTOGRADER_KIT=str(kit))
    assert none.returncode == 2 and "no file to edit" in none.stderr


def test_a_broken_progress_file_is_as_none(tmp_path):
    kit = a_kit(tmp_path)
    (kit / ".autograder").mkdir()
    for text in ("{", "[]", '{"reached": {"filters": {"odd": 1}}, "hints": {}, "at_hand": ""}'):
        (kit / ".autograder" / "progress.json").write_text(text, encoding="utf-8")
        done = run("autograder", "status", AUTOGRADER_KIT=str(kit))
        assert done.returncode == 0 and "0 of 100 points" in done.stdout, done.stderr


def test_watch_without_a_terminal_ends_with_ctrl_c(tmp_path):
    kit = a_kit(tmp_path)
    log = tmp_path / "log"
    with log.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "autograder", "watch", "filters"],
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            env=ENVIRONMENT | {"AUTOGRADER_KIT": str(kit), "AUTOGRADER_LANG": "zh"},
        )
    end = time.monotonic() + 60
    while "还没有写" not in log.read_text(encoding="utf-8") and time.monotonic() < end:
        time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    told = log.read_text(encoding="utf-8")
    assert "cross_correlate 还没有写。" in told and "Traceback" not in told
    assert "q 退出" not in told  # there is nobody to press a key


def test_what_the_kit_cannot_do_is_told_and_watched_on(tmp_path):
    kit = a_kit(tmp_path)
    twice = kit / "exercises" / "old" / "layers.py"
    twice.parent.mkdir()
    twice.write_text("", encoding="utf-8")
    terminal = Terminal(kit, "watch", "layers")
    told = terminal.read()
    assert "layers.py is there twice" in told and "Traceback" not in told
    twice.unlink()
    save(source(kit, "layers"), SOLUTIONS["layers.py"])
    assert "layers is done" in terminal.read()
    terminal.press("nnnnnn")  # to the accuracy, which trains
    terminal.read("10 predict")
    assert terminal.end() == 0
