"""Errors in plain words: each is raised by the real Python, torch and numpy, and known again."""

from __future__ import annotations

import re
import textwrap

import pytest
import torch
from helpers import FUNCTIONS

from autograder.checks.errors.plain_words import KINDS, in_plain_words
from autograder.core.languages import LANGUAGES, columns, said_in
from autograder.sandbox.inside.answering import Answer, Question, answer
from autograder.sandbox.inside.pretend import ELSEWHERE, fake_device
from autograder.sandbox.inside.workspace import Workspace

HEAD = """\
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

x = torch.ones(2, 3)
w = torch.ones(2, requires_grad=True)


def relu(_):
"""

OF_A_DEVICE, MOVED_AWAY = "numpy on a device", "network moved away"
TEXTS = {  # of files that Python cannot read
    "mark of formatted text": ["```python\nx = 1\n```", "x = 1\n```\n", "~~~\nx = 1\n~~~"],
    "prompt": [">>> x = 1\n", "x = 1\n... y = 2\n", "$ pip install torch\n"],
    "merge conflict": ["<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> other\n", "x = 1\n=======\n"],
    "diff": ["+import torch\n", "x = 1\n-def f():\n", "@@ -1,2 +1,3 @@\nx = 1\n"],
    "line number": ["1  import torch\n2  x = 1\n", "12: def f():\n"],
    "sentence": [
        *("Here is the code:\nx = 1\n", "Sure, here is the fixed version of `relu`:\nx = 1\n"),
        *("This function returns the shape of the output.\n", "下面是修改后的代码：\n"),
    ],
    "chinese character": [
        *("print(1，2)", "print（1)", "x ：1", "x = [1、2]", "x = 1 。", "学习率大小 = 1，2"),
    ],
    "curly quotation mark": ["x = “a”", "x = ‘a’"],
    "unknown character": ["x = 1 €", "x\u00a0= 1", "x = 1\u3000"],
    "missing block": ["def f():\nx = 1", "for i in range(3):\nprint(i)", "class A:\nx = 1"],
    "unexpected indent": ["x = 1\n  y = 2"],
    "unindent": ["def f():\n    x = 1\n  y = 2"],
    "tabs and spaces": ["def f():\n\tx = 1\n        y = 2"],
    "bracket never closed": ["x = (1", "print('a' 'b'", "x = [1, 2", "x = {1: 2"],
    "bracket too many": ["x = 1)", "x = (1]"],
    "text never closed": ["x = 'abc", "x = 'abc\ny = 2'"],
    "missing colon": ["def f()\n    pass", "class A\n    pass", "for i in range(3)\n    pass"],
    "missing comma": ["x = [1 2]", "x = max(1 2)"],
    "assignment for comparison": ["if x = 1:\n    pass", "1 = x"],
    "print without brackets": ["print 1"],
    "file ends early": ["x = \\", "try:\n    x = 1\n"],
    "not Python": [
        *("x = = 3", "x++", "while True print(1)", "else:\n    pass", "- - x +", "x = 1 2"),
        *("fast x", "y z:", "return x y", "item: [1] 2"),
    ],
    "misspelt keyword": [
        *("If x is None:\n    pass", "def f():\n    retrun x", "fro i in x:\n    pass"),
        *("whlie x:\n    pass", "form torch import nn", "improt torch", "calss A:\n    pass"),
        *("if x:\n    pass\nelseif y:\n    pass", "if x:\n    pass\nesle:\n    pass"),
        *("dfe f():\n    pass", "function f():\n    pass", "retun x", "wiht x as y:\n    pass"),
    ],
}
RAISED = {  # of what a function does
    "type hidden": [
        "int = torch.int; isinstance(x, int)",
        "float = torch.float; return float(1)",
    ],
    "given or not": [
        "if x: pass",
        "return x if x else 0",
        "return x or 0",
        "y = x if not w else 0",
        "while (x): pass",
    ],
    "truth of a tensor": ["if x > 0: pass", "max(x, 0 * x)", "if np.ones(2) > 0: pass"],
    "matrices do not fit": ["x @ x", "nn.Linear(256, 2)(torch.ones(2, 400))"],
    "vector does not fit": ["x @ torch.ones(2)", "torch.ones(3).mm(x)", "x.dot(torch.ones(3))"],
    "arrays do not fit": ["np.ones((2, 3)) @ np.ones((2, 3))", "np.dot(x.numpy(), x.numpy())"],
    "batches of matrices": ["torch.bmm(torch.ones(2, 3, 4), torch.ones(2, 3, 4))"],
    "multiplied number by number": [
        *("y = x * torch.ones(2, 4)", "return (x * x.T)", "y = x.T * torch.ones(2, 3)"),
    ],
    "index of one number": ["x.sum()[0]", "x.sum().data[0]", "torch.tensor(1.0).data[0]"],
    "step of zero": ["range(0, 3, 0)", "x[::0]", "x.unfold(0, 2, 0)", "[1][::0]"],
    "backwards in steps": ["x[::-1]", "x[:, ::-1]"],
    "array and tensor": [
        *("np.ones(3) + torch.ones(3)", "np.ones(3) * torch.ones(3)", "np.ones((2, 2)) @ x"),
    ],
    "more than two values": ["raise ValueError('f returned 3 values; it should return two …')"],
    "nothing to call": [
        "raise ValueError('f returned a list; it should return something to call')"
    ],
    "used up": ["raise ValueError('the test loader yields nothing in epoch 2')"],
    "no pair in a batch": [
        "raise ValueError('the test loader yields a Tensor where a batch should be')"
    ],
    "sizes do not match": [
        *("(x * torch.ones(2, 4)).sum()", "torch.sum(x * x.T)", "x ** torch.ones(2, 4)"),
        "x + torch.ones(2, 4)",
        "sum([torch.ones(2), torch.ones(3)])",
    ],
    "arrays cannot be combined": ["np.ones((2, 3)) + np.ones((2, 4))"],
    "several in the place of one": [
        "torch.zeros(2)[0] = torch.ones(2)",
        "torch.zeros(2, 2)[0, 1] = x * x",
        "np.zeros(2)[0] = [1, 2]",
    ],
    "does not fit in": [
        "x.expand(4, 3)",
        "x[0] = torch.ones(2)",
        "np.zeros((2, 2))[0] = np.ones(3)",
    ],
    "view and memory": ["x.t().view(6)"],
    "shape for so many numbers": [
        "x.view(4)",
        "x.reshape(-1, 4)",
        "np.ones((2, 3)).reshape(4)",
    ],
    "labels must be whole numbers": [
        "F.cross_entropy(x, torch.ones(2))",
        "nn.CrossEntropyLoss()(x, torch.ones(2, dtype=torch.int32))",
    ],
    "labels for logits": [
        "F.cross_entropy(torch.arange(2), x)",
        "nn.CrossEntropyLoss()(torch.arange(2), x)",
        "F.cross_entropy(torch.arange(3), x[0])",
        "nn.CrossEntropyLoss(weight=torch.ones(4))(x, torch.tensor([0, 1]))",
    ],
    "not for whole numbers": [
        "x.long().mean()",
        "F.softmax(torch.arange(3), 0)",
        "F.log_softmax(x.long(), 1)",
    ],
    "normalised before it is a tensor": [
        "import PIL.Image, torchvision; torchvision.transforms.Normalize((0.1,), (0.3,))("
        "PIL.Image.new('L', (2, 2)))",
        "import torchvision; torchvision.transforms.Normalize((0.1,), (0.3,))(x.byte())",
    ],
    "other channels than given": ["torch.ones(1, 2, 2).sub_(torch.ones(3, 1, 1))"],
    "path for an image": [
        "import torchvision; torchvision.transforms.ToTensor()('a.png')",
        "import torchvision; torchvision.transforms.Resize((2, 2))('a.png')",
    ],
    "two values expected": ["raise ValueError('f returned a dict; it should return two loaders')"],
    "single images": ["raise ValueError('a MNIST yields single images; a loader …')"],
    "no batch": ["raise ValueError('the test loader yields no batch at all')"],
    "data set not found": [
        "import torchvision; torchvision.datasets.MNIST('/nowhere', download=False)"
    ],
    "whole network in a file": [
        "import io; f = io.BytesIO(); torch.save(nn.Linear(1, 1), f); f.seek(0); torch.load(f)"
    ],
    "no image": ["import matplotlib.pyplot as plt; plt.figure().subplots().imshow(x[0])"],
    "cells from one": ["import matplotlib.pyplot as plt; plt.figure().add_subplot(2, 2, 0)"],
    "channels of an image": [
        "import torchvision; torchvision.transforms.Grayscale()(torch.ones(4, 2, 2))"
    ],
    "nothing to download from": ["raise RuntimeError('Error downloading a.gz:\\nTried …')"],
    "pictures in a batch": [
        "import PIL.Image, torch.utils.data; torch.utils.data.default_collate("
        "[PIL.Image.new('L', (2, 2))])"
    ],
    "made with an argument": ["import torchvision; torchvision.transforms.ToTensor(x)"],
    "target like the logits": ["F.cross_entropy(x, x.long())"],
    "labels with an axis too many": ["F.cross_entropy(x, torch.ones(2, 1).long())"],
    "largest of nothing": ["x[:, 5:].amax(dim=1)", "x[:, 5:].max()"],
    "no state dict": ["nn.Linear(1, 1).load_state_dict(None)"],
    "there already": ["import os; os.makedirs('/')"],
    "two types of numbers": [
        "x.double() @ torch.ones(3, 2)",
        "nn.Linear(3, 2)(x.double())",
        "nn.Conv2d(1, 1, 1)(torch.ones(1, 1, 2, 2).double())",
        "F.conv2d(torch.ones(1, 1, 3, 3), torch.ones(1, 1, 2, 2).double())",
        "x.long() @ torch.ones(3, 2)",
        "torch.ones(2).double() @ torch.ones(2)",
    ],
    "two devices": ["x + torch.ones(2, 3, device='meta')"],
    "in place on a parameter": ["u = w; u += 1", "w[0] = 1", "w.fill_(0)"],
    "numpy of a trained tensor": ["w.numpy()", "np.array(w)"],
    "changed before backward": ["y = w.exp(); y += 1; y.sum().backward()"],
    "backward twice": ["y = (w * w).sum(); y.backward(); y.backward()"],
    "gradient of many numbers": ["w.exp().backward()"],
    "nothing to derive": ["x.sum().backward()", "torch.tensor(w.sum().item()).backward()"],
    "weights of another shape": ["nn.Linear(2, 3).load_state_dict(nn.Linear(3, 3).state_dict())"],
    "weights of other names": ["nn.Linear(2, 3).load_state_dict({'a': x})"],
    "one number of many": [
        "int(x)",
        "x.item()",
        "torch.tensor([torch.ones(2), torch.ones(2)])",
        "float(np.ones(2))",
    ],
    "index behind the end": ["x[3]", "x[0, 5]", "np.ones(3)[5]"],
    "too many indices": ["x[0, 0, 0]", "np.ones(3)[0, 0]"],
    "axis not there": ["x.sum(2)", "x.transpose(0, 2)", "np.ones((2, 2)).sum(axis=3)"],
    "permute names all axes": ["x.permute(0, 1, 2)"],
    "cat of other sizes": ["torch.cat([x, torch.ones(2, 2)], 0)"],
    "cat of other axes": ["torch.cat([x, torch.ones(2)], 0)"],
    "stack of other sizes": ["torch.stack([x, torch.ones(2, 2)])"],
    "nothing to join": ["torch.stack([])", "torch.cat([])"],
    "axes of an image": [
        "F.conv2d(x, torch.ones(1, 1, 1, 1))",
        "nn.MaxPool2d(2)(torch.ones(2))",
        "nn.BatchNorm2d(3)(x)",
    ],
    "channels of a layer": ["nn.Conv2d(3, 1, 1)(torch.ones(1, 1, 2, 2))"],
    "kernel too large": ["nn.Conv2d(1, 1, 5)(torch.ones(1, 1, 2, 2))"],
    "nothing left": ["nn.MaxPool2d(2)(torch.ones(1, 1, 1, 1))"],
    "window too large": ["x.unfold(0, 3, 1)"],
    "negative size": ["torch.zeros(2, -1)", "np.zeros(-1)"],
    "class not there": ["F.cross_entropy(x, torch.tensor([5, 6]))"],
    "batch and labels differ": ["F.cross_entropy(x, torch.ones(4).long())"],
    "network for its parameters": [
        *(
            "net = nn.Linear(2, 3); torch.optim.SGD(net, lr=1)",
            "net = nn.Linear(2, 3); torch.optim.Adam(net)",
        ),
    ],
    "no images for the network": [
        *("nn.Conv2d(1, 1, 1)(3)", "nn.Linear(2, 3)([x])"),
    ],
    "text for the network": ["nn.Conv2d(1, 1, 1)('a.png')", "nn.Linear(2, 3)('a.png')"],
    "nothing to train": ["torch.optim.SGD([], lr=0.1)"],
    "several for one number": ["x.unfold(0, (2, 2), 1)", "x.unfold(0, x.shape, 1)"],
    "layer not called": ["layer = nn.Linear(3, 2)\n    return F.relu(layer)"],
    "layer for a tensor": [
        *(
            "F.relu(nn.ReLU())",
            "nn.Conv2d(1, 1, 1)(nn.MaxPool2d(2))",
            "nn.MaxPool2d(2)(nn.ReLU(x))",
        ),
        *("nn.Linear(2, 3)(nn.Flatten(x))", "torch.tanh(nn.Conv2d(1, 1, 1))"),
    ],
    "argument of another kind": ["torch.relu([1])", "torch.cat(x)", "F.pad(x, 1)"],
    "arguments do not fit": ["torch.clamp([1], 0)", "x.sum(axes=0)", "x.view('a')"],
    "no forward": ["nn.Module()(x)"],
    "rows of other lengths": ["torch.tensor([[1, 2], [3]])", "np.array([[1, 2], [3]])"],
    "einsum": ["torch.einsum('ij,jk->ik', x, x)"],
    "no layer": ["nn.Sequential(F.relu)", "nn.ModuleList([1])"],
    "loop over one number": ["for _ in torch.tensor(3): pass", "len(torch.tensor(1))"],
    "usual import missing": [
        *("math.sqrt(2)", "DataLoader([])", "optim.SGD([], 1)", "conv2d_output_shape(3, 2)"),
    ],
    "name without its module": ["max_pool2d(x, 2)", "Conv2d(1, 2, 3)", "zeros(2)", "y = tanh(x)"],
    "name nearly right": ["kernel = 1; return kernal", "prnt(1)", "torhc.ones(2)"],
    "keyword taken for a name": ["retrun (1, 1)", "retrn [x]", "retunr -x", "braek", "countinue"],
    "name unknown": ["return quite_another", "rows (1, 1)"],
    "local without a value": ["y = y + 1", "for _ in []: z = 1\n    return z"],
    "too many arguments": ["(lambda a: a)(1, 2)", "nn.Linear(2, 3)(x, x)", "[1].append(1, 2)"],
    "argument missing": ["(lambda a: a)()", "nn.Linear(2)", "nn.Conv2d(1, 2)"],
    "unknown keyword": ["(lambda a: a)(1, c=2)", "nn.Linear(2, 3, biass=True)"],
    "argument twice": ["(lambda a: a)(1, a=2)"],
    "None has nothing": [
        "None.shape",
        "None()",
        "[3].sort()[0]",
        "x + None",
        "a, b = None",
        "None + 1",
        "len(None)",
        "None > 1",
        "f'{None:.2f}'",
        "for _ in None: pass",
        "range(None)",
    ],
    "None by name": [
        "y = None; y.shape",
        "y = None; x + y",
        "y = None; a, b = y",
        "y = [3].sort(); y[0]",
        "y = None\n    for _ in y: pass",
        "y = None; len(y)",
        "y = None; x @ y",
        "y = None; y()",
        "y = None; x.unfold(0, 1, y)",
    ],
    "grid of axes": ["np.ones((2, 2)).imshow(x)", "np.ones(2).set_title('a')"],
    "batch for a tensor": ["[x, x].to('cpu')", "(x, x).cuda()"],
    "list for a tensor": ["[x].shape", "(x, x).sum()"],
    "module hidden": ["F = 3; F.pad(x, (1, 1))", "nn = x; nn.Linear(2, 3)"],
    "number for a tensor": ["x.sum().item().backward()", "(3).shape"],
    "pair of max": ["x.max(dim=0).shape", "x.max(dim=0) / 2"],
    "module lacks it, nearly": ["torch.zeroes(2)", "F.Relu(x)"],
    "module lacks it": [
        "torch.Quaternion(2)",
        "nn.F.avgpool(x)",
        "from torch.utils import Dataloader",
    ],
    "object lacks it, nearly": ["x.shap", "np.ones(2).shap", "nn.Linear(2, 3).wieght"],
    "object lacks it": ["x.append(1)", "nn.Linear(2, 3).conv5"],
    "device of a network": ["model = nn.Linear(2, 3); x.to(model.device)"],
    "as in Keras": [
        *("nn.Linear(2, 3).compile(optimizer=1)", "nn.Conv2d(1, 2, 3, activation='relu')"),
        *("nn.Linear(2, 3).fit(x)", "nn.Dense(3)", "nn.MaxPooling2D(2)", "relu.on_batch_end(1)"),
    ],
    "module called": ["import tqdm; tqdm([1])"],
    "tensor called": ["x(1)", "2 * x(x - 1)"],
    "list called": ["[1](0)", "(print, print)()"],
    "loss for an optimizer": ["nn.CrossEntropyLoss().step()"],
    "numpy function on a tensor": ["np.sum(x)"],
    "value called": ["x.shape(0)", "x.T()", "y = x @ x.T()"],
    "not a function": ["y = x.shape; y(0)", "(3)(2)"],
    "text for a path": ["'a' / 'b'"],
    "path for a text": [
        "import pathlib; pathlib.Path('a') + 'b'",
        "'a' + __import__('pathlib').Path('b')",
    ],
    "text as an index": ["[1]['a']", "(1, 2)['a']"],
    "text and number": ["'a' + 1", "1 + 'a'", "'a' - 1"],
    "list arithmetic": ["[1] + 1", "[1] - [2]", "[1, 2] * 1.5", "(1, 2) / 2"],
    "function not called": [
        *("F.relu + 1", "a, b = x.size", "for i in x.size: pass", "x.size.foo", "range(x.numel)"),
    ],
    "operands": ["nn.ReLU() * 2"],
    "number to unpack": ["a, b = 3", "a, b = 2.5", "a, b = np.int64(3)"],
    "number in a loop": ["for i in 3: pass", "3 in 3", "len(3)", "tuple(np.int64(3))"],
    "brackets after a function": ["x.size[0]", "torch.ones[2]", "F.relu[0]"],
    "nothing inside": ["(3)[0]", "nn.Linear(2, 3)[0]"],
    "too many to unpack": ["a, b = 1, 2, 3", "a, b = torch.ones(3)", "n, c = (1, 2, 3)"],
    "pairs of enumerate": ["for i, a, b in enumerate([x]): pass"],
    "no next one": ["next(iter([]))"],
    "class without parameters": ["class A: pass\n    A(1)"],
    "result of __init__": ["class A:\n        def __init__(self): return 1\n    A()"],
    "folder missing": ["torch.save(x, '/there/is/no/such/folder/x.pt')"],
    "file before its content": ["torch.save('x.pt', x)"],
    "array that is no picture": [
        "from PIL import Image; Image.fromarray(np.zeros((2, 2, 3), np.float32))"
    ],
    "path for a network": ["'a.png'.parameters()", "__import__('pathlib').Path('a').eval()"],
    "too few to unpack": ["a, b = [1]", "n, c, h = x.shape"],
    "float for an int": ["range(6 / 2)", "torch.zeros(5 / 2)", "torch.zeros((2, 3.0))"],
    "mask of numbers": [
        "torch.where(x, x, 0.0)",
        "x.masked_fill(x, 0)",
        "x.masked_select(x)",
        "x[x]",
        "np.ones(3)[np.ones(3)]",
    ],
    "calculating with a mask": [
        "1 - (x > 0)",
        "-(x > 0)",
        "(x > 0) - (x > 1)",
        "-(np.ones(2) > 0)",
    ],
    "logic on floats": ["x & x", "~x", "x > 0 & x > 1", "np.ones(2) & np.ones(2)", "~np.ones(2)"],
    "two indices of a list": ["v = []; v[0, 1] = 2", "[[1, 2]][0, 1]"],
    "index not an int": ["[1, 2][2 / 2]", "x[1.0]", "[1, 2][0 : 4 / 2]", "x[0 : 1.5]"],
    "list too short": ["[1][3]", "(1,)[3]", "v = [1]; v[1] = 2"],
    "key of a state dict": ["nn.Linear(2, 3).state_dict()['fc.weight']"],
    "key": ["{}['a']", "{}[3]"],
    "division by zero": ["1 / 0", "1 // 0", "1 % 0", "1.0 // 0"],
    "endless recursion": ["return relu(_)"],
    "module not there": ["import numpyy", "import torch.foo"],
    "file not there": ["open('no such file')", "torch.load('model.pt')"],
    "tuple changed": ["x.shape[0] = 1", "(1, 2)[0] = 3"],
    "not comparable": ["(1, 2) > 0", "[1] < 'a'"],
    "with without a call": ["with torch.no_grad: pass"],
}

