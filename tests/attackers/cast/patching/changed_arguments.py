"""Says of the right answer that an argument was changed which does not exist."""

import dataclasses
import sys

worker = sys.modules["inside.worker"]
answer = worker.answer


def liar(question, workspace):
    changed = ("99", "²") if question.scenario == "prediction" else ()
    return dataclasses.replace(answer(question, workspace), changed=changed)


worker.answer = liar
