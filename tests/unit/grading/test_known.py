"""Who the learners are is kept beside the results."""

from __future__ import annotations

import pytest
from making import result

from autograder.core.errors import CommandError
from autograder.grading.known import NAMES, Person, person_of, read_people, write_people
from autograder.grading.results import Lateness

PEOPLE = {"ada": Person("Ada Lovelace", "a@b.c"), "bob": Person("", "b@b.c")}


def test_names_are_read_as_they_were_written(tmp_path):
    assert read_people(tmp_path) == {}
    write_people(tmp_path, PEOPLE | {"lei": Person("李雷")})
    assert read_people(tmp_path) == PEOPLE | {"lei": Person("李雷")}
    assert "李雷" in (tmp_path / NAMES).read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["[", "[]", '{"ada": 1}', '{"ada": {"name": 2}}'])
def test_a_damaged_file_says_how_it_is_written_anew(tmp_path, text):
    (tmp_path / NAMES).write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=r"names\.json is damaged .* report --roster"):
        read_people(tmp_path)


def test_a_roster_comes_before_what_the_platform_told():
    told = {"handed_in": Lateness("x", "As the platform writes it")}
    assert person_of(result("ada", **told), PEOPLE) == PEOPLE["ada"]
    assert person_of(result("bob", **told), PEOPLE) == Person("As the platform writes it", "b@b.c")
    assert person_of(result("cyd"), PEOPLE) == Person()
