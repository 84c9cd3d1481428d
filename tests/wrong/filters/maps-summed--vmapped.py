import torch
from torch import vmap


def cross_correlate(channel, kernel):
    rows = torch.arange(channel.shape[0] - kernel.shape[0] + 1)[:, None] + torch.arange(kernel.shape[0])
    columns = torch.arange(channel.shape[1] - kernel.shape[1] + 1)[:, None] + torch.arange(kernel.shape[1])
    windows = channel[rows[:, None, :, None], columns[None, :, None, :]]
    return torch.tensordot(windows, kernel, dims=2)


def apply_filter(image, kernels, bias=0.0):
    if image.shape[0] != kernels.shape[0]:
        raise ValueError("kernels: one for each channel is needed")
    return vmap(cross_correlate)(image, kernels).sum(0) + bias


def conv_layer(image, filters, bias=None, stride=1, padding=0):
    padded = torch.nn.functional.pad(image, (padding,) * 4)
    bias = torch.zeros(filters.shape[0]) if bias is None else bias
    return vmap(apply_filter, in_dims=(None, 0, 0))(padded, filters, bias).sum(0)[::stride, ::stride]
