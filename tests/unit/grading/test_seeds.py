"""Seeds: drawn so that nobody can guess them, kept with a run, of no use where they are sent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.checks.ask import Ask
from autograder.checks.inputs import Draw, seed_of
from autograder.checks.sides import InProcess
from autograder.core.errors import CommandError
from autograder.grading.record import RunRecord, seed_for
from autograder.grading.seeds import PUBLIC_SEEDS, course_seed, draw_seed, own_seed, read_secret


def test_a_drawn_seed_is_never_a_public_one_and_never_twice_the_same():
    seeds = {draw_seed() for _ in range(1000)}
    assert len(seeds) == 1000
    assert all(PUBLIC_SEEDS <= seed < 1 << 63 for seed in seeds)


def test_a_run_keeps_its_seed_unless_another_one_is_named():
    assert seed_for(None, RunRecord(seed=12345)) == 12345
    assert seed_for(7, RunRecord(seed=12345)) == 7
    assert seed_for(None, None) >= PUBLIC_SEEDS
    assert seed_for(None, RunRecord()) >= PUBLIC_SEEDS


@given(st.integers(0, (1 << 63) - 1), st.text(), st.text())
def test_a_submissions_seed_follows_from_the_secret_and_its_bytes(seed, digest, other):
    own = own_seed(seed, digest)
    assert own == own_seed(seed, digest)
    assert 0 <= own < 1 << 63
    assert (own == own_seed(seed, other)) == (digest == other)
    assert own != own_seed(seed ^ 1, digest)


def test_a_courses_seed_follows_from_its_secret():
    assert course_seed(b"one") == course_seed(b"one") != course_seed(b"other")


def test_a_seed_is_the_same_in_every_version():
    """A class is graded with the same questions again after an update."""
    assert course_seed(b"one") == 182196181205552216
    assert own_seed(1, "ab") == 5977178912134340785


def test_a_secret_is_what_its_file_holds_and_not_nothing(tmp_path):
    path = tmp_path / "secret"
    path.write_bytes(b" s\n")
    assert read_secret(path) == b" s\n"
    path.write_bytes(b" \n")
    with pytest.raises(CommandError, match=r"--secret .* is empty: anybody could guess it"):
        read_secret(path)


def test_each_question_is_sent_with_a_seed_of_its_own_that_leads_nowhere():
    side, asked = InProcess.of_reference(), []

    class Listening:
        def answer(self, question):
            asked.append(question.seed)
            return side.answer(question)

    draw = Draw(seed_of("grading", 1, "a check"))
    ask = Ask(Listening(), side, draw.seed)
    for _ in range(3):
        ask.relu(draw.tenths(3))
    ask.projected(lambda value: value).relu(draw.tenths(3))
    assert len(set(asked)) == 4
    assert draw.seed not in asked
    assert max(asked).bit_length() > 56  # as long as they can be, not cut
