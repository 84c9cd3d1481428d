"""What scenarios are written with."""

from .networks import TracingNet, gradients, put_in, shape_of, state
from .pretend import pretending, undisturbed
from .streams import captured

__all__ = [
    "TracingNet",
    "captured",
    "gradients",
    "pretending",
    "put_in",
    "shape_of",
    "state",
    "undisturbed",
]
