"""The words in pictures, in Simplified Chinese; the English ones stand where they are drawn."""

from __future__ import annotations

from collections.abc import Callable

Say = Callable[[str], str]

CHINESE = {
    "channel": "通道",
    "channel {n}": "通道 {n}",
    "kernel": "卷积核",
    "kernel {n}": "卷积核 {n}",
    "map of channel {n}": "通道 {n} 的结果",
    "the sum": "相加",
    "the bias": "偏置",
    "feature map": "特征图",
    "filter {n}": "滤波器 {n}",
    "image: {n} channels": "图像：{n} 个通道",
    "{n} filters of {c} kernels each": "{n} 个滤波器，每个有 {c} 个卷积核",
    "{n} feature maps: one for each filter": "{n} 张特征图：每个滤波器一张",
    "stride 2": "步幅 2",
    "padding 1": "填充 1",
    "dilation 2": "膨胀 2",
    "one window …": "一个窗口……",
    "… is one column": "……就是一列",
    "one row a filter": "每行一个滤波器",
    "one row of the product is one feature map": "乘积的一行就是一张特征图",
    "max pooling, 2 × 2": "最大池化，2 × 2",
    "image": "图像",
    "convolution 5 × 5": "卷积 5 × 5",
    "ReLU, max pooling 2 × 2": "ReLU，最大池化 2 × 2",
    "flatten": "展平",
    "fully connected": "全连接",
    "for each batch": "对每个批次",
    "gradients to zero": "梯度清零",
    "forward: logits": "前向：logits",
    "the loss": "损失",
    "backward: gradients": "反向：梯度",
    "one step of the optimizer": "优化器走一步",
    "then the callbacks": "然后是回调",
    "before the training": "训练前",
    "after the training": "训练后",
}


def english(text: str) -> str:
    """Give the words as they are."""
    return text


def chinese(text: str) -> str:
    """Give the words in Chinese; raises KeyError where they are missing."""
    return CHINESE[text]


LANGUAGES: dict[str, Say] = {"en": english, "zh": chinese}
