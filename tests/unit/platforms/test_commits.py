"""Which commit of a clone counts: the last in time, of those that change what can be graded."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from dulwich.objects import Blob, Commit, Tree
from dulwich.repo import MemoryRepo

from autograder.platforms import commits
from autograder.platforms.commits import Moment, last_sent, moments
from autograder.platforms.pieces import Sent

FIRST = datetime(2026, 11, 20, 10, tzinfo=timezone.utc)
HOUR = timedelta(hours=1)


def clone(*states: dict[str, str], modes: dict[str, int] | None = None):
    """Return a repository with a commit an hour, the first at ten, and the commits' names."""
    repository, parents, names = MemoryRepo(), [], []
    for number, files in enumerate(states):
        tree = Tree()
        for name, text in files.items():
            blob = Blob.from_string(text.encode())
            repository.object_store.add_object(blob)
            tree.add(name.encode(), (modes or {}).get(name, 0o100644), blob.id)
        commit = Commit()
        commit.tree, commit.parents = tree.id, parents
        commit.author = commit.committer = b"a <a@x>"
        commit.author_time = commit.commit_time = int((FIRST + number * HOUR).timestamp())
        commit.author_timezone = commit.commit_timezone = 0
        commit.message = b"m"
        repository.object_store.add_object(tree)
        repository.object_store.add_object(commit)
        parents = [commit.id]
        names.append(commit.id.decode())
    repository.refs[b"HEAD"] = parents[0]
    return repository, names


def found(repository, deadlines=(), sent=()) -> list[tuple[int, dict[str, str] | None]]:
    """Return the hour of each state that counts, and its files where they are not the folder's."""
    return [
        (
            one.time.hour,
            None if one.files is None else {n: read().decode() for n, read in one.files.items()},
        )
        for one in commits._moments(repository, deadlines, sent)
    ]


VERSIONS = [{"a.py": str(number)} for number in range(4)]


def test_without_a_deadline_the_last_commit_counts_as_it_lies_there():
    repository, _names = clone(*VERSIONS)
    assert found(repository) == [(13, None)]
    assert commits._moments(repository, [], [])[0].claimed


@pytest.mark.parametrize(
    ("deadlines", "states"),
    [
        ([FIRST + 3 * HOUR], [(13, None)]),
        ([FIRST + 1.5 * HOUR], [(11, {"a.py": "1"}), (13, None)]),
        ([FIRST + HOUR], [(11, {"a.py": "1"}), (13, None)]),
        ([FIRST, FIRST + 2 * HOUR], [(10, {"a.py": "0"}), (12, {"a.py": "2"}), (13, None)]),
        ([FIRST - HOUR], [(13, None)]),
    ],
)
def test_the_last_state_before_each_deadline_counts_too(deadlines, states):
    assert found(clone(*VERSIONS)[0], deadlines) == states


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        *(("b.py", True), ("lab.ipynb", True), ("hw.zip", True), ("hw.tar.gz", True)),
        *(("README.md", False), ("test_a.py", False), ("conftest.py", False), (".b.py", False)),
    ],
)
def test_a_commit_of_nothing_that_is_graded_does_not_count(name, counts):
    repository, _names = clone({"a.py": "1"}, {"a.py": "1", name: "x"})
    assert found(repository)[0][0] == (11 if counts else 10)


def test_a_file_that_was_taken_away_counts():
    assert found(clone({"a.py": "1", "b.py": "2"}, {"a.py": "1"})[0]) == [(11, None)]


def test_of_links_and_submodules_nothing_is_read():
    files = {"a.py": "1", "link.py": "a.py"}
    modes = {"link.py": 0o120000}
    repository, _names = clone(files, {"a.py": "2"}, modes=modes)
    assert found(repository, [FIRST]) == [(10, {"a.py": "1"}), (11, None)]


def test_recorded_times_decide_and_may_name_commits():
    repository, names = clone(*VERSIONS)
    sent = [Sent(FIRST + 5 * HOUR, names[1]), Sent(FIRST + 7 * HOUR, names[3])]
    assert found(repository, [FIRST + 6 * HOUR], sent) == [(15, {"a.py": "1"}), (17, None)]
    assert found(repository, [FIRST + 5 * HOUR], sent) == [(15, {"a.py": "1"}), (17, None)]
    assert found(repository, [FIRST + 4 * HOUR], sent) == [(17, None)]
    without = [Sent(FIRST + 5 * HOUR), Sent(FIRST + 7 * HOUR)]
    assert found(repository, [FIRST + 6 * HOUR], without) == [(17, None)]
    gone = Sent(FIRST + 5 * HOUR, "0" * 40)
    assert found(repository, [], [gone]) == [(13, None)], "a commit that is not there tells nothing"


def test_a_repository_of_nothing_that_is_graded_has_no_time():
    (moment,) = commits._moments(clone({"README.md": "x"})[0], [], [])
    assert moment == Moment(None)


def test_what_is_no_clone_has_the_time_that_the_platform_tells(tmp_path):
    late = Sent(FIRST + HOUR, claimed=True)
    assert moments(tmp_path, [], [Sent(FIRST), late]) == [Moment(late.time, True)]
    assert last_sent([]) == Moment(None)
