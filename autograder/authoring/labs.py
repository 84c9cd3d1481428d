"""The labs: one page an exercise to play with, which needs nothing but a browser.

`exercises/NN_name/lab/` holds what is an exercise's own: `page.html`, its words in every language,
`page.js`, what it computes, and where needed `inputs.py`, the numbers that it starts from;
`exercises/lab/course.js` what several of them compute. Frame and widgets are those of
`autograder/authoring/lab/`. `python -m autograder.authoring.labs` writes
of these, as `exercises/NN_name/lab.html`, what learners get.
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

import jinja2

from autograder.core.languages import LANGUAGES
from autograder.course import Exercise, course_root, current_course
from autograder.course.loading import module_at
from autograder.grading.results import write_text
from autograder.learn.lab import PAGE

FRAME = Path(__file__).with_name("lab")
SOURCES = "lab"
"""The folder of an exercise that holds what its lab is made of."""
SHARED = Path("lab") / "course.js"
"""What several labs of a course compute, where there is such: from `exercises/`."""
COMMAND = "python -m autograder.authoring.labs"


def labs(root: Path) -> dict[Path, str]:
    """Return the page of every lab of the current course, by its path."""
    folders = {root / "exercises" / e.folder: e for e in current_course().exercises}
    return {
        folder / PAGE: lab_page(folder, exercise)
        for folder, exercise in folders.items()
        if (folder / SOURCES / "page.html").is_file()
    }


def lab_page(folder: Path, exercise: Exercise) -> str:
    """Return the page of an exercise's lab, from its folder: the text of an HTML file."""
    sources = folder / SOURCES
    given = sources / "inputs.py"
    inputs = module_at(given).INPUTS if given.is_file() else {}
    numbers = json.dumps(inputs, ensure_ascii=False).replace("<", "\\u003c")
    shared = folder.parent / SHARED
    pieces = [_read(FRAME / "lab.js"), _read(shared) if shared.is_file() else ""]
    script = "\n".join(["", *pieces, f"const inputs = {numbers};", _read(sources / "page.js")])
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    page: str = jinja2.Template(_read(FRAME / "page.html"), keep_trailing_newline=True).render(
        titles=_titles(folder),
        style=_read(FRAME / "lab.css"),
        content=_read(sources / "page.html"),
        script=script,
        digest=digest,
    )
    return page


def _titles(folder: Path) -> dict[str, str]:
    """Return the handout's title in each of the course's languages."""
    titles = {}
    for code in current_course().languages or LANGUAGES:
        handout = folder / ("README.md" if code == "en" else f"README.{code}.md")
        titles[code] = _read(handout).splitlines()[0].removeprefix("# ")
    return titles


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


if __name__ == "__main__":
    for path, text in labs(course_root()).items():
        write_text(path, text)
