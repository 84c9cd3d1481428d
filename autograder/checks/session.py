"""One run of the checks over one submission, as a pytest plugin."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import io
import traceback
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TextIO

import pytest

from autograder.core.errors import CommandError
from autograder.core.languages import _, with_case
from autograder.course import course_root, current_course
from autograder.sandbox import SandboxError

from .ask import Ask
from .carried import Carrying
from .cases import Listener, nobody_listens
from .data import DataSet
from .diagnosis.diagnosis import Diagnosis
from .failure import CheckFailed, ReferenceFailed, shortened
from .inputs import Draw, seed_of
from .points import case_of, exercise_of, points_of, sentence_of
from .sides import Heard, Respondent
from .verdict import CheckResult, Outcome, right_given

UNUSED_PLUGINS = (
    *("terminal", "cacheprovider", "logging", "warnings", "doctest", "faulthandler", "debugging"),
    *("unraisableexception", "threadexception", "pastebin", "stepwise", "setuponly"),
)
"""What pytest brings and grading does without; two of them collect garbage after every run."""
GRADERS_OWN = (SandboxError, ReferenceFailed, CommandError)
"""What is never the submission's doing, though it answered before."""
MAX_REASON = 2000
INI = Path(__file__).with_name("pytest.ini")


@dataclass
class Run:
    """What the checks of a run are put to, and the verdicts so far.

    Of the exercises only the checks of these names are run where `only` names some, and the
    `listener` hears what they ask.
    """

    submission: Respondent
    reference: Respondent
    load_data: Callable[[], DataSet]
    seed: int = 0
    diagnosis: Diagnosis | None = None
    exercises: tuple[str, ...] = ()
    results: list[CheckResult] = field(default_factory=list)
    unscored: dict[str, list[CheckResult]] = field(default_factory=dict)
    """Verdicts that were only needed to understand others."""
    carry_forward: bool = True
    only: frozenset[str] = frozenset()
    listener: Listener = nobody_listens

    @functools.cached_property
    def data(self) -> DataSet:
        """The data set of the accuracy, read when it is first needed."""
        return self.load_data()

    @functools.cached_property
    def carrying(self) -> Carrying | None:
        """What tells that an answer follows from a mistake made elsewhere; None: it counts."""
        if not self.carry_forward or self.diagnosis is None:
            return None
        return Carrying(self.diagnosis, self.submission, self.reference, self.seed)

    def verdicts(self, exercise: str) -> list[CheckResult]:
        """Return how the checks of an exercise ended; they are run now where they were not yet."""
        if all(result.part != exercise for result in self.results):
            if exercise not in self.unscored:
                apart = dataclasses.replace(self, exercises=(exercise,), results=[])
                apart.only, apart.listener = frozenset(), nobody_listens
                run_checks(apart)
                self.unscored[exercise] = apart.results
            return self.unscored[exercise]
        return [result for result in self.results if result.part == exercise]


def make_points_known(config: pytest.Config) -> None:
    """Register the mark of points, once, whatever the run is about."""
    line = "points(number): what a check is worth"
    if line not in config.getini("markers"):
        config.addinivalue_line("markers", line)


