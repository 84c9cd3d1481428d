"""第五题：数据加载。"""
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

均值, 标准差 = 0.1307, 0.3081


def make_transform():
    # ToTensor 把 0~255 变成 0~1，Normalize 再减均值除以标准差
    步骤 = []
    步骤.append(transforms.ToTensor())
    步骤.append(transforms.Normalize([均值], [标准差], inplace=True))
    return transforms.Compose(步骤)


def make_loaders(root, batch_size=64):
    训练集 = datasets.MNIST(root, train=True)
    测试集 = datasets.MNIST(root, train=False, transform=make_transform())
    训练加载器 = DataLoader(训练集, batch_size=batch_size, shuffle=True, num_workers=0)
    测试加载器 = DataLoader(测试集, batch_size=batch_size, shuffle=False, num_workers=0)
    return 训练加载器, 测试加载器
