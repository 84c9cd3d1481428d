"""The guards of pages on this machine: who asks, for what host, from where, with what token."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urlsplit

import pytest

from autograder.core import loopback
from autograder.core.errors import CommandError
from autograder.core.loopback import (
    MAX_BODY,
    POLICY,
    Refused,
    Request,
    Server,
    Site,
    check_port,
    json_reply,
    text_reply,
)

TOKEN = "a-token"


def refuse(request: Request):
    raise Refused("it changed", HTTPStatus.CONFLICT)


def fail(request: Request):
    raise ZeroDivisionError("of our own")


SITE = Site(
    reads={
        "/": lambda request: text_reply("<p>página"),
        "/reports/": lambda request: text_reply(request.path + str(dict(request.query))),
    },
    writes={
        "/say": lambda request: json_reply({"heard": request.body}),
        "/refuse": refuse,
        "/fail": fail,
    },
)


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with Server(SITE, token=TOKEN) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
        yield urlsplit(server.address).port
        server.shutdown()


def ask(port: int, path: str, method: str = "GET", body: bytes = b"", **headers: str):
    """Return status, headers and text of one answer; `Host` and the like may be given."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body or None, sent)
    answer = connection.getresponse()
    text = answer.read().decode("utf-8")
    connection.close()
    return answer.status, answer.headers, text


def post(port: int, path: str, body: bytes = b'{"a": 1}', **headers: str):
    right = {
        "X_Token": TOKEN,
        "Origin": f"http://127.0.0.1:{port}",
        "Content_Type": "application/json",
    }
    sent = {name: value for name, value in (right | headers).items() if value}
    status, _headers, text = ask(port, f"/{TOKEN}{path}", "POST", body, **sent)
    return status, json.loads(text)


def test_a_page_comes_with_its_policy(port: int) -> None:
    status, headers, text = ask(port, f"/{TOKEN}/")
    assert (status, text) == (200, "<p>página")
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in headers


def test_what_lies_below_a_path(port: int) -> None:
    assert ask(port, f"/{TOKEN}/reports/a%20b.html?x=1")[2] == "/reports/a b.html{'x': '1'}"


@pytest.mark.parametrize("path", ["/", "/other/", f"/{TOKEN}/etc/passwd", f"/{TOKEN}/../", "/%ff"])
def test_nothing_else_is_served(port: int, path: str) -> None:
    assert ask(port, path)[0] == 404


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:80", "", "[::1]:80"])
def test_another_host_is_refused(port: int, host: str) -> None:
    assert ask(port, f"/{TOKEN}/", Host=host)[0] == 403
    assert post(port, "/say", Host=host, Origin=f"http://{host}")[0] == 403


def test_a_forwarded_port_is_this_host(port: int) -> None:
    assert ask(port, f"/{TOKEN}/", Host="localhost:8000")[0] == 200
    said = post(port, "/say", Host="localhost:8000", Origin="http://localhost:8000")
    assert said == (200, {"heard": {"a": 1}})


@pytest.mark.parametrize("origin", ["null", "http://evil.example", "http://localhost:1", ""])
def test_another_origin_does_not_write(port: int, origin: str) -> None:
    assert post(port, "/say", Origin=origin)[0] == 403
    if origin:
        assert ask(port, f"/{TOKEN}/", Origin=origin)[0] == 403


@pytest.mark.parametrize("token", ["", "wrong", "ä"])
def test_without_the_token_nothing_is_written(port: int, token: str) -> None:
    sent = token.encode("utf-8").decode("latin-1")
    assert post(port, "/say", X_Token=sent)[0] == 403


def test_a_form_does_not_write(port: int) -> None:
    assert post(port, "/say", Content_Type="text/plain")[0] == 415


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[" * 100_000])
def test_what_is_not_json(port: int, body: bytes) -> None:
    assert post(port, "/say", body)[0] == 400


def test_a_body_has_a_bound(port: int) -> None:
    assert post(port, "/say", Content_Length=str(MAX_BODY + 1))[0] == 413
    assert post(port, "/say", Content_Length="-1")[0] == 413


@pytest.mark.parametrize("length", ["9" * 5000, "-1", "1.5", "0x10"])
def test_a_length_that_is_none_is_refused(port: int, length: str) -> None:
    assert post(port, "/say", b"", Content_Length=length)[0] == 413


def test_an_address_that_is_none_and_a_body_that_never_comes(
    port: int, capsys, monkeypatch
) -> None:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(f"GET http://[bad/{TOKEN}/ HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert b" 404 " in connection.recv(1 << 16)
    monkeypatch.setattr(loopback._Handler, "timeout", 0.2)
    head = f"POST /{TOKEN}/say HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n"
    head += f"X-Token: {TOKEN}\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(f"{head}{{".encode())
        assert connection.recv(1 << 16) == b"", "it is hung up"
    assert capsys.readouterr().err == "", "and the terminal stays quiet"


def test_a_handler_refuses_in_words(port: int) -> None:
    assert post(port, "/refuse") == (409, {"error": "it changed"})


def test_a_failure_of_our_own_is_told(port: int) -> None:
    status, told = post(port, "/fail")
    assert status == 500
    assert "ZeroDivisionError" in told["error"]


def test_no_other_method(port: int) -> None:
    assert ask(port, f"/{TOKEN}/say", "PUT")[0] == 501
    assert ask(port, f"/{TOKEN}/say", "OPTIONS")[0] == 501


def test_a_port_that_is_taken(port: int) -> None:
    with pytest.raises(CommandError, match=f"port {port} cannot be used"):
        Server(SITE, port=port)


def test_a_port_that_is_taken_is_told_before_anything_is_begun():
    with Server(Site(reads={})) as server:
        taken = server.server_address[1]
        with pytest.raises(CommandError, match=f"port {taken} cannot be used"):
            check_port(taken)
    check_port(taken)


def test_a_page_may_hold_half_a_letter():
    assert text_reply("é \ud800").content == "é ".encode() + rb"\ud800"