LEFT_OUT = {  # of what is run while a file is loaded: the rest of the file is run all the same
    "return outside": ["class relu:\n    def f(self):\n        y = 1\n    return y"],
    "usual import missing": ["class relu(nn.Module):\n    pass", "relu = torch.relu"],
    "module not there": ["from torchh import relu", "import torchh.nn as relu"],
    "module lacks it": ["from torch import relo as relu"],
    "name unknown": ["relu = quite_another"],
}
AT_ONCE = {  # of a function that is called, before any of its lines
    "called with something, takes nothing": ["def relu():\n    return x"],
    "parameter besides": [
        "def relu(self, x):\n    return x",
        "def relu(x, y):\n    return x",
    ],
}
AROUND = [  # by what a scenario does with what came back
    ("no __init__", "TypeError", "LeNet has no __init__ of its own"),
    ("network for its class", "TypeError", "LeNet is a network, and not its class"),
    ("parameter that is missing", "TypeError", "fit() got an unexpected keyword argument 'lr'"),
    (
        *("other parameters than in the handout", "TypeError"),
        "show_images() got multiple values for argument 'num_rows'",
    ),
    ("None came back", "TypeError", "'NoneType' object is not callable"),
    ("no network", "AttributeError", "'LeNet' object has no attribute 'state_dict'"),
]
NETS = {  # of a network that is used
    "forgotten self": "def __init__(self):\n    super().__init__()\ndef forward(x):\n    return x",
    "name without self": "def forward(self, x):\n    self.conv1 = nn.ReLU()\n    return conv1(x)",
    "method without self": "def __init__(num_classes=10):\n    self.fc = nn.Linear(2, 2)",
    "super without brackets": "def __init__(self):\n    super.__init__()",
    "before super": "def __init__(self):\n    self.fc = nn.Linear(2, 2)",
    "no forward": "def __init__(self):\n    super().__init__()\n    def forward(self, x): ...",
    "object lacks it": "def forward(self, x):\n    return self.conv1(x)",
}


