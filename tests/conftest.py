"""Fixtures that the kit's tests share.

What is made once is made once for all processes of pytest-xdist, by the first that needs it.
"""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from helpers import EXERCISES, HOME, SOLUTIONS, run, write_files

from autograder.course import data_reader

os.environ["AUTOGRADER_LANG"] = "en"  # whatever this machine speaks
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as in what a shell runs in the background
    signal.signal(signal.SIGINT, signal.default_int_handler)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
collect_ignore = ["courses"]  # whose checks are run by the tests that are about them
FIRST = ("test_prove.py", "test_release.py", "test_walls.py")
"""Files of what takes longest, and of what many others want: nobody is to wait for them."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what others would wait for."""
    items.sort(key=lambda item: FIRST.index(item.path.name) if item.path.name in FIRST else 9)


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable:
    """A function that gives a folder by its name, and what `make(folder)` gave when it was new."""
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent

    def made(name: str, make: Callable[[Path], object]) -> tuple[Path, object]:
        folder, answer = root / name, root / f"{name}.pickle"
        with FileLock(root / f"{name}.lock"):
            if not answer.exists():
                folder.mkdir()
                answer.write_bytes(pickle.dumps(make(folder)))
        return folder, pickle.loads(answer.read_bytes())

    return made


@pytest.fixture(scope="session")
def demo(once: Callable) -> tuple[Path, subprocess.CompletedProcess]:
    """The demo, run once: its folder, and what the command printed."""
    folder, done = once("demo", lambda folder: run("autograder", "demo", "--out", folder / "demo"))
    return folder / "demo", done


@pytest.fixture(scope="session")
def small_class(once: Callable) -> Path:
    """Sixteen quick submissions, every fourth one wrong."""

    def make(folder: Path) -> None:
        for number in range(16):
            text = SOLUTIONS["layers.py"]
            if number % 4 == 0:
                text = text.replace("y = y + bias", f"y = y + {number} * bias")
            files = {"output_shape.py": SOLUTIONS["output_shape.py"], "layers.py": text}
            write_files(folder / "class" / f"learner-{number:02}", files)

    return once("small", make)[0] / "class"


@pytest.fixture(scope="session")
def complete_run(once: Callable, small_class: Path) -> Path:
    """The results of the small class, in a run that nobody disturbed."""
    args = ("autograder", "grade", small_class, *EXERCISES, "--out")
    folder, done = once("complete_run", lambda folder: run(*args, folder / "out"))
    assert done.returncode == 0, done.stderr
    return folder / "out"


@pytest.fixture(scope="session")
def small(once: Callable) -> Path:
    """A small data set: some hundreds of the kit's own images."""

    def make(folder: Path) -> None:
        reader = data_reader()
        arrays = reader.load(HOME / "data" / "mnist5k")
        raw = folder / "MNIST" / "raw"
        raw.mkdir(parents=True)
        for is_training, (images, labels) in reader.FILES.items():
            side, count = ("train", 320) if is_training else ("test", 100)
            reader.write_idx(raw / images, arrays[f"{side}_images"][:count])
            reader.write_idx(raw / labels, arrays[f"{side}_labels"][:count])

    return once("small_data", make)[0]


@pytest.fixture(scope="session")
def released(once: Callable) -> Path:
    """A released kit, which nobody changes: copy it to use it."""
    folder, done = once("released", lambda folder: run("autograder", "release", folder / "kit"))
    assert done.returncode == 0, done.stderr
    return folder / "kit"


def program() -> str:
    """Find Chromium; AUTOGRADER_BROWSER names another one, and says that there must be one."""
    named = os.environ.get("AUTOGRADER_BROWSER")
    found = next(filter(None, map(shutil.which, [named] if named else BROWSERS)), None)
    if found:
        return found
    if named:
        pytest.fail(f"AUTOGRADER_BROWSER={named}: there is no such program")
    pytest.skip("no Chromium here: apt-get install chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator:
    """Start one browser for all tests of a file."""
    from playwright.sync_api import sync_playwright

    path = program()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-background-networking", "--disable-gpu"],
        )
        yield started
        started.close()


@pytest.fixture
def page(browser) -> Iterator:
    """Return a page that must neither complain nor ask for anything but files and data."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: (said.append("dialog"), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    yield page
    context.close()
    assert not said
    assert all(url.startswith(("file:", "data:")) for url in asked)
