"""A worker answers one question after another over its socket."""

from __future__ import annotations

import socket
import threading

import pytest

from autograder.sandbox.inside import worker
from autograder.sandbox.inside.wire import encode


@pytest.fixture
def channel(tmp_path):
    ours, theirs = socket.socketpair()

    def serve():
        try:
            worker.serve(theirs, tmp_path, lambda: (tmp_path / "begun").touch())
        except EOFError:
            pass
        finally:  # whatever it was: a test that waits for an answer is told that there is none
            theirs.close()

    thread = threading.Thread(target=serve)
    thread.start()
    yield worker.Channel(ours)
    ours.close()
    thread.join()


def ask(channel, turn: str, name: str) -> dict:
    channel.connection.sendall(encode(turn) + encode({"targets": [f"layers.{name}"]}))
    came = channel.read()
    while "turn" not in came:
        came = channel.read()
    return came


def test_files_are_written_and_questions_answered_in_turn(channel, tmp_path):
    code = b"def relu(): return 7\ndef linear(): return 'x' * 9\ndef max_pool2d(): return object()"
    submission = {
        "files": {"a/layers.py": code},
        "layout": [{"layers": "a/layers.py"}, [], None, {}, {"layers": ["relu"]}],
    }
    channel.write({**submission, "ended": {}})
    assert channel.read() == {"ready": True} and (tmp_path / "begun").exists()
    first = ask(channel, "t1", "relu")
    assert (first["turn"], first["answer"]["kind"], first["answer"]["value"]) == ("t1", "value", 7)
    second = ask(channel, "t2", "linear")
    assert (second["turn"], second["answer"]["value"]) == ("t2", "x" * 9)
    assert ask(channel, "t3", "max_pool2d")["answer"]["value"].type == "object"
    assert (tmp_path / "a" / "layers.py").read_bytes() == code


def test_an_answer_too_large_to_be_sent_is_told(channel):
    code = b"def relu(): return ['x' * 20000] * 1000"
    submission = {
        "files": {"layers.py": code},
        "layout": [{"layers": "layers.py"}, [], None, {}, {"layers": ["relu"]}],
    }
    channel.write({**submission, "ended": {}})
    reply = ask(channel, "t", "relu")["answer"]
    assert reply["kind"] == "unreadable" and "too large to be sent" in reply["message"]
