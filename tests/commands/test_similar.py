"""`autograder similar`: the closest pairs of a class, and what they are called."""

from __future__ import annotations

import re
import shutil

import pytest
from helpers import HOME, notebook_of, run, write_files

HOSTILE = "</mark><script>alert(1)</script>"


def restyled(source: str) -> str:
    """Return a copy with other names, comments and spaces."""
    source = re.sub(r"\bwindow\b", "patch", source).replace("stride", "step")
    return "# my own work\n" + source.replace(" = ", "  =  ")


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """A class of right styles, a stub twice, and a copy in another dress, as a notebook."""
    folder = tmp_path_factory.mktemp("similar")
    submissions = folder / "class"
    submissions.mkdir()
    styles = sorted((HOME / "tests" / "right" / "filters").glob("*.py"))
    for path in styles:
        write_files(submissions / f"own-{path.stem}", {"filters.py": path.read_text("utf-8")})
    original = styles[0].read_text(encoding="utf-8")
    text = restyled(original) + f"\n# {HOSTILE}\nprint({HOSTILE!r})"
    (submissions / "copy.ipynb").write_text(notebook_of(text), encoding="utf-8")
    stub = (HOME / "exercises" / "02_filters" / "filters.py").read_text(encoding="utf-8")
    for name in ("stub-a", "stub-b"):
        write_files(submissions / name, {"filters.py": stub})
    (submissions / "broken.zip").write_text("no archive", encoding="utf-8")
    (folder / "out").mkdir()
    return folder / "out", submissions, f"own-{styles[0].stem}"


def test_a_copy_in_another_dress_is_the_closest_pair(out):
    folder, submissions, original = out
    done = run("autograder", "similar", folder, "--submissions", submissions)
    assert done.returncode == 0, done.stderr
    first = done.stdout.splitlines()[0]
    assert first.endswith(f"copy and {original}") and int(first.split("%")[0]) > 90
    assert "left out, because it was refused: broken" in done.stderr
    page = (folder / "similar.html").read_text(encoding="utf-8")
    assert "places to look at, not proof of cheating" in page and "<mark>" in page
    assert "stub-a and" not in page and "stub-b" not in page
    assert "<script>" not in page and "&lt;script&gt;" in page
    again = run("autograder", "similar", folder, "--submissions", submissions)
    assert again.stdout == done.stdout
    assert (folder / "similar.html").read_text(encoding="utf-8") == page


def test_it_finds_what_was_graded(small_class, complete_run, tmp_path):
    shutil.copytree(complete_run, tmp_path / "out")
    done = run("autograder", "similar", tmp_path / "out")
    assert done.returncode == 0 and done.stdout.startswith("100%  learner-"), done.stderr
    path = tmp_path / "out" / "run.json"
    text = path.read_text(encoding="utf-8")
    assert str(small_class) in text
    path.write_text(text.replace(str(small_class), str(tmp_path / "gone")), encoding="utf-8")
    gone = run("autograder", "similar", tmp_path / "out")
    assert gone.returncode == 2 and "name them with --submissions" in gone.stderr
    assert len(gone.stderr.strip().splitlines()) == 1
