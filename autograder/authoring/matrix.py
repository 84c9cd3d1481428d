"""The matrix of a proof, for the terminal."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.grading.names import visible

from .prove import Proof


def show_proofs(proofs: list[Proof]) -> bool:
    """Show what a proof found; tells whether anything is not as it must be."""
    console = Console(file=sys.stdout)
    kinds = ("mistake", "rewritten", "mutant", "right", "stub")
    table = Table("part", *kinds, "named", title="as they must be")
    for proof in proofs:
        counts = [str(proof.counts.get(kind, "")) for kind in kinds]
        table.add_row(proof.part, *counts, f"{proof.named} of {proof.to_be_named}")
    console.print(table)
    for proof in proofs:
        for problem in proof.problems:
            console.print(Text(visible(problem)), soft_wrap=True)
    return any(not p.startswith("(goal") for proof in proofs for p in proof.problems)
