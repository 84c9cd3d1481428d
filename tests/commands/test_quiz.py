"""`autograder quiz`: asked through stdin in a released kit, drawn and written in the full one."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import ENVIRONMENT, HOME, SOLUTIONS, a_kit, run, stub_in

from autograder.checks.quiz.quiz import Item
from autograder.checks.quiz.quiz_drawing import drawn, questions_of
from autograder.checks.quiz.quiz_source import decoded, encoded
from autograder.course import current_course

RECORDED = ("output_shape", "layers")
SEEDS = (0, 1)


@pytest.fixture(scope="module")
def drawn_items() -> dict[str, list[list[Item]]]:
    """The questions about two exercises, drawn from two seeds."""
    exercises = [current_course().exercise(name) for name in RECORDED]
    return {
        e.name: [[drawn(e, name, seed) for name in questions_of(e)] for seed in SEEDS]
        for e in exercises
    }


@pytest.fixture
def kit(tmp_path: Path, drawn_items: dict[str, list[list[Item]]]) -> Path:
    """A kit without solutions, in which the questions about two exercises were drawn."""
    root = a_kit(tmp_path)
    shutil.rmtree(root / "solutions")
    for path in root.glob("exercises/*/quiz.py"):
        path.unlink()
    folder = root / "recorded" / "quiz"
    folder.mkdir(parents=True)
    for name, items in drawn_items.items():
        (folder / f"{name}.xz").write_bytes(encoded(items))
    return root


def ask(kit: Path, typed: str, *args: str) -> subprocess.CompletedProcess[str]:
    """Run the learners' command with lines on stdin."""
    return subprocess.run(
        [sys.executable, "-m", "autograder.cli.released", "quiz", *args],
        cwd=HOME,
        env=ENVIRONMENT | {"AUTOGRADER_COURSE": str(kit)},
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def kept(kit: Path) -> dict[str, list[dict]]:
    path = kit / ".autograder" / "progress.json"
    return json.loads(path.read_text(encoding="utf-8"))["quiz"] if path.exists() else {}


def done(kit: Path, *names: str) -> None:
    """Say in the progress that all checks of these exercises passed."""
    reached = {name: {"passed": 1, "checks": 1} for name in names}
    path = kit / ".autograder" / "progress.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"reached": reached, "hints": {}, "at_hand": ""}), "utf-8")


def test_three_questions_are_asked_explained_and_kept(kit):
    told = ask(kit, "1\n2\nc\n", "--seed", "1")
    assert told.returncode == 0, told.stderr
    assert "output_shape: 3 questions, after the handout, before the code" in told.stdout
    answers = kept(kit)["output_shape"]
    assert len(answers) == 3 == len({answer["item"] for answer in answers})
    right = sum(not answer["mistakes"] for answer in answers)
    assert f"{right} of 3 right." in told.stdout
    assert told.stdout.count("Right.") == right
    assert told.stdout.count("Not this one: code with") == 3 - right
    assert {answer["occasion"] for answer in answers} == {"BEFORE"}
    nothing = ask(kit, "")
    assert "No questions are due." in nothing.stdout and nothing.returncode == 0


def test_a_wrong_answer_is_explained_by_the_mistake_itself(kit, drawn_items):
    items = {item.name: item for item in drawn_items["layers"][0]}
    told = ask(kit, "a\nb\nd\n", "layers", "--seed", "0")
    for answer, letter in zip(kept(kit)["layers"], "abd"):
        option = items[answer["item"]].options["abcd".index(letter)]
        assert answer["mistakes"] == [mistake.name for mistake in option.mistakes]
        plain = " ".join(told.stdout.split())
        assert all(mistake.explanation in plain for mistake in option.mistakes)


def test_who_stops_goes_on_with_what_is_left(kit):
    first = ask(kit, "hm\n1\nq\n", "--seed", "0")
    assert "Type 1, 2, 3 or 4" in first.stdout and "0 of 0" not in first.stdout
    assert len(kept(kit)["output_shape"]) == 1
    second = ask(kit, "1\n", "--seed", "0")  # and then stdin ends
    assert (
        "2 questions, after the handout, before the code" in second.stdout
        and second.returncode == 0
    )
    items = [answer["item"] for answer in kept(kit)["output_shape"]]
    assert len(items) == 2 == len(set(items))


def test_three_exercises_later_it_comes_again(kit):
    done(kit, *current_course().names[:4])
    told = ask(kit, "1\n1\n1\n")
    assert "output_shape: 3 questions, again, three exercises later" in told.stdout
    assert {answer["occasion"] for answer in kept(kit)["output_shape"]} == {"AGAIN"}


def test_it_speaks_chinese(kit):
    told = ask(kit, "1\n1\n1\n", "layers", "--lang", "zh", "--seed", "0")
    assert told.returncode == 0, told.stderr
    wrong = told.stdout.split("不是这个")[1:]  # and then the mistake's own sentence
    assert wrong and all(re.search(r"[一-鿿]{4}", each.splitlines()[1]) for each in wrong)


@pytest.mark.long
@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["cooking"], "no exercise is called 'cooking'"),
        (["filters"], "there are no questions about filters"),
        (["layers", "--seed", "9"], "seeds 0 to 1"),
        (["--to", "html"], "--to html needs --into"),
        (["--into", "x"], "--into x needs --to"),
        (["--to", "moodle", "--into", "x"], "'moodle' is not 'html'"),
    ],
)
def test_what_cannot_be_is_a_line(kit, args, words):
    told = ask(kit, "", *args)
    assert told.returncode == 2 and words in told.stderr and "Traceback" not in told.stderr
    assert len(told.stderr.splitlines()) == 1


