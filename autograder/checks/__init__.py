"""What checks are written with: `points`, views, and the fixtures `ask` and `draw`."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .points import points
    from .views import only, rounding

__all__ = ["only", "points", "rounding"]
_PLACES = {"only": "views", "points": "points", "rounding": "views"}


def __getattr__(name: str) -> Any:
    """Import what checks are written with when one asks for it: it brings pytest and torch.

    `autograder status` reads the progress, which lies in this package, and needs neither.
    """
    from importlib import import_module

    place = _PLACES.get(name)
    if place is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{place}"), name)
    globals()[name] = value
    return value