def asked(folder, text: str) -> Answer:
    """Put one question to a file of this text."""
    (folder / "layers.py").write_text(text, encoding="utf-8")
    return answer(
        Question(("layers.relu",), (torch.ones(2),)), Workspace.of_path(folder, FUNCTIONS)
    )


def each(texts: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(kind, one) for kind, own in texts.items() for one in own]


def kind_of(found: Answer) -> str:
    words = in_plain_words(found)
    assert words is not None, found
    assert all(words.lines) and not any(re.search(r"\{\w+\}", line) for line in words.lines)
    return words.kind


@pytest.mark.parametrize(("kind", "text"), each(TEXTS))
def test_what_python_cannot_read_is_told(tmp_path, kind, text):
    found = asked(tmp_path, f"{text}\n")
    assert found.kind == "raised" and found.loading and kind_of(found) == kind, found


@pytest.mark.parametrize(("kind", "line"), each(RAISED))
def test_what_a_function_raises_is_told(tmp_path, kind, line):
    found = asked(tmp_path, f"{HEAD}    {line}\n")
    assert found.kind == "raised" and kind_of(found) == kind, found


@pytest.mark.parametrize(("kind", "text"), each(AT_ONCE))
def test_what_is_raised_by_no_line_of_the_learner_is_told(tmp_path, kind, text):
    found = asked(tmp_path, f"{text}\n")
    assert not found.lines and kind_of(found) == kind, found


