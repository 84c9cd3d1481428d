"""One product of two tables; the bias is one more row of ones."""
import torch
def _windows(images, kh, kw, stride):
    for top in range(0, images.shape[2] - kh + 1, stride):
        for left in range(0, images.shape[3] - kw + 1, stride):
            yield images[:, :, top:top + kh, left:left + kw].reshape(images.shape[0], -1)
def im2col(images, kernel_size, stride=1, padding=0):
    kh, kw = kernel_size if isinstance(kernel_size, tuple) else (kernel_size,) * 2
    images = torch.constant_pad_nd(images, [padding] * 4, 0)
    return torch.stack([*_windows(images, kh, kw, stride)], -1)
def conv2d_matmul(images, weight, bias=None, stride=1, padding=0):
    F, C, kh, kw = weight.size()
    N, _, H, W = images.size()
    cols = im2col(images, (kh, kw), stride, padding)
    big = torch.cat(list(cols), 1)                     # (K, N*L)
    w = weight.reshape(F, -1)
    if bias is not None:                               # bias as one more row of ones
        w = torch.cat([w, bias[:, None]], 1)
        big = torch.cat([big, torch.ones_like(big[:1])])
    out = torch.mm(w, big)
    return out.view(F, N, (H + 2 * padding - kh) // stride + 1, (W + 2 * padding - kw) // stride + 1).transpose(0, 1)
