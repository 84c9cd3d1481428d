"""Loop over the kernel, not over the image: every weight scales one shifted copy."""
import torch


def cross_correlate(channel, kernel):
    kh, kw = kernel.shape
    h, w = channel.shape[0] - kh + 1, channel.shape[1] - kh + 1
    return sum(kernel[i, j] * channel[i : i + h, j : j + w] for i in range(kh) for j in range(kw))


def apply_filter(image, kernels, bias=0.0):
    try:
        pairs = list(zip(image, kernels, strict=True))
    except ValueError:
        raise ValueError("kernels: there must be one for each channel of the image") from None
    out = torch.as_tensor(bias)
    for channel, kernel in pairs:
        out = out + cross_correlate(channel, kernel)
    return out


def conv_layer(image, filters, bias=None, stride=1, padding=0):
    if padding:
        c, h, w = image.shape
        rows = torch.zeros(c, padding, w)
        image = torch.cat([rows, image, rows], 1)
        columns = torch.zeros(c, h + 2 * padding, padding)
        image = torch.cat([columns, image, columns], dim=2)
    biases = [0.0] * len(filters) if bias is None else bias.tolist()
    maps = [apply_filter(image, filters[n], biases[n])[::stride, ::stride] for n in range(len(filters))]
    return torch.stack(maps)