@pytest.mark.parametrize(("kind", "error", "message"), AROUND)
def test_what_is_raised_around_the_learners_lines_is_told(kind, error, message):
    assert kind_of(Answer("raised", error=error, bases=(error,), message=message)) == kind


@pytest.mark.parametrize(("kind", "text"), each(LEFT_OUT))
def test_what_was_left_out_while_loading_is_told(tmp_path, kind, text):
    found = asked(tmp_path, f"{text}\n")
    assert found.kind == "missing" and kind_of(found) == kind, found


def test_a_name_that_a_failed_import_would_have_bound_leads_to_the_import(tmp_path):
    found = asked(tmp_path, "import numpyy as np\n\ndef relu(x):\n    return np.abs(x)\n")
    assert found.error == "NameError" and kind_of(found) == "module not there"


@pytest.mark.parametrize(("kind", "methods"), NETS.items())
def test_what_a_network_raises_is_told(tmp_path, kind, methods):
    network = f"class Net(nn.Module):\n{textwrap.indent(methods, '    ')}\n"
    found = asked(tmp_path, f"{HEAD}    return Net()(x)\n\n{network}")
    assert kind_of(found) == kind, found


def test_a_pretended_device_is_told_as_a_real_one(tmp_path):
    model = torch.nn.Linear(2, 2)
    (tmp_path / "layers.py").write_text("def relu(f):\n    return f()\n", encoding="utf-8")
    workspace = Workspace.of_path(tmp_path, FUNCTIONS)

    def tried(call) -> str:
        with fake_device(model):
            found = answer(Question(("layers.relu",), (call,)), workspace)
        return kind_of(found)

    assert tried(lambda: model(torch.ones(1, 2))) == "two devices"
    assert tried(lambda: torch.ones(2).to("cuda")) == "no such device"
    assert tried(lambda: model(torch.ones(1, 2).to(ELSEWHERE)).detach().numpy()) == OF_A_DEVICE
    assert tried(lambda: model.to("cpu")) == tried(model.cpu) == MOVED_AWAY


