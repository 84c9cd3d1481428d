"""Open an address in the learner's browser, where there is one with windows."""

from __future__ import annotations

import os
import sys
import webbrowser


def open_address(address: str) -> None:
    """Open an address; a browser in the terminal would take the terminal over, so it is not."""
    has_windows = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform != "linux" or has_windows:
        webbrowser.open(address)
