import torch


class _ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x > 0)
        return x * (x > 0)

    @staticmethod
    def backward(ctx, grad):
        (mask,) = ctx.saved_tensors
        return grad * mask


def relu(x):
    return _ReLU.apply(x)


def max_pool2d(x, kernel_size, stride=None):
    if stride is None:
        stride = kernel_size
    # rows, then columns: the largest of the largest
    for dim in (2, 3):
        pieces = [
            x.narrow(dim, offset, (x.size(dim) - kernel_size) // stride * stride + 1) for offset in range(kernel_size)
        ]
        x = torch.stack(pieces).max(dim=0)[0]
        x = x.index_select(dim, torch.arange(0, x.size(dim), stride))
    return x


def linear(x, weight, bias=None):
    out = torch.matmul(x, weight.transpose(0, 1))
    if bias is not None:
        out += bias
    return out