def test_every_kind_is_met():
    met = {*TEXTS, *RAISED, *LEFT_OUT, *AT_ONCE, *NETS, "no such device"}
    met |= {OF_A_DEVICE, MOVED_AWAY, *(kind for kind, _error, _message in AROUND)}
    assert met == {kind.name for kind in KINDS}
    assert len(KINDS) == len(met) >= 40


def test_what_was_probably_meant_is_told(tmp_path):
    found = asked(tmp_path, f"{HEAD}    kernel = 1\n    return kernal\n")
    assert found.message == "name 'kernal' is not defined" and found.meant == "kernel"
    assert "`kernel`" in in_plain_words(found).usually
    found = asked(tmp_path, f"{HEAD}    return nn.Conv2D(1, 1, 1)\n")
    assert found.meant == "Conv2d"


def test_a_layer_of_another_number_is_no_typo(tmp_path):
    text = "    class A:\n        conv2 = 1\n    return A().conv1\n"
    found = asked(tmp_path, HEAD + text)
    assert found.meant == "" and in_plain_words(found).kind == "object lacks it"


@pytest.mark.parametrize("line", ["return x + bias", "for b in bias: pass", "y = [bias.shape]"])
def test_what_was_left_out_of_the_call_is_named(tmp_path, line):
    found = asked(tmp_path, f"def relu(x, bias=None, size=3):\n    {line}\n")
    assert found.meant == "bias" and in_plain_words(found).kind == "None by name"
    assert "`bias` is None" in in_plain_words(found).explanation


