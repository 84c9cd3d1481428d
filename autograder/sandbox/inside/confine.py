"""The worker's own walls, put up after the fork: limits, Landlock and a seccomp filter.

They stand between the learner's code and the warm parent it was forked from. Numbers and
structures are the kernel's (linux/landlock.h, linux/seccomp.h, linux/bpf_common.h); the
standard library has no names for them.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import struct
import sys
from collections.abc import Collection, Iterable
from typing import Any

from .syscalls import SYSCALLS

_libc = ctypes.CDLL(None, use_errno=True)

# prctl(2)
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
PR_SET_KEEPCAPS, PR_CAPBSET_DROP, PR_SET_CHILD_SUBREAPER = 8, 24, 36
CAP_DAC_READ_SEARCH, CAPABILITY_VERSION_3 = 2, 0x20080522
# Landlock's system calls have the same numbers on every architecture.
LANDLOCK_CREATE, LANDLOCK_ADD, LANDLOCK_RESTRICT = 444, 445, 446
LANDLOCK_VERSION, RULE_PATH_BENEATH = 1, 1
FS_RIGHTS_BY_ABI = (13, 14, 15, 15, 16)
"""How many file rights each Landlock version knows, from version 1 on."""
READ_RIGHTS = 0b1101  # execute, read a file, list a folder
LIST_RIGHTS = 0b1000
FILE_RIGHTS = 0xC007  # those that make sense for a file: execute, write, read, truncate, ioctl
NETWORK_RIGHTS, SCOPES = 0b11, 0b11  # bind and connect TCP; abstract sockets and signals

NEW_NAMESPACES = 0x7E020000  # every CLONE_NEW* flag of clone(2)
AF_UNIX, SOCK_DGRAM, EPERM, ENOSYS, SIGCHLD = 1, 2, 1, 38, 17
PRIO_PROCESS, IOPRIO_WHO_PROCESS = 0, 1
PR_SCHED_CORE = 62
SET_FLAGS = (0x40086602, 0x40046602, 0x40087602, 0x401C5820, 0x40806685)
"""Commands that change what is only opened to be read: FS_IOC_SETFLAGS, FS_IOC_ENABLE_VERITY."""
WATCHING = (1024, 1026)
"""F_SETLEASE and F_NOTIFY: a lease on a library lets whoever else opens it wait for 45 seconds."""
SET_OWNER = {
    "fcntl": (8, 15, *WATCHING),
    "ioctl": (0x8901, 0x8902, 0x5412, *SET_FLAGS),
    "prctl": (PR_SET_DUMPABLE, PR_SCHED_CORE),
}
"""Commands that let the kernel signal, type for, schedule or hold up another process, or that hide
from the warm parent how much memory is used."""
BUFFER_SIZES = (7, 8, 32, 33)  # SO_SNDBUF, SO_RCVBUF and their *FORCE
"""Options that would let a socket hold more than what is counted for it."""
SHARED = "shared"
NOBODYS = 0x21  # MAP_SHARED and MAP_ANONYMOUS
"""Such memory lives on where one page of it stays mapped, and no count of a process shows it."""
KILL, REFUSE, ALLOW = 0x80000000, 0x50000, 0x7FFF0000


def _ok(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


def prctl(option: int, value: int) -> None:
    """Call prctl(2) with one value; raises OSError."""
    _ok(_libc.prctl(option, value, 0, 0, 0))


def landlock_version() -> int:
    """Return the Landlock version of this kernel, 0 where there is none."""
    return max(0, int(_libc.syscall(LANDLOCK_CREATE, None, 0, LANDLOCK_VERSION)))


def put_up_landlock(
    readable: Iterable[str], writable: Iterable[str], listable: Iterable[str] = ()
) -> bool:
    """Confine this process and its children to some folders, without TCP or foreign signals.

    Of what is only `listable` names are told, as imports need them, and no file is read.
    Tells whether it could; what it confines grows with the kernel's Landlock version
    (files from 1, TCP from 4, signals and abstract sockets from 6).
    """
    version = landlock_version()
    if version < 1:
        return False
    rights = (1 << FS_RIGHTS_BY_ABI[min(version, 5) - 1]) - 1
    network, scopes = NETWORK_RIGHTS if version >= 4 else 0, SCOPES if version >= 6 else 0
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    attributes = struct.pack("QQQ", rights, network, scopes)[:size]
    rules = _ok(_libc.syscall(LANDLOCK_CREATE, attributes, size, 0))
    allowed = ((listable, LIST_RIGHTS), (readable, READ_RIGHTS), (writable, rights))
    for paths, wanted in allowed:
        for path in paths:
            _allow(rules, path, wanted & rights)
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    _ok(_libc.syscall(LANDLOCK_RESTRICT, rules, 0))
    os.close(rules)
    return True


def _allow(rules: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH)
    except OSError:
        return  # what cannot be opened needs no permission
    try:
        allowed = rights if os.path.isdir(path) else rights & FILE_RIGHTS  # noqa: PTH112
        rule = struct.pack("=Qi", allowed, place)
        _ok(_libc.syscall(LANDLOCK_ADD, rules, RULE_PATH_BENEATH, rule, 0))
    finally:
        os.close(place)


def put_up_seccomp(alone: bool, shared: bool = False) -> bool:
    """Refuse the system calls that no exercise needs; returns whether it could.

    Refused are sockets other than unix ones, new namespaces, and whatever changes limits,
    priority, processors or schedule of another process; clone3, whose flags a filter cannot
    read, is said not to exist, so that the C library takes clone. SIGCHLD keeps its default,
    though a call that changes it seems to succeed: the CPU time of children that are ignored
    is counted nowhere. Memory that is `shared` and of no file is refused unless it is allowed.

    Where the filter stands `alone`, without namespaces, no unix socket is connected or given a
    name, and changing a file's mode, owner, times or attributes only seems to succeed: Landlock
    does not know these.
    """
    table = SYSCALLS.get(platform.machine())
    if table is None or sys.maxsize < 2**32:
        return False
    program = _filter(table, alone, landlock_version() < 6, shared)
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in program))
    header = struct.pack("HxxxxxxQ", len(program), ctypes.addressof(code))
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    _ok(_libc.prctl(PR_SET_SECCOMP, 2, ctypes.c_char_p(header), 0, 0))
    return True


Step = tuple[int, int, int, int]
LOAD, EQUAL, AT_LEAST, ANY_BIT, GIVE, AND = 0x20, 0x15, 0x35, 0x45, 0x06, 0x54
NUMBER, ARCHITECTURE = 0, 4
GIVE_REFUSE: Step = (GIVE, 0, 0, REFUSE | EPERM)
GIVE_ALLOW: Step = (GIVE, 0, 0, ALLOW)
GIVE_PRETENCE: Step = (GIVE, 0, 0, REFUSE | 0)
"""The call does nothing and returns 0."""


def _argument(number: int, upper: bool = False) -> Step:
    """Load one half of an argument; both architectures are little-endian."""
    return (LOAD, 0, 0, 16 + 8 * number + 4 * upper)


def _filter(table: dict[str, Any], alone: bool, signals: bool, shared: bool = False) -> list[Step]:
    """Write the filter in classic BPF: load a word, compare, return.

    Each rule returns on every way through it, since it loads other words than the number.
    """
    rules: dict[int, list[Step]] = {table["clone3"]: [(GIVE, 0, 0, REFUSE | ENOSYS)]}
    rules |= {number: [GIVE_REFUSE] for number in table["denied"]}
    rules |= {number: _of_own_process(0) for number in table["of a process"]}
    rules[table["setpriority"]] = _if_equal(0, PRIO_PROCESS, _of_own_process(1))
    rules[table["ioprio_set"]] = _if_equal(0, IOPRIO_WHO_PROCESS, _of_own_process(1))
    for name, commands in SET_OWNER.items():
        checks = [(EQUAL, len(commands) - n, 0, c) for n, c in enumerate(commands)]
        first = 0 if name == "prctl" else 1
        rules[table[name]] = [_argument(first), *checks, GIVE_ALLOW, GIVE_REFUSE]
    rules[table["clone"]] = [_argument(0), (ANY_BIT, 0, 1, NEW_NAMESPACES), GIVE_REFUSE, GIVE_ALLOW]
    rules[table["rt_sigaction"]] = [
        *(_argument(0), (EQUAL, 0, 4, SIGCHLD)),
        *(_argument(1), (EQUAL, 0, 3, 0), _argument(1, upper=True), (EQUAL, 0, 1, 0)),
        *(GIVE_ALLOW, GIVE_PRETENCE),
    ]
    rules[table["socket"]] = rules[table["socketpair"]] = _unix_socket(datagrams=not alone)
    sizes = [(EQUAL, len(BUFFER_SIZES) - n, 0, size) for n, size in enumerate(BUFFER_SIZES)]
    rules[table["setsockopt"]] = [_argument(2), *sizes, GIVE_ALLOW, GIVE_PRETENCE]
    if not shared:
        kinds = [_argument(3), (AND, 0, 0, NOBODYS), (EQUAL, 0, 1, NOBODYS)]
        rules[table["mmap"]] = [*kinds, GIVE_REFUSE, GIVE_ALLOW]
    if signals:
        rules |= {number: _of_own_process(0) for number in table["signals"]}
    if alone:
        rules |= {table[name]: [GIVE_REFUSE] for name in ("connect", "bind")}
        rules |= {number: [GIVE_PRETENCE] for number in table["of a file"]}
    steps: list[Step] = [
        *((LOAD, 0, 0, ARCHITECTURE), (EQUAL, 1, 0, table["arch"]), (GIVE, 0, 0, KILL)),
        *((LOAD, 0, 0, NUMBER), (AT_LEAST, 0, 1, 1 << 30), GIVE_REFUSE),  # the x32 numbers
    ]
    for number, rule in rules.items():
        steps += [(EQUAL, 0, len(rule), number), *rule]
    return [*steps, GIVE_ALLOW]


def _of_own_process(argument: int) -> list[Step]:
    """Allow a call only where an argument names the worker: by 0 or by its number."""
    conditions = ((EQUAL, 2, 0, 0), (EQUAL, 1, 0, os.getpid()))
    return [_argument(argument), *conditions, GIVE_REFUSE, GIVE_ALLOW]


def _if_equal(argument: int, value: int, rule: list[Step]) -> list[Step]:
    """Go on with a rule where an argument has a value, and refuse otherwise."""
    return [_argument(argument), (EQUAL, 1, 0, value), GIVE_REFUSE, *rule]


def _unix_socket(datagrams: bool) -> list[Step]:
    """Allow unix sockets; without `datagrams` only those that have to be connected."""
    kinds = [_argument(1), (AND, 0, 0, 0xF), (EQUAL, 0, 1, SOCK_DGRAM), GIVE_REFUSE]
    return _if_equal(0, AF_UNIX, [*([] if datagrams else kinds), GIVE_ALLOW])


def put_up_limits(limits: dict[str, int]) -> None:
    """Set this process's limits: address space, CPU, files, processes (see `Limits`)."""
    import resource

    now = _status("VmSize") * 1024
    wanted: list[tuple[int, int]] = [
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, limits["open_files"]),
        (resource.RLIMIT_FSIZE, limits["file_bytes"]),
        (resource.RLIMIT_CPU, limits["cpu_seconds"]),
        (resource.RLIMIT_NPROC, limits["processes"] + limits["processes_outside"]),
    ]
    if now and "address_space" in limits:
        wanted.append((resource.RLIMIT_AS, now + limits["address_space"]))
    for what, most in wanted:
        _, ceiling = resource.getrlimit(what)
        most = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
        resource.setrlimit(what, (most, most))


