"""The system call filter, run here step by step as the kernel does, and the limits it goes with."""

from __future__ import annotations

import os
import struct

import pytest

from autograder.sandbox.inside import confine
from autograder.sandbox.inside.syscalls import SYSCALLS

KILL, REFUSE, ALLOW = 0x80000000, 0x00050000, 0x7FFF0000  # linux/seccomp.h
EPERM, ENOSYS = 1, 38
MACHINES = sorted(SYSCALLS)
HARMLESS = {"x86_64": (0, 1, 9, 57, 59, 231), "aarch64": (63, 64, 222, 221, 94)}
"""read, write, mmap, fork or execve, exit_group."""


def verdict(
    machine: str,
    number: int,
    *arguments: int,
    arch: int | None = None,
    alone: bool = False,
    signals: bool = False,
    shared: bool = False,
) -> int:
    """Run the machine's filter over one system call: classic BPF over struct seccomp_data."""
    table = SYSCALLS[machine]
    arch = table["arch"] if arch is None else arch
    six = (*arguments, *(0,) * 6)[:6]
    data = struct.pack("<IIQ6Q", number, arch, 0, *six)
    program = confine._filter(table, alone, signals, shared)
    at, word = 0, 0
    while True:
        code, if_so, if_not, value = program[at]
        if code == 0x06:
            return value
        if code in (0x20, 0x54):
            (word,) = struct.unpack_from("<I", data, value) if code == 0x20 else (word & value,)
            at += 1
            continue
        holds = {0x15: word == value, 0x35: word >= value, 0x45: bool(word & value)}[code]
        at += 1 + (if_so if holds else if_not)


