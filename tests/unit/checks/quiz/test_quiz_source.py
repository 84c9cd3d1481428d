"""Where questions come from: those that a released kit holds, and which of them are asked."""

from __future__ import annotations

import pytest

from autograder.checks.quiz import quiz_source
from autograder.checks.quiz.quiz import Item
from autograder.checks.quiz.quiz_source import Live, Recorded, chosen, encoded, kinds, source
from autograder.core.errors import CommandError
from autograder.course import current_course

FIRST, SECOND = current_course().exercises[:2]
KINDS = ("a", "b", "c")


def items(seed: int) -> list[Item]:
    return [Item(exercise=FIRST.name, name=name, seed=seed) for name in KINDS]


CONTENT = encoded([items(0), items(1)])


@pytest.fixture
def kit(tmp_path) -> Recorded:
    (tmp_path / f"{FIRST.name}.xz").write_bytes(CONTENT)
    return Recorded(tmp_path)


def test_a_released_kit_holds_the_questions_of_some_seeds(kit, tmp_path):
    assert (kit.seeds, kit.names(FIRST), kit.names(SECOND)) == (2, list(KINDS), [])
    assert [kit.item(FIRST, "b", seed) for seed in (0, 1)] == [items(0)[1], items(1)[1]]
    (tmp_path / "empty").mkdir()
    assert Recorded(tmp_path / "empty").seeds == 0


@pytest.mark.parametrize("seed", [-1, 2])
def test_a_seed_that_was_not_drawn_from_is_refused(kit, seed):
    with pytest.raises(CommandError, match=f"--seed {seed}: .* seeds 0 to 1"):
        kit.item(FIRST, "a", seed)


@pytest.mark.parametrize("content", [b"", b"no archive", CONTENT[:20]])
def test_a_damaged_file_is_named(kit, tmp_path, content):
    (tmp_path / f"{FIRST.name}.xz").write_bytes(content)
    with pytest.raises(CommandError, match=rf"{FIRST.name}\.xz cannot be read"):
        kit.item(FIRST, "a", 0)


def test_an_exercise_without_questions_says_so(kit):
    assert kinds(FIRST, kit) == list(KINDS)
    with pytest.raises(CommandError, match=f"no questions about {SECOND.name}"):
        kinds(SECOND, kit)


def test_what_was_asked_least_often_is_asked_first(kit):
    asked = ["a", "a", "c"]
    assert [item.name for item in chosen(FIRST, kit, 2, 1, asked)] == ["b", "c"]
    assert {item.seed for item in chosen(FIRST, kit, 3, 1, asked)} == {1}


def test_a_seed_decides_which_of_the_new_ones_comes_first():
    class Endless:
        def names(self, exercise):
            return list(KINDS)

        def item(self, exercise, name, seed):
            return name

    firsts = [chosen(FIRST, Endless(), 1, seed, []) for seed in range(20)]
    assert firsts == [chosen(FIRST, Endless(), 1, seed, []) for seed in range(20)]
    assert {name for (name,) in firsts} == set(KINDS)


def test_where_the_reference_is_questions_are_drawn(tmp_path, monkeypatch):
    assert source().names(FIRST) == Live().names(FIRST) != []
    monkeypatch.setattr(quiz_source, "has_solutions", lambda home: False)
    assert isinstance(source(), Recorded)
