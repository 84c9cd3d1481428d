"""The handouts: one structure in all, and every number of the worked examples recomputed.

`verify` is given what a worked example must say, computed here with the reference. Each text
must stand in the example, and no number may be left in the example that no text covers.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import Any

import pytest
import torch
from PIL import Image
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from autograder.checks.data import load_data
from autograder.checks.sides import InProcess
from autograder.core.languages import LANGUAGES
from autograder.course import course_root, current_course
from autograder.course.reference import solution_of
from autograder.learn import hints

HEADINGS = [
    "The idea",
    "Terms",
    "A worked example",
    "Your task",
    "Tools",
    "What is allowed",
    "Common confusions",
    "Check yourself",
    "Further reading",
]
CHINESE = {
    "The idea": "思路",
    "Terms": "术语",
    "A worked example": "手算一遍",
    "Your task": "你的任务",
    "Tools": "工具",
    "What is allowed": "可以用什么",
    "Common confusions": "容易混淆",
    "Check yourself": "自己检查",
    "Further reading": "延伸阅读",
}
ROOT = course_root() / "data" / "mnist5k"
REFERENCE = InProcess.of_reference()


def handout(name: str) -> str:
    """Read an exercise's handout."""
    exercise = current_course().exercise(name)
    return (course_root() / "exercises" / exercise.folder / "README.md").read_text(encoding="utf-8")


def section(name: str, heading: str) -> str:
    """Return what stands under a heading, in one line with single spaces."""
    text = handout(name).split(f"\n## {heading}\n")[1].split("\n## ")[0]
    text = re.sub(r"!\[.*?\]\(.*?\)", "", text)  # pictures are drawn from the reference
    return " ".join(text.split())


def verify(name: str, *texts: str) -> None:
    """Check that a worked example says each of `texts`, and no number beyond them."""
    rest = section(name, "A worked example")
    for text in texts:
        pattern = rf"(?<![\d.,-]){re.escape(' '.join(text.split()))}(?!\d)"
        assert re.search(pattern, rest), f"{name}: the example does not say {text!r}: {rest}"
        rest = re.sub(pattern, "§", rest, count=1)
    assert not re.search(r"\d", rest), f"{name}: numbers that nothing verifies: {rest}"


def reference(target: str) -> Any:
    """Return a function of the reference, by `part.name`."""
    return REFERENCE.function(target)


def row(numbers: Any, form: str = "g") -> str:
    """Write numbers side by side, as a row of the handout."""
    return " ".join(f"{float(number):{form}}" for number in numbers)


# The structure


@pytest.mark.parametrize("exercise", current_course().exercises, ids=lambda exercise: exercise.name)
class TestStructure:
    def test_every_handout_has_the_same_headings(self, exercise):
        assert re.findall(r"^## (.+)$", handout(exercise.name), re.MULTILINE) == HEADINGS
        titles = re.findall(r"^# (.+)$", handout(exercise.name), re.MULTILINE)
        assert len(titles) == 1
        assert titles[0].startswith(f"{exercise.number} · ")

    def test_the_line_below_the_title_tells_file_points_minutes_and_what_comes_before(
        self, exercise
    ):
        line = handout(exercise.name).splitlines()[2]
        file, points, minutes, difficulty, before = line.split(" · ")
        assert difficulty == exercise.difficulty.value
        if exercise.file:
            assert file == f"Edit [{exercise.name}.py]({exercise.name}.py)"
        else:
            assert file.startswith("No file to edit")
        assert points == f"{exercise.points} points"
        read = handout(exercise.name).split("\n## Further reading\n")[0]
        words = len(re.sub(r"!\[.*?\]\(.*?\)", "", read).split())
        assert minutes == f"{exercise.minutes} minutes of reading"
        assert exercise.minutes == round(words / 150)
        assert 3 <= round(words / 150) <= 6
        assert before.startswith("builds on ")

    def test_every_public_name_is_in_the_task_with_its_arguments(self, exercise):
        task = section(exercise.name, "Your task")
        for name in current_course().functions.get(exercise.name, ()):
            assert f"`{name}(" in task, name

    def test_no_code_stands_there_but_the_command(self, exercise):
        fences = re.findall(r"^```.*$", handout(exercise.name), re.MULTILINE)
        assert set(fences[::2]) == {"```text", "```sh"}
        assert set(fences[1::2]) == {"```"}
        command = f"pytest exercises/ --exercise {exercise.name}"
        assert section(exercise.name, "Check yourself") == f"```sh {command} ```"

    def test_four_to_six_confusions_are_asked(self, exercise):
        confusions = section(exercise.name, "Common confusions").removeprefix("- ").split(" - ")
        assert 4 <= len(confusions) <= 6
        assert all(confusion.endswith("?") for confusion in confusions)

    def test_three_to_six_tools_have_an_example_each(self, exercise):
        table = section(exercise.name, "Tools").split("|---|---|---| ")[1]
        rows = re.findall(r"\| (`.+?) \|(?= \||$)", table)
        assert 3 <= len(rows) <= 6
        for tool in rows:
            name, use, example = tool.split(" | ")
            assert "`" in name and use and "`" in example, tool

    def test_links_lead_to_files(self, exercise):
        folder = course_root() / "exercises" / exercise.folder
        for link in re.findall(r"\]\(([^)]+)\)", handout(exercise.name)):
            assert link.startswith("https://") or (folder / link).is_file(), link