KERNEL = {
    "clone": (56, 220),
    "clone3": (435, 435),
    "socket": (41, 198),
    "socketpair": (53, 199),
    "setsockopt": (54, 208),
    "connect": (42, 203),
    "bind": (49, 200),
    "mmap": (9, 222),
    "rt_sigaction": (13, 134),
    "fcntl": (72, 25),
    "ioctl": (16, 29),
    "prctl": (157, 167),
    "setpriority": (141, 140),
    "ioprio_set": (251, 30),
    "arch": (0xC000003E, 0xC00000B7),
}
"""The kernel's numbers on x86_64 and on aarch64 (asm/unistd.h, linux/audit.h)."""
DENIED = {
    **{"ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271)},
    **{"pidfd_getfd": (438, 438), "io_uring_setup": (425, 425), "io_uring_enter": (426, 426)},
    **{"bpf": (321, 280), "perf_event_open": (298, 241), "unshare": (272, 97)},
    **{"setns": (308, 268), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41)},
    **{"chroot": (161, 51), "add_key": (248, 217), "keyctl": (250, 219)},
    **{"userfaultfd": (323, 282), "memfd_create": (319, 279), "init_module": (175, 105)},
    **{"shmget": (29, 194), "semget": (64, 190), "msgget": (68, 186), "mq_open": (240, 180)},
    **{"open_by_handle_at": (304, 265), "finit_module": (313, 273), "delete_module": (176, 106)},
    **{"request_key": (249, 218), "kexec_load": (246, 104), "kexec_file_load": (320, 294)},
    **{"io_uring_register": (427, 427), "open_tree": (428, 428), "move_mount": (429, 429)},
    **{"fsopen": (430, 430), "fsmount": (432, 432), "mount_setattr": (442, 442)},
    **{"kcmp": (312, 272), "process_madvise": (440, 440), "process_mrelease": (448, 448)},
    **{"migrate_pages": (256, 238), "move_pages": (279, 239), "tkill": (200, 130)},
    **{"pidfd_send_signal": (424, 424), "shmat": (30, 196), "shmctl": (31, 195)},
    **{"semop": (65, 193), "semctl": (66, 191), "semtimedop": (220, 192)},
    **{"vmsplice": (278, 75), "memfd_secret": (447, 447), "landlock_add_rule": (445, 445)},
    **{"landlock_create_ruleset": (444, 444), "landlock_restrict_self": (446, 446)},
    **{"inotify_add_watch": (254, 27), "fanotify_init": (300, 262), "fanotify_mark": (301, 263)},
    **{"msgsnd": (69, 189), "msgrcv": (70, 188), "msgctl": (71, 187), "mq_unlink": (241, 181)},
}
OF_A_PROCESS = {
    **{"prlimit64": (302, 261), "sched_setparam": (142, 118), "sched_setscheduler": (144, 119)},
    **{"sched_setaffinity": (203, 122), "sched_setattr": (314, 274)},
}
SIGNALS = {
    **{"kill": (62, 129), "tgkill": (234, 131)},
    **{"rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240)},
}
OF_A_FILE = {
    **{"fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452), "fchown": (93, 55)},
    **{"fchownat": (260, 54), "utimensat": (280, 88), "setxattr": (188, 5), "lsetxattr": (189, 6)},
    **{"fsetxattr": (190, 7), "setxattrat": (463, 463), "removexattr": (197, 14)},
    **{"lremovexattr": (198, 15), "fremovexattr": (199, 16), "removexattrat": (466, 466)},
    **{"file_setattr": (469, 469)},
}
ONLY_OF_X86 = {
    "chmod": 90,
    "chown": 92,
    "lchown": 94,
    "utime": 132,
    "utimes": 235,
    "futimesat": 261,
}
BY_ARGUMENTS = (
    *("clone", "clone3", "socket", "socketpair", "setsockopt", "setpriority", "ioprio_set"),
)


@pytest.mark.parametrize(("place", "machine"), enumerate(("x86_64", "aarch64")))
def test_the_numbers_are_the_kernels(place, machine):
    table = SYSCALLS[machine]
    assert {name: table[name] for name in KERNEL} == {n: k[place] for n, k in KERNEL.items()}
    of_a_file = [numbers[place] for numbers in OF_A_FILE.values()]
    of_a_file += ONLY_OF_X86.values() if machine == "x86_64" else []
    groups = {"denied": DENIED, "of a process": OF_A_PROCESS, "signals": SIGNALS}
    for name, numbers in groups.items():
        assert sorted(table[name]) == sorted(pair[place] for pair in numbers.values())
    assert sorted(table["of a file"]) == sorted(of_a_file)


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(
    ("option", "works"), [(7, False), (8, False), (32, False), (33, False), (2, True)]
)
def test_a_socket_holds_no_more_than_is_counted(machine, option, works):
    wanted = ALLOW if works else REFUSE | 0
    assert verdict(machine, SYSCALLS[machine]["setsockopt"], 3, 1, option) == wanted


@pytest.mark.parametrize("machine", MACHINES)
def test_what_python_needs_is_allowed(machine):
    for number in HARMLESS[machine]:
        assert verdict(machine, number) == ALLOW, number


@pytest.mark.parametrize("machine", MACHINES)
def test_each_denied_call_is_refused_and_its_neighbours_are_not(machine):
    table = SYSCALLS[machine]
    special = {*table["denied"], *table["of a process"], *(table[n] for n in BY_ARGUMENTS)}
    for number in table["denied"]:
        assert verdict(machine, number) == REFUSE | EPERM, number
    for number in set(range(500)) - special:
        assert verdict(machine, number) == ALLOW, number


@pytest.mark.parametrize("machine", MACHINES)
def test_a_call_of_another_architecture_ends_the_process(machine):
    for arch in (0, 0x40000003, SYSCALLS[machine]["arch"] ^ 1):
        assert verdict(machine, HARMLESS[machine][0], arch=arch) == KILL


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(("number", "allowed"), [((1 << 30) - 1, True), (1 << 30, False)])
def test_the_x32_numbers_are_refused(machine, number, allowed):
    assert verdict(machine, number) == (ALLOW if allowed else REFUSE | EPERM)
    assert verdict(machine, (1 << 30) + HARMLESS[machine][0]) == REFUSE | EPERM


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(
    ("family", "allowed"), [(1, True), (0, False), (2, False), (10, False), (16, False)]
)
def test_only_unix_sockets_are_made(machine, family, allowed):
    """2 is AF_INET, 10 AF_INET6, 16 AF_NETLINK."""
    wanted = ALLOW if allowed else REFUSE | EPERM
    assert verdict(machine, SYSCALLS[machine]["socket"], family) == wanted


REFUSED, PRETENDED, OTHER = REFUSE | EPERM, REFUSE, 4711


@pytest.mark.parametrize("machine", MACHINES)
def test_what_is_set_for_a_process_is_set_for_the_worker_alone(machine):
    table = SYSCALLS[machine]
    for number in table["of a process"]:
        assert [verdict(machine, number, who) for who in (0, os.getpid())] == [ALLOW] * 2
        assert [verdict(machine, number, who) for who in (OTHER, 1)] == [REFUSED] * 2


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(("name", "process"), [("setpriority", 0), ("ioprio_set", 1)])
def test_priorities_are_a_process_own(machine, name, process):
    number = SYSCALLS[machine][name]
    for who in (0, os.getpid()):
        assert verdict(machine, number, process, who) == ALLOW
    assert verdict(machine, number, process, OTHER) == REFUSED
    for kind in {0, 1, 2, 3} - {process}:  # a group's, a user's
        assert verdict(machine, number, kind, 0) == REFUSED


@pytest.mark.parametrize("machine", MACHINES)
def test_children_cannot_be_ignored_though_it_seems_so(machine):
    number = SYSCALLS[machine]["rt_sigaction"]
    for action in (1, 1 << 40):
        assert verdict(machine, number, 17, action) == PRETENDED
        assert verdict(machine, number, 15, action) == ALLOW
    assert verdict(machine, number, 17, 0) == ALLOW  # only asks


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(
    ("name", "place", "refused", "allowed"),
    [
        ("fcntl", 1, (8, 15), (1, 2, 3, 4, 9, 10, 16)),
        ("ioctl", 1, (0x8901, 0x8902, 0x5412), (0x5401, 0x5413, 0x541B)),
        ("prctl", 0, (4, 62), (1, 3, 15, 22, 61, 63)),
    ],
)
def test_the_kernel_signals_and_schedules_nobody_for_the_worker(
    machine, name, place, refused, allowed
):
    number = SYSCALLS[machine][name]
    for command in (*refused, *allowed):
        arguments = (5,) * place + (command,)
        wanted = REFUSED if command in refused else ALLOW
        assert verdict(machine, number, *arguments) == wanted, command


@pytest.mark.parametrize("machine", MACHINES)
def test_signals_are_left_to_landlock_where_it_knows_them(machine):
    for number in SYSCALLS[machine]["signals"]:
        assert verdict(machine, number, OTHER) == ALLOW
        assert verdict(machine, number, OTHER, signals=True) == REFUSED
        assert verdict(machine, number, os.getpid(), signals=True) == ALLOW


@pytest.mark.parametrize("machine", MACHINES)
def test_where_it_stands_alone_nothing_is_connected_and_no_file_changed(machine):
    table = SYSCALLS[machine]
    assert verdict(machine, table["connect"]) == ALLOW
    assert verdict(machine, table["connect"], alone=True) == REFUSED
    for number in table["of a file"]:
        assert verdict(machine, number) == ALLOW
        assert verdict(machine, number, alone=True) == PRETENDED
    for name in ("socket", "socketpair"):
        kinds = {1: ALLOW, 1 | 0x80000: ALLOW, 2: REFUSED, 2 | 0x800: REFUSED, 5: ALLOW}
        for kind, wanted in kinds.items():
            assert verdict(machine, table[name], 1, kind, alone=True) == wanted
            assert verdict(machine, table[name], 1, kind) == ALLOW


NAMESPACES = {
    "NEWCGROUP": 0x02000000,
    "NEWUTS": 0x04000000,
    "NEWIPC": 0x08000000,
    "NEWUSER": 0x10000000,
    "NEWPID": 0x20000000,
    "NEWNET": 0x40000000,
    "NEWNS": 0x00020000,
}


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("name", NAMESPACES)
def test_a_child_in_a_new_namespace_is_refused(machine, name):
    for with_thread in (0, 0x3D0F00):
        flags = NAMESPACES[name] | with_thread
        assert verdict(machine, SYSCALLS[machine]["clone"], flags) == REFUSE | EPERM


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("flags", [17, 0x3D0F00, 0x1200011])
def test_processes_and_threads_are_allowed(machine, flags):
    assert verdict(machine, SYSCALLS[machine]["clone"], flags) == ALLOW


@pytest.mark.parametrize("machine", MACHINES)
def test_clone3_is_said_not_to_exist(machine):
    assert verdict(machine, SYSCALLS[machine]["clone3"]) == REFUSE | ENOSYS


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(
    ("flags", "refused"), [(0x21, True), (0x23, True), (0x22, False), (1, False)]
)
def test_memory_that_is_shared_and_of_no_file_is_refused(machine, flags, refused):
    call = (machine, SYSCALLS[machine]["mmap"], 0, 4096, 3, flags)
    assert verdict(*call) == (REFUSE | EPERM if refused else ALLOW)
    assert verdict(*call, shared=True) == ALLOW


@pytest.mark.parametrize("machine", MACHINES)
def test_a_file_that_is_only_read_gets_no_other_flags(machine):
    for command in confine.SET_FLAGS:
        assert verdict(machine, SYSCALLS[machine]["ioctl"], 3, command) == REFUSE | EPERM
    assert verdict(machine, SYSCALLS[machine]["ioctl"], 3, 0x80086601) == ALLOW  # to read them


@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize("machine", MACHINES)
def test_every_jump_of_the_filter_stays_inside_it(machine, alone):
    program = confine._filter(SYSCALLS[machine], alone, signals=True)
    assert len(program) < 4096
    for at, (code, if_so, if_not, value) in enumerate(program):
        assert code in (0x20, 0x15, 0x35, 0x45, 0x54, 0x06)
        if code in (0x15, 0x35, 0x45):
            assert at + 1 + max(if_so, if_not) < len(program)
        if code == 0x20:
            assert value in (0, 4, *range(16, 64, 4))
        assert 0 <= value < 1 << 32
    assert program[-1][0] == 0x06


def test_a_number_of_this_process_is_read_and_one_that_is_not_there_is_zero():
    assert confine._status("VmSize") > 1000
    assert confine._status("VmSiz") == 0


def test_a_negative_result_is_the_systems_error():
    assert confine._ok(0) == 0 and confine._ok(7) == 7
    with pytest.raises(OSError):
        confine._ok(-1)


@pytest.fixture
def kernel(monkeypatch):
    """The calls of Landlock as they would reach a kernel of a given version."""

    class Kernel:
        version = 6

        def __init__(self) -> None:
            self.calls: list[tuple] = []

        def syscall(self, number: int, *words) -> int:
            if number == confine.LANDLOCK_CREATE and words[0] is None:
                return self.version
            self.calls.append((number, *words))
            return 9

        def prctl(self, *words) -> int:
            self.calls.append(words)
            return 0

    stand_in = Kernel()
    monkeypatch.setattr(confine, "_libc", stand_in)
    monkeypatch.setattr(confine.os, "close", lambda descriptor: None)
    return stand_in


@pytest.mark.parametrize(
    ("version", "bits", "network", "scopes"),
    [
        *((1, 13, None, None), (2, 14, None, None), (3, 15, None, None)),
        *((4, 15, 3, None), (5, 16, 3, None), (6, 16, 3, 3), (9, 16, 3, 3)),
    ],
)
def test_landlock_is_asked_for_all_that_its_version_knows(kernel, version, bits, network, scopes):
    kernel.version = version
    assert confine.put_up_landlock([], [])
    words = [(1 << bits) - 1, network, scopes]
    wanted = b"".join(struct.pack("Q", word) for word in words if word is not None)
    assert kernel.calls[0] == (confine.LANDLOCK_CREATE, wanted, len(wanted), 0)
    assert kernel.calls[-2][:2] == (confine.PR_SET_NO_NEW_PRIVS, 1)
    assert kernel.calls[-1] == (confine.LANDLOCK_RESTRICT, 9, 0)


def test_without_landlock_nothing_is_asked_of_the_kernel(kernel):
    kernel.version = 0
    assert not confine.put_up_landlock(["/"], ["/tmp"])
    assert kernel.calls == []
    kernel.version = -1
    assert confine.landlock_version() == 0


def test_what_may_be_read_may_not_be_written(kernel, tmp_path):
    file = tmp_path / "file"
    file.touch()
    readable, writable = [str(tmp_path), str(file), str(tmp_path / "none")], [str(tmp_path)]
    confine.put_up_landlock(readable, writable)
    rules = [call[3] for call in kernel.calls if call[0] == confine.LANDLOCK_ADD]
    rights = [struct.unpack("=Qi", rule)[0] for rule in rules]
    everything = (1 << 16) - 1
    assert rights == [0b1101, 0b0101, everything]
