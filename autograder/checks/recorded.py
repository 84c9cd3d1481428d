"""Answers written down when the kit was released, for learners who do not have the reference.

A question is found again by its form and a sketch. The form is all of it that is the same on
every machine; the sketch stands for its float arrays and image files, whose last bits depend
on the processor and on the libraries.
"""

from __future__ import annotations

import dataclasses
import hashlib
import inspect
import io
import json
import lzma
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import torch
from PIL import Image

from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.course import RECORDED, course_root
from autograder.course.reference import has_solutions
from autograder.sandbox.inside import sentences, wire
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.kinds import AnswerKind

from .diagnosis.diagnosis import Diagnosis
from .diagnosis.known import KnownMistake
from .diagnosis.pairs import KnownPair
from .diagnosis.thinning import name_of_pair, sketch_of, sketched, thinned
from .failure import ReferenceFailed
from .mistakes import Mistake
from .same_error import doing
from .sides import Cached, InProcess, Respondent

FOLDER, RELEASE, SUFFIX = RECORDED, "release.json", ".xz"
TRAINING = f"training{SUFFIX}"
REFERENCE = ""
"""The name under which the reference's own answers stand."""
SKETCH_TOLERANCE = 1e-3
"""Sketches that differ less are of the same question; those of others differ by about 1."""


class NotRecorded(ReferenceFailed, LookupError):
    """The question was not asked when the kit was released."""


@dataclasses.dataclass(frozen=True)
class RecordedQuestion:
    """One question, as its sketch, and who gives which of the encoded `answers`, by index."""

    sketch: tuple[float, ...]
    answer_index: dict[str, int]
    answers: bytes

    def answer(self, name: str) -> Answer:
        """Read one answer."""
        fields = wire.read(self.answers)[self.answer_index[name]]
        fields["kind"] = AnswerKind(fields["kind"])
        fields["message"] = sentences.read(fields["message"]) or ""
        return Answer(**fields)


@dataclasses.dataclass(frozen=True)
class RecordedTraining:
    """What a released kit knows of the accuracy's training on its own data set, `data`.

    `orders` are those of the samples, a call each. `starts` and `firsts` are weights before and
    after the first call: of the reference under REFERENCE, of a mistake where it shows; its start
    only where its network has other shapes. Weights are float16, of mistakes thinned.
    """

    data: str
    orders: list[torch.Tensor]
    starts: dict[str, dict[str, torch.Tensor]]
    firsts: dict[str, dict[str, torch.Tensor]]

    def of(self, name: str) -> tuple[dict[str, torch.Tensor], dict[str, torch.Tensor]] | None:
        """Return the weights before and after the first call; None where nothing is kept."""
        if name not in self.firsts:
            return None
        start = self.starts.get(name, self.starts[REFERENCE])
        return _floats(start), _floats(self.firsts[name])


