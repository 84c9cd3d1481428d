"""Fixtures that the kit's tests share."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from helpers import run

os.environ["AUTOGRADER_LANG"] = "en"  # whatever this machine speaks


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess]:
    """The demo, run once: its folder, and what the command printed."""
    folder = tmp_path_factory.mktemp("demo") / "demo"
    return folder, run("autograder", "demo", "--out", folder)
