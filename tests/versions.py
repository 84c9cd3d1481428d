"""Try the kit with each Python that is found here: `make test-versions`.

Each gets an environment of its own below .venv/versions, made anew when pyproject.toml says
something else. The oldest Python gets the oldest libraries that pyproject.toml allows, all others
the newest that there are. In each a sample runs: the units that stand alone, the checks on the
reference, a submission graded in the sandbox, a kit released. A table says what ran with what, and
which Python was not found. Nothing is imported here but what every Python brings.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
ENVIRONMENTS = HOME / ".venv" / "versions"
EXTRAS = ("", "[classroom]", "[cluster]", "[nbgrader]")
"""Installed one after the other, so that one that cannot be had is known by its name."""
TOOLS = ("filelock", "hypothesis", "pexpect", "pytest-xdist", "setuptools")
"""What of the extra `dev` the sample needs."""
UNITS = (
    *("unit/core", "unit/course", "unit/platforms", "unit/grading/test_cluster.py"),
    *(
        "unit/checks/diagnosis/test_known.py",
        "unit/checks/test_compare.py",
        "unit/checks/test_recorded.py",
    ),
    *("unit/checks/test_sides.py", "unit/checks/errors/test_plain_words.py", "unit/sandbox/inside"),
    *("platforms/test_clones.py", "unit/grading/test_similar.py"),
)
"""What reads, compares and says, and what of the extras' libraries is used."""
SAMPLE = (
    ("units", "{python} -m pytest --quiet --numprocesses 2 -m 'not long' {units}"),
    ("checks", "{python} -m pytest --quiet exercises --submission solutions"),
    ("grade", "{bin}/autograder grade {out}/handed-in --out {out}/results --seed 1"),
    ("release", "{bin}/autograder release {out}/kit --course-settings {out}/some.toml"),
)
SOME = 'exercises = ["filters"]'
"""What is released: a whole kit would take longer than all else."""
VERSIONS = (
    "import platform, torch, numpy; "
    "print(platform.python_version(), torch.__version__.split('+')[0], numpy.__version__)"
)


def main() -> int:
    """Run the sample with every version; the exit code tells whether some ran and all passed."""
    parser = argparse.ArgumentParser(description="Try the kit with each Python that is found here.")
    parser.add_argument("versions", nargs="+", metavar="VERSION", help="3.10, 3.11, ...")
    parser.add_argument("--only", action="append", default=[], help="this one, or these")
    parser.add_argument("--oldest", default="3.10", help="the one that gets the oldest libraries")
    parser.add_argument("--remove", action="store_true", help="each environment after its run")
    parser.add_argument("--index", default="", help="a second index of packages")
    options = parser.parse_args()
    rows, verdicts = [], list[str]()
    for version in options.only or options.versions:
        python = found(version)
        if python is None:
            rows.append((version, "-", "-", "-", "not found here: not run"))
            continue
        libraries = "oldest" if version == options.oldest else "newest"
        verdict, ran_with = tried(python, ENVIRONMENTS / f"{version}-{libraries}", options)
        verdicts.append(verdict)
        rows.append((*ran_with, libraries, verdict))
        if options.remove:
            shutil.rmtree(ENVIRONMENTS / f"{version}-{libraries}", ignore_errors=True)
    print("\n" + table(("Python", "torch", "numpy", "libraries", "sample"), rows), flush=True)
    return 0 if verdicts and all(map(_is_good, verdicts)) else 1


def _is_good(verdict: str) -> bool:
    return verdict.startswith("passed")


def found(version: str) -> str | None:
    """Find a Python by its version: on the PATH, among pyenv's, or among uv's."""
    roots = [Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"]
    roots += [Path.home() / ".local" / "share" / "uv" / "python"]
    places = [shutil.which(f"python{version}") or ""]
    for root in roots:
        places += [str(path) for path in sorted(root.glob(f"*{version}.*/bin/python{version}"))]
    for place in filter(None, places):  # a shim of pyenv's may lead nowhere
        asked = subprocess.run(
            [place, "-c", "import sys, venv; print('%d.%d' % sys.version_info[:2])"],
            capture_output=True,
            text=True,
            check=False,
        )
        if asked.stdout.strip() == version:
            return place
    return None


def tried(
    python: str, folder: Path, options: argparse.Namespace
) -> tuple[str, tuple[str, str, str]]:
    """Make the environment where it is not there, and run the sample; say how that went."""
    version, libraries = folder.name.split("-")
    print(f"\n== Python {version}, the {libraries} libraries", flush=True)
    problem = made(python, folder, libraries == "oldest", options.index)
    if problem:
        return problem, (version, "-", "-")
    inside = str(folder / "bin" / "python")
    asked = subprocess.run([inside, "-c", VERSIONS], capture_output=True, text=True, check=False)
    words = asked.stdout.split()
    ran_with = (words[0], words[1], words[2]) if len(words) == 3 else (version, "-", "-")
    begun, failed = time.monotonic(), [asked.stderr.strip()[-200:]] if asked.returncode else []
    with tempfile.TemporaryDirectory() as out:
        shutil.copytree(HOME / "solutions", Path(out) / "handed-in" / "reference")
        (Path(out) / "some.toml").write_text(SOME, encoding="utf-8")
        units = " ".join(f"tests/{name}" for name in UNITS)
        for name, command in SAMPLE:
            bound = command.format(python=inside, bin=folder / "bin", out=out, units=units)
            print(f"-- {name}", flush=True)
            if subprocess.run(bound, shell=True, cwd=HOME, check=False).returncode:
                failed.append(name)
    seconds = f"{time.monotonic() - begun:.0f} s"
    return (f"FAILED: {', '.join(failed)}" if failed else f"passed in {seconds}"), ran_with


def made(python: str, folder: Path, oldest: bool, index: str) -> str:
    """Make an environment unless it is as pyproject.toml wants it; return what went wrong."""
    project = (HOME / "pyproject.toml").read_text(encoding="utf-8")
    stamp, digest = folder / "made-from", hashlib.sha256(f"{python}{project}".encode()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == digest:
        return ""
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    bounds = folder.with_name(f"{folder.name}.txt")
    bounds.write_text("\n".join(lower_bounds(project)) + "\n", encoding="utf-8")
    chosen = ["-c", str(bounds)] if oldest else ["--upgrade"]
    more = ["--extra-index-url", index] if index else []
    commands = [[python, "-m", "venv", str(folder)], [*pip, "--upgrade", "pip"]]
    commands += [[*pip, *more, *chosen, "-e", f"{HOME}{extra}", *TOOLS] for extra in EXTRAS]
    for command in commands:
        print("--", " ".join(command[1:]), flush=True)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(done.stdout + done.stderr, flush=True)
            return f"FAILED: it could not be installed ({command[-1 - len(TOOLS)]})"
    stamp.write_text(digest, encoding="utf-8")
    return ""


def lower_bounds(project: str) -> list[str]:
    """Pin each library that pyproject.toml names to the lowest version that it allows."""
    named = re.findall(r'^    "([\w.-]+)>=([\w.]+)(;[^"]*)?",', project, re.MULTILINE)
    return [f"{name}=={version}{marker}" for name, version, marker in named]


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Write rows below each other, as wide as they need to be."""
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    lines = [head, tuple("-" * width for width in widths), *rows]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in lines
    )


if __name__ == "__main__":
    sys.exit(main())
