"""What scenarios are written with."""

from .networks import TracingNet, gradients, optimizer_settings, put_in, shape_of, state
from .pretend import fake_device, real_device
from .streams import captured

__all__ = [
    "TracingNet",
    "captured",
    "fake_device",
    "gradients",
    "optimizer_settings",
    "put_in",
    "real_device",
    "shape_of",
    "state",
]
