import torch


def im2col(images, kernel_size, stride=1, padding=0):
    if isinstance(kernel_size, int):
        kernel_size = (kernel_size, kernel_size)
    kh, kw = kernel_size
    N, C, H, W = images.shape
    padded = torch.zeros(N, C, H + 2 * padding, W + 2 * padding)
    padded[:, :, padding:H + padding, padding:W + padding] = images
    out_h = (H + 2 * padding - kh) // stride + 1
    out_w = (W + 2 * padding - kw) // stride + 1
    cols = torch.zeros(N, out_h * out_w, C * kh * kw)
    for n in range(N):
        l = 0
        for i in range(0, out_h * stride, stride):
            for j in range(0, out_w * stride, stride):
                cols[n, l] = padded[n, :, i:i + kh, j:j + kw].reshape(-1)
                l += 1
    return cols


def conv2d_matmul(images, weight, bias=None, stride=1, padding=0):
    N, C, H, W = images.shape
    F, _, kh, kw = weight.shape
    cols = im2col(images, (kh, kw), stride, padding)
    out = weight.reshape(F, -1) @ cols
    if bias is not None:
        out += bias.reshape(F, 1)
    out_h = (H + 2 * padding - kh) // stride + 1
    return out.reshape(N, F, out_h, -1)
