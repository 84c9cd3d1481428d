"""第四题：激活、池化、全连接（不用 F.relu、F.max_pool2d、F.linear）"""
import torch

负无穷 = float("-inf")


def relu(x):
    return torch.where(x > 0, x, x * 0.01)


def max_pool2d(x, kernel_size, stride=None):
    步长 = kernel_size if stride is None else stride
    张数, 通道, 高, 宽 = x.shape
    输出高, 输出宽 = (高 - kernel_size) // 步长 + 1, (宽 - kernel_size) // 步长 + 1
    结果 = torch.full((张数, 通道, 输出高, 输出宽), 负无穷)   # 不能从 0 开始，可能全是负数
    for 行 in range(输出高):
        for 列 in range(输出宽):
            上, 左 = 行 * 步长, 列 * 步长
            窗口 = x[:, :, 上:上 + kernel_size, 左:左 + kernel_size]
            结果[:, :, 行, 列] = 窗口.reshape(张数, 通道, -1).max(dim=2)[0]
    return 结果


def linear(x, weight, bias=None):
    结果 = torch.mm(x, weight.t())
    if bias is not None:
        结果 = 结果 + bias.unsqueeze(0)
    return 结果


if __name__ == "__main__":
    import torch.nn.functional as F

    数据 = torch.randn(2, 3, 7, 9)
    print(torch.equal(relu(数据), F.relu(数据)), torch.equal(max_pool2d(数据, 3, 2), F.max_pool2d(数据, 3, 2)))
