"""What the warm parent gives its workers."""

from __future__ import annotations

import socket

import pytest

from autograder.sandbox.inside.parent import NEIGHBOURS, Parent
from autograder.sandbox.limits import Limits


@pytest.mark.parametrize(
    ("user", "own_pids", "room"),
    [(None, False, NEIGHBOURS), (None, True, 0), (60_000, False, 0), (60_000, True, 0)],
)
def test_where_all_run_as_one_user_there_is_room_for_the_neighbours(user, own_pids, room):
    """The kernel counts a user's processes together: sleepers next door took threads away."""
    options = {"limits": Limits(processes=5).of_worker(), "user": user, "own_pids": own_pids}
    options |= {"scratch": [], "readable": []}
    with socket.socket() as control:
        parent = Parent(control, options)
        outside = parent._tasks_of_user(user)
        assert abs(parent._limits()["processes_outside"] - outside - 5 * room) <= 3


def test_what_a_submission_left_is_no_place_to_import_at(tmp_path):
    """matplotlib reads its settings there: a submission may not write them for the next."""
    options = {"user": None, "scratch": [tmp_path], "readable": []}
    library = "this_one_is_not_there"
    with socket.socket() as control:
        parent = Parent(control, options)
        (tmp_path / "matplotlibrc").touch()
        assert parent._import([library], []) == []  # nobody was here: it is the kit's own
        parent.has_forked = True
        assert parent._import([library], []) == ["files"]
        assert parent._import(["socket"], []) == []
        (tmp_path / "matplotlibrc").unlink()
        assert parent._import([library], []) == []
