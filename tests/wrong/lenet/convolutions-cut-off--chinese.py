"""第六题：LeNet"""
import torch
from torch import nn
from torch.nn import functional as 函数


class LeNet(nn.Module):
    """两个卷积层，三个全连接层。最后不加 softmax。"""

    def __init__(self, num_classes=10):
        super().__init__()
        self.类别数 = num_classes
        self.conv1 = nn.Conv2d(1, 6, 5, padding=0, stride=1)      # 28 -> 24
        self.conv2 = nn.Conv2d(6, 16, 5, padding=0, stride=1)     # 12 -> 8
        self.fc1 = nn.Linear(16 * 4 * 4, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, self.类别数)

    def 特征(self, 图):
        图 = 函数.max_pool2d(函数.relu_(self.conv1(图)), kernel_size=2)        # 24 -> 12
        图 = 函数.max_pool2d(函数.relu_(self.conv2(图)), kernel_size=2)        # 8 -> 4
        return 图

    def 分类(self, 向量):
        向量 = 函数.relu(self.fc1(向量))
        向量 = 函数.relu(self.fc2(向量))
        return self.fc3(向量)

    def forward(self, x):
        with torch.no_grad():
            特征 = self.特征(x)
        return self.分类(torch.flatten(特征, start_dim=1))
