"""Kernel, Filter and Layer as classes; the functions only call them."""
import torch


class Kernel:
    def __init__(self, weights):
        self.weights = weights

    def places(self, channel):
        kh, kw = self.weights.shape
        for row in range(channel.shape[0] - kh + 1):
            for column in range(channel.shape[1] - kw + 1):
                yield channel[row : row + kh, column : column + kw]

    def __call__(self, channel):
        rows = channel.shape[0] - self.weights.shape[0] + 1
        return torch.stack([torch.sum(p * self.weights) for p in self.places(channel)]).view(rows, -1)


class Filter:
    def __init__(self, kernels, bias):
        self.kernels = [Kernel(k) for k in kernels]
        self.bias = bias

    def __len__(self):
        return len(self.kernels)

    def __call__(self, image):
        maps = [kernel(channel) for kernel, channel in zip(self.kernels, image)]
        while len(maps) > 1:
            maps.append(maps.pop() + maps.pop())
        return maps[0] + self.bias


class Layer(list):
    def conv2d(self, image, stride, padding):
        """My own conv2d, in spite of its name."""
        padded = torch.nn.ZeroPad2d(padding)(image)
        return torch.cat([f(padded)[None, ::stride, ::stride] for f in self])


def cross_correlate(channel, kernel):
    return Kernel(kernel)(channel)


def apply_filter(image, kernels, bias=0.0):
    return Filter(kernels, bias)(image)


def conv_layer(image, filters, bias=None, stride=1, padding=0):
    if bias is None:
        bias = torch.zeros(filters.shape[0])
    return Layer(Filter(k, b) for k, b in zip(filters, bias)).conv2d(image, stride, padding)
