"""What checks are written with: `points`, and the fixtures `ask` and `draw`."""

from .points import points

__all__ = ["points"]
