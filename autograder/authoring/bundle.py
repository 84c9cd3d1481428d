"""Where grading runs elsewhere: a zip for Gradescope, a workflow for GitHub Classroom."""

from __future__ import annotations

import io
import re
import secrets
import zipfile
from pathlib import Path
from string import Template

from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.course import course_root, current_course
from autograder.course.model import COURSE
from autograder.course.reference import has_solutions
from autograder.grading.results import write_bytes, write_text

from .brought import PACKAGE, own_or_brought
from .course_files import course_text, data_files, files_below

TEMPLATES = Path(__file__).with_name("bundles")
WORKFLOW = Path(".github") / "workflows" / "classroom.yml"
TOP = ("pyproject.toml", "README.md", "LICENSE", "constraints.txt")
FOLDERS = ("exercises", "solutions")
SECRET = "secret.txt"
EXECUTABLE = {"setup.sh", "run_autograder"}


def gradescope(out: Path, secret: bytes | None, sandbox: str, torch_index: str | None) -> None:
    """Write the zip that Gradescope takes: setup.sh, run_autograder and the kit.

    The course's `secret`, by default a new one, goes along: with a submission's bytes it decides
    what that is asked with.
    `torch_index` is an index of packages that has PyTorch without CUDA, which needs half the
    memory; `sandbox` is that of `autograder grade`.
    """
    home = course_root()
    if not has_solutions(home):
        words = _("no solutions/ in {home}: a bundle is made from the complete kit", home=home)
        raise CommandError(words)
    options = f'--secret "$root/source/{SECRET}" --sandbox {sandbox}'
    files = {
        "setup.sh": _filled("setup.sh", pip_options=_pip_options(torch_index)),
        "run_autograder": _filled("run_autograder", grade_options=options),
        SECRET: secret or secrets.token_hex(32).encode(),
        "names.txt": "".join(f"{part}.py\n" for part in current_course().functions).encode(),
    }
    files |= {f"kit/{name}": own_or_brought(home, name).read_bytes() for name in TOP}
    files |= {f"kit/{name}": path.read_bytes() for name, path in _course_files(home).items()}
    files[f"kit/exercises/{COURSE}"] = course_text(home).encode()
    for path in files_below(PACKAGE):
        files[f"kit/autograder/{path.relative_to(PACKAGE).as_posix()}"] = path.read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            member = zipfile.ZipInfo(name)
            member.external_attr = (0o755 if name in EXECUTABLE else 0o644) << 16
            archive.writestr(member, content, zipfile.ZIP_DEFLATED)
    write_bytes(out, packed.getvalue())


def github(folder: Path, torch_index: str | None) -> Path:
    """Write the workflow into a released kit; return its path. Raises CommandError for others."""
    if not (folder / "exercises").is_dir() or not (folder / "pyproject.toml").is_file():
        words = _(
            "{folder} is not a learners' kit: make one with autograder release", folder=folder
        )
        raise CommandError(words)
    text = _filled("classroom.yml", pip_options=_pip_options(torch_index)).decode()
    write_text(folder / WORKFLOW, text)
    return folder / WORKFLOW


def _pip_options(torch_index: str | None) -> str:
    """Return what pip is told of another index, in a script; raises CommandError for no address."""
    if not torch_index:
        return ""
    if not re.fullmatch(r"(https?|file)://[\w./:@%+~-]+", torch_index):
        words = _("--torch-index {text}: write an address, as https://download.pytorch.org/whl/cpu")
        raise CommandError(words.format(text=repr(torch_index)))
    return f"--extra-index-url {torch_index} "


def _filled(name: str, **values: str) -> bytes:
    """Fill in a template; other dollars are the script's own."""
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    return Template(text).safe_substitute(values).encode()


def _course_files(home: Path) -> dict[str, Path]:
    """List the files of the course by name: exercises, solutions, and what lies with its data."""
    paths = [path for name in FOLDERS for path in files_below(home / name)]
    return {path.relative_to(home).as_posix(): path for path in paths} | data_files(home)
