"""`autograder review`: a results folder looked through in the browser."""

from __future__ import annotations

import getpass
import secrets
import signal
from pathlib import Path
from types import FrameType

import click

from autograder.core.languages import _


@click.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--by", metavar="NAME", help="Who decides (default: your user's name).")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Default: any free one.")
@click.option("--browser/--no-browser", default=True, help="Open it in the browser.")
def review(out: Path, by: str | None, port: int, browser: bool) -> None:
    """Look through the results folder OUT in the browser: tick, comment, adjust points.

    It is served to this machine alone, and goes into OUT/adjustments.csv. Nothing else may write
    into OUT meanwhile. Ctrl-C ends it, and writes pages and grades anew.
    """
    from autograder.core.loopback import Server
    from autograder.grading.folder import read_folder, results_folder
    from autograder.grading.record import use_course_of
    from autograder.learn.browser import open_address
    from autograder.reports.reviewing import Review
    from autograder.reports.show import write_pages

    use_course_of(out)
    read_folder(out)  # what cannot be read is told before anything is locked
    by = (by or "").strip() or _user()
    with results_folder(out):
        opened = Review(out, by, secrets.token_urlsafe(24))
        with Server(opened.site(), port=port, token=opened.token) as server:
            click.echo(_("Open {address} (Ctrl-C ends it)", address=server.address))
            if browser:
                open_address(server.address)
            before = signal.signal(signal.SIGTERM, _stop)
            try:
                server.serve_forever(poll_interval=0.2)
            except KeyboardInterrupt:
                pass
            finally:
                signal.signal(signal.SIGTERM, before)
        with opened.lock:  # what is being saved is waited for
            write_pages(out)
    words = _("{count} rows were written by {name}; pages and grades are new: {page}")
    click.echo(words.format(count=opened.saved, name=by, page=out / "index.html"))


def _user() -> str:
    """Return the user's name, as the system knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return _("reviewer")


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