@pytest.mark.parametrize("exercise", current_course().exercises, ids=lambda exercise: exercise.name)
class TestChinese:
    def read(self, exercise):
        folder = course_root() / "exercises" / exercise.folder
        return handout(exercise.name), (folder / "README.zh.md").read_text(encoding="utf-8")

    def test_the_structure_is_that_of_the_english_one(self, exercise):
        english, chinese = self.read(exercise)
        assert re.findall(r"^## (.+)$", chinese, re.MULTILINE) == list(CHINESE.values())
        for pattern in (r"^```.*$", r"^!\[", r"^(?:- |\d\. )", r"^\|"):
            found = [len(re.findall(pattern, text, re.MULTILINE)) for text in (english, chinese)]
            assert found[0] == found[1], (pattern, found)
        assert english.splitlines()[2].count(" · ") == chinese.splitlines()[2].count(" · ")

    def test_every_number_and_every_piece_of_code_is_there(self, exercise):
        english, chinese = (
            re.sub(r"!\[.*?\]|\]\([^)]*\)", "", text.split("\n## ", 1)[1].rsplit("\n## ", 1)[0])
            for text in self.read(exercise)
        )
        for pattern in (r"`[^`\n]+`", r"\d[\d.,]*\d|\d"):
            missing = Counter(re.findall(pattern, english)) - Counter(re.findall(pattern, chinese))
            assert set(missing) <= set("12"), missing  # as "one" is 一 there and 1 here

    def test_links_lead_to_chinese_pages_and_pictures(self, exercise):
        folder = course_root() / "exercises" / exercise.folder
        for link in re.findall(r"\]\(([^)]+)\)", self.read(exercise)[1]):
            if not link.startswith("https://"):
                assert (folder / link).is_file(), link
                assert ".en." not in link and not link.endswith("README.md"), link


def test_chinese_pages_keep_to_chinese_typography():
    """Spaces between Chinese and Latin, full-width punctuation, as docs/writing.md has it."""
    wrong = re.compile(r"[一-鿿][A-Za-z0-9`]|[A-Za-z0-9`%][一-鿿]|[一-鿿][,;:?!(]|\)[一-鿿]")
    for path in sorted((course_root() / "exercises").rglob("*.zh.md")):
        text = re.sub(r"```.*?```|\]\([^)]*\)", "]", path.read_text(encoding="utf-8"), flags=re.S)
        assert not wrong.findall(text), path


@pytest.mark.parametrize("exercise", current_course().exercises, ids=lambda exercise: exercise.name)
class TestHints:
    def test_each_function_has_three_to_five_in_both_languages(self, exercise, monkeypatch):
        names = list(current_course().functions.get(exercise.name, (exercise.name,)))
        found = []
        for language in LANGUAGES:
            monkeypatch.setattr(hints, "chosen", lambda code=language: code)
            found.append(hints.hints_of(exercise.name))
        assert [list(own) for own in found] == [names] * len(LANGUAGES)
        for name in names:
            counts = {len(own[name]) for own in found}
            assert len(counts) == 1 and 3 <= counts.pop() <= 5, name
        assert re.search(r"[一-鿿]", str(found[1])) and not re.search(r"[一-鿿]", str(found[0]))

    def test_none_holds_a_line_of_the_solution(self, exercise):
        if exercise.file is None:
            return
        source = solution_of(exercise.name)
        marked = source.split("# BEGIN SOLUTION")[1:]
        lines = [line.strip() for part in marked for line in part.split("# END")[0].splitlines()]
        folder = course_root() / "exercises" / exercise.folder
        for path in folder.glob("hints*.md"):
            text = path.read_text(encoding="utf-8")
            assert not [line for line in lines if len(line) > 20 and line in text], path


