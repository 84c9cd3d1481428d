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
from collections.abc import Callable, Iterable
from typing import Any

_libc = ctypes.CDLL(None, use_errno=True)

# prctl(2)
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
PR_SET_CHILD_SUBREAPER = 36
# Landlock's system calls have the same numbers on every architecture.
LANDLOCK_CREATE, LANDLOCK_ADD, LANDLOCK_RESTRICT = 444, 445, 446
LANDLOCK_VERSION, RULE_PATH_BENEATH = 1, 1
FS_RIGHTS_BY_ABI = (13, 14, 15, 15, 16)
"""How many file rights each Landlock version knows, from version 1 on."""
READ_RIGHTS = 0b1101  # execute, read a file, list a folder
FILE_RIGHTS = 0xC007  # those that make sense for a file: execute, write, read, truncate, ioctl
NETWORK_RIGHTS, SCOPES = 0b11, 0b11  # bind and connect TCP; abstract sockets and signals

SYSCALLS = {
    "x86_64": {
        "arch": 0xC000003E,
        "socket": 41,
        "clone": 56,
        "clone3": 435,
        "denied": (
            *(101, 310, 311, 438),  # ptrace, process_vm_readv, process_vm_writev, pidfd_getfd
            *(425, 426, 427, 321, 298),  # io_uring_*, bpf, perf_event_open
            *(272, 308, 165, 166, 155, 161),  # unshare, setns, mount, umount2, pivot_root, chroot
            *(428, 429, 430, 432, 442),  # open_tree, move_mount, fsopen, fsmount, mount_setattr
            *(248, 249, 250, 323, 319),  # add_key, request_key, keyctl, userfaultfd, memfd_create
            *(175, 313, 176, 246, 320),  # init_module, finit_module, delete_module, kexec_*
            *(29, 64, 68, 240, 304),  # shmget, semget, msgget, mq_open, open_by_handle_at
        ),
    },
    "aarch64": {
        "arch": 0xC00000B7,
        "socket": 198,
        "clone": 220,
        "clone3": 435,
        "denied": (
            *(117, 270, 271, 438),
            *(425, 426, 427, 280, 241),
            *(97, 268, 40, 39, 41, 51),
            *(428, 429, 430, 432, 442),
            *(217, 218, 219, 282, 279),
            *(105, 273, 106, 104, 294),
            *(194, 190, 186, 180, 265),
        ),
    },
}
NEW_NAMESPACES = 0x7E020000  # every CLONE_NEW* flag of clone(2)
AF_UNIX, EPERM, ENOSYS = 1, 1, 38
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
    """Give the Landlock version of this kernel, 0 where there is none."""
    return max(0, int(_libc.syscall(LANDLOCK_CREATE, None, 0, LANDLOCK_VERSION)))


def put_up_landlock(readable: Iterable[str], writable: Iterable[str]) -> bool:
    """Confine this process and its children to some folders, without TCP or foreign signals.

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
    for paths, wanted in ((readable, READ_RIGHTS), (writable, rights)):
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


def put_up_seccomp() -> bool:
    """Refuse the system calls that no exercise needs; tells whether it could.

    Sockets other than unix ones and new namespaces are refused; clone3, whose flags a filter
    cannot read, is said not to exist, so that the C library takes clone.
    """
    table: dict[str, Any] | None = SYSCALLS.get(platform.machine())
    if table is None or sys.maxsize < 2**32:
        return False
    program = _filter(table)
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in program))
    header = struct.pack("HxxxxxxQ", len(program), ctypes.addressof(code))
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    _ok(_libc.prctl(PR_SET_SECCOMP, 2, ctypes.c_char_p(header), 0, 0))
    return True


def _filter(table: dict[str, Any]) -> list[tuple[int, int, int, int]]:
    """Write the filter in classic BPF: load a word, compare, return."""
    load, equal, at_least, any_bit, give = 0x20, 0x15, 0x35, 0x45, 0x06
    number, architecture, first_argument = 0, 4, 16
    steps = [
        (load, 0, 0, architecture),
        (equal, 1, 0, table["arch"]),
        (give, 0, 0, KILL),
        (load, 0, 0, number),
        (at_least, 0, 1, 1 << 30),  # the x32 numbers
        (give, 0, 0, REFUSE | EPERM),
        (equal, 0, 1, table["clone3"]),
        (give, 0, 0, REFUSE | ENOSYS),
    ]
    for denied in table["denied"]:
        steps += [(equal, 0, 1, denied), (give, 0, 0, REFUSE | EPERM)]
    steps += [
        (equal, 0, 4, table["clone"]),
        (load, 0, 0, first_argument),
        (any_bit, 0, 1, NEW_NAMESPACES),
        (give, 0, 0, REFUSE | EPERM),
        (give, 0, 0, ALLOW),
        (equal, 0, 3, table["socket"]),
        (load, 0, 0, first_argument),
        (equal, 1, 0, AF_UNIX),
        (give, 0, 0, REFUSE | EPERM),
        (give, 0, 0, ALLOW),
    ]
    return steps


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


def _status(name: str) -> int:
    """Read a number of /proc/self/status, 0 where there is none."""
    with contextlib.suppress(OSError), open("/proc/self/status", encoding="utf-8") as file:
        for line in file:
            if line.startswith(name + ":"):
                return int(line.split()[1])
    return 0


def become(user: int) -> None:
    """Give up root for good and become a user that owns nothing."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def confine(
    limits: dict[str, int],
    user: int | None,
    readable: list[str],
    writable: list[str],
    note: Callable[[str], None] = lambda wall: None,
) -> None:
    """Put up every wall that this kernel has around the present process.

    A wall that the kernel knows but cannot put up raises OSError: the caller ends.
    """
    os.setsid()
    if sys.platform == "linux":
        prctl(PR_SET_PDEATHSIG, 9)
    put_up_limits(limits)
    if user is not None:
        become(user)
    if sys.platform == "linux":
        prctl(PR_SET_DUMPABLE, 1)  # the warm parent reads how much memory is used
        if put_up_landlock(readable, writable):
            note("landlock")
        if put_up_seccomp():
            note("seccomp")
