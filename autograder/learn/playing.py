"""`autograder play`: what the learner built is trained by their own code, and shown at work."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from matplotlib import pyplot

from autograder.checks.data import load_data
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.core.system import reason_of
from autograder.course import course_root, current_course, data_root
from autograder.course.modules import PLAY, module_of

from .own import Own
from .stage import Play, Stage

TRAINED = "trained"
"""The folder of what was trained, where none is named."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a learner asks for; what is None is as usual."""

    data: Path | None = None
    into: Path | None = None
    device: str = "cpu"
    epochs: int | None = None
    in_notebook: bool = False


@dataclass(frozen=True, kw_only=True)
class Played:
    """What came of a training: `trained` is the course's own, the stage is at its final folder."""

    play: Play
    stage: Stage
    trained: Any

    @property
    def own(self) -> Own:
        """The learner's functions."""
        return self.stage.own


def play_of_the_course() -> Play:
    """Return what the current course plays; raises CommandError where it plays nothing."""
    for exercise in current_course().exercises:
        module = module_of(exercise, PLAY)
        if module is not None:
            found: Play = module.PLAY
            return found
    raise CommandError(_("this course has nothing to play with"))


def trained_by(own: Own, wish: Wish) -> Played:
    """Let the learner's code train; raises CommandError, or OwnFailed for what their code raises.

    What it writes lies aside until it has ended, and then in the folder that is wished for.
    """
    play, root = play_of_the_course(), data_root(wish.data)
    if root is None:
        raise CommandError(_("this course has nothing to play with"))
    lacking = own.lacking(play.needs)
    if lacking:
        words = _("`autograder play` trains your own work, and some is missing: {what}")
        raise CommandError(words.format(what="; ".join(lacking)))
    _check_device(wish.device)
    data = load_data(root)
    into = wish.into or (Path.cwd() if wish.in_notebook else course_root()) / TRAINED
    recipe = data.recipe | ({} if wish.epochs is None else {"epochs": wish.epochs})
    with _put_into(into.resolve()) as aside:
        stage = Stage(
            own=own,
            data=data,
            root=root,
            recipe=recipe,
            device=wish.device,
            folder=aside,
            in_notebook=wish.in_notebook,
        )
        with working(own, wish.in_notebook):
            trained = play.train(stage)
    stage = dataclasses.replace(stage, folder=into.resolve())
    return Played(play=play, stage=stage, trained=trained)


def working(own: Own, in_notebook: bool) -> contextlib.AbstractContextManager[None]:
    """Let the learner's code run: a notebook's is at home where it is."""
    return own.telling() if in_notebook else own.at_work()


def _check_device(device: str) -> None:
    """Raise CommandError where PyTorch cannot compute on a device here."""
    try:
        torch.zeros(1, device=device)
    except (RuntimeError, AssertionError) as error:
        if device.partition(":")[0] == "cuda" and not torch.cuda.is_available():
            words = _("--device {device}: PyTorch finds no GPU here", device=device)
        else:
            reason = str(error).partition("\n")[0]
            words = _("--device {device}: {reason}", device=device, reason=reason)
        raise CommandError(words) from None


@contextlib.contextmanager
def _put_into(folder: Path) -> Iterator[Path]:
    """Yield a folder to write in, whose files lie in `folder` when the block has ended well."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".training-", dir=folder))
    except OSError as error:
        words = _("{path} cannot be written: {reason}", path=folder, reason=reason_of(error))
        raise CommandError(words) from None
    try:
        yield aside
        for path in aside.iterdir():
            os.replace(path, folder / path.name)  # noqa: PTH105
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        with contextlib.suppress(OSError):
            folder.rmdir()  # where nothing was written


def without_windows() -> None:
    """Let figures be drawn and not shown: the page shows them."""
    os.environ["MPLBACKEND"] = "agg"
    pyplot.switch_backend("agg")
