"""What checks are written with: `points`, views, and the fixtures `ask` and `draw`."""

from .points import points
from .views import only, rounding

__all__ = ["only", "points", "rounding"]
