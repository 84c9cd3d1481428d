"""The numbers of system calls on both architectures, and of what their arguments may say.

They are the kernel's (asm/unistd.h and its like); the standard library has no names for them.
"""

from __future__ import annotations

from typing import Any

# fmt: off
SYSCALLS: dict[str, dict[str, Any]] = {
    "x86_64": {
        "arch": 0xC000003E,
        "socket": 41, "socketpair": 53, "setsockopt": 54, "connect": 42, "bind": 49,
        "clone": 56, "clone3": 435, "mmap": 9,
        "rt_sigaction": 13, "fcntl": 72, "ioctl": 16, "prctl": 157,
        "setpriority": 141, "ioprio_set": 251,
        # prlimit64, sched_setparam, sched_setscheduler, sched_setaffinity, sched_setattr
        "of a process": (302, 142, 144, 203, 314),
        # kill, tgkill, rt_sigqueueinfo, rt_tgsigqueueinfo
        "signals": (62, 234, 129, 297),
        # [l,f]chmod*, [l,f]chown*, utime*, [l,f]setxattr*, [l,f]removexattr*, file_setattr
        "of a file": (
            90, 91, 268, 452, 92, 93, 94, 260, 132, 235, 261, 280,
            188, 189, 190, 463, 197, 198, 199, 466, 469,
        ),
        "denied": (
            101, 310, 311, 438,  # ptrace, process_vm_readv, process_vm_writev, pidfd_getfd
            312, 440, 448, 256, 279,  # kcmp, process_madvise, process_mrelease, *_pages
            424, 200,  # pidfd_send_signal, tkill
            425, 426, 427, 321, 298,  # io_uring_*, bpf, perf_event_open
            272, 308, 165, 166, 155, 161,  # unshare, setns, mount, umount2, pivot_root, chroot
            428, 429, 430, 432, 442,  # open_tree, move_mount, fsopen, fsmount, mount_setattr
            248, 249, 250, 323, 319,  # add_key, request_key, keyctl, userfaultfd, memfd_create
            175, 313, 176, 246, 320,  # init_module, finit_module, delete_module, kexec_*
            29, 30, 31, 64, 65, 66, 220,  # System V's shared memory and semaphores
            68, 69, 70, 71, 240, 241, 304,  # message queues, open_by_handle_at
            278, 447,  # vmsplice, memfd_secret
            444, 445, 446,  # landlock_*
            254, 300, 301,  # inotify_add_watch, fanotify_*
        ),
    },
    "aarch64": {
        "arch": 0xC00000B7,
        "socket": 198, "socketpair": 199, "setsockopt": 208, "connect": 203, "bind": 200,
        "clone": 220, "clone3": 435, "mmap": 222,
        "rt_sigaction": 134, "fcntl": 25, "ioctl": 29, "prctl": 167,
        "setpriority": 140, "ioprio_set": 30,
        "of a process": (261, 118, 119, 122, 274),
        "signals": (129, 131, 138, 240),
        "of a file": (52, 53, 452, 54, 55, 88, 5, 6, 7, 463, 14, 15, 16, 466, 469),
        "denied": (
            117, 270, 271, 438,
            272, 440, 448, 238, 239,
            424, 130,
            425, 426, 427, 280, 241,
            97, 268, 40, 39, 41, 51,
            428, 429, 430, 432, 442,
            217, 218, 219, 282, 279,
            105, 273, 106, 104, 294,
            194, 195, 196, 190, 191, 192, 193,
            186, 187, 188, 189, 180, 181, 265,
            75, 447,
            444, 445, 446,
            27, 262, 263,
        ),
    },
}
"""The numbers of system calls; those `of a process` and `signals` name a process first.

Of those denied some hold memory that no count of a process shows: pages that only a pipe or a
secret file still holds, rules without end. inotify and fanotify tell what happens in any folder
that can be reached, and Landlock does not know them.
"""
# fmt: on
