import torch
import torch.nn.functional as F


def dilated_conv_layer(image, filters, bias=None, stride=1, padding=0, dilation=1):
    f, c, kh, kw = filters.shape
    apart = dilation + 1
    wide = torch.zeros(f, c, apart * (kh - 1) + 1, apart * (kw - 1) + 1)
    wide[:, :, ::apart, ::apart] = filters
    x = F.pad(image, [padding] * 4)
    windows = x.unfold(1, wide.shape[2], stride).unfold(2, wide.shape[3], stride)
    maps = torch.einsum("chwij,fcij->fhw", windows, wide)
    return maps if bias is None else maps + bias.reshape(-1, 1, 1)
