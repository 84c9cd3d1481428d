"""Stubs are solutions without what stands between the solution markers."""

from __future__ import annotations

from pathlib import Path

from autograder import kit

from .handouts import handouts

BEGIN, END = "# BEGIN SOLUTION", "# END SOLUTION"


def stub_of(solution: str) -> str:
    """Make the stub of a solution's source.

    A marked stretch becomes `raise NotImplementedError` at its own indentation; at the left
    margin, where helpers stand, it is left out. Raises ValueError for unbalanced markers.
    """
    kept: list[str] = []
    inside = False
    for number, line in enumerate(solution.splitlines(), 1):
        marker = line.strip()
        if marker == BEGIN and not inside:
            inside = True
            indent = line[: len(line) - len(line.lstrip())]
            if indent:
                kept.append(f"{indent}raise NotImplementedError")
        elif marker == END and inside:
            inside = False
        elif marker in (BEGIN, END):
            raise ValueError(f"line {number}: {marker} out of place")
        elif not inside:
            kept.append(line)
    if inside:
        raise ValueError(f"{BEGIN} without {END}")
    return "\n".join(kept).rstrip() + "\n"


def stubs(root: Path, target: Path | None = None) -> dict[Path, str]:
    """Give every stub of the kit at `root` by the path where it belongs, there or in `target`."""
    return {
        (target or root) / "exercises" / exercise.file: stub_of(
            (root / "solutions" / f"{exercise.name}.py").read_text(encoding="utf-8")
        )
        for exercise in kit.EXERCISES
        if exercise.file
    }


def write_stubs(root: Path, target: Path | None = None) -> None:
    """Write every stub anew, in the kit or in `target`."""
    for path, text in stubs(root, target).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_stubs(kit.home())
    for path, text in handouts(kit.home()).items():
        path.write_text(text, encoding="utf-8", newline="\n")
