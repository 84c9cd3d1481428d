"""One strided slice per number of the kernel, stacked."""
import torch
import torch.nn.functional as F


def im2col(images, kernel_size, stride=1, padding=0):
    kh, kw = (kernel_size, kernel_size) if type(kernel_size) is int else kernel_size
    x = F.pad(images, 4 * (padding,))
    last_row, last_column = x.shape[-2] - kh + 1, x.shape[-1] - kw + 1
    slices = [
        x[:, :, row : row + last_row : stride, column : column + last_column : stride]
        for column in range(kw)
        for row in range(kh)
    ]
    return torch.stack(slices, dim=2).flatten(3).flatten(1, 2)


def conv2d_matmul(images, weight, bias=None, stride=1, padding=0):
    columns = im2col(images, tuple(weight.shape[2:]), stride, padding)
    maps = torch.einsum("fk,nkl->nfl", weight.flatten(1), columns)
    height = len(range(0, images.shape[2] + 2 * padding - weight.shape[2] + 1, stride))
    maps = maps.view(*maps.shape[:2], height, -1)
    return maps if bias is None else maps + bias.view(1, -1, 1, 1)
