"""The page of the closest pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from autograder.grading.results import REPORTS, write_text
from autograder.grading.similar import CLOSE, clusters

from .pages import templates

if TYPE_CHECKING:
    from autograder.grading.similar import Pair

PAGE = "similar.html"


def write_page(
    out: Path,
    pairs: Sequence[Pair],
    file_names: dict[str, str],
    count: int,
    names: Mapping[str, str],
) -> Path:
    """Write the page of pairs among `count` submissions into a results folder; returns its path.

    `names` are those of the learners, by the ids of their submissions.
    """
    pages = {identity: quote(f"{REPORTS}/{name}.html") for identity, name in file_names.items()}
    page = templates().get_template(PAGE)

    def who(identity: str) -> str:
        name = names.get(identity)
        return f"{identity} ({name})" if name else identity

    text = page.render(
        pairs=pairs,
        groups=clusters(pairs),
        pages=pages,
        count=count,
        close=CLOSE,
        who=who,
    )
    write_text(out / PAGE, text)
    return out / PAGE
