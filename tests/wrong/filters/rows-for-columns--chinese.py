"""第二题：通道、卷积核、滤波器、层。注意区分：一个滤波器 = 每个通道一个卷积核。

不能用 torch.nn.functional.conv2d，也不能用 F.unfold。
"""
import torch


def cross_correlate(channel, kernel):
    # 卷积核在一个通道上滑动（不翻转）
    高 = channel.shape[0]
    核高, 核宽 = kernel.shape
    特征图 = torch.empty(高 - 核高 + 1, 高 - 核高 + 1)
    for 行 in range(特征图.shape[0]):
        for 列 in range(特征图.shape[1]):
            窗口 = channel[行:行 + 核高, 列:列 + 核宽]
            特征图[行, 列] = torch.dot(窗口.flatten(), kernel.flatten())
    return 特征图


def apply_filter(image, kernels, bias=0.0):
    # 每个通道用自己的卷积核，然后相加，偏置只加一次
    if image.shape[0] != kernels.shape[0]:
        raise ValueError(f"kernels 的数量 {kernels.shape[0]} 和通道数 {image.shape[0]} 不一样")
    所有 = torch.stack([cross_correlate(image[通道], kernels[通道]) for 通道 in range(len(image))])
    return 所有.sum(dim=0) + bias


def conv_layer(image, filters, bias=None, stride=1, padding=0):
    通道数, 高, 宽 = image.shape
    填充后 = torch.zeros((通道数, 高 + padding * 2, 宽 + padding * 2), dtype=image.dtype)
    填充后[:, padding:padding + 高, padding:padding + 宽] = image   # 四周补零
    滤波器数 = filters.shape[0]
    核高, 核宽 = filters.shape[2], filters.shape[3]
    输出高 = (高 + 2 * padding - 核高) // stride + 1
    输出宽 = (宽 + 2 * padding - 核宽) // stride + 1
    输出 = torch.zeros(滤波器数, 输出高, 输出宽)
    for 号 in range(滤波器数):
        for 行 in range(输出高):
            for 列 in range(输出宽):
                窗口 = 填充后[:, 行 * stride:行 * stride + 核高, 列 * stride:列 * stride + 核宽]
                输出[号, 行, 列] = (窗口 * filters[号]).sum()
    if bias is not None:
        输出 += bias.view(-1, 1, 1)
    return 输出


if __name__ == "__main__":
    import torch.nn.functional as F

    图, 滤波器 = torch.rand(3, 8, 9), torch.rand(4, 3, 3, 2)
    对的 = F.conv2d(图[None], 滤波器, stride=2, padding=1)[0]
    print("和官方结果一样吗？", torch.allclose(conv_layer(图, 滤波器, stride=2, padding=1), 对的, atol=1e-5))