def test_the_glossary_leads_to_the_exercise_of_each_word():
    folder = course_root() / "exercises"
    pages = [(folder / f"GLOSSARY{end}.md").read_text(encoding="utf-8") for end in ("", ".zh")]
    links = [re.findall(r"\| \[\d+ · (\w+)\]\((\w+)/(README(?:\.zh)?\.md)\) \|", p) for p in pages]
    assert [link[:2] for link in links[0]] == [link[:2] for link in links[1]]
    assert {name for name, _folder, _file in links[0]} == {
        e.name for e in current_course().exercises
    }
    for own in links:
        for _name, place, file in own:
            assert (folder / place / file).is_file()
    for word in ("channel", "kernel", "filter", "feature map", "convolutional layer"):
        assert f"| **{word}** |" in pages[0]


@pytest.mark.parametrize("name", ["filters", "im2col"])
def test_what_is_forbidden_and_allowed_is_the_same_in_filters_and_im2col(name):
    allowed = section(name, "What is allowed")
    for word in "torch.conv* F.conv* nn.Conv* F.unfold nn.Unfold np.convolve np.correlate".split():
        assert f"`{word}`" in allowed.split("Allowed are")[0]
    for word in "Tensor.unfold as_strided sliding_window_view F.pad einsum".split():
        assert f"`{word}`" in allowed.split("Allowed are")[1]


# The worked examples


def places(size: int, kernel: int, stride: int, padding: int, dilation: int) -> list[int]:
    """List, by trying each, the rows at which a window fits into the padded input."""
    rows = range(size + 2 * padding)
    return [start for start in rows[::stride] if start + dilation * (kernel - 1) in rows]


def test_output_shape():
    shape = reference("output_shape.conv2d_output_shape")
    pool = reference("output_shape.pool2d_output_shape")
    count = reference("output_shape.conv2d_parameter_count")
    lines = []
    for case in [(7, 3, 2, 0, 1), (8, 3, 2, 0, 1), (8, 3, 2, 1, 1), (8, 3, 1, 0, 2)]:
        begins = places(*case)
        assert shape(*case) == (len(begins), len(begins))
        lines.append(f"{row(case)} {row(begins)} {len(begins)}")
    assert places(8, 3, 2, 0, 1)[-1] + 3 == 7  # the first row that is not seen

    sizes = [28]
    for step in (lambda n: shape(n, 5), lambda n: pool(n, 2)) * 2:
        sizes.append(step(sizes[-1])[0])
    pixels, outputs = 28 * 28, 6 * sizes[1] ** 2
    verify(
        "output_shape",
        *lines,
        "we count from 0",
        "second line row 7 is never seen",
        f"padded input has {8 + 2 * 1} rows",
        f"a kernel of size 3 spans {2 * (3 - 1) + 1} rows",
        "An input of 7 × 10, a kernel of 3 × 4 and stride 2 give {} × {}".format(
            *shape((7, 10), (3, 4), 2)
        ),
        "window of 3 on an input of 10 × 10, without a stride, gives {} × {}".format(*pool(10, 3)),
        "LeNet (exercise 6) begins with an image of {0} × {0}: a 5 × 5 convolution makes "
        "it {1} × {1}, 2 × 2 pooling {2} × {2}, another 5 × 5 convolution {3} × {3}, "
        "and 2 × 2 pooling {4} × {4}".format(*sizes),
        f"6 maps of {sizes[1]} × {sizes[1]}, which are {outputs:,} numbers, from {pixels} pixels",
        f"sees all {pixels} pixels (fully connected) {outputs * pixels + outputs:,} parameters",
        f"sees 25 pixels, each with its own weights {outputs * 25 + outputs:,} parameters",
        f"share their 25 weights (conv1) {count(1, 6, 5)} parameters",
        f"{count(1, 6, 5)} are 6 filters × 1 kernel × {5 * 5} weights, plus 6 biases",
        f"16 filters over 6 channels: {count(6, 16, 5):,} parameters",
    )


