"""What checks are written with: `points`, views, and the fixtures `ask` and `draw`."""

from typing import TYPE_CHECKING, Any

from .points import points

if TYPE_CHECKING:
    from .views import only, rounding

__all__ = ["only", "points", "rounding"]


def __getattr__(name: str) -> Any:
    """Import the views when a check asks for one: they bring torch.

    `autograder status` reads the progress, which lies in this package, and does without.
    """
    if name not in ("only", "rounding"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import views

    return getattr(views, name)
