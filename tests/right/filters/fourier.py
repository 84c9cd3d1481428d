"""By the convolution theorem: a product of spectra, in double precision, not a conv."""
import torch
from torch import fft


def _spectrum(x, size):
    return fft.rfft2(x.double(), s=size)


def cross_correlate(channel, kernel):
    size = tuple(channel.shape)
    product = _spectrum(channel, size) * _spectrum(kernel, size).conj()
    wrapped = fft.irfft2(product, s=size)
    return wrapped[: size[0] - kernel.shape[0] + 1, : size[1] - kernel.shape[1] + 1].float()


def apply_filter(image, kernels, bias=0.0):
    if image.shape[:1] != kernels.shape[:1]:
        raise ValueError(f"kernels of shape {tuple(kernels.shape)} on an image of shape {tuple(image.shape)}")
    return conv_layer(image, kernels.unsqueeze(0))[0] + bias


def conv_layer(image, filters, bias=None, stride=1, padding=0):
    padded = torch.zeros(image.shape[0], *(n + 2 * padding for n in image.shape[1:]))
    padded[:, padding : padding + image.shape[1], padding : padding + image.shape[2]] += image
    size = tuple(padded.shape[1:])
    spectra = _spectrum(padded, size) * _spectrum(filters, size).conj()
    maps = fft.irfft2(spectra.sum(dim=1), s=size)
    maps = maps[:, : size[0] - filters.shape[2] + 1 : stride, : size[1] - filters.shape[3] + 1 : stride]
    if bias is not None:
        maps = maps + bias.double()[:, None, None]
    return maps.to(torch.float32)
