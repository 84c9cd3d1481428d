"""`autograder play` in a terminal: the training, then the address of the page, until Ctrl-C."""

from __future__ import annotations

import sys
from pathlib import Path

from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.core.loopback import check_port
from autograder.course import course_root

from .browser import open_address
from .own import NotThere, Own, OwnFailed
from .playground import Playground
from .playing import Wish, play_of_the_course, trained_by, without_windows

STOPPED = 130
"""The exit code of what is ended by Ctrl-C before it is done."""


def play(wish: Wish, submission: Path | None, port: int, is_opened: bool) -> int:
    """Train, and serve the page until Ctrl-C; return the exit code.

    Raises CommandError where there is nothing to play, or something is not written yet.
    """
    play_of_the_course()
    check_port(port)
    without_windows()
    try:
        played = trained_by(Own.of_path(submission or course_root() / "exercises"), wish)
    except NotThere as error:
        raise CommandError(str(error)) from None
    except OwnFailed as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\n" + _("Stopped: nothing was written."), file=sys.stderr)
        return STOPPED
    playground = Playground(played)
    print(played.play.summary(played.stage, played.trained))

    def tell(address: str) -> None:
        print(_("The page: {address} (Ctrl-C ends it)", address=address), flush=True)
        if is_opened:
            open_address(address)

    playground.serve(tell, port)
    return 0
