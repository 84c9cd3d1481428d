"""A worker: one process that runs one submission and answers questions about it."""

from __future__ import annotations

import dataclasses
import os
import socket
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import sentences, wire
from .answering import Answer, Question, answer
from .kinds import AnswerKind
from .layout import Layout
from .workspace import Workspace


class Channel:
    """Frames of plain values over a socket, for the process that trusts the other side."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection

    def read(self) -> Any:
        """Read the next frame; raises EOFError when the other side is gone."""
        header, body = wire.lengths(self._take(wire.LENGTHS.size))
        return wire.decode(self._take(header), self._take(body), strided=True)

    def write(self, value: Any) -> None:
        """Send one frame."""
        self.connection.sendall(wire.encode(value))

    def _take(self, count: int) -> bytes:
        data = bytearray(count)
        view, got = memoryview(data), 0
        while got < count:
            size = self.connection.recv_into(view[got:])
            if not size:
                raise EOFError
            got += size
        return bytes(data)


def serve(connection: socket.socket, folder: Path, begin: Callable[[], None]) -> None:
    """Write the submission's files into `folder` and answer until the other side is gone.

    When all is there, `begin` is called and the other side is told that this worker is ready:
    whatever ends before that is not the learner's doing, whose first line runs after it.
    """
    channel = Channel(connection)
    submission = channel.read()
    for path, content in submission["files"].items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    parts, notebooks, single, missing, functions = submission["layout"]
    missing, ended = (
        {name: sentences.read(words) or "" for name, words in by_name.items()}
        for by_name in (missing, submission["ended"])
    )
    workspace = Workspace(
        folder,
        Layout(parts, tuple(notebooks), single, missing=missing, functions=functions),
        ended=ended,
        loading=lambda key: channel.write({"loading": key}),
        note=lambda left_out: channel.write(
            {"note": [sentences.as_plain(words) for words in (left_out.place, left_out.why)]}
        ),
    )
    del submission
    begin()
    channel.write({"ready": True})
    while True:
        turn = channel.read()
        question = Question(**channel.read())
        reply = answer(question, workspace)
        try:
            frame = wire.encode({"turn": turn, "answer": as_plain(reply)}, wire.ANSWER)
        except wire.WireError as error:
            reply = Answer(AnswerKind.UNREADABLE, message=str(error))
            frame = wire.encode({"turn": turn, "answer": as_plain(reply)})
        connection.sendall(frame)


def as_plain(reply: Answer) -> dict[str, Any]:
    """Write an answer as plain values."""
    fields = {f.name: getattr(reply, f.name) for f in dataclasses.fields(reply)}
    fields["message"] = sentences.as_plain(reply.message)
    fields["lines"] = [[line.file, line.number, line.function, line.text] for line in reply.lines]
    return fields


def run(connection: socket.socket, folder: Path, begin: Callable[[], None]) -> None:
    """Serve, and leave the process without running anything that learners registered."""
    status = 1
    try:
        serve(connection, folder, begin)
    except (EOFError, ConnectionError):
        status = 0
    except BaseException:  # nothing may climb into the parent's code
        traceback.print_exc()
    finally:
        os._exit(status)