def test_of_two_that_are_none_neither_is_named(tmp_path):
    found = asked(tmp_path, "def relu(x, a=None, b=None):\n    return a + b\n")
    assert found.meant == "" and in_plain_words(found).kind == "None has nothing"


def test_an_import_is_written_out(tmp_path):
    found = asked(tmp_path, "def relu(x):\n    return torch.relu(x)\n")
    assert "`import torch`" in in_plain_words(found).try_this


def test_a_function_of_another_exercise_is_imported_from_its_file(tmp_path):
    found = asked(tmp_path, "def relu(x):\n    return conv2d_output_shape(3, 2)\n")
    assert "`from output_shape import conv2d_output_shape`" in in_plain_words(found).try_this
    found = asked(tmp_path, "def relu(x):\n    return max_pool2d(x, 2)\n")
    assert "`F.max_pool2d`" in in_plain_words(found).usually


def test_what_message_and_line_both_name_must_be_the_same(tmp_path):
    found = asked(tmp_path, f"{HEAD}    y = 3; return F.pad(x, y.pads)\n")
    assert in_plain_words(found).kind == "number for a tensor"


def test_arguments_are_all_listed_and_a_class_is_called_by_its_name(tmp_path):
    found = asked(tmp_path, f"{HEAD}    return torch.where(x > 0, x)\n")
    assert ": Tensor, Tensor." in in_plain_words(found).explanation
    found = asked(tmp_path, f"{HEAD}    return nn.Linear(2)\n")
    assert "`Linear`" in in_plain_words(found).explanation


def test_a_chinese_comma_is_told_with_pythons_own(tmp_path):
    found = in_plain_words(asked(tmp_path, "x = max(1，2)\n"))
    assert "`，`" in found.explanation and "`,`" in found.try_this


@pytest.mark.parametrize("text", ["raise ValueError('kernel_size is too large')", "assert 1 == 2"])
def test_of_other_errors_nothing_is_said(tmp_path, text):
    assert in_plain_words(asked(tmp_path, f"{HEAD}    {text}\n")) is None


def test_an_object_that_lies_about_itself_is_no_trouble(tmp_path):
    text = "class A:\n    def __dir__(self):\n        raise OSError\ndef relu(x):\n    A().b\n"
    found = asked(tmp_path, text)
    assert found.error == "AttributeError" and not found.meant


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_is_short(language):
    """Three lines that wrap at most once each: a failure's first screen is 24 lines."""
    for kind in KINDS:
        for text in (kind.explanation, kind.usually, kind.try_this):
            assert columns(said_in(text, language)) <= 155, text
