"""Stand-ins for what the grading process has not."""

from __future__ import annotations
