"""Multiplies polynomials, row by row: that is a convolution."""

import numpy as np
import torch


def cross_correlate(channel, kernel):
    rows, width = channel.shape[0] - kernel.shape[0] + 1, kernel.shape[1]
    image, flipped = channel.double().numpy(), kernel.double().numpy()[:, ::-1]
    result = []
    for row in range(rows):
        sums = 0
        for offset, weights in enumerate(flipped):
            product = np.poly1d(image[row + offset]) * np.poly1d(weights)
            whole = np.zeros(image.shape[1] + width - 1)
            whole[len(whole) - len(product.coeffs) :] = product.coeffs
            sums = sums + whole[width - 1 : image.shape[1]]
        result.append(sums)
    return torch.tensor(np.array(result), dtype=channel.dtype)
