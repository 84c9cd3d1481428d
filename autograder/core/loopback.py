"""A small server for pages on this machine alone, with the guards that all such pages need.

It listens on the loopback address. Everything lies below a secret path, which only the printed
address tells: other users of the machine can connect, and find nothing. A request must be for
this host by name (another name that resolves here is a page's attempt to get in), one that tells
where it comes from must come from here, and one that writes carries the token in a header, which
no form and no link of another page can send. Nothing is served but what a handler gives.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
import socketserver
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.core.system import reason_of

LOOPBACK = "127.0.0.1"
HOSTS = (LOOPBACK, "localhost")
"""What a request may call this machine; the port is free, since ssh may forward another one."""
TOKEN_HEADER = "X-Token"
MAX_BODY, MAX_DIGITS = 1 << 20, 20
SECONDS = 30.0
"""For which a connection may say nothing."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""The content security policy: scripts and requests of this server's alone."""
HTML = "text/html; charset=utf-8"
SCRIPT = "text/javascript; charset=utf-8"
STYLE = "text/css; charset=utf-8"
JSON = "application/json"


class Refused(Exception):
    """A handler's answer where it does not do what it is asked, with a status and its words."""

    def __init__(self, message: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(message)
        self.message, self.status = message, status


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a handler is asked.

    `path` is what follows the secret one, as `/` or `/reports/a b.html`. `body` is the JSON of a
    request that writes, None of one that reads.
    """

    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    body: Any = None


@dataclass(frozen=True)
class Reply:
    """What a handler gives: the bytes, what they are, and what the browser may do with them."""

    content: bytes
    kind: str = HTML
    policy: str = POLICY


Handler = Callable[[Request], Reply]


def text_reply(text: str, kind: str = HTML) -> Reply:
    """Return a page, a script or a style as a reply."""
    return Reply(text.encode("utf-8", "backslashreplace"), kind)


def json_reply(tree: Any) -> Reply:
    """Return plain data as a reply."""
    return Reply(json.dumps(tree, allow_nan=False).encode("utf-8"), JSON)


def check_port(port: int) -> None:
    """Raise CommandError where a port is taken, before anything long is begun for it."""
    Server(Site(reads={}), port=port).server_close()


@dataclass(frozen=True, kw_only=True)
class Site:
    """What is served: a handler for each path, for what reads (GET) and what writes (POST).

    A path that ends with a slash, other than `/` itself, takes all that lies below it. Handlers
    are called in threads of their own, several at once.
    """

    reads: Mapping[str, Handler]
    writes: Mapping[str, Handler] = field(default_factory=dict)


class Server(socketserver.ThreadingTCPServer):
    """Serves a site; `address` is what the person opens in a browser.

    Use it as a context manager, and call `serve_forever`; Ctrl-C ends that.
    """

    daemon_threads = True
    allow_reuse_address = os.name == "posix"  # elsewhere two programs would share the port

    def __init__(self, site: Site, *, port: int = 0, token: str = "") -> None:
        """Listen; port 0 is any free one. Raises CommandError where the port is taken."""
        self.site, self.token = site, token or secrets.token_urlsafe(24)
        try:
            super().__init__((LOOPBACK, port), _Handler)
        except (OSError, OverflowError) as error:
            words = _("port {port} cannot be used: {reason}", port=port, reason=reason_of(error))
            raise CommandError(words) from None

    @property
    def address(self) -> str:
        """The address of the site, with its secret path."""
        return f"http://{LOOPBACK}:{self.server_address[1]}/{self.token}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that hung up."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """One request: the guards, then the handler of its path."""

    server: Server
    timeout = SECONDS
    server_version, sys_version = "autograder", ""

    def do_GET(self) -> None:
        """Answer what reads."""
        self._answer(self.server.site.reads, writes=False)

    def do_POST(self) -> None:
        """Answer what writes."""
        self._answer(self.server.site.writes, writes=True)

    def log_message(self, format: str, *values: Any) -> None:
        """Print nothing: the terminal is the person's."""

    def _answer(self, handlers: Mapping[str, Handler], writes: bool) -> None:
        try:
            self._check_sender(writes)
            url = _split(self.path)
            path = self._below_token(unquote(url.path, errors="surrogateescape"))
            handler = _handler_for(handlers, path)
            body = self._body() if writes else None
            reply = handler(Request(path=path, query=dict(parse_qsl(url.query)), body=body))
        except Refused as refused:
            self._send(refused.status, json_reply({"error": refused.message}))
        except OSError:  # the browser hung up, or says nothing more
            raise
        except Exception as error:
            traceback.print_exc()
            words = _("The program failed: {error}", error=f"{type(error).__name__}: {error}")
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, json_reply({"error": words}))
        else:
            self._send(HTTPStatus.OK, reply)

    def _check_sender(self, writes: bool) -> None:
        """Raise Refused for what comes from elsewhere, or asks for another host."""
        host = self.headers.get("Host", "")
        if host.rpartition(":")[0] not in HOSTS and host not in HOSTS:
            raise Refused(_("This server is {host} only.", host=LOOPBACK), HTTPStatus.FORBIDDEN)
        origin = self.headers.get("Origin")
        if origin != f"http://{host}" and (writes or origin is not None):
            raise Refused(_("The request comes from another page."), HTTPStatus.FORBIDDEN)
        if writes and not self._is_token(self.headers.get(TOKEN_HEADER, "")):
            raise Refused(
                _("The token is missing or wrong: reload the page."), HTTPStatus.FORBIDDEN
            )

    def _below_token(self, path: str) -> str:
        """Return what follows the secret path; raises Refused where it is not there."""
        _empty, token, rest = (*path.split("/", 2), "", "")[:3]
        if not self._is_token(token):
            words = _("Open the address that the terminal shows.")
            raise Refused(words, HTTPStatus.NOT_FOUND)
        return f"/{rest}"

    def _is_token(self, text: str) -> bool:
        """Compare in a time that tells nothing."""
        return hmac.compare_digest(
            text.encode("utf-8", "surrogateescape"), self.server.token.encode("utf-8")
        )

    def _body(self) -> Any:
        """Read the JSON that comes with a request; raises Refused."""
        length, kind = self.headers.get("Content-Length", ""), self.headers.get_content_type()
        if kind != JSON:
            raise Refused(_("JSON is expected."), HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        is_number = length.isascii() and length.isdigit() and len(length) <= MAX_DIGITS
        if not is_number or int(length) > MAX_BODY:
            raise Refused(_("That is too long."), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        try:
            return json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError):
            raise Refused(_("JSON is expected.")) from None

    def _send(self, status: HTTPStatus, reply: Reply) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": reply.kind,
            "Content-Length": str(len(reply.content)),
            "Content-Security-Policy": reply.policy,
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "no-store",
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.content)


def _split(path: str) -> SplitResult:
    """Take an address apart; raises Refused for what is none."""
    try:
        return urlsplit(path)
    except ValueError:
        raise Refused(_("There is no such page."), HTTPStatus.NOT_FOUND) from None


def _handler_for(handlers: Mapping[str, Handler], path: str) -> Handler:
    """Return the handler of a path; raises Refused where there is none."""
    if path in handlers:
        return handlers[path]
    above = [name for name in handlers if name != "/" and name.endswith("/")]
    longest = max((name for name in above if path.startswith(name)), key=len, default="")
    if not longest:
        raise Refused(_("There is no such page."), HTTPStatus.NOT_FOUND)
    return handlers[longest]
