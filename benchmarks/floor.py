"""The floor: the CPU time of the submissions' own work, in one process that is warm.

`python floor.py FOLDER` answers, for each submission in FOLDER, the questions that the checks
ask, and prints as JSON the CPU seconds that the answers took, each submission's score, and
the checks. What checks, reference and comparison take is not counted.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path

import torch
from in_process import run_checks

from autograder.checks.sides import Cached, InProcess
from autograder.sandbox.inside.answering import Answer, Question


class Timed:
    """A side that sums up the CPU seconds of its answers."""

    def __init__(self, side: InProcess) -> None:
        self.side = side
        self.seconds = 0.0

    def answer(self, question: Question) -> Answer:
        """Answer as the side does."""
        start = time.process_time()
        try:
            return self.side.answer(question)
        finally:
            self.seconds += time.process_time() - start


def main() -> None:
    """Measure a folder of submissions."""
    torch.set_num_threads(1)
    folders = sorted(Path(sys.argv[1]).iterdir())
    reference = Cached(InProcess.of_reference())
    checks = run_checks(InProcess.of_path(folders[0]), reference)  # imports, and warms up
    gc.collect()
    gc.freeze()  # what was imported is not searched for garbage again and again
    seconds, scores = 0.0, {}
    for folder in folders:
        side = Timed(InProcess.of_path(folder))
        results = run_checks(side, reference)
        seconds += side.seconds
        scores[folder.name] = float(sum(r.points for r in results if r.passed))
    listed = [(check.part, check.name, float(check.points)) for check in checks]
    print(json.dumps({"seconds": seconds, "scores": scores, "checks": listed}))


if __name__ == "__main__":
    main()