class Checks:
    """The plugin: gives checks `ask`, `draw` and `data`, and writes down their verdicts."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.points: dict[str, Fraction] = {}
        self.heard = Heard(run.submission)
        self.carried: list[str] = []

    def pytest_configure(self, config: pytest.Config) -> None:
        """Make the points of checks known."""
        make_points_known(config)
        config.option.tbstyle = "native"  # nobody is shown a traceback, and one in full is slow

    @pytest.fixture
    def draw(self, request: pytest.FixtureRequest) -> Draw:
        """Draw this check's inputs, seeded by the run's seed and the check's name."""
        return Draw(seed_of(self.run.seed, exercise_of(request.node), request.node.name))

    @pytest.fixture
    def ask(self, draw: Draw) -> Ask:
        """Ask the submission and the reference."""
        run = self.run
        self.heard = Heard(run.submission)
        return Ask(
            self.heard,
            run.reference,
            draw.seed,
            run.diagnosis,
            carrying=run.carrying,
            carried=self.carried,
            listener=run.listener,
        )

    @pytest.fixture
    def data(self) -> DataSet:
        """The data set on which the accuracy is measured."""
        return self.run.data

    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        """Leave the files of exercises alone that were not asked for."""
        name = collection_path.stem.removeprefix("test_")
        chosen = self.run.exercises or current_course().names
        is_check = collection_path.parent.name.partition("_")[2] == name
        return True if is_check and name not in chosen else None

    @pytest.fixture
    def verdicts(self) -> Callable[[str], list[CheckResult]]:
        """How the checks of other exercises ended, by the exercise's name."""
        if self.run.carry_forward:
            return self.run.verdicts
        return self._unnamed

    def _unnamed(self, exercise: str) -> list[CheckResult]:
        """Return verdicts without the mistakes that explain them: nothing follows from these."""
        return [dataclasses.replace(r, mistake=None) for r in self.run.verdicts(exercise)]

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> Generator[None, None, None]:
        """Count the points and keep the exercises that were asked for, in the course's order.

        A learner may have plugins that shuffle tests; what to do next follows from the order.
        """
        order = {item: place for place, item in enumerate(items)}
        yield
        items.sort(key=lambda item: order.get(item, len(order)))
        self.points = points_of(items)
        selected = [item for item in items if self._is_selected(item)]
        if len(selected) < len(items):
            config.hook.pytest_deselected(items=[item for item in items if item not in selected])
            items[:] = selected

    def _is_selected(self, item: pytest.Item) -> bool:
        """Tell whether a check is one that was asked for."""
        run = self.run
        if run.exercises and exercise_of(item) not in run.exercises:
            return False
        return not run.only or with_case(sentence_of(item), case_of(item)) in run.only

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Print why checks cannot be read: no report of pytest's own does."""
        if report.failed:
            print(report.longrepr)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Write down the verdict, and let the report show the learner's message only."""
        error = call.excinfo.value if call.excinfo else None
        if isinstance(error, CheckFailed) and error.__traceback__:
            error.__traceback__.tb_next = None  # pytest would write it out, and nobody is shown it
        report = yield
        if isinstance(error, CheckFailed):
            report.longrepr = error.message
        if call.when == "call" or error is not None:
            self.run.results.append(self._verdict(item, error))
            self.carried.clear()
        return report

    def _verdict(self, item: pytest.Item, error: BaseException | None) -> CheckResult:
        verdict = CheckResult(
            exercise_of(item),
            sentence_of(item),
            Outcome.PASSED,
            self.points.get(item.nodeid, Fraction(0)),
            case=case_of(item),
            properties=dict(item.user_properties),
        )
        properties = verdict.properties
        carried = properties.get("carried") or next(iter(self.carried), None)
        verdict = dataclasses.replace(
            verdict,
            carried=carried,
            message=right_given(carried) if carried else "",
            review=properties.get("review", ()),
        )
        if error is None:
            return verdict
        if isinstance(error, CheckFailed):
            return _failed(verdict, error)
        verdict.properties["traceback"] = "".join(traceback.format_exception(error))
        words = shortened(f"{type(error).__name__}: {error}", MAX_REASON)
        if isinstance(error, GRADERS_OWN) or not self.heard.any:
            message = _("The check itself failed ({error}); that is not your fault.", error=words)
            return dataclasses.replace(verdict, outcome=Outcome.GRADER_ERROR, message=message)
        # However comparing or showing a stranger's value fails, it is not right.
        message = _("Your answer could not be compared or shown ({error}).", error=words)
        review = (_("An answer could not be compared or shown: {error}", error=words),)
        return dataclasses.replace(verdict, outcome=Outcome.FAILED, message=message, review=review)


def _failed(verdict: CheckResult, error: CheckFailed) -> CheckResult:
    return dataclasses.replace(
        verdict,
        outcome=error.outcome,
        message=error.message,
        mistake=error.mistake,
        evidence=error.evidence,
        function=error.function,
        carried=None,
        review=verdict.review + error.review,
        brief=error.brief,
        forbidden=error.forbidden,
        finding=error.finding,
    )


def run_checks(run: Run, chosen: str = "", printed: TextIO | None = None) -> bool:
    """Run the exercises' checks quietly in this process; returns whether all of them were run.

    `chosen` is a place below `exercises/`, as pytest names it; without it all are run. What
    learner code prints goes to `printed`, or nowhere.
    """
    status = _pytest(Checks(run), chosen, printed=printed)
    return status in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)


class _Listing:
    """Notes the checks that there are."""

    def __init__(self) -> None:
        self.checks: dict[tuple[str, str], Fraction] = {}
        self.cases: dict[str, None] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Add up the points of each check's cases."""
        worth = points_of(items)
        for item in items:
            key = (exercise_of(item), sentence_of(item))
            self.checks[key] = self.checks.get(key, Fraction(0)) + worth[item.nodeid]
            self.cases[case_of(item)] = None


def all_checks() -> dict[tuple[str, str], Fraction]:
    """Return the points of every check by its part and its sentence, in the chapter's order."""
    _pytest(listing := _Listing(), "", "--collect-only")
    return listing.checks


def all_cases() -> dict[str, None]:
    """Return what the cases of checks are called, `3-5` or `one axis`, each once."""
    _pytest(listing := _Listing(), "", "--collect-only")
    return listing.cases


def _pytest(plugin: object, chosen: str, *more: str, printed: TextIO | None = None) -> int:
    """Let pytest run quietly over the exercises, with a plugin and none of its own reports."""
    options = [word for plugin in UNUSED_PLUGINS for word in ("-p", f"no:{plugin}")]
    options += ["--assert=plain", "--import-mode=importlib", "--capture=no", "-c", str(INI)]
    exercises = str(course_root() / "exercises")
    options += [f"--confcutdir={exercises}"]  # whatever project the course lies in
    place = exercises + (f"/{chosen}" if chosen else "")
    printed = printed or io.StringIO()
    with (
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
        pytest.MonkeyPatch.context() as patch,
    ):
        # Plugins that happen to be installed have no say in the checks.
        patch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
        return pytest.main([*options, *more, place], plugins=[plugin])
