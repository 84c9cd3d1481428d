import torch.nn as nn


class LeNet(nn.Module):
    """Grouped for reading, but registered flat, so that the names stay conv1 … fc3."""

    def __init__(self, num_classes=10):
        nn.Module.__init__(self)
        self.conv1 = nn.Conv2d(1, 6, kernel_size=5)
        self.conv2 = nn.Conv2d(6, 16, kernel_size=5)
        self.fc1 = nn.Linear(256, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, num_classes)
        self.act = nn.ReLU()
        self.down = nn.AdaptiveMaxPool2d((12, 12)), nn.AdaptiveMaxPool2d(4)  # a tuple registers nothing
        for name, parameter in self.named_parameters():
            if name.endswith("weight"):
                nn.init.kaiming_normal_(parameter, nonlinearity="relu")

    @property
    def features(self):
        return [self.conv1, self.act, self.down[0], self.conv2, self.act, self.down[1]]

    @property
    def classifier(self):
        return [nn.Flatten(), self.fc1, self.act, self.fc2, self.act, self.fc3, self.act]

    def forward(self, x):
        for step in self.features + self.classifier:
            x = step(x)
        return x
