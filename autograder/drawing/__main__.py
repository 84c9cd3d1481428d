"""`python -m autograder.drawing` writes every picture of the handouts anew."""

from __future__ import annotations

from .made import write_pictures

if __name__ == "__main__":
    write_pictures()
