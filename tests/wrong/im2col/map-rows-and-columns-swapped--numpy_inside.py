import numpy as np
import torch
from numpy.lib.stride_tricks import sliding_window_view


def _columns(images, kh, kw, stride, padding):
    x = np.pad(images.numpy(), [(0, 0), (0, 0), (padding, padding), (padding, padding)], mode="constant")
    win = sliding_window_view(x, (kh, kw), axis=(2, 3))[:, :, ::stride, ::stride]
    n, c, oh, ow = win.shape[:4]
    cols = win.transpose(0, 1, 4, 5, 2, 3).reshape(n, c * kh * kw, oh * ow)
    return cols, oh, ow


def im2col(images, kernel_size, stride=1, padding=0):
    kh, kw = np.broadcast_to(kernel_size, 2).tolist()
    cols, _, _ = _columns(images, kh, kw, stride, padding)
    return torch.from_numpy(np.ascontiguousarray(cols))


def conv2d_matmul(images, weight, bias=None, stride=1, padding=0):
    f, c, kh, kw = weight.shape
    cols, oh, ow = _columns(images, kh, kw, stride, padding)
    out = np.matmul(weight.numpy().reshape(f, -1), cols)
    if bias is not None:
        out = out + bias.numpy()[:, np.newaxis]
    return torch.from_numpy(out.reshape(-1, f, ow, oh))
