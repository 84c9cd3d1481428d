"""Right ways to write LeNet and train, as different as can be: sources by a name.

Each is put after the reference's own source, so that it need only say what is different.
"""

LENETS = {
    "kaiming": """
class LeNet(LeNet):
    def __init__(self, num_classes=10):
        super().__init__(num_classes)
        for parameter in self.parameters():
            if parameter.ndim > 1:
                nn.init.kaiming_normal_(parameter)
            else:
                nn.init.zeros_(parameter)
""",
    "starts from weights of its own": """
class LeNet(LeNet):
    def __init__(self, num_classes=10):
        super().__init__(num_classes)
        self.load_state_dict({name: w * 0 + 7 for name, w in self.state_dict().items()})
""",
    "seeds for itself": """
import torch
class LeNet(LeNet):
    def __init__(self, num_classes=10):
        torch.manual_seed(42)
        super().__init__(num_classes)
""",
    "draws while it answers": """
import random, torch
class LeNet(LeNet):
    def forward(self, x):
        random.random()
        return super().forward(x) + 0 * torch.rand(1)
""",
    "lazy": """
class LeNet(LeNet):
    def __init__(self, num_classes=10):
        nn.Module.__init__(self)
        self.conv1, self.conv2 = nn.LazyConv2d(6, 5), nn.LazyConv2d(16, 5)
        self.fc1, self.fc2 = nn.LazyLinear(120), nn.LazyLinear(84)
        self.fc3 = nn.LazyLinear(num_classes)
""",
    "one layer made in the first pass": """
class LeNet(LeNet):
    def __init__(self, num_classes=10):
        super().__init__(num_classes)
        del self.fc1
    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2).flatten(1)
        if not hasattr(self, "fc1"):
            self.fc1 = nn.Linear(x.shape[1], 120)
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(x)))))
""",
    "in another order": """
class LeNet(LeNet):
    def __init__(self, num_classes=10):
        nn.Module.__init__(self)
        self.fc3, self.fc2 = nn.Linear(84, num_classes), nn.Linear(120, 84)
        self.fc1 = nn.Linear(256, 120)
        self.conv2, self.conv1 = nn.Conv2d(6, 16, 5), nn.Conv2d(1, 6, 5)
""",
    "pools first": """
class LeNet(LeNet):
    def forward(self, x):
        x = F.relu(F.max_pool2d(self.conv1(x), 2))
        x = F.relu(F.max_pool2d(self.conv2(x), 2)).reshape(len(x), -1)
        return self.fc3(self.fc2(self.fc1(x).clamp(min=0)).clamp(min=0))
""",
    "modules": """
class LeNet(LeNet):
    def __init__(self, num_classes=10):
        super().__init__(num_classes)
        self.relu, self.pool, self.flat = nn.ReLU(inplace=True), nn.MaxPool2d(2, 2), nn.Flatten()
    def forward(self, x):
        x = self.pool(self.relu(self.conv1(x)))
        x = self.flat(self.pool(self.relu(self.conv2(x))))
        return self.fc3(self.relu(self.fc2(self.relu(self.fc1(x)))))
""",
    "channels last": """
import torch
class LeNet(LeNet):
    def forward(self, x):
        return super().forward(x.contiguous(memory_format=torch.channels_last))
""",
    "convolutions by unfold": """
class LeNet(LeNet):
    def forward(self, x):
        for conv in (self.conv1, self.conv2):
            size = x.shape[-1] - 4
            columns = conv.weight.flatten(1) @ F.unfold(x, 5)
            maps = columns.reshape(len(x), -1, size, size) + conv.bias[:, None, None]
            x = F.max_pool2d(F.relu(maps), 2)
        x = x.flatten(1)
        for layer in (self.fc1, self.fc2):
            x = F.relu(x @ layer.weight.T + layer.bias)
        return x @ self.fc3.weight.T + self.fc3.bias
""",
    "pools by windows": """
import torch
class LeNet(LeNet):
    def forward(self, x):
        for conv in (self.conv1, self.conv2):
            x = torch.relu(conv(x)).unfold(2, 2, 2).unfold(3, 2, 2).amax(dim=(-1, -2))
        x = torch.relu(self.fc1(x.flatten(1)))
        return self.fc3(torch.relu(self.fc2(x)))
""",
    "an image at a time": """
import torch
class LeNet(LeNet):
    def forward(self, x):
        if len(x) > 100:
            return super().forward(x)
        return torch.cat([super(LeNet, self).forward(image[None]) for image in x])
""",
}

