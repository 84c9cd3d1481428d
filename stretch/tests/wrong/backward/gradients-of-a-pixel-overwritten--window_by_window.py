import torch
import torch.nn.functional as F


def conv2d_backward(images, weight, gradient, stride=1, padding=0):
    x = F.pad(images, [padding] * 4)
    kh, kw = weight.shape[2:]
    rows, columns = gradient.shape[2:]
    dx, dw = torch.zeros_like(x), torch.zeros_like(weight)
    for i in range(kh):
        for j in range(kw):
            place = (..., slice(i, i + stride * rows - stride + 1, stride), slice(j, j + stride * columns - stride + 1, stride))
            dw[:, :, i, j] = torch.tensordot(gradient, x[place], dims=([0, 2, 3], [0, 2, 3]))
            dx[place] = torch.tensordot(gradient, weight[:, :, i, j], dims=([1], [0])).permute(0, 3, 1, 2)
    end = (-padding or None)
    return dx[:, :, padding:end, padding:end], dw, gradient.sum((0, 2, 3))