def test_filters():
    image = torch.tensor(
        [[[1, 2, 0, 1], [0, 1, 3, 1], [2, 0, 1, 0]], [[0, 1, 1, 2], [1, 0, 2, 0], [0, 1, 0, 1]]]
    ).float()
    kernels = torch.tensor([[[1, 0], [0, -1]], [[0, 1], [2, 0]]]).float()
    correlate = reference("filters.cross_correlate")
    layer = reference("filters.conv_layer")
    maps = [correlate(image[c], kernels[c]) for c in (0, 1)]
    total = maps[0] + maps[1]
    feature_map = reference("filters.apply_filter")(image, kernels, 0.5)
    filters, biases = torch.stack([kernels, kernels]), torch.tensor([0.5, 0.5])
    strided = layer(image, filters, biases, stride=2)
    assert torch.equal(layer(image, filters, biases)[0], feature_map)

    def sheets(c: int) -> str:
        rows = [f"{row(image[c, r])} {row(kernels[c, r])} {row(maps[c][r])}" for r in range(2)]
        return " ".join([f"channel {c} kernel {c} map of channel {c}", *rows, row(image[c, 2])])

    verify(
        "filters",
        "image of two channels, 3 × 4, and one filter: two kernels of 2 × 2, bias 0.5",
        sheets(0),
        sheets(1),
        f"channel 0 is 1·1 + 2·0 + 0·0 + 1·(-1) = {maps[0][0, 0]:g}",
        f"channel 1 is 0·0 + 1·1 + 1·2 + 0·0 = {maps[1][0, 0]:g}",
        f"{row(total[0])} {row(feature_map[0])}",
        f"{row(total[1])} {row(feature_map[1])}",
        "second feature map of {} × {}".format(*feature_map.shape),
        f"shape is then {tuple(layer(image, filters, biases).shape)}",
        "With stride 2 the windows",
        "has one row: {:g} and {:g}".format(*strided[0, 0]),
        "With padding 1 and stride 1 each feature map is {} × {}".format(
            *layer(image, filters, biases, padding=1).shape[1:]
        ),
    )
    assert strided.shape == (2, 1, 2)


def test_the_terms_of_filters_fit_conv2_of_lenet():
    filters, kernels, height, width = reference("lenet.LeNet")().conv2.weight.shape
    count = reference("output_shape.conv2d_parameter_count")
    text = (
        f"`conv2` of LeNet reads {kernels} channels and has {filters} filters, each of "
        f"{kernels} kernels of {height} × {width}: {filters * kernels} kernels, "
        f"{count(kernels, filters, height, bias=False):,} weights, {filters} biases, {filters} "
        "feature maps."
    )
    assert text in section("filters", "Terms")