_LOOP = """
def train(model, dataloader, criterion, optimizer, callbacks=None):
{before}
    for {batch} in {batches}:
        {first}
        optimizer.zero_grad({how})
        loss = {loss}
        {backward}
        optimizer.step()
        {last}
        for callback in callbacks or []:
            callback()
"""


def _loop(**pieces: str) -> str:
    plain = {
        "before": "    model.train()",
        "batch": "images, labels",
        "batches": "dataloader",
        "first": "pass",
        "how": "",
        "loss": "criterion(model(images), labels)",
        "backward": "loss.backward()",
        "last": "pass",
    }
    return _LOOP.format(**(plain | pieces))


TRAINS = {
    "tqdm": _loop(batches="__import__('tqdm').tqdm(dataloader, disable=True)"),
    "enumerate": _loop(batch="number, (images, labels)", batches="enumerate(dataloader, 1)"),
    "criterion by keyword": _loop(loss="criterion(input=model(images), target=labels)"),
    "criterion half by keyword": _loop(loss="criterion(model(images), target=labels)"),
    "gradients to zero, not None": _loop(how="set_to_none=False"),
    "no train()": _loop(before="    pass"),
    "looks at a batch first": _loop(before="    images, labels = next(iter(dataloader))"),
    "goes through once to count": _loop(before="    count = sum(len(y) for _, y in dataloader)"),
    "a list first": _loop(batches="list(dataloader)"),
    "by next": _loop(
        before="    batches = iter(dataloader)",
        batches="(next(batches) for _ in range(len(dataloader)))",
    ),
    "seeds": _loop(before="    import torch\n    torch.manual_seed(0)"),
    "draws": _loop(
        first="import random, numpy, torch; random.random(); numpy.random.rand(); torch.randn(5)"
    ),
    "draws before": _loop(before="    import torch\n    torch.rand(1000); torch.seed()"),
    "asks the loader": _loop(
        before="    assert dataloader.batch_size\n"
        "    assert len(dataloader.sampler) <= len(dataloader.dataset)"
    ),
    "the last loss": _loop(last="print(loss.item(), end='')"),
    "running accuracy": _loop(
        loss="criterion(logits := model(images), labels)",
        last="right = (logits.argmax(dim=1) == labels).float().mean()",
    ),
    "evaluates in between": _loop(
        last="import torch\n        with torch.no_grad():\n            model.eval()(images)\n"
        "        model.train()"
    ),
    "gradients by autograd": _loop(
        first="import torch",
        backward="ps = list(model.parameters())\n"
        "        for p, g in zip(ps, torch.autograd.grad(loss, ps)): p.grad = g",
    ),
    "gradients by hand to None": _loop(
        first="[setattr(p, 'grad', None) for p in model.parameters()]"
    ),
    "zeroed through the model": _loop(first="model.zero_grad()"),
    "channels last images": _loop(
        first="import torch; images = images.contiguous(memory_format=torch.channels_last)"
    ),
    "channels last network": _loop(
        before="    import torch\n    model.train().to(memory_format=torch.channels_last)"
    ),
    "moved to the device": _loop(
        before="    device = next(model.parameters()).device",
        first="images, labels = images.to(device, non_blocking=True), labels.to(device)",
    ),
    "a closure": """
def train(model, dataloader, criterion, optimizer, callbacks=None):
    model.train()
    for images, labels in dataloader:
        def closure():
            optimizer.zero_grad()
            loss = criterion(model(images), labels)
            loss.backward()
            return loss
        optimizer.step(closure)
        for callback in callbacks or []:
            callback()
""",
    "a batch in a tuple": _loop(batch="batch", loss="criterion(model(batch[0]), batch[1])"),
    "a recursion's style": """
def train(model, dataloader, criterion, optimizer, callbacks=None):
    model.train()
    def one(batch):
        images, labels = batch
        optimizer.zero_grad()
        criterion(model(images), labels).backward()
        optimizer.step()
        [callback() for callback in callbacks or ()]
    list(map(one, dataloader))
""",
    "gradients on, and off afterwards": """
import torch
def train(model, dataloader, criterion, optimizer, callbacks=None):
    with torch.enable_grad():
        was = model.training
        try:
            model.train()
            for images, labels in dataloader:
                optimizer.zero_grad(set_to_none=True)
                (loss := criterion(model(images), labels)).backward()
                optimizer.step()
                for callback in callbacks or []:
                    callback()
        finally:
            model.train(was)
""",
}
