"""What stands around the code: metadata, versions, what is installed, and what runs elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
import versions
import yaml
from helpers import ENVIRONMENT, HOME
from versions import lower_bounds

from autograder.core import about

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PYPROJECT = (HOME / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(PYPROJECT)["project"]
NOT_FOR_LEARNERS = (
    *("playwright", "nbgrader", "nbformat", "distributed", "dask", "copydetect", "babel"),
    *("hypothesis", "ruff", "mypy", "otter-grader", "dulwich", "pyyaml"),
)


def name_of(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement)[0].lower()


def test_the_distribution_has_one_name_everywhere():
    assert PROJECT["name"] == about.DISTRIBUTION
    assert about.kit_version() == PROJECT["version"], "install the kit anew: pip install -e ."
    own = [line for line in PROJECT["optional-dependencies"]["dev"] if "[" in line]
    assert [line.partition("[")[0] for line in own] == [about.DISTRIBUTION]


def test_nobody_is_told_to_install_somebody_elses_distribution():
    wrong = re.compile(r"(pip install|pip3 install|uv add)[^\n|]*['\" ]autograder\b(?!/)")
    places = [*HOME.glob("*.md"), *HOME.glob("docs/*.md"), *HOME.glob("deploy/*")]
    places += [p for p in (HOME / "autograder").rglob("*") if p.suffix not in (".mo", ".pyc")]
    for path in places:
        if path.is_file():
            assert not wrong.search(path.read_text(encoding="utf-8")), path


def test_a_library_that_is_missing_is_told_with_the_kits_folder(monkeypatch):
    folder = HOME.parent / "my kit"
    monkeypatch.setenv("AUTOGRADER_COURSE", str(folder))
    error = about.not_installed("copydetect", "classroom")
    assert str(error) == (f"copydetect is not installed here: pip install -e '{folder}[classroom]'")
    assert error.exit_code == 2


@pytest.mark.parametrize(
    ("module", "args", "extra"),
    [
        ("nbformat", ("notebooks", "course"), "nbgrader"),
        ("copydetect", ("similar", "out", "--submissions", "class"), "classroom"),
        ("distributed", ("worker", "tcp://localhost:8786"), "cluster"),
    ],
)
def test_a_command_whose_library_is_missing_names_the_extra(tmp_path, module, args, extra):
    (tmp_path / "class" / "ada").mkdir(parents=True)
    (tmp_path / "out").mkdir()
    block = (
        f"import sys; sys.modules[{module!r}] = None\nfrom autograder.cli.main import main\nmain()"
    )
    done = subprocess.run(
        [sys.executable, "-c", block, *args],
        cwd=tmp_path,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith(f"autograder: {module} is not installed here: pip install -e ")
    assert f"[{extra}]" in done.stderr and extra in PROJECT["optional-dependencies"]


def test_a_default_install_brings_nothing_that_only_some_need():
    needed = {name_of(line) for line in PROJECT["dependencies"]}
    assert not needed & set(NOT_FOR_LEARNERS)


def test_each_dependency_says_why():
    block = PYPROJECT[PYPROJECT.index("\ndependencies = [") : PYPROJECT.index("[project.scripts]")]
    lines = [line for line in block.splitlines() if line.startswith('    "')]
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    every = [line for group in groups for line in group]
    assert len(lines) == len(every)
    assert not [line for line in lines if "  # " not in line]


def test_the_metadata_are_complete_but_for_addresses():
    for field in ("description", "readme", "license", "keywords", "classifiers"):
        assert PROJECT[field], field
    assert not [line for line in PROJECT["classifiers"] if line.startswith("License ::")]
    assert "urls" not in PROJECT and "[project.urls]" in PYPROJECT


def test_changes_and_citation_tell_the_version():
    changes = (HOME / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\S+?),? ", changes, re.MULTILINE)
    assert newest and newest[1] == PROJECT["version"]
    citation = yaml.safe_load((HOME / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(citation)
    assert citation["version"] == PROJECT["version"] and citation["license"] == PROJECT["license"]


def test_the_workflow_runs_what_contributors_run():
    text = (HOME / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8")
    assert "has not been run yet" in text
    jobs = yaml.safe_load(text)["jobs"]
    targets = set(re.findall(r"^([a-z-]+):", (HOME / "Makefile").read_text(encoding="utf-8"), re.M))
    for name in ("test", "test-all"):
        assert jobs[name]["strategy"]["matrix"]["python"] == ["3.10", "3.12", "3.14"]
        (made,) = [s["run"] for s in jobs[name]["steps"] if s.get("run", "").startswith("make ")]
        assert made.split() == ["make", name, "TORCH=cpu", "PYTHON=python"] and name in targets
    learners = jobs["learners"]
    assert learners["strategy"]["matrix"]["system"] == ["windows-latest", "macos-latest"]
    commands = "\n".join(step.get("run", "") for step in learners["steps"])
    for args in ("status", "hint filters", "reset filters", "show filters"):
        assert f"autograder {args}" in commands
    assert "pytest exercises/ --submission solutions" in commands


def test_pytorch_without_cuda_is_documented_first_and_made_alike():
    index = "https://download.pytorch.org/whl/"
    made = subprocess.run(
        ["make", "--dry-run", "--always-make", "demo", "TORCH=cpu"],
        cwd=HOME,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert f"--extra-index-url {index}cpu -c constraints.txt -e ." in made
    for name in ("README.md", "README.zh.md"):
        text = (HOME / name).read_text(encoding="utf-8")
        first = next(line for line in text.splitlines() if "pip install" in line)
        assert first == f"pip install --extra-index-url {index}cpu -c constraints.txt -e ."


def test_the_versions_that_are_tried_are_those_that_the_metadata_name():
    tried = re.search(r"^VERSIONS := (.*)$", (HOME / "Makefile").read_text("utf-8"), re.M)
    named = [line.rpartition(" :: ")[2] for line in PROJECT["classifiers"]]
    versions = [line for line in named if re.fullmatch(r"3\.\d+", line)]
    assert tried and tried[1].split() == versions
    assert PROJECT["requires-python"] == f">={versions[0]}"
    workflow = (HOME / ".github" / "workflows" / "test.yml").read_text("utf-8")
    run = yaml.safe_load(workflow)["jobs"]["test"]["strategy"]["matrix"]["python"]
    assert set(run) <= set(versions) and {run[0], run[-1]} == {versions[0], versions[-1]}


def test_each_library_is_tried_with_its_lower_bound():
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    named = {name_of(line) for group in groups for line in group} - {about.DISTRIBUTION}
    pinned = dict(line.partition(";")[0].split("==") for line in lower_bounds(PYPROJECT))
    assert {name.lower() for name in pinned} == named
    assert pinned["torch"] == "2.4" and pinned["numpy"] == "1.26"


def test_a_python_that_is_not_there_is_said_to_be_missing(capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["versions.py", "3.99"])
    assert versions.main() == 1
    assert re.search(r"^3\.99 .*not found here: not run$", capsys.readouterr().out, re.M)


def test_the_sample_of_each_version_names_what_is_there():
    for name in versions.UNITS:
        assert (HOME / "tests" / name).exists(), name
