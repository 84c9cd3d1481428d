# 第三题：im2col，把卷积变成矩阵乘法
# 不使用 F.unfold / nn.Unfold，自己用切片实现
import torch

from output_shape import conv2d_output_shape


def im2col(images, kernel_size, stride=1, padding=0):
    """(N, C, H, W) -> (N, C*kh*kw, L)，每一列是一个窗口。"""
    if isinstance(kernel_size, int):
        核高 = 核宽 = kernel_size
    else:
        核高, 核宽 = kernel_size
    张数, 通道数, 高, 宽 = images.shape
    输出高, 输出宽 = conv2d_output_shape((高, 宽), (核高, 核宽), stride, padding)

    填充后 = torch.zeros(张数, 通道数, 高 + 2 * padding, 宽 + 2 * padding)
    填充后[:, :, padding:padding + 高, padding:padding + 宽] = images

    列 = torch.empty(张数, 通道数, 核高, 核宽, 输出高, 输出宽)
    for 行号 in range(核高):
        行终 = 行号 + stride * 输出高
        for 列号 in range(核宽):
            列终 = 列号 + stride * 输出宽
            列[:, :, 行号, 列号] = 填充后[:, :, 行号:行终:stride, 列号:列终:stride]
    return 列.view(张数, 通道数 * 核高 * 核宽, 输出高 * 输出宽)


def conv2d_matmul(images, weight, bias=None, stride=1, padding=0):
    滤波器数, _, 核高, 核宽 = weight.shape
    输出高, 输出宽 = conv2d_output_shape(tuple(images.shape[2:]), (核高, 核宽), stride, padding)
    列 = im2col(images, (核高, 核宽), stride=stride, padding=padding)
    # 转置以后再乘：(N, L, CKK) x (CKK, F)，只乘一次
    结果 = 列.transpose(1, 2).matmul(weight.reshape(-1, 滤波器数))
    if bias is not None:
        结果 = 结果 + bias          # 最后一维是滤波器，所以直接加
    return 结果.transpose(1, 2).reshape(-1, 滤波器数, 输出高, 输出宽)


if __name__ == "__main__":
    from torch.nn import functional as F

    图 = torch.randn(2, 3, 7, 8)
    assert torch.equal(im2col(图, (3, 2), 2, 1), F.unfold(图, (3, 2), stride=2, padding=1))
    print("通过")
