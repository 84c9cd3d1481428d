"""What a run was, in words: the rows of a table on the instructor's page."""

from __future__ import annotations

from autograder.core.languages import _
from autograder.course import CourseSettings
from autograder.grading.decisions.extensions import told
from autograder.grading.record import GivenBack, RunRecord


def run_in_words(record: RunRecord) -> list[tuple[str, str]]:
    """Return what a run was, each with its name; the seed is among it."""
    most = f"{sum(record.course.values()):g}"
    course = _("{count} exercises, {most} points", count=len(record.course), most=most)
    limits = ", ".join(f"{name} {value:g}" for name, value in record.limits.items())
    versions = ", ".join(f"{name} {version}" for name, version in record.versions.items())
    rows = [
        (_("Submissions"), f"{record.submissions} ({len(record.members)})"),
        (_("Course"), course),
        (_("Course settings"), settings_in_words(record.settings)),
        (_("Exercises"), ", ".join(record.exercises)),
        (_("Seed"), str(record.seed)),
        (_("Data set"), f"{record.data} ({record.data_digest})" if record.data else ""),
        (_("Lateness"), record.late or _("costs nothing")),
        (_("Extensions"), "; ".join(f"{name}: {told(w)}" for name, w in record.extensions.items())),
        (_("Sandbox"), ", ".join(record.sandbox) or _("none")),
        (_("Limits"), limits),
        (_("Device"), record.device),
        (_("Versions"), versions),
        (_("Checks"), record.kit_digest),
        (_("Feedback returned"), "; ".join(map(_given, record.feedback))),
        (_("Started"), record.begun),
        (_("Ended"), record.ended or _("not yet")),
    ]
    return [row for row in rows if row[1]]


def _given(feedback: GivenBack) -> str:
    words = _("{time} to {platform}, {count} pages")
    return words.format(time=feedback.time, platform=feedback.to, count=feedback.pages)


def settings_in_words(settings: CourseSettings) -> str:
    """Say what the instructor says of the course, nothing where that is nothing."""
    points = ", ".join(f"{name} {number}" for name, number in settings.points.items())
    words = [
        _("points: {points}", points=points) if points else "",
        _("threshold: {number} %", number=f"{settings.threshold:g}") if settings.threshold else "",
        _("nothing is carried forward") if settings.carry_forward is False else "",
    ]
    return "; ".join(filter(None, words))
