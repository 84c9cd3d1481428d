"""The page of `autograder play`, and the server by which the learner's code reads drawings."""

from __future__ import annotations

import _thread
import base64
import binascii
import concurrent.futures
import functools
import io
import math
import queue
import signal
import sys
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape
from matplotlib import pyplot
from PIL import Image

from autograder.checks.evidence import picture
from autograder.core.errors import CommandError
from autograder.core.languages import _, chosen
from autograder.core.loopback import (
    SCRIPT,
    Refused,
    Reply,
    Request,
    Server,
    Site,
    json_reply,
    text_reply,
)
from autograder.drawing import pieces

from .own import NotThere, OwnFailed
from .playing import Played, working
from .stage import Reading, Section
from .told import TimedOut

SECONDS = 20.0
"""How long one drawing may take to read; a right answer takes far less than one second."""
SIDE = 280
"""Of what is drawn, in pixels."""
TEMPLATES = Path(__file__).with_name("templates")


@functools.cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals |= {"_": _said, "language": chosen, "side": SIDE}
    environment.filters["prose"] = pieces.prose
    return environment


def _said(text: str, **values: object) -> Markup:
    """Say a text of a template in the language chosen; values are escaped."""
    return escape(_(text)).format(**values) if values else escape(_(text))


def page_of(played: Played) -> str:
    """Return the page of a training: something to draw, and what there is to see."""
    return _rendered("play.html", played, canvas=played.play.canvas, problem=_problem(played))


def fragment_of(played: Played) -> str:
    """Return what there is to see, for a notebook, where nothing can be drawn."""
    return _rendered("play_in_notebook.html", played)


def _rendered(name: str, played: Played, **more: Any) -> str:
    play, stage = played.play, played.stage
    return (
        _templates()
        .get_template(name)
        .render(
            title=_(play.title),
            summary=play.summary(stage, played.trained),
            sections=[(_(s.title), _drawn(s, played)) for s in play.sections],
            **more,
        )
    )


def _drawn(section: Section, played: Played) -> Markup:
    """Draw a section, or say why there is none."""
    stage = played.stage
    try:
        with working(stage.own, stage.in_notebook), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # no window is shown, and no font has every sign
            lacking = stage.own.lacking(section.needs)
            return _missing(lacking) if lacking else section.draw(stage, played.trained)
    except (NotThere, OwnFailed) as error:
        return _failed(str(error))
    finally:
        pyplot.close("all")


def _problem(played: Played) -> Markup | None:
    """Say why nothing can be read of what is drawn, where that is so."""
    if played.play.canvas is None:
        return None
    try:
        with played.own.at_work():
            lacking = played.own.lacking(played.play.canvas.needs)
    except OwnFailed as error:
        return _failed(str(error))
    return _missing(lacking) if lacking else None


def _missing(lacking: list[str]) -> Markup:
    return Markup("").join(Markup('<p class="problem">{}</p>').format(words) for words in lacking)


def _failed(words: str) -> Markup:
    return Markup('<pre class="problem" tabindex="0">{}</pre>').format(words)


class Playground:
    """Serves the page; the learner's code runs in the thread that calls `serve`, and only there."""

    def __init__(self, played: Played) -> None:
        self.played = played
        self.page = page_of(played)
        self.jobs: queue.Queue[tuple[Callable[[], Any], concurrent.futures.Future[Any]]]
        self.jobs = queue.Queue()
        self.reading = threading.Lock()
        self.late = threading.Event()

    @property
    def site(self) -> Site:
        """The page, its script, and what reads a drawing: nothing else is served."""
        script = (TEMPLATES / "play.js").read_text(encoding="utf-8")
        return Site(
            reads={"/": lambda _: text_reply(self.page), "/play.js": _script_of(script)},
            writes={"/read": self.read},
        )

    def serve(self, tell: Callable[[str], None], port: int = 0) -> None:
        """Serve until Ctrl-C; `tell` is told the address once it answers."""
        with Server(self.site, port=port) as server:
            signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have shut it off
            threading.Thread(target=server.serve_forever, daemon=True).start()
            try:
                tell(server.address)
                self._work()
            except KeyboardInterrupt:
                pass
            finally:
                server.shutdown()

    def _work(self) -> None:
        """Let the learner's code do what is asked, one after the other, until Ctrl-C."""
        while True:
            try:
                job, answer = self.jobs.get(timeout=0.5)
                try:
                    answer.set_result(job())
                except Exception as error:  # whoever asked is told; the page goes on
                    answer.set_exception(error)
            except queue.Empty:
                continue
            except KeyboardInterrupt:
                if not self.late.is_set():
                    raise
                self.late.clear()

    def read(self, request: Request) -> Reply:
        """Let the learner's code read a drawing; says in a sentence why there is no answer."""
        canvas = self.played.play.canvas
        if canvas is None:
            raise Refused(_("There is no such page."))
        image, is_chosen = _drawing_in(request.body)
        if not self.reading.acquire(blocking=False):
            return json_reply({"busy": True})
        try:
            answer: concurrent.futures.Future[Any] = concurrent.futures.Future()
            self.jobs.put((lambda: self._read(image, is_chosen), answer))
            return json_reply(answer.result(timeout=SECONDS))
        except concurrent.futures.TimeoutError:
            return json_reply({"problem": self._interrupt()})
        finally:
            self.reading.release()

    def _read(self, image: Image.Image, is_chosen: bool) -> dict[str, Any]:
        canvas, stage = self.played.play.canvas, self.played.stage
        assert canvas is not None
        try:
            with stage.own.at_work():
                lacking = stage.own.lacking(canvas.needs)
                if lacking:
                    return {"problem": "\n".join(lacking)}
                return _plain(canvas.read(stage, self.played.trained, image, is_chosen))
        except (NotThere, OwnFailed, CommandError) as error:
            return {"problem": str(error)}
        finally:
            pyplot.close("all")

    def _interrupt(self) -> str:
        """Let the learner's code end that reads; say where it was."""
        main = threading.main_thread().ident
        lines = self.played.own.lines_of(sys._current_frames().get(main or 0))
        self.late.set()
        _thread.interrupt_main()
        return TimedOut(SECONDS, lines[-1:]).message()


def _script_of(script: str) -> Callable[[Request], Reply]:
    return lambda _request: text_reply(script, SCRIPT)


def _drawing_in(body: Any) -> tuple[Image.Image, bool]:
    """Return the gray image that a request brings, and its check box; raises Refused."""
    words = _("A picture of {side} by {side} pixels is expected.", side=SIDE)
    if not isinstance(body, dict) or not isinstance(body.get("image"), str):
        raise Refused(words)
    try:
        raw = base64.b64decode(body["image"], validate=True)
        with Image.open(io.BytesIO(raw), formats=["PNG"]) as image:
            if image.size != (SIDE, SIDE):
                raise Refused(words)
            return image.convert("L"), body.get("chosen") is True
    except (binascii.Error, ValueError, OSError, SyntaxError):
        raise Refused(words) from None


def _plain(reading: Reading) -> dict[str, Any]:
    """Write a reading as plain data for the page."""
    if not all(math.isfinite(share) for share in reading.shares.values()):
        return {"problem": _("Your network returns numbers that are not finite: nan or inf.")}
    seen = "" if reading.seen is None else _picture(reading.seen)
    shares = [[name, round(float(share), 4)] for name, share in reading.shares.items()]
    return {"answer": reading.answer, "seen": seen, "shares": shares}


def _picture(values: Any) -> str:
    return picture(values, float(values.min()), float(values.max()))
