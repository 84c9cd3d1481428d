"""After green: `autograder explain`, what `status` shows of it, and a kit without solutions."""

from __future__ import annotations

import json
import lzma
import re
import shlex
import shutil
from pathlib import Path

import pytest
from helpers import HOME, SOLUTIONS, a_kit, run, stub_in

OPTIONS = f"-c {shlex.quote(str(HOME / 'pyproject.toml'))}"
RIGHT = (HOME / "tests" / "right" / "filters" / "einsum_windows.py").read_text(encoding="utf-8")


def command(kit: Path, *args: str, **environment: str):
    return run("autograder", *args, cwd=kit, AUTOGRADER_COURSE=str(kit), **environment)


def of_kit(kit: Path, *args: str):
    """Run a learner's command with the package that lies in a released kit."""
    return run("autograder.cli.released", *args, cwd=kit, fresh=True, AUTOGRADER_COURSE=str(kit))


def checked(kit: Path, *exercises: str) -> None:
    """Check exercises of a kit, which keeps what was reached."""
    chosen = [word for name in exercises for word in ("--exercise", name)]
    args = ("pytest", "exercises", *chosen)
    run(*args, cwd=kit, AUTOGRADER_COURSE=str(kit), PYTEST_ADDOPTS=OPTIONS)


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kit in which two exercises are done, and a third is half done."""
    kit = a_kit(tmp_path_factory.mktemp("done"))
    stub_in(kit).write_text(SOLUTIONS["output_shape.py"], encoding="utf-8")
    stub_in(kit, "filters").write_text(RIGHT, encoding="utf-8")
    half = SOLUTIONS["layers.py"].replace("x @ weight.T", "x @ weight")
    stub_in(kit, "layers").write_text(half, encoding="utf-8")
    checked(kit, "output_shape", "filters", "layers")
    return kit


@pytest.fixture
def kit(done: Path, tmp_path: Path) -> Path:
    """A copy of it, which a test may change."""
    return Path(shutil.copytree(done, tmp_path / "kit", symlinks=True))


def test_what_was_not_checked_yet_is_not_explained(done):
    told = command(done, "explain", "im2col")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr == (
        "autograder: im2col has not been checked yet: `autograder check im2col`, and "
        "`autograder hint im2col` for a first hint\n"
    )


def test_what_is_half_done_says_what_is_missing_and_where_the_next_hint_is(done):
    told = command(done, "explain", "layers")
    assert (told.returncode, told.stdout) == (2, "")
    (line,) = told.stderr.splitlines()
    missing = re.search(r"layers is not done yet, (\d+) of 18 checks still have to pass: ", line)
    assert missing and 1 < int(missing[1]) < 18
    assert "A fully connected layer weighs all inputs [4-3]" in line
    assert line.endswith("`autograder hint layers` shows the next hint")


def test_what_is_done_is_explained(done):
    told = command(done, "explain", "filters").stdout
    assert told.startswith("2 filters, once more")
    assert "A kernel looks at one channel, a filter at all channels" in told
    handout = (done / "exercises" / "02_filters" / "README.md").read_text(encoding="utf-8")
    section = handout.split("\n## Common confusions\n")[1].split("\n## ")[0]
    questions = re.findall(r"^- (.+)$", section, re.MULTILINE)
    assert len(questions) == 6
    text = " ".join(told.split())
    for question in questions:
        assert question in text
    assert "8 × 3 = 24 kernels, 8 biases" in text
    assert "stretch goal dilation: autograder stretch 2" in told


def test_the_reference_stands_beside_the_learners_own_and_a_second_way_below(done):
    told = command(done, "explain", "filters", COLUMNS="220").stdout
    heading = next(line for line in told.splitlines() if line.startswith("yours"))
    assert "the reference" in heading, "side by side where there is room"
    assert "feature_map = channel.new_zeros(rows, columns)" in told
    assert 'torch.einsum("chwij,fcij->fhw", windows, filters)' in told
    assert "BEGIN SOLUTION" not in told
    narrow = command(done, "explain", "filters", COLUMNS="100").stdout
    assert "\nyours" in narrow and "\nthe reference" in narrow


@pytest.mark.long
def test_all_three_are_timed_just_now(done):
    told = command(done, "explain", "filters").stdout
    table = told.split("measured just now on a small input")[1]
    for function in ("cross_correlate", "apply_filter", "conv_layer"):
        (row,) = [line for line in table.splitlines() if line.strip().startswith(function)]
        assert len(re.findall(r"[\d.]+ (?:µs|ms)", row)) == 3, row


def test_what_was_changed_since_is_not_run(kit):
    path = stub_in(kit, "filters")
    path.write_text("while True:\n    pass\n", encoding="utf-8")
    table = command(kit, "explain", "2").stdout.split("measured just now")[1]
    (row,) = [line for line in table.splitlines() if line.strip().startswith("conv_layer")]
    assert row.split()[1] == "–" and row.count("s") >= 2


def test_without_a_name_the_one_done_last_is_explained_and_status_shows_its_idea(done):
    assert command(done, "explain").stdout.startswith("2 filters, once more")
    told = command(done, "status").stdout
    assert "2 filters, once more" in told and "A kernel looks at one channel" in told
    assert "autograder explain 2" in told and "einsum" not in told


def test_in_chinese_everything_is_chinese(done):
    told = command(done, "explain", "filters", "--lang", "zh").stdout
    text = "".join(told.split())
    assert "卷积核只看一个通道，滤波器看所有通道" in text
    assert "图像有3个通道，一层有8个滤波器。" in text and "8×3=24个卷积核" in text


def test_a_kit_without_solutions_explains_without_them(kit):
    shutil.rmtree(kit / "solutions")
    told = command(kit, "explain", "filters").stdout
    assert "A kernel looks at one channel" in told and "8 × 3 = 24 kernels" in told
    for words in ("the reference", "new_zeros", "measured just now", "yours"):
        assert words not in told, words


def test_a_damaged_file_is_told_in_a_line(kit):
    shutil.rmtree(kit / "solutions")
    (kit / "recorded").mkdir()
    (kit / "recorded" / "explained.xz").write_bytes(lzma.compress(b"{}"))
    told = command(kit, "explain", "filters")
    assert told.returncode == 2 and "Traceback" not in told.stderr
    assert told.stderr == "autograder: recorded/explained.xz is damaged: get the kit again\n"


@pytest.mark.long
def test_course_check_compares_answers_and_questions(kit):
    path = kit / "exercises" / "02_filters" / "explain.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^6\. .*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    (kit / "exercises" / "04_layers" / "explain.zh.md").unlink()
    told = command(kit, "course", "check")
    assert told.returncode == 1
    words = "exercises/02_filters/explain.md: there must be an answer to each question"
    assert words in told.stdout
    assert "exercises/04_layers/explain.zh.md is missing" in told.stdout


@pytest.mark.long
def test_a_course_without_explanations_says_so_little(kit):
    for path in kit.glob("exercises/*/explain*.md"):
        path.unlink()
    shutil.rmtree(kit / "stretch")
    told = command(kit, "explain", "filters")
    assert told.returncode == 0 and "The idea" not in told.stdout
    assert "the reference" in told.stdout
    assert "once more" not in command(kit, "status").stdout


def test_a_fresh_kit_has_nothing_to_explain(tmp_path):
    told = command(a_kit(tmp_path), "explain")
    assert told.returncode == 2
    assert "output_shape has not been checked yet" in told.stderr


@pytest.mark.long
def test_a_release_holds_the_solutions_only_where_the_instructor_says_so(tmp_path):
    settings = tmp_path / "settings.toml"
    settings.write_text('exercises = ["output_shape", "filters"]\n', encoding="utf-8")
    args = ("release", tmp_path / "kit", "--course-settings", settings, "--with-explanations")
    assert run("autograder", *args).returncode == 0
    found = lzma.decompress((tmp_path / "kit" / "recorded" / "explained.xz").read_bytes())
    tree = json.loads(found)
    assert list(tree["reference"]) == list(tree["second"]) == ["output_shape", "filters"]
    assert "new_zeros" in tree["reference"]["filters"] and "einsum" in tree["second"]["filters"]
    kit = tmp_path / "kit"
    stub_in(kit, "filters").write_text(RIGHT, encoding="utf-8")
    assert "has not been checked" in of_kit(kit, "explain", "filters").stderr
    assert of_kit(kit, "check", "filters").returncode == 0
    told = of_kit(kit, "explain", "filters").stdout
    assert "new_zeros" in told and len(re.findall(r"[\d.]+ (?:µs|ms)", told)) == 9
    goals = sorted(path.name for path in (kit / "stretch" / "exercises").glob("*_*"))
    assert goals == ["01_receptive_field", "02_dilation"]
    assert "0 of 6 checks" in of_kit(kit, "stretch", "filters").stdout
