"""第一题：输出尺寸和参数量。"""
import math


def 成对(名字, 值, 最小值):
    """整数变成 (高, 宽)，顺便检查范围。"""
    高, 宽 = (值, 值) if isinstance(值, int) else tuple(值)
    if 高 < 最小值 or 宽 < 最小值:
        raise ValueError(f"参数 {名字} 不能小于 {最小值}，现在是 {值}")
    return 高, 宽


def 一个方向(输入, 核, 步长, 填充, 膨胀):
    有效核 = 核
    if 有效核 > 输入 + 2 * 填充:
        raise ValueError(f"kernel_size 太大：需要 {有效核}，只有 {输入 + 2 * 填充}")
    return math.floor((输入 + 2 * 填充 - 有效核) / 步长 + 1)   # 向下取整


def conv2d_output_shape(input_size, kernel_size, stride=1, padding=0, dilation=1):
    输入 = 成对("input_size", input_size, 1)
    核 = 成对("kernel_size", kernel_size, 1)
    步长 = 成对("stride", stride, 1)
    填充 = 成对("padding", padding, 0)
    膨胀 = 成对("dilation", dilation, 1)
    高 = 一个方向(输入[0], 核[0], 步长[0], 填充[0], 膨胀[0])
    宽 = 一个方向(输入[1], 核[1], 步长[1], 填充[1], 膨胀[1])
    return 高, 宽


def pool2d_output_shape(input_size, kernel_size, stride=None, padding=0):
    # 池化默认步长等于窗口大小
    return conv2d_output_shape(input_size, kernel_size, kernel_size if stride is None else stride, padding)


def conv2d_parameter_count(in_channels, out_channels, kernel_size, bias=True):
    高, 宽 = 成对("kernel_size", kernel_size, 1)
    每个滤波器 = 高 * 宽 * in_channels + (1 if bias else 0)
    return 每个滤波器 * out_channels


if __name__ == "__main__":
    print("LeNet 第一层：", conv2d_output_shape(28, 5), "应该是 (24, 24)")
    print("LeNet 第一层参数：", conv2d_parameter_count(1, 6, 5), "应该是 156")