def _status(name: str, base: int = 10) -> int:
    """Read a number of /proc/self/status, 0 where there is none."""
    with contextlib.suppress(OSError), open("/proc/self/status", encoding="utf-8") as file:
        for line in file:
            if line.startswith(name + ":"):
                return int(line.split()[1], base)
    return 0


def become(user: int | None, search: bool) -> None:
    """Give up root for good: become a user that owns nothing, without capabilities.

    With `search` one is kept, by which folders can be read that are closed to that user: the
    libraries may lie in root's home. Landlock still tells which.
    """
    prctl(PR_SET_KEEPCAPS, int(search))
    if user is not None:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    if os.getuid() != 0 and not search:
        return  # the kernel has taken them all
    capabilities = 1 << CAP_DAC_READ_SEARCH if search else 0
    for capability in range(64):
        _libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)  # so that no program brings it back
    header, sets = (
        struct.pack("II", CAPABILITY_VERSION_3, 0),
        (capabilities, capabilities, 0, 0, 0, 0),
    )
    _ok(_libc.capset(header, struct.pack("6I", *sets)))


def may_search() -> bool:
    """Tell whether this process may read folders that are closed to its user."""
    return bool(_status("CapEff", 16) & 1 << CAP_DAC_READ_SEARCH)


def confine(
    user: int | None,
    readable: list[str],
    writable: list[str],
    alone: bool,
    search: bool,
    filters: Collection[str] = ("landlock", "seccomp"),
    listable: Iterable[str] = (),
) -> None:
    """Put up every wall that this kernel has around the present process, but for its limits.

    `alone` tells that there are no namespaces outside, `search` what `become` keeps. Of
    the `filters`, one that the kernel knows but cannot put up raises OSError: the caller ends.
    SHARED among them allows shared memory of no file, which libraries of devices take.
    """
    os.setsid()
    if sys.platform == "linux":
        prctl(PR_SET_PDEATHSIG, 9)
    if sys.platform == "linux":
        become(user, search)
        prctl(PR_SET_PDEATHSIG, 9)  # a change of user takes it back
        prctl(PR_SET_DUMPABLE, 1)  # the warm parent reads how much memory is used
        if "landlock" in filters:
            put_up_landlock(readable, writable, listable)
        if "seccomp" in filters:
            put_up_seccomp(alone, SHARED in filters)
