import torch
import torch.nn.functional as F

def im2col(images, kernel_size, stride=1, padding=0):
    N, C, H, W = images.shape
    kh, kw = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    x = F.pad(images, (padding, padding, padding, padding))
    cols = []
    for i in range(0, H - kh + 1, stride):
        for j in range(0, W - kw + 1, stride):
            cols.append(x[:, :, i:i+kh, j:j+kw].reshape(N, -1))
    return torch.stack(cols, dim=2)


def conv2d_matmul(images, weight, bias=None, stride=1, padding=0):
    N, C, H, W = images.shape
    Fn, _, kh, kw = weight.shape
    cols = im2col(images, (kh, kw), stride, padding)
    out = weight.reshape(Fn, -1) @ cols
    if bias is not None:
        out = out + bias[:, None]
    oh = (H + 2 * padding - kh) // stride + 1
    ow = (W + 2 * padding - kw) // stride + 1
    return out.reshape(N, Fn, oh, ow)