def test_im2col():
    image = torch.tensor([[[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[0, 1, 0], [1, 0, 1], [0, 1, 0]]])
    weight = torch.tensor([[1, 0, 0, -1, 0, 2, 0, 0], [0, 1, 1, 0, 1, 0, 0, 1]]).float()
    images = image.float().unsqueeze(0)
    columns = reference("im2col.im2col")(images, 2)[0]
    maps = reference("im2col.conv2d_matmul")(images, weight.reshape(2, 2, 2, 2))[0]
    product = maps.reshape(2, -1)
    assert columns.shape == (8, 4)
    assert torch.equal(product, weight @ columns)
    corners = [f"{a} {b}" for a in ("upper", "lower") for b in ("left", "right")]
    names = [f"channel {c}, {corner}" for c in (0, 1) for corner in corners]
    lines = [f"{row(column)} {name}" for column, name in zip(columns, names)]
    sheets = [f"{row(image[0, r])} {row(image[1, r])}" for r in range(3)]
    pixels, copied = 28 * 28, reference("im2col.im2col")(torch.zeros(1, 1, 28, 28), 5)[0]
    verify(
        "im2col",
        "One image of two channels, 3 × 3, and a kernel size of 2",
        f"2 × 2 = {columns.shape[1]} windows, and each has 2·2·2 = {columns.shape[0]} numbers",
        "channel 0 channel 1 columns: 8 × 4",
        *[f"{sheet} {line}" for sheet, line in zip(sheets, lines)],
        *lines[3:],
        f"{row(columns[:4, 0])} is the first window in channel 0",
        f"{row(columns[4:, 0])} the same window in channel 1",
        "weight matrix: 2 × 8 product: 2 × 4",
        f"{row(weight[0])} {row(product[0])}",
        f"{row(weight[1])} {row(product[1])}",
        f"1·1 + (-1)·5 + 2·1 = {product[0, 0]:g}",
        "map of 2 × 2 the second row is {:g}, {:g} above and {:g}, {:g} below".format(
            *maps[1].flatten()
        ),
        f"of LeNet an image of {pixels} pixels becomes {copied.shape[0]} × {copied.shape[1]} = "
        f"{copied.numel():,} numbers, about {copied.numel() / pixels:.0f} times as many",
        "conv1",
    )


def test_layers():
    relu, linear = reference("layers.relu"), reference("layers.linear")
    pool = reference("layers.max_pool2d")
    numbers = torch.tensor([-1.5, 0, 2])
    one, minus_one = torch.tensor(1.0), torch.tensor(-1.0)
    large = torch.tensor(
        [[1, -2, 3, 0, 7], [-4, 0, 5, 2, 8], [-3, -1, -6, -2, 9], [-5, -2, -4, -7, 9]]
    ).float()
    pooled = pool(large[None, None], 2)[0, 0]
    moved = torch.zeros(3, 1, 2, 4)
    for place in range(3):
        moved[place, 0, 0, place] = 9
    kept = pool(moved, 2)
    assert torch.equal(kept[0], kept[1])
    assert not torch.equal(kept[1], kept[2])
    x = torch.tensor([[1.0, 2, -1]])
    weight, bias = torch.tensor([[2, 0, 1], [-1, 3, 0.5]]), torch.tensor([0.5, -1])
    y = linear(x, weight, bias)[0]
    verify(
        "layers",
        f"turns -1.5, 0, 2 into {', '.join(row(relu(numbers)).split())}",
        f"by 2, then by 3. That is the same as one multiplication by {2 * 3}, "
        f"so -1 becomes {minus_one * 2 * 3:g}",
        f"-1 becomes {relu(minus_one * 2) * 3:g} and 1 still becomes {relu(one * 2) * 3:g}",
        "window of 2 on a map of 4 × 5",
        row(large[0]),
        row(large[1]),
        f"{row(large[2])} {row(pooled[0])}",
        f"{row(large[3])} {row(pooled[1])}",
        "largest of each is {:g} and {:g}, not 0".format(*pooled[1]),
        "the 9 moves by one column",
        *[" ".join(row(moved[place, 0, r]) for place in range(3)) for r in range(2)],
        " ".join(row(kept[place, 0, 0]) for place in range(3)),
        f"inputs are {', '.join(row(x[0]).split())}",
        "rows of the weight are ({:g}, {:g}, {:g}) and ({:g}, {:g}, {:g})".format(
            *weight.flatten()
        ),
        "biases {:g} and {:g}".format(*bias),
        f"1·2 + 2·0 + (-1)·1 + 0.5 = {y[0]:g}",
        f"1·(-1) + 2·3 + (-1)·0.5 - 1 = {y[1]:g}",
    )


def test_mnist_data():
    transform = reference("mnist_data.make_transform")()
    loaders = reference("mnist_data.make_loaders")(ROOT)
    lines = []
    for pixel in (0, 51, 128, 255):
        normalised = transform(Image.new("L", (28, 28), pixel))[0, 0, 0]
        lines.append(f"{pixel} {pixel / 255:.4f} {normalised:.4f}")
    for name, loader in zip(("training", "test"), loaders):
        sizes = [len(batch) for batch in loader.batch_sampler]
        lines.append(f"{name} {sum(sizes)} {len(sizes)} {sizes[-1]}")
    pixels = loaders[0].dataset.data.double() / 255
    black = 100 * (pixels == 0).double().mean()
    images, labels = next(iter(loaders[1]))
    verify(
        "mnist_data",
        "scaled to [0, 1]",
        *lines,
        f"For 51: 51 / 255 = {51 / 255:g}, and (0.2 − 0.1307) / 0.3081 = "
        f"{(0.2 - 0.1307) / 0.3081:.4f}",
        f"with {len(loaders[0].dataset):,} training images and {len(loaders[1].dataset):,} test",
        f"Here {black:.0f} % of the training pixels are black, so {black:.0f} % of what",
        f"reads is {-0.1307 / 0.3081:.4f}",
        f"these {len(pixels):,} images the mean is {pixels.mean():.4f} and the standard "
        f"deviation {pixels.std():.4f}",
        "come from 60,000 images",
        "Batches of 64",
        f"images has the shape {tuple(images.shape)}",
        "its labels have the shape (64,)",
    )
    assert labels.shape == (64,)


def test_lenet():
    network = reference("lenet.LeNet")()
    x = torch.zeros(2, 1, 28, 28)
    counts = {
        name: sum(p.numel() for p in getattr(network, name).parameters())
        for name in ("conv1", "conv2", "fc1", "fc2", "fc3")
    }
    shapes = {}
    for name in counts:
        getattr(network, name).register_forward_hook(
            lambda layer, given, out, name=name: shapes.update({name: (given[0], out)})
        )
    network(x)
    products = {
        name: shapes[name][1][0].numel() * getattr(network, name).weight[0].numel()
        for name in counts
    }
    together, multiplied = sum(counts.values()), sum(products.values())

    def shape(tensor: torch.Tensor) -> str:
        return f"(N, {', '.join(map(str, tensor.shape[1:]))})"

    pool = reference("layers.max_pool2d")
    pooled = pool(shapes["conv2"][1], 2)
    assert pool(shapes["conv1"][1], 2).shape == shapes["conv2"][0].shape
    once = torch.tensor([2, 1, 0.1]).softmax(0)
    convolutional = counts["conv1"] + counts["conv2"]
    learned = [
        f"{layer} {shape(shapes[name][1])} {counts[name]:,} {products[name]:,}"
        for layer, name in [
            *(("conv1, 5 × 5", "conv1"), ("conv2, 5 × 5", "conv2"), ("fc1, ReLU", "fc1")),
            *(("fc2, ReLU", "fc2"), ("fc3", "fc3")),
        ]
    ]
    size = sum(p.numel() * p.element_size() for p in network.parameters())
    verify(
        "lenet",
        *learned,
        f"ReLU, max pool {shape(shapes['conv2'][0])} 0 0",
        f"ReLU, max pool {shape(pooled)} 0 0",
        f"flatten {shape(shapes['fc1'][0])} 0 0",
        f"total {together:,} {multiplied:,}",
        f"do {100 * (products['conv1'] + products['conv2']) / multiplied:.0f} % of the "
        "multiplications",
        "A parameter in `float32` "
        f"takes {network.fc3.bias.element_size()} bytes, so this network takes {size:,} bytes",
        f"makes {together:,} bytes",
        "`fc1` alone has {1} × {0} weights and {0} biases".format(*network.fc1.weight.shape),
        f"{100 * counts['fc1'] / together:.0f} % of all parameters",
        f"have {100 * convolutional / together:.0f} %",
        f"logits 2, 1, 0.1 is {', '.join(row(once, '.3f').split())}",
        f"you get {', '.join(row(once.softmax(0), '.3f').split())}",
    )


def small_network() -> nn.Linear:
    """Return the network of the handout of `train`: one input, two classes, no bias."""
    network = nn.Linear(1, 2, bias=False)
    with torch.no_grad():
        network.weight.copy_(torch.tensor([[0.5], [-0.5]]))
    return network


def test_train():
    train = reference("train.train")
    network, criterion = small_network(), nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(network.parameters(), lr=0.1)
    sample, label = torch.tensor([[2.0]]), torch.tensor([1])
    seen = []
    for _ in range(2):
        with torch.no_grad():
            logits = network(sample)
            loss = criterion(logits, label)
        train(network, [(sample, label)], criterion, optimizer)
        gradient, weight = network.weight.grad.flatten(), network.weight.detach().flatten()
        chance = logits.softmax(1)[0, 1]
        seen.append([*logits[0], chance, loss, *gradient.clone(), *weight.clone()])
    names = [
        "logit of class 0",
        "logit of class 1",
        "probability of class 1",
        "loss",
        "gradient of weight 0",
        "gradient of weight 1",
        "weight 0 afterwards",
        "weight 1 afterwards",
    ]
    gradients = [column[4] for column in seen]
    wrong = seen[0][6] - 0.1 * sum(gradients)
    verify(
        "train",
        "weights are 0.5 and -0.5. The one sample is 2, its label is class 1",
        "learning rate 0.1",
        "batch 1 batch 2",
        *[f"{name} {row(values, '.4f')}" for name, *values in zip(names, *seen)],
        f"loss of batch 1 is -ln {seen[0][2]:.6f} = {-math.log(round(float(seen[0][2]), 6)):.4f}",
        f"Weight 0 moves by 0.1 × {gradients[0]:.4f}, from 0.5 to {seen[0][6]:.4f}",
        f"the loss is {criterion(network(sample), label):.4f}",
        "At batch 2",
        f"{gradients[0]:.4f} + {gradients[1]:.4f} = {sum(gradients):.4f}",
        f"Weight 0 then moves to {wrong:.4f}",
    )


def test_evaluate():
    evaluate = reference("evaluate.evaluate")
    network = nn.Linear(3, 3, bias=False)
    nn.init.eye_(network.weight)
    logits = torch.tensor([[-1.2, 0.3, -0.5], [2, 1.9, -3], [-0.1, -0.7, -0.4], [0, 0.2, 4]])
    labels = torch.tensor([1, 0, 2, 2])
    lines = []
    for scores, label in zip(logits, labels):
        one = evaluate(network, [(scores[None], label[None])], verbose=False)
        verdict = {100: "right", 0: "wrong"}[one]
        lines.append(f"{row(scores, '.1f')} {scores.max():.1f} {scores.argmax()} {label} {verdict}")
    accuracy = evaluate(network, DataLoader(TensorDataset(logits, labels), 3), verbose=False)

    rights, sizes = (3, 1, 2), (3, 3, 2)
    batches = []
    for right, size in zip(rights, sizes):
        answers = torch.eye(3)[torch.tensor([0] * right + [1] * (size - right))]
        batches.append((answers, torch.zeros(size, dtype=torch.long)))
    each = [evaluate(network, [batch], verbose=False) for batch in batches]
    table = [
        f"{number} {right} {size} {percent:.2f} %"
        for number, (right, size, percent) in enumerate(zip(rights, sizes, each), 1)
    ]
    together = evaluate(network, batches, verbose=False)
    verify(
        "evaluate",
        *lines,
        f"3 of 4: the accuracy is {accuracy:.2f} %",
        f"a loader of {sum(sizes)} samples in batches of 3. The last batch has only 2",
        "gets 3, 1 and 2 samples of the batches right",
        *table,
        f"total {sum(rights)} {sum(sizes)} {together:.2f} %",
        f"The accuracy is {together:.2f} %",
        f"mean of the three batches would be {sum(each) / 3:.2f} %",
        f"3 batches × 3 samples would give {100 * sum(rights) / (3 * 3):.2f} %",
    )


def test_fit(tmp_path, capsys):
    network = small_network()
    accuracies = [93.1, 95.4, 94.8]
    left = iter(accuracies)
    after = []

    def train(model, loader, criterion, optimizer):
        model.weight.grad = torch.ones_like(model.weight) * (len(after) + 1)
        optimizer.step()
        after.append(model.weight.detach().clone())

    best = reference("fit.fit")(
        network, None, None, 3, out_dir=tmp_path, train=train, evaluate=lambda *_: next(left)
    )
    printed = capsys.readouterr().out.splitlines()
    assert torch.equal(torch.load(tmp_path / "model.pt")["weight"], after[1])
    assert torch.equal(
        torch.load(tmp_path / "model_gradients.pt")["weight"][0, 0], torch.tensor(2.0)
    )
    assert torch.equal(network.weight, after[1])

    def steps(each_new: bool) -> list[float]:
        weight = nn.Parameter(torch.zeros(()))
        optimizer, moves = None, []
        for _ in range(3):
            if optimizer is None or each_new:
                optimizer = torch.optim.SGD([weight], lr=0.1, momentum=0.5)
            before, weight.grad = weight.item(), torch.tensor(1.0)
            optimizer.step()
            moves.append(before - weight.item())
        return moves

    verify(
        "fit",
        "gets {:.2f}, {:.2f} and {:.2f} percent right".format(*accuracies),
        *printed,
        "weights after epoch 2",
        "gradients that epoch 2 left",
        "weights of epoch 2 again",
        f"{best:g} is returned",
        "If epoch 3 had also reached 95.40, epoch 2 would",
        "learning rate is 0.1, the momentum 0.5, and the gradient is 1",
        *[f"{n} {a:.4f} {b:.4f}" for n, (a, b) in enumerate(zip(steps(False), steps(True)), 1)],
    )


def test_predict(tmp_path):
    Image.new("RGB", (40, 56), (200, 100, 50)).save(tmp_path / "image.png")
    image = reference("predict.preprocess_image")(tmp_path / "image.png")
    gray = 0.299 * 200 + 0.587 * 100 + 0.114 * 50
    assert image.unique().numel() == 1
    assert abs(image.mean() - (round(gray) / 255 - 0.1307) / 0.3081) < 1e-5

    images, digits = torch.zeros(7, 28, 28), [5] * 7
    figure = reference("predict.show_images")(images, digits, [3] * 7)
    full = [bool(ax.images) for ax in figure.axes]
    titles = figure.axes[0].get_title().split("\n")
    assert not any(ax.axison for ax in figure.axes)
    small = reference("predict.show_dataset")(images, digits, 2, 3)
    shown = [bool(ax.images) for ax in small.axes].count(True)
    verify(
        "predict",
        "A file of 40 × 56 pixels, all of the colour (200, 100, 50)",
        f"0.299·200 + 0.587·100 + 0.114·50 = {gray:.1f} → {round(gray)}",
        f"{round(gray)} / 255 = {round(gray) / 255:.4f}",
        f"({round(gray)} / 255 - 0.1307) / 0.3081 = {image.mean():.4f}",
        f"shape {tuple(image.shape)}",
        f"give the network {round(gray) / 255:.4f} where it expects {image.mean():.4f}",
        f"A grid of 4 × 4 has {len(full)} cells",
        f"With 7 images {full.count(False)} cells stay empty",
        f"In a grid of 2 × 3 with 7 images, {shown} are shown and {7 - shown} is not",
        f"`{small.axes[0].get_title()}`",
        f"`{titles[0]}` and below it `{titles[1]}`",
    )


def test_accuracy():
    data = load_data(ROOT)
    epochs, batch_size = data.recipe["epochs"], data.recipe["batch_size"]
    batches = math.ceil(len(data.train_images) / batch_size)
    first = data.recipe["first_batches"]
    labels, total = data.test_labels, len(data.test_labels)

    def percent(predictions: torch.Tensor) -> str:
        return f"{100 * (predictions == labels).double().mean():.2f} %"

    def weights(*gradients: float) -> list[float]:
        """Return a weight of 0.5 after each step of SGD with the recipe's settings."""
        weight = nn.Parameter(torch.tensor(0.5, dtype=torch.float64))
        settings = {name: data.recipe[name] for name in ("lr", "momentum")}
        optimizer, after = torch.optim.SGD([weight], **settings), []
        for gradient in gradients:
            weight.grad = torch.tensor(gradient, dtype=torch.float64)
            optimizer.step()
            after.append(float(weight.detach()))
        return after

    one, other = weights(1, -2), weights(-2, 1)
    lr, momentum = data.recipe["lr"], data.recipe["momentum"]
    needed = math.ceil(data.threshold / 100 * total)
    assert torch.bincount(labels).tolist() == [100] * 10
    verify(
        "accuracy",
        f"training images {len(data.train_images)}",
        f"batch size {batch_size}",
        f"batches in an epoch {batches}",
        f"batches in the first call {first}",
        f"epochs after the first call {epochs - 1}",
        f"steps of the optimizer {first + (epochs - 1) * batches}",
        f"test set has {total:,} images, 100 of each digit",
        f"threshold is {data.threshold:.1f} %: at least {needed} must be right, "
        f"at most {total - needed} may be wrong",
        f"the same answer gets {percent(torch.full_like(labels, 3))}",
        f"every 4 for a 9, and nothing else, gets {percent(labels.where(labels != 4, 9))}",
        "cannot read a 4",
        "reaches {:.1f} to {:.1f} %".format(*data.usual),
        f"the same probability, 0.1. Its loss is near -ln 0.1 = {-math.log(0.1):.3f}",
        f"one weight of 0.5, the learning rate {lr} and the momentum {momentum}",
        "gradient 1, another one the gradient -2",
        "gradient 1, then -2 gradient -2, then 1",
        "first velocity 1 -2",
        f"weight {one[0]:g} {other[0]:g}",
        f"second velocity {momentum}·1 - 2 = {(one[0] - one[1]) / lr:.1f} "
        f"{momentum}·(-2) + 1 = {(other[0] - other[1]) / lr:.1f}",
        f"weight {one[1]:g} {other[1]:g}",
    )


def test_an_untrained_network_has_the_loss_that_the_handout_names():
    data = load_data(ROOT)
    torch.manual_seed(0)
    images = (data.test_images[:, None] / 255 - 0.1307) / 0.3081
    with torch.no_grad():
        loss = nn.CrossEntropyLoss()(reference("lenet.LeNet")()(images), data.test_labels)
    assert abs(loss + math.log(0.1)) < 0.05
