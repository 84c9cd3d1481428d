import numpy as np
import torch
from numpy.lib.stride_tricks import sliding_window_view


def cross_correlate(channel, kernel):
    x = channel.numpy()
    k = np.flip(kernel.numpy())  # convolution turns the kernel around
    windows = sliding_window_view(x, k.shape)
    y = np.tensordot(windows, k, axes=((2, 3), (0, 1)))
    return torch.from_numpy(np.ascontiguousarray(y))


def apply_filter(image, kernels, bias=0.0):
    if len(image) != len(kernels):
        raise ValueError("wrong number of kernels: {} for {} channels".format(len(kernels), len(image)))
    total = np.zeros(
        (image.shape[1] - kernels.shape[1] + 1, image.shape[2] - kernels.shape[2] + 1), dtype=np.float64
    )
    for channel, kernel in zip(image, kernels):
        total += cross_correlate(channel, kernel).numpy()
    return torch.tensor(total + float(bias), dtype=torch.float32)


def conv_layer(image, filters, bias=None, stride=1, padding=0):
    # np.convolve and np.correlate are forbidden, so windows again
    padded = np.pad(np.asarray(image), ((0, 0), (padding, padding), (padding, padding)))
    kh, kw = filters.shape[2:]
    windows = sliding_window_view(padded, (kh, kw), axis=(1, 2))[:, ::stride, ::stride]
    out = np.einsum("chwij,fcij->fhw", windows, np.asarray(filters), optimize=True)
    if bias is not None:
        out = out + np.asarray(bias).reshape(-1, 1, 1)
    return torch.from_numpy(out.astype(np.float32))
