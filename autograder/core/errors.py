"""The error that a command ends with."""

from __future__ import annotations


class CommandError(Exception):
    """Something is not as it must be; the message is one line.

    `exit_code` is that of the command: 2 where it is to be called in another way, 1 where
    something failed on the way.
    """

    def __init__(self, message: str, exit_code: int = 2) -> None:
        super().__init__(message)
        self.exit_code = exit_code
