"""The matrix of a proof, for the terminal."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.core.control import escape_control

from .naming import Naming, together, unmet_goals
from .prove import Proof


def show_proofs(proofs: list[Proof]) -> bool:
    """Show what a proof found; returns whether anything is not as it must be."""
    console = Console(file=sys.stdout)
    kinds = ("mistake", "rewritten", "mutant", "right", "stub")
    table = Table("part", *kinds, "named", title="as they must be")
    for proof in proofs:
        counts = [str(proof.counts.get(kind, "")) for kind in kinds]
        table.add_row(proof.part, *counts, f"{proof.named} of {proof.to_be_named}")
    console.print(table)
    if any(proof.prices for proof in proofs):
        console.print(_prices(proofs))
    whole = together(proof.naming for proof in proofs)
    if whole.programs:
        console.print(_namings({proof.part: proof.naming for proof in proofs}, whole))
    for proof in proofs:
        for problem in proof.problems:
            console.print(Text(escape_control(problem)), soft_wrap=True)
    unmet = unmet_goals(whole)
    for words in unmet:
        console.print(Text(f"goal missed: {words}"), soft_wrap=True)
    failed = any(not p.startswith("(goal") for proof in proofs for p in proof.problems)
    return failed or bool(unmet)


def _namings(namings: dict[str, Naming], whole: Naming) -> Table:
    """Make the table of how wrong programs are named, and what is said where there is no name."""
    columns = ("part", "wrong programs", "named rightly", "wrongly", "failed checks without a name")
    table = Table(*columns, "with a property", "with a next step", title="what is said")
    rows = [*namings.items(), *([("all", whole)] if len(namings) > 1 else [])]
    for part, naming in rows:
        counts = (naming.programs, naming.rightly, naming.wrongly, naming.unnamed)
        said = (naming.with_property, naming.with_next_step)
        table.add_row(part, *map(str, (*counts, *said)))
    return table


def _prices(proofs: list[Proof]) -> Table:
    """Make the table of what each mistake costs: in the reference, and in other words."""
    table = Table("part", "mistake", "costs", "in other words", title="shares of the exercise")
    for proof in proofs:
        for name, (first, *others) in proof.prices.items():
            rest = ", ".join(f"{price:.1%}" for price in sorted(set(others)))
            table.add_row(proof.part, name, f"{first:.1%}", rest)
    return table
