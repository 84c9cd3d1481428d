"""What a course's `play.py` is made of, and what it is handed: docs/authoring.md tells."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

import torch
from markupsafe import Markup
from PIL import Image
from tqdm.auto import tqdm

from autograder.checks.data import DataSet

from .own import Own


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What a training is handed.

    `own` has the learner's functions as attributes; `recipe` is the data set's, `root` its folder.
    What is written into `folder` is put in its place when all is done.
    """

    own: Own
    data: DataSet
    root: Path
    recipe: dict[str, Any]
    device: str
    folder: Path
    progress: TextIO = field(default_factory=lambda: sys.stderr)
    in_notebook: bool = False

    @contextlib.contextmanager
    def bar(self, total: int, words: str) -> Iterator[Callable[[], None]]:
        """Show a progress bar of `total` steps, which goes away; yields what makes a step."""
        hidden = False if self.in_notebook else None  # None: where there is no terminal
        with tqdm(total=total, desc=words, leave=False, file=self.progress, disable=hidden) as bar:

            def step() -> None:
                bar.update()

            yield step


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the page: `draw(stage, trained)` makes it of what came of the training.

    It `needs` functions of the learner's; where one is not written, the page says so instead.
    """

    title: str
    draw: Callable[[Stage, Any], Markup]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What came of something drawn: the answer, and what it was read from.

    `seen` is the picture that was read, (H, W); `shares` says of each class how likely it was
    found to be, from 0 to 1.
    """

    answer: str
    seen: torch.Tensor | None = None
    shares: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Canvas:
    """Something to draw: `read(stage, trained, image, is_chosen)` lets the learner's code read it.

    The image is gray, white on black; `choice` is the sentence of a check box.
    """

    title: str
    words: str
    read: Callable[[Stage, Any, Image.Image, bool], Reading]
    needs: tuple[str, ...] = ()
    choice: str = ""


@dataclass(frozen=True, kw_only=True)
class Play:
    """What a course plays: `train(stage)` needs functions of the learner's and returns anything.

    `summary(stage, trained)` says what came of it in a sentence.
    """

    title: str
    needs: tuple[str, ...]
    train: Callable[[Stage], Any]
    summary: Callable[[Stage, Any], str]
    sections: tuple[Section, ...] = ()
    canvas: Canvas | None = None
