"""Something odd lies where the learner's file should be: a message within seconds, never a hang."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers import a_kit, run, sampled, stub_in

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems have other files")


def large(file: Path) -> None:
    file.touch()
    os.truncate(file, 2 << 30)


ODD: dict[str, tuple[Callable[[Path], object], str]] = {
    "a pipe": (os.mkfifo, "not a file: put a file of Python"),
    "a device without an end": (lambda file: file.symlink_to("/dev/zero"), "not a file"),
    "two GB": (large, "larger than 32 MiB"),
    "a link to itself": (lambda file: file.symlink_to(file), "import"),
    "null bytes": (lambda file: file.write_bytes(b"x = 1\0"), "holds null bytes"),
    "a folder": (lambda file: file.mkdir(), "output_shape.py is missing"),
}


@pytest.mark.parametrize("kind", sampled(ODD, 3))
def test_what_lies_in_the_files_place_is_told(kind, tmp_path):
    kit = a_kit(tmp_path)
    file = stub_in(kit)
    file.unlink()
    make, says = ODD[kind]
    make(file)
    words = {"AUTOGRADER_COURSE": str(kit)}
    done = run("autograder", "check", "output_shape", seconds=60, **words)
    assert done.returncode == 1 and "Traceback" not in done.stdout + done.stderr
    assert says in " ".join(done.stdout.split()), done.stdout
    for command in (("status",), ("hint", "output_shape"), ("reset", "output_shape")):
        done = run("autograder", *command, seconds=30, **words)
        assert "Traceback" not in done.stdout + done.stderr, done.stderr
