"""A stub is a solution without what stands between the solution markers."""

from __future__ import annotations

import re

BEGIN, END = "# BEGIN SOLUTION", "# END SOLUTION"


def stub_of(solution: str) -> str:
    """Make the stub of a solution's source.

    A marked stretch becomes `raise NotImplementedError` at its own indentation; at the left
    margin, where helpers stand, it is left out. Raises ValueError for unbalanced markers.
    """
    lines: list[str] = []
    inside = False
    for number, line in enumerate(solution.splitlines(), 1):
        marker = line.strip()
        if marker == BEGIN and not inside:
            inside = True
            indent = line[: len(line) - len(line.lstrip())]
            if indent:
                lines.append(f"{indent}raise NotImplementedError")
        elif marker == END and inside:
            inside = False
        elif marker in (BEGIN, END):
            raise ValueError(f"line {number}: {marker} out of place")
        elif not inside:
            lines.append(line)
    if inside:
        raise ValueError(f"{BEGIN} without {END}")
    text = "\n".join(lines).rstrip() + "\n"
    return re.sub(r"\n{4,}", "\n\n\n", text)  # as many empty lines as between two functions