def test_a_damaged_file_is_a_line(kit):
    (kit / "recorded" / "quiz" / "layers.xz").write_bytes(b"gone")
    told = ask(kit, "", "layers")
    assert told.returncode == 2 and "layers.xz cannot be read" in told.stderr


def test_what_is_kept_of_the_questions_is_not_to_be_read_by_eye(kit, drawn_items):
    raw = (kit / "recorded" / "quiz" / "layers.xz").read_bytes()
    mistake = drawn_items["layers"][0][0].options
    explanations = [told.explanation for option in mistake for told in option.mistakes]
    assert all(text.encode() not in raw for text in explanations)
    assert decoded(raw) == drawn_items["layers"]


def test_the_page_of_a_kit_needs_nothing_and_shows_no_answer_to_the_eye(kit, tmp_path):
    page = tmp_path / "quiz.html"
    told = ask(kit, "", "--to", "html", "--into", str(page))
    assert told.returncode == 0, told.stderr
    text = page.read_text(encoding="utf-8")
    assert text.count("<article") == 17 and "://" not in text
    assert "The average of each window" not in text and "default-src 'none'" in text


def test_a_kit_without_questions_says_so(tmp_path):
    kit = a_kit(tmp_path)
    for path in kit.glob("exercises/*/quiz.py"):
        path.unlink()
    told = ask(kit, "")
    assert "This course has no questions to ask." in told.stdout and told.returncode == 0


def test_the_complete_kit_draws_them(tmp_path):
    kit = a_kit(tmp_path)
    told = run("autograder", "quiz", "layers", "--seed", "5", AUTOGRADER_COURSE=str(kit))
    assert told.returncode == 0, told.stderr
    assert "Question 1 of 3" in told.stdout and not kept(kit)


def test_instructors_get_a_file_for_each_platform(tmp_path):
    for form in ("moodle", "qti", "html"):
        into = tmp_path / f"quiz.{form}"
        told = run("autograder", "quiz", "layers", "--to", form, "--into", into)
        assert told.returncode == 0, told.stderr
        assert told.stdout == f"9 questions: {into}\n" and into.stat().st_size > 1000


@pytest.mark.long
def test_a_released_kit_has_questions_about_every_exercise(released):
    for exercise in current_course().exercises:
        raw = (released / "recorded" / "quiz" / f"{exercise.name}.xz").read_bytes()
        assert [len(items) for items in decoded(raw)] == [len(questions_of(exercise))] * 3
    assert not list(released.glob("exercises/*/quiz.py"))


@pytest.fixture(scope="module")
def one_done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kit in which one exercise is done."""
    root = a_kit(tmp_path_factory.mktemp("mine"))
    stub_in(root).write_text(SOLUTIONS["output_shape.py"], encoding="utf-8")
    run("autograder", "check", "output_shape", cwd=root, AUTOGRADER_COURSE=str(root))
    return root


@pytest.mark.long
def test_own_code_is_asked_about_once_it_is_right(one_done):
    first = ask(one_done, "no idea\n" + "-7\n" * 5, "--mine")
    assert first.returncode == 0, first.stderr
    answers = re.findall(r"No: it is (.+)\.", first.stdout)
    assert 3 <= len(answers) <= 5 and "output_shape.py, line " in first.stdout
    again = ask(one_done, "\n".join(answers) + "\n", "--mine")
    assert again.stdout.rstrip().endswith(f"{len(answers)} of {len(answers)} right.")


@pytest.mark.long
def test_own_code_that_is_not_done_is_not_asked_about(one_done):
    told = ask(one_done, "", "--mine", "filters")
    assert (told.returncode, told.stdout) == (2, "")
    assert "once an exercise is done" in told.stderr and len(told.stderr.splitlines()) == 1
    told = ask(one_done, "", "--mine", "--to", "html", "--into", "x.html")
    assert told.returncode == 2 and "leave --to and --into out" in told.stderr
