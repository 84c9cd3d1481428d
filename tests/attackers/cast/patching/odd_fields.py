"""Answers with fields of the wrong types."""

import sys

worker = sys.modules["inside.worker"]
as_plain = worker.as_plain


def liar(reply):
    odd = {"lines": [["a", 10**40, "b", "c"], [1], 2], "changed": [["x"]], "bases": {"a": 1}}
    odd |= {"message": 5, "error": [], "products": True, "loading": "yes", "value": {"x": [None]}}
    return as_plain(reply) | odd


worker.as_plain = liar
