"""What a learner has reached is kept, and what comes next follows from it."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from helpers import write_course
from hypothesis import given
from hypothesis import strategies as st
from plain_values import quick

from autograder.checks import progress
from autograder.checks.progress import Progress, Reached, first_wrong, read_progress
from autograder.checks.verdict import CheckResult, Outcome
from autograder.course import COURSE_VARIABLE, current_course

NAMES = [exercise.name for exercise in current_course().exercises]
DONE = Reached(3, 3, 8.0)


@pytest.fixture
def home(tmp_path, monkeypatch):
    write_course(tmp_path)
    monkeypatch.setenv(COURSE_VARIABLE, str(tmp_path))
    return tmp_path


def a_result(outcome=Outcome.PASSED, part="train", function="", points=Fraction(1, 3)):
    return CheckResult(part, "x", outcome, points, function=function)


@pytest.mark.parametrize(
    ("reached", "done"),
    [(None, False), (Reached(0, 0), False), (Reached(2, 3), False), (Reached(3, 3), True)],
)
def test_an_exercise_is_done_when_all_its_checks_passed(reached, done):
    assert Progress({"train": reached} if reached else {}).is_done("train") == done


def test_the_first_that_is_not_done_is_at_hand():
    assert Progress().current().name == NAMES[0]
    assert Progress({NAMES[0]: DONE, NAMES[2]: DONE}).current().name == NAMES[1]


def test_what_was_chosen_is_at_hand_until_it_is_done():
    assert Progress(at_hand="fit").current().name == "fit"
    assert Progress({"fit": DONE}, at_hand="fit").current().name == NAMES[0]


def test_after_the_last_one_comes_the_first_that_is_not_done():
    assert Progress().after("train").name == NAMES[NAMES.index("train") + 1]
    assert Progress().after(NAMES[-1]).name == NAMES[0]
    assert Progress({NAMES[0]: DONE}).after(NAMES[-1]).name == NAMES[1]


def test_when_all_is_done_the_next_in_order_is_given():
    everything = Progress(dict.fromkeys(NAMES, DONE))
    assert everything.after("").name == NAMES[0]
    assert everything.after(NAMES[0]).name == NAMES[1]


def test_the_function_at_hand_is_where_the_last_run_failed():
    found = Progress({"filters": Reached(function="conv_layer"), "fit": Reached(function="gone")})
    assert found.function_of("filters") == "conv_layer"
    assert found.function_of("fit") == "fit"
    assert found.function_of("layers") == "relu"
    assert found.function_of("accuracy") == "accuracy"


def test_the_last_that_is_done_is_before_the_current_one_or_the_last_of_all():
    assert Progress({"fit": Reached(1, 3)}).last_done() is None
    both = Progress({NAMES[0]: DONE, NAMES[1]: DONE, NAMES[4]: DONE})
    assert both.last_done().name == NAMES[1]
    assert Progress({"fit": DONE}).last_done().name == "fit"
    assert Progress(dict.fromkeys(NAMES, DONE)).last_done().name == NAMES[-1]


def test_points_are_those_of_all_exercises():
    assert Progress({"train": Reached(points=2.5), "fit": Reached(points=1)}).points == 3.5


def test_results_are_noted_for_their_exercise(home):
    found = Progress({"fit": DONE})
    found.note([a_result(), a_result(), a_result(Outcome.FAILED, function="train")])
    missing = [["x", ""]]
    train = Reached(2, 3, 0.6667, "train", 0.0, missing=missing)
    assert found.reached == {"fit": DONE, "train": train}
    found.note([a_result()])
    assert found.reached["train"].checks == 3 and found.reached["train"].passed == 1


def test_a_files_time_is_noted_with_its_result(home):
    file = home / "exercises" / str(current_course().exercise("train").file)
    file.parent.mkdir(exist_ok=True)
    file.touch()
    found = Progress()
    found.note([a_result()])
    assert found.reached["train"].edited == file.stat().st_mtime > 0


def test_what_failed_comes_before_what_is_not_written():
    unwritten, failed = a_result(Outcome.NOT_WRITTEN), a_result(Outcome.FAILED)
    assert first_wrong([a_result(), unwritten, failed]) is failed
    assert first_wrong([a_result(), unwritten]) is unwritten
    assert first_wrong([a_result()]) is None


def test_progress_is_read_as_it_was_written(home):
    kept = Progress({"train": Reached(1, 2, 3.5, "train", 7.0)}, {"relu": 2}, "fit")
    progress.write_progress(kept)
    assert read_progress() == kept
    assert [path.name for path in (home / ".autograder").iterdir()] == ["progress.json"]


def test_what_another_kit_knew_is_left_out(home):
    progress.write_progress(Progress({"gone": DONE, "fit": DONE}, {}, "gone"))
    assert read_progress() == Progress({"fit": DONE})


def test_a_run_is_remembered(home):
    assert progress.remember([a_result()], at_hand="fit").at_hand == "fit"
    assert read_progress().reached["train"].passed == 1 and read_progress().at_hand == "fit"


def test_where_nothing_can_be_written_nothing_is_kept(home):
    (home / ".autograder").write_text("a file", encoding="utf-8")
    progress.write_progress(Progress(at_hand="fit"))
    assert read_progress() == Progress()


def test_a_write_that_fails_leaves_nothing_behind(tmp_path):
    with pytest.raises(UnicodeEncodeError):
        progress.write_atomic(tmp_path / "a.json", "\ud800")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    [
        *("", "[", "[]", "null", "{}", "[" * 100_000, '{"reached": {}, "hints": {}}'),
        '{"reached": {}, "hints": {"relu": Infinity}, "at_hand": ""}',
        '{"reached": {"fit": {"odd": 1}}, "hints": {}, "at_hand": ""}',
        '{"reached": {"fit": 1}, "hints": {}, "at_hand": ""}',
    ],
    ids=range(10),
)
def test_a_damaged_file_is_as_none(home, text):
    progress.write_atomic(home / ".autograder" / "progress.json", text)
    assert read_progress() == Progress()


trees = st.recursive(
    st.sampled_from([None, 1, 2.5, "fit", "x", True, float("nan"), float("inf")]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["reached", "hints", "at_hand", "fit", "passed", "points"]), inner
        )
    ),
    max_leaves=8,
)


@quick
@given(trees | st.fixed_dictionaries({"reached": trees, "hints": trees, "at_hand": trees}))
def test_a_file_that_says_anything_is_read_or_is_as_none(tmp_path_factory, tree):
    home = tmp_path_factory.getbasetemp() / "anything"
    write_course(home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(COURSE_VARIABLE, str(home))
        progress.write_atomic(home / ".autograder" / "progress.json", json.dumps(tree))
        assert isinstance(read_progress(), Progress)
