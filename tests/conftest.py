"""Fixtures that the kit's tests share."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from helpers import run

os.environ["AUTOGRADER_LANG"] = "en"  # whatever this machine speaks


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one process of pytest-xdist run all tests that look at what was made once for them."""
    for item in items:
        if not item.get_closest_marker("xdist_group"):
            scopes = {
                name: made[-1].scope
                for name, made in item._fixtureinfo.name2fixturedefs.items()
                if made[-1].baseid  # of these tests, not pytest's own
            }
            session = sorted(name for name, scope in scopes.items() if scope == "session")
            module = [item.path.stem] if "module" in scopes.values() else []
            for group in (session + module)[:1]:
                item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess]:
    """The demo, run once: its folder, and what the command printed."""
    folder = tmp_path_factory.mktemp("demo") / "demo"
    return folder, run("autograder", "demo", "--out", folder)
