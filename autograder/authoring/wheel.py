"""The wheel of the kit: what learners get and no solution. It is pyproject.toml's build backend.

`python -m build --no-isolation` makes the source archive, which is the complete course, and out
of it the wheel. That holds the learner's side of the package, and as `kit.zip` the released kit
that `autograder start FOLDER` writes. Its answers are recorded while it is built, which needs the
kit's own libraries and takes as long as `autograder release`; with `-C kit=FOLDER` the wheel is
made of a kit that was released before. `pip install -e` of the complete kit does not come here:
it is setuptools' own.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from setuptools.build_meta import (
    build_editable,
    build_sdist,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    prepare_metadata_for_build_editable,
)
from setuptools.build_meta import build_wheel as build_with_setuptools

if sys.version_info >= (3, 11):
    import tomllib
else:  # a build of a released kit needs no more than what is declared here
    import tomli as tomllib

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
    "prepare_metadata_for_build_editable",
]
Settings = Mapping[str, str] | None
GIVEN = "kit"
LEFT_OUT = shutil.ignore_patterns(
    *(".venv", ".git", ".autograder", "__pycache__", "*.egg-info", ".ipynb_checkpoints", "build"),
    "trained",
)
"""What is found beside a released kit that was used."""
FIRST_DATE = (1980, 1, 1, 0, 0, 0)


def get_requires_for_build_wheel(config_settings: Settings = None) -> list[str]:
    """Name what a release is made with, unless one is given."""
    if GIVEN in (config_settings or {}):
        return []
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    return list(project["dependencies"])


def build_wheel(
    wheel_directory: str, config_settings: Settings = None, metadata_directory: str | None = None
) -> str:
    """Build the learners' wheel into a folder and return its name.

    Raises SystemExit where the kit that is given is none.
    """
    target, kit_setting = Path(wheel_directory).resolve(), (config_settings or {}).get(GIVEN)
    with tempfile.TemporaryDirectory() as aside:
        kit = Path(aside) / "kit"
        if kit_setting is None:
            _release(kit)
        elif (Path(kit_setting) / "recorded" / "release.json").is_file():
            shutil.copytree(kit_setting, kit, ignore=LEFT_OUT)
        else:
            raise SystemExit(
                f"-C {GIVEN}={kit_setting}: no released kit; make one: autograder release"
            )
        pack(kit, kit / "autograder" / "kit.zip")
        _let_setuptools_take(kit / "pyproject.toml", "kit.zip")
        before = Path.cwd()
        os.chdir(kit)
        try:
            return str(build_with_setuptools(str(target)))
        finally:
            os.chdir(before)


def _release(kit: Path) -> None:
    from autograder.authoring.release import release

    print("recording the answers that learners' code is compared with: a few minutes", flush=True)
    release(kit, seed=0)


def pack(kit: Path, into: Path) -> None:
    """Pack a kit, so that the same kit gives the same bytes."""
    paths = [path for path in sorted(kit.rglob("*")) if path.is_file()]
    with zipfile.ZipFile(into, "w") as packed:
        for path in paths:
            member = zipfile.ZipInfo(path.relative_to(kit).as_posix(), FIRST_DATE)
            member.external_attr = 0o644 << 16
            packed.writestr(member, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)


def _let_setuptools_take(pyproject: Path, name: str) -> None:
    """Name a file among those of the package; raises ValueError where there is no list of them."""
    text = pyproject.read_text(encoding="utf-8")
    before, list_of_files, after = text.partition("\nautograder = [")
    if not list_of_files:
        raise ValueError(f"{pyproject}: no list of the package's files")
    pyproject.write_text(f'{before}{list_of_files}"{name}", {after}', encoding="utf-8")
