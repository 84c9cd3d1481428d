"""Let torch say it: run the layer on tensors without values and read the shape."""
import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.modules.utils import _pair


def _check(**arguments):
    for name, value in arguments.items():
        least = 0 if name == "padding" else 1
        if any(v < least for v in _pair(value)):
            raise ValueError(f"{name}={value!r} is out of range")


def conv2d_output_shape(input_size, kernel_size, stride=1, padding=0, dilation=1):
    _check(input_size=input_size, kernel_size=kernel_size, stride=stride, padding=padding, dilation=dilation)
    image = torch.empty(1, 1, *_pair(input_size), device="meta")
    kernel = torch.empty(1, 1, *_pair(kernel_size), device="meta")
    try:
        feature_map = F.conv2d(image, kernel, None, stride, padding, dilation)
    except RuntimeError as error:
        raise ValueError(f"kernel_size={kernel_size!r} does not fit") from error
    return feature_map.shape[-2:]  # a torch.Size, which is a tuple


def pool2d_output_shape(input_size, kernel_size, stride=None, padding=0):
    # F.max_pool2d refuses a padding above half of the window, so the convolution answers
    return conv2d_output_shape(input_size, kernel_size, kernel_size if stride is None else stride, padding)


def conv2d_parameter_count(in_channels, out_channels, kernel_size, bias=True):
    layer = nn.Conv2d(in_channels, out_channels, kernel_size, device="meta")
    return sum(parameter.numel() for parameter in layer.parameters())
