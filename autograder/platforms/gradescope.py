"""Gradescope's `results.json`, as its documentation of autograders describes it."""

from __future__ import annotations

import json
from typing import Any

from autograder.core.control import escape_control
from autograder.grading.results import Result, Status


def to_results(result: Result) -> str:
    """Write one submission's results: a test a check, with its points and message.

    `score` is the total, a late penalty included; texts are plain text.
    """
    tests: list[dict[str, Any]] = []
    for number, part in enumerate(result.parts, 1):
        for count, check in enumerate(part.checks, 1):
            tests.append(
                {
                    "name": escape_control(f"{part.name}: {check.name}"),
                    "number": f"{number}.{count}",
                    "score": check.score,
                    "max_score": check.max_score,
                    "status": "passed" if check.passed else "failed",
                    "output": escape_control(
                        check.message if check.passed else f"{check.outcome}\n{check.message}"
                    ),
                    "output_format": "text",
                    "tags": [check.mistake] if check.mistake else [],
                    "visibility": "visible",
                }
            )
    words = result.adjusted.in_words() if result.adjusted else []
    words += [result.penalty_reason, "" if result.status == Status.GRADED else result.status]
    words.append(result.message)
    tree: dict[str, Any] = {
        "score": result.score,
        "execution_time": round(result.seconds),
        "output": escape_control("\n".join(filter(None, words))),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
    }
    if result.test_accuracy is not None:
        tree["leaderboard"] = [{"name": "Accuracy", "value": round(result.test_accuracy, 2)}]
    return json.dumps(tree, indent=1, ensure_ascii=False) + "\n"
