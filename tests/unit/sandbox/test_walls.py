"""The command that puts up the outer walls, and which walls are enough."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from autograder.sandbox import walls
from autograder.sandbox.limits import CARRIED, Limits
from autograder.sandbox.walls import NO_WALLS, Walls, environment, parent_command


def command(user: bool = False, devices: tuple[str, ...] = (), **limits: int) -> list[str]:
    standing = Walls("/usr/bin/bwrap", user, 6, True, devices)
    return parent_command(standing, Limits(**limits), 7, "{}")


def following(args: list[str], option: str, count: int) -> list[tuple[str, ...]]:
    """Return the words after each time that an option stands in a command."""
    return [tuple(args[i + 1 : i + 1 + count]) for i, word in enumerate(args) if word == option]


def test_without_bubblewrap_the_parent_starts_alone():
    assert parent_command(NO_WALLS, Limits(), 7, "{}") == [
        *(sys.executable, "-m", "inside.parent", "7", "{}"),
    ]


def test_behind_bubblewrap_the_same_parent_starts():
    args = command()
    assert args[0] == "/usr/bin/bwrap"
    assert args[-5:] == [sys.executable, "-m", "inside.parent", "7", "{}"]


@pytest.mark.parametrize("user", [False, True])
@pytest.mark.parametrize(
    "option",
    [
        *("--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"),
        *("--unshare-cgroup-try", "--die-with-parent", "--new-session", "--clearenv"),
    ],
)
def test_nothing_of_the_machine_is_shared(user, option):
    assert option in command(user)


def test_an_ordinary_user_gets_a_namespace_and_no_capability():
    args = command(False)
    assert "--unshare-user" in args and "--cap-add" not in args


def test_root_keeps_only_what_it_needs_to_become_another_user():
    args = command(True)
    assert "--unshare-user" not in args
    powers = {power for (power,) in following(args, "--cap-add", 1)}
    assert {"CAP_SETUID", "CAP_SETGID", "CAP_KILL"} <= powers
    assert not powers & {"CAP_SYS_ADMIN", "CAP_NET_ADMIN", "CAP_SYS_MODULE", "CAP_NET_RAW"}


def test_nothing_of_the_disk_can_be_written_but_rooms_in_memory_of_the_size_allowed():
    args = command(disk=3)
    assert "--bind" not in args
    rooms = following(args, "--perms", 5)
    assert rooms == [
        ("1777", "--size", str(3 + CARRIED << 20), "--tmpfs", "/tmp"),
        ("1777", "--size", str(3 << 20), "--tmpfs", "/dev/shm"),
    ]


def test_of_the_kit_only_the_inside_is_there():
    bound = following(command(), "--ro-bind", 2)
    assert (str(walls.INSIDE), "/kit/inside") in bound
    assert ("--chdir", "/kit") in [*zip(command(), command()[1:])]
    kit = Path(walls.__file__).parents[2]
    own = [source for source, _ in bound if Path(source) == kit or Path(source) in kit.parents]
    assert own == []


def test_each_folder_is_seen_where_it_is():
    for source, place in following(command(), "--ro-bind", 2):
        assert source == place or place == "/kit/inside"
    assert sys.prefix in [source for source, _ in following(command(), "--ro-bind", 2)]


def test_devices_are_let_through_only_where_they_are_named():
    covered = [("/dev/null", "/dev/zero")]
    assert following(command(), "--dev-bind", 2) == covered
    args = command(devices=("/dev/nvidia0", "/dev/nvidiactl"))
    named = [("/dev/nvidia0", "/dev/nvidia0"), ("/dev/nvidiactl", "/dev/nvidiactl")]
    assert following(args, "--dev-bind", 2) == [*covered, *named]


def test_the_rooms_lie_over_nothing_that_is_bound_later():
    """bubblewrap makes things in the order of the words: devices first, then what lies in them."""
    args = command(devices=("/dev/nvidia0",))
    assert args.index("--dev") < args.index("--dev-bind") < args.index("--tmpfs")
    assert args.index("--tmpfs") < args.index("--ro-bind")


def test_the_environment_is_our_own(monkeypatch):
    monkeypatch.setenv("SECRET", "x")
    given = dict(following(command(), "--setenv", 2))
    assert given == environment("/tmp")
    assert "SECRET" not in given
    assert given["HOME"] == given["TMPDIR"] == "/tmp"
    assert given["MPLBACKEND"] == "Agg" and given["OMP_NUM_THREADS"] == "1"


def test_folders_of_python_are_listed_once_and_where_they_really_are():
    folders = walls.python_folders()
    assert folders == sorted(set(folders))
    assert all(
        any(Path(f, name, "__init__.py").is_file() for f in folders) for name in ("torch", "PIL")
    )
    assert {Path(f).name for f in walls._package_folders()} <= {"site-packages", "dist-packages"}
    assert {sys.prefix, sys.base_prefix} <= set(folders)
    assert {str(Path(folder).resolve()) for folder in folders} <= set(folders)


def test_folders_above_what_is_bound_are_opened_but_not_the_root_or_the_rooms():
    opened = walls.opened_folders()
    assert opened[-2:] == ["/kit", "/kit/inside"]
    assert str(Path(sys.prefix).parent) in [*opened, "/", *walls.TMPFS]
    assert not {"/", *walls.TMPFS} & set(opened)


BUBBLEWRAP = "/usr/bin/bwrap"


@pytest.mark.parametrize(
    ("standing", "names", "enough"),
    [
        (NO_WALLS, (), False),
        (Walls(BUBBLEWRAP, False, 0, False), ("namespaces",), True),
        (Walls(BUBBLEWRAP, True, 1, True), ("namespaces", "user", "landlock", "seccomp"), True),
        (Walls(None, False, 4, True), ("landlock", "seccomp"), True),
        (Walls(None, False, 3, True), ("landlock", "seccomp"), False),
        (Walls(None, False, 6, False), ("landlock",), False),
        (Walls(None, True, 0, True), ("user", "seccomp"), False),
    ],
)
def test_files_and_network_must_both_be_out_of_reach(standing, names, enough):
    assert standing.names == names and standing.enough == enough


def test_the_processor_needs_no_device():
    assert walls.devices_for("cpu") == ()


def test_only_devices_that_exist_are_named():
    assert all(Path(name).is_char_device() for name in walls.devices_for("cuda"))


def test_a_bubblewrap_that_cannot_start_is_no_wall(monkeypatch, tmp_path):
    monkeypatch.setattr(walls, "bubblewrap_program", lambda: str(tmp_path / "none"))
    standing = walls.walls_of_this_machine()
    assert standing.bubblewrap is None and "namespaces" not in standing.names
    assert standing.reduced == standing.enough


@pytest.mark.parametrize(("code", "works"), [(0, True), (1, False)])
def test_bubblewrap_is_tried_once_with_the_walls_it_shall_put_up(monkeypatch, code, works):
    asked = []

    def start(args, **options):
        asked.append(args)
        return subprocess.CompletedProcess(args, code, b"", b"")

    monkeypatch.setattr(walls.subprocess, "run", start)
    assert walls._works("/bwrap", False) is works
    (args,) = asked
    assert args[0] == "/bwrap" and "--unshare-net" in args and args[-1] == "true"


def test_a_bubblewrap_that_hangs_is_no_wall(monkeypatch):
    def start(args, **options):
        raise subprocess.TimeoutExpired(args, options["timeout"])

    monkeypatch.setattr(walls.subprocess, "run", start)
    assert not walls._works("/bwrap", False)


def test_bubblewraps_own_words_are_the_reason():
    assert walls.bubblewrap_error("/bin/false") == "no reason given"


def test_elsewhere_than_on_linux_there_are_no_walls(monkeypatch):
    monkeypatch.setattr(walls.sys, "platform", "darwin")
    assert walls.walls_of_this_machine() == NO_WALLS


@pytest.mark.skipif(sys.platform != "linux", reason="abstract sockets are Linux's")
def test_no_two_slots_have_one_user():
    held = [walls.reserve_user() for _ in range(5)]
    users = [user for user, _ in held]
    assert len(set(users)) == 5 and set(users) <= set(walls.USERS)
    for _, mark in held:
        mark.close()
    again, mark = walls.reserve_user()
    mark.close()
    assert again == users[0]


def test_a_folder_in_which_something_is_covered_is_opened_piece_by_piece(tmp_path, monkeypatch):
    for path in ("lib/torch", "lib/autograder/checks", "share/course", "bin"):
        (tmp_path / path).mkdir(parents=True)
    (tmp_path / "alias").symlink_to("lib")
    covered = [str(tmp_path / "lib/autograder"), str(tmp_path / "share/course")]
    monkeypatch.setattr(walls, "covered_folders", lambda: covered)
    monkeypatch.setattr(walls, "python_folders", lambda: [str(tmp_path)])
    read, listed = walls.open_folders()
    own = sorted(path.removeprefix(f"{tmp_path}/") for path in read if str(tmp_path) in path)
    assert own == ["bin", "lib/torch"] or own == ["alias/torch", "bin"]
    assert str(tmp_path) in listed and set(walls.SYSTEM) <= set(read)
