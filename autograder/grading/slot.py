"""The slot that grades under given settings."""

from __future__ import annotations

from autograder.course import current_course
from autograder.course.modules import scenario_sources
from autograder.sandbox.zygote import Zygote

from .settings import Settings


def slot(settings: Settings) -> Zygote:
    """Return the warm parent, not started yet, of the submissions graded under these settings."""
    sources = scenario_sources(current_course())
    return Zygote(settings.walls, settings.limits, sources, settings.names)
