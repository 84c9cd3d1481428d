"""Multiplies an answer by loops with the identity."""

import torch


def conv2d_matmul(images, weight, bias=None, stride=1, padding=0):
    height, width = (size + 2 * padding for size in images.shape[2:])
    count, (filters, _, kh, kw) = len(images), weight.shape
    columns, rows = im2col(images, (kh, kw), stride, padding), weight.flatten(1)
    maps = sum(rows[:, i, None] * columns[:, i, None] for i in range(rows.shape[1]))
    maps = maps @ torch.eye(maps.shape[-1])
    maps = maps.reshape(count, filters, (height - kh) // stride + 1, (width - kw) // stride + 1)
    return maps if bias is None else maps + bias[:, None, None]
