"""Zeros are put between the weights, and the layer is an ordinary one."""
import torch
import torch.nn.functional as F


def dilated_conv_layer(image, filters, bias=None, stride=1, padding=0, dilation=1):
    f, c, kh, kw = filters.shape
    wide = torch.zeros(f, c, dilation * (kh - 1) + 1, dilation * (kw - 1) + 1)
    wide[:, :, ::dilation, ::dilation] = filters
    x = F.pad(image, [padding] * 4)
    h, w = wide.shape[2:]
    maps = []
    for n in range(f):
        rows = []
        for i in range(0, x.shape[1] - h + 1, stride):
            rows.append([(x[:, i : i + h, j : j + w] * wide[n]).sum() for j in range(0, x.shape[2] - w + 1, stride)])
        maps.append(torch.tensor(rows) + (0 if bias is None else bias[n]))
    return torch.stack(maps)
