"""What scenarios are written with."""

from .networks import TracingNet, gradients, optimizer_settings, put_in, shape_of, state
from .plain import Printed, given
from .pretend import fake_device, real_device
from .streams import captured

__all__ = [
    "Printed",
    "TracingNet",
    "captured",
    "fake_device",
    "given",
    "gradients",
    "optimizer_settings",
    "put_in",
    "real_device",
    "shape_of",
    "state",
]
