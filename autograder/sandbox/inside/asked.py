"""A question that is put to a submission, and what comes of it."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
from dataclasses import dataclass, field
from typing import Any

import torch

from . import wire
from .kinds import AnswerKind
from .line import Line
from .operators import Forbids
from .sentences import Words


@dataclass(frozen=True)
class Question:
    """What is asked of a submission.

    `targets` are the learner's objects as `part.name`. Without a scenario the first is
    called with the arguments; a scenario, `exercise.function`, gets the targets and then the
    arguments. `forbids` says which operators may not be used; `counts_products` asks how many
    matrix products were needed, with `in_proportion` only those to which the answer is in
    proportion. What `is_measured` may take longer. With `traced` the answer is
    what the learner's own lines did, as `tracing` tells it. What is `unscored` only explains the
    answer to another question. `parameters` are the first target's, as the course names them. Asked
    `afresh`, the files are loaded once more: nothing that earlier calls left behind is there.
    """

    targets: tuple[str, ...]
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = field(default_factory=dict)
    scenario: str | None = None
    forbids: Forbids | None = None
    counts_products: bool = False
    in_proportion: bool = False
    seed: int = 0
    is_measured: bool = False
    traced: bool = False
    unscored: bool = False
    parameters: tuple[str, ...] = ()
    afresh: bool = False

    @functools.cached_property
    def frame(self) -> bytes:
        """The question as it crosses the wire."""
        return wire.encode({f.name: getattr(self, f.name) for f in dataclasses.fields(self)})

    @functools.cached_property
    def fingerprint(self) -> bytes:
        """A short digest: equal for equal questions."""
        return hashlib.blake2b(self.frame, digest_size=16).digest()

    def copied(self) -> Question:
        """Copy the tensors, strides and all: what is done to them harms no other side."""
        args = tuple(a.clone() if isinstance(a, torch.Tensor) else a for a in self.args)
        kwargs = {
            k: v.clone() if isinstance(v, torch.Tensor) else v for k, v in self.kwargs.items()
        }
        return dataclasses.replace(self, args=args, kwargs=kwargs)

    @property
    def part(self) -> str:
        """The part whose answer it is."""
        return self.targets[0].split(".")[0]

    @property
    def name(self) -> str:
        """The learner's function or class that is asked."""
        return self.targets[0].split(".")[1]


@dataclass(frozen=True)
class Answer:
    """What came of a question.

    Of the kinds, some come from a sandbox only. `error` is the type of what was
    raised and `bases` the types it inherits from; `changed` lists the arguments that are not
    what they were before; `products` counts matrix products where they are watched.
    `doing` stands for the lines of a recorded error, which would show the reference's source;
    `meant` is the name that is most like one that there is not, or of what is None; `doubted`
    says that nothing showed products to be what the answer is made of; `renamed` are parameters
    that were handed over by name and have another one, each as `name own_name`.
    """

    kind: AnswerKind
    value: Any = None
    error: str = ""
    bases: tuple[str, ...] = ()
    message: Words = ""
    lines: tuple[Line, ...] = ()
    changed: tuple[str, ...] = ()
    products: int = -1
    loading: bool = False
    doing: tuple[str, ...] = ()
    meant: str = ""
    doubted: bool = False
    renamed: tuple[str, ...] = ()
