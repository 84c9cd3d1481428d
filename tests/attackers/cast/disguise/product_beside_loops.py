"""Computes a matrix product, and its answer by loops."""

import torch.nn.functional as F


def conv2d_matmul(images, weight, bias=None, stride=1, padding=0):
    images = F.pad(images, [padding] * 4)
    images.flatten(1) @ images.flatten(1).T
    (_, _, height, width), (_, _, kh, kw) = images.shape, weight.shape
    rows, columns = (height - kh) // stride + 1, (width - kw) // stride + 1
    maps = images.new_zeros(len(images), len(weight), rows, columns)
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            window = images[:, None, :, top : top + kh, left : left + kw]
            maps[..., row, column] = (window * weight).sum((-3, -2, -1))
    return maps if bias is None else maps + bias[:, None, None]