def _floats(weights: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    return {name: weight.float() for name, weight in weights.items()}


class RecordedAnswers:
    """The recorded answers of a kit; a part's are read when its first question comes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        tree = json.loads((folder / RELEASE).read_text(encoding="utf-8"))
        self.seed: int = tree["seed"]
        self.arguments: dict[str, list[str]] = tree["arguments"]
        self.mistakes: dict[str, list[dict[str, Any]]] = tree["mistakes"]
        self.parts: dict[str, dict[str, list[RecordedQuestion]]] = {}
        self._training: RecordedTraining | None = None

    def answer(self, question: Question, name: str) -> Answer:
        """Look an answer up; raises NotRecorded."""
        form, sketch = identity_of(question)
        candidates = [
            p for p in self._of_part(question.part).get(form, []) if name in p.answer_index
        ]
        nearest = min(candidates, key=lambda one: _distance(one.sketch, sketch), default=None)
        if nearest is None or _distance(nearest.sketch, sketch) > SKETCH_TOLERANCE:
            raise NotRecorded(
                f"no answer to this question about {question.name} is recorded in this kit "
                f"(it was released with --seed {self.seed})"
            )
        return nearest.answer(name)

    def training(self) -> RecordedTraining:
        """Read what is kept of the accuracy's training."""
        if self._training is None:
            tree = wire.read(lzma.decompress((self.folder / TRAINING).read_bytes()))
            self._training = RecordedTraining(**tree)
        return self._training

    def known(self, exercise: str) -> list[KnownMistake]:
        """Return a part's known mistakes, each with the side that answers as it does."""
        stored = [
            m | {"at": tuple(m.get("at", ())), "edits": ()} for m in self.mistakes.get(exercise, [])
        ]
        return [KnownMistake(Mistake(**m), Recorded(self, m["name"]), thinned) for m in stored]

    def pair(self, first: Mistake, second: Mistake) -> KnownPair:
        """Return two mistakes together, as sketches of what they answer to further inputs."""
        side = Recorded(self, name_of_pair(first.name, second.name))
        return KnownPair(first, second, KnownMistake(first, side, sketched))

    def _of_part(self, exercise: str) -> dict[str, list[RecordedQuestion]]:
        if exercise not in self.parts:
            raw = lzma.decompress((self.folder / f"{exercise}{SUFFIX}").read_bytes())
            questions = self.parts[exercise] = {}
            frames = iter(_frames(raw))
            for head, answers in zip(frames, frames):
                form, sketch, answer_index = wire.read(head)
                questions.setdefault(form, []).append(
                    RecordedQuestion(tuple(sketch), answer_index, answers)
                )
        return self.parts[exercise]


class Recorded:
    """The reference, or a known mistake, as it answered when the kit was released."""

    def __init__(self, recorded: RecordedAnswers, name: str = REFERENCE) -> None:
        self.recorded, self.name = recorded, name

    def answer(self, question: Question) -> Answer:
        """Answer as was recorded; raises NotRecorded."""
        return self.recorded.answer(question, self.name)

    def training(self, data: str) -> RecordedTraining | None:
        """Return what is kept of the accuracy's training; None for another data set."""
        training_record = self.recorded.training()
        return training_record if training_record.data == data else None

    def function(self, target: str) -> Any:
        """Return something with the parameters of the function that a target names."""
        kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
        names = self.recorded.arguments.get(target, [])

        def stands_for() -> None: ...

        parameters = [inspect.Parameter(name, kind) for name in names]
        vars(stands_for)["__signature__"] = inspect.Signature(parameters)
        return stands_for


@dataclasses.dataclass(frozen=True)
class Answers:
    """What local checks compare with, and the seed that goes with it."""

    reference: Respondent
    diagnosis: Diagnosis
    seed: int


def answers_of_the_kit(seed: int | None = None) -> Answers:
    """Return the reference where the kit has it, else the recorded answers.

    Raises CommandError when there is neither, or for a seed that was not recorded.
    """
    home = course_root()
    if has_solutions(home):
        return Answers(Cached(InProcess.of_reference()), Diagnosis(), seed or 0)
    if not (home / FOLDER / RELEASE).is_file():
        words = _("neither solutions/ nor {folder}/ is in {home}: nothing to compare to")
        raise CommandError(words.format(folder=FOLDER, home=home))
    recorded = RecordedAnswers(home / FOLDER)
    if seed not in (None, recorded.seed):
        raise CommandError(
            _(
                "--seed {seed}: this kit holds the answers to the questions of seed {own} only; "
                "leave --seed out",
                seed=seed,
                own=recorded.seed,
            )
        )
    return Answers(Recorded(recorded), Diagnosis(recorded.known, recorded.pair), recorded.seed)


def frames_of(question: Question, answers: dict[str, Answer]) -> bytes:
    """Write a question and who answers what, as RecordedAnswers reads it; equal ones stand once.

    The reference's answer is kept whole, those of mistakes are thinned.
    """
    form, sketch = identity_of(question)
    distinct: list[dict[str, Any]] = []
    index: dict[bytes, int] = {}
    answer_index = {}
    for name, whole in answers.items():
        answer = whole if name == REFERENCE else thinned(whole)
        # The lines of a traceback would show the reference's own source.
        fields = {f.name: getattr(answer, f.name) for f in dataclasses.fields(answer)}
        fields["message"] = sentences.as_plain(answer.message)
        fields["lines"], fields["doing"] = (), tuple(sorted(doing(answer)))
        answer_index[name] = index.setdefault(wire.encode(fields), len(distinct))
        if answer_index[name] == len(distinct):
            distinct.append(fields)
    return wire.encode([form, list(sketch), answer_index]) + wire.encode(distinct)


def identity_of(question: Question) -> tuple[str, tuple[float, ...]]:
    """Return a question's form, as a digest, and its sketch."""
    sketch: list[float] = []
    fields = [getattr(question, f.name) for f in dataclasses.fields(question)]
    text = json.dumps(_form(fields, sketch.extend))
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest(), tuple(sketch)


def _form(value: Any, sketched: Callable[[list[float]], None]) -> Any:
    if isinstance(value, torch.Tensor):
        shape = [str(value.dtype), list(value.shape), list(value.stride())]
        if value.is_floating_point():
            sketched(sketch_of(value))
            return ["floats", shape]
        return ["numbers", shape, value.flatten().tolist()]
    if isinstance(value, bytes):
        with Image.open(io.BytesIO(value)) as image:
            pixels = torch.frombuffer(bytearray(image.tobytes()), dtype=torch.uint8)
            sketched(sketch_of(pixels))
            return ["image", image.format, image.mode, image.size]
    if isinstance(value, dict):
        return ["names", [[name, _form(item, sketched)] for name, item in value.items()]]
    if isinstance(value, list | tuple):
        return [type(value).__name__, [_form(item, sketched) for item in value]]
    return value


def _distance(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    return max((abs(a - b) / (1 + abs(b)) for a, b in zip(one, other)), default=0.0)


def _frames(raw: bytes) -> Iterator[bytes]:
    start, size = 0, wire.LENGTHS.size
    while start < len(raw):
        end = start + size + sum(wire.lengths(raw[start : start + size]))
        yield raw[start:end]
        start = end
