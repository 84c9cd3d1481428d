"""Names and addresses are found in whatever columns a roster has them."""

from __future__ import annotations

import pytest
from making import result

from autograder.grading.known import Person
from autograder.grading.results import Lateness
from autograder.platforms.people import people_of

RESULTS = [result("s1"), result("s2")]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("id,Name\ns1,Ada Lovelace\n", Person("Ada Lovelace")),
        ("id,First name,Surname,E-Mail\ns1,Ada,Lovelace,a@b.c\n", Person("Ada Lovelace", "a@b.c")),
        ("ID;姓名\ns1;图灵\n", Person("图灵")),
        ("id,login\ns1,ada\n", Person()),
        ("id,Student,Contact\ns1,,mail me\n", Person()),
    ],
)
def test_a_roster_tells_who_it_is(tmp_path, text, person):
    (tmp_path / "class.csv").write_text(text, encoding="utf-8")
    people, unmatched = people_of(RESULTS, tmp_path / "class.csv")
    assert people == {"s1": person}
    assert [one.submission_id for one in unmatched] == ["s2"]


def test_a_group_is_all_its_learners(tmp_path):
    text = 'id,name,mail\ns1,"Lovelace, Ada",a@b.c\ns2,Bob,b@b.c\n'
    (tmp_path / "class.csv").write_text(text, encoding="utf-8")
    both = result("pair", handed_in=Lateness("s1", members=("s2",)))
    people, _unmatched = people_of([both], tmp_path / "class.csv")
    assert people == {"pair": Person("Lovelace, Ada; Bob", "a@b.c, b@b.c")}
