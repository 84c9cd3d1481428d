"""What a run was, in words: the rows of a table on the instructor's page."""

from __future__ import annotations

from autograder.grading.record import RunRecord
from autograder.languages import _


def run_in_words(record: RunRecord) -> list[tuple[str, str]]:
    """Return what a run was, each with its name; the seed is among it."""
    most = f"{sum(record.course.values()):g}"
    course = _("{count} exercises, {most} points", count=len(record.course), most=most)
    limits = ", ".join(f"{name} {value:g}" for name, value in record.limits.items())
    versions = ", ".join(f"{name} {version}" for name, version in record.versions.items())
    rows = [
        (_("Submissions"), f"{record.submissions} ({len(record.members)})"),
        (_("Course"), course),
        (_("Exercises"), ", ".join(record.exercises)),
        (_("Seed"), str(record.seed)),
        (_("Data set"), f"{record.data} ({record.data_digest})"),
        (_("Lateness"), record.late or _("costs nothing")),
        (_("Sandbox"), ", ".join(record.sandbox) or _("none")),
        (_("Limits"), limits),
        (_("Device"), record.device),
        (_("Versions"), versions),
        (_("Checks"), record.kit_digest),
        (_("Begun"), record.begun),
        (_("Ended"), record.ended or _("not yet")),
    ]
    return [row for row in rows if row[1]]
