# Exercise 1, my solution
import torch
from torch import nn


def to_two(x):
    if type(x) == int:
        return x, x
    else:
        return x[0], x[0]


def conv2d_output_shape(input_size, kernel_size, stride=1, padding=0, dilation=1):
    h, w = to_two(input_size)
    kh, kw = to_two(kernel_size)
    sh, sw = to_two(stride)
    ph, pw = to_two(padding)
    dh, dw = to_two(dilation)
    if h < 1 or w < 1:
        raise ValueError("input_size is too small")
    if kh < 1 or kw < 1:
        raise ValueError("kernel_size is too small")
    if sh < 1 or sw < 1:
        raise ValueError("stride is too small")
    if dh < 1 or dw < 1:
        raise ValueError("dilation is too small")
    if ph < 0 or pw < 0:
        raise ValueError("padding is negative")
    if h + 2 * ph < dh * (kh - 1) + 1:
        raise ValueError("kernel_size is larger than the input (height)")
    if w + 2 * pw < dw * (kw - 1) + 1:
        raise ValueError("kernel_size is larger than the input (width)")
    # the formula from the docs of nn.Conv2d
    out_h = (h + 2 * ph - dh * (kh - 1) - 1) // sh + 1
    out_w = (w + 2 * pw - dw * (kw - 1) - 1) // sw + 1
    # print("debug:", out_h, out_w)
    return (out_h, out_w)


def pool2d_output_shape(input_size, kernel_size, stride=None, padding=0):
    if stride == None:
        stride = kernel_size
    return conv2d_output_shape(input_size, kernel_size, stride=stride, padding=padding)


def conv2d_parameter_count(in_channels, out_channels, kernel_size, bias=True):
    kh, kw = to_two(kernel_size)
    n = in_channels * kh * kw
    if bias == True:
        n = n + 1
    return n * out_channels


if __name__ == "__main__":
    layer = nn.Conv2d(3, 8, (3, 5), stride=2, padding=1, dilation=(1, 2))
    print(layer(torch.zeros(1, 3, 20, 30)).shape[2:], conv2d_output_shape((20, 30), (3, 5), 2, 1, (1, 2)))
    print(sum(p.numel() for p in layer.parameters()), conv2d_parameter_count(3, 8, (3, 5)))
