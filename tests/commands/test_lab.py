"""The labs in a real browser: what they show is what the reference computes.

Each is used by keyboard and pointer, and its numbers are those of the reference's functions.
"""

from __future__ import annotations

import math
import re

import pytest
import torch
from helpers import HOME, run
from torch.nn import functional

from autograder.authoring.labs import labs
from autograder.checks.data import load_data
from autograder.checks.sides import InProcess
from autograder.core.languages import LANGUAGES
from autograder.course import current_course, own_data
from autograder.course.loading import module_at

AXE = (HOME / "tests" / "vendor" / "axe.min.js").read_text(encoding="utf-8")
NAMES = current_course().names
REFERENCE = InProcess.of_reference()
CLOSE = {"rtol": 1e-4, "atol": 1e-4}


def folder_of(name: str):
    """Return an exercise's folder."""
    return HOME / "exercises" / current_course().exercise(name).folder


def given(name: str) -> dict:
    """Return what a lab begins with."""
    return module_at(folder_of(name) / "lab" / "inputs.py").INPUTS


def function(target: str):
    """Return a function of the reference, by `part.name`."""
    return REFERENCE.function(target)


@pytest.fixture
def lab(page):
    """Return a function that opens the lab of an exercise, in English."""

    def opened(name: str, language: str = "en"):
        page.goto(f"{(folder_of(name) / 'lab.html').as_uri()}?lang={language}")
        return page

    return opened


def number(text: str) -> float:
    """Read a number as the labs write it."""
    return float(text.replace("−", "-").replace(",", "").rstrip("%").strip())


def numbers(page, place: str) -> torch.Tensor:
    """Read a board of numbers."""
    rows = page.locator(f"{place} [role=row]").evaluate_all(
        "rows => rows.map(row => [...row.children].map(cell => cell.textContent))"
    )
    return torch.tensor([[number(cell) for cell in row] for row in rows])


def table(page, place: str) -> list[list[str]]:
    """Read the rows of a table, its head first."""
    return page.locator(f"{place} tr").evaluate_all(
        "rows => rows.map(row => [...row.children].map(cell => cell.textContent))"
    )


def values(page, place: str) -> list[float]:
    """Read the numbers beside bars."""
    return [number(text) for text in page.locator(f"{place} .value").all_inner_texts()]


def slide(page, label: str, value: float) -> None:
    """Move a slider next to a value at once, and the last step by a key."""
    handle = page.get_by_label(label, exact=True)
    least, step = (float(handle.get_attribute(name)) for name in ("min", "step"))
    if value == least:
        handle.press("Home")
        return
    handle.evaluate("(slider, value) => { slider.value = value; }", value - step)
    handle.press("ArrowRight")


def said(page, place: str) -> str:
    """Read what a screen reader is told."""
    return page.locator(f"{place} [role=status]").inner_text()


def last_number(text: str) -> float:
    """Read what stands behind the last = of a text."""
    return number(text.rpartition("= ")[2])


def test_the_pages_are_what_their_sources_make():
    written = labs(HOME)
    assert {path.parent.name for path in written} == {e.folder for e in current_course().exercises}
    for path, text in written.items():
        again = "write them anew: python -m autograder.authoring.labs"
        assert path.read_text(encoding="utf-8") == text, again


def test_shape(lab):
    page = lab("output_shape")
    shape, pool = (function(f"output_shape.{kind}2d_output_shape") for kind in ("conv", "pool"))
    for n, (height, width, kh, kw, *rest) in enumerate(given("output_shape")["examples"]):
        page.locator("#examples button").nth(n).click()
        expected = shape((height, width), (kh, kw), *rest)
        assert "output: {} × {} =".format(*expected) in said(page, "#shape")
        assert [int(row[-1]) for row in table(page, "#rows")[1:]] == list(expected)
    assert pool((7, 10), (3, 4), 2) == shape((7, 10), (3, 4), 2)
    page.locator("#input .surface").press("ArrowDown")
    page.locator("#input .surface").press("End")
    assert "begins at row 2, column 6" in said(page, "#shape")
    page.locator("#output .surface").click(position={"x": 5, "y": 5})
    assert "begins at row 0, column 0" in said(page, "#shape")
    slide(page, "dilation", 3)
    slide(page, "rows of the input", 3)
    assert said(page, "#shape").startswith("kernel_size: ")
    count = function("output_shape.conv2d_parameter_count")
    assert number(table(page, "#counts")[-1][-1]) == count(1, 6, 5)
    slide(page, "input channels", 6)
    slide(page, "filters", 16)
    assert number(table(page, "#counts")[-1][-1]) == count(6, 16, 5)


@pytest.mark.long
def test_filters(lab):
    page, inputs = lab("filters"), given("filters")
    image, kernels = (
        torch.tensor(inputs["channels"]).float(),
        torch.tensor(inputs["kernels"]).float(),
    )
    correlate, layer = function("filters.cross_correlate"), function("filters.conv_layer")
    expected = correlate(image[0], kernels[0])
    assert torch.equal(numbers(page, "#map"), expected)
    channel = page.locator("#channel .surface")
    for key, (i, j) in (("ArrowRight", (0, 1)), ("ArrowDown", (1, 1)), ("End", (1, 2))):
        channel.press(key)
        assert last_number(said(page, "#sum")) == expected[i, j]
    area = channel.bounding_box()
    page.mouse.move(area["x"] + area["width"] - 5, area["y"] + area["height"] - 5)
    page.mouse.down()
    page.mouse.move(area["x"] + 40, area["y"] + 40, steps=3)
    page.mouse.up()
    assert last_number(said(page, "#sum")) == expected[0, 0]
    page.get_by_label("rotate the kernel").check()
    assert torch.equal(numbers(page, "#map"), correlate(image[0], kernels[0].flip(0, 1)))

    whole = function("filters.apply_filter")(image, kernels, inputs["bias"])
    assert torch.equal(numbers(page, "#feature"), whole)
    assert last_number(said(page, "#filter-sum")) == whole[0, 0]
    page.get_by_label("2", exact=True).last.check()
    slide(page, "stride", 2)
    slide(page, "padding", 1)
    bias = torch.tensor([inputs["bias"]])
    strided = layer(image[:2], kernels[None, :2], bias, stride=2, padding=1)[0]
    assert torch.equal(numbers(page, "#feature"), strided)

    page.locator("#edge-map .surface").press("ArrowUp")
    weights, window = numbers(page, "#edge-kernel"), numbers(page, "#patch")
    result = number(re.findall(r"is (.*)", said(page, "#edge-sum"))[0])
    assert abs(result - (weights * window).sum()) < 0.02
    pixels = module_at(folder_of("filters") / "lab" / "inputs.py").training_image(10)
    assert torch.allclose(window, pixels[14:17, 12:15] / 255, atol=0.006)


@pytest.mark.long
def test_columns(lab):
    page, inputs = lab("im2col"), given("im2col")
    image = torch.tensor([inputs["channels"]]).float()
    filters = torch.tensor(inputs["filters"]).float()
    columns, product = function("im2col.im2col"), function("im2col.conv2d_matmul")
    assert torch.equal(numbers(page, "#matrix"), columns(image, 2)[0])
    assert torch.equal(numbers(page, "#result"), product(image, filters)[0].flatten(1))
    page.locator("#image .surface").first.press("ArrowDown")
    assert "column 2 of 4, from top to bottom: 4 5 7 8 1 0 0 1" in said(page, "#told")
    page.locator("#result .surface").press("ArrowDown")
    assert last_number(said(page, "#sum")) == product(image, filters)[0, 1, 1, 0]
    assert "copied 4 times" in said(page, "#copies-told")
    slide(page, "padding", 1)
    slide(page, "stride", 2)
    assert torch.equal(numbers(page, "#matrix"), columns(image, 2, 2, 1)[0])
    assert torch.equal(numbers(page, "#result"), product(image, filters, None, 2, 1)[0].flatten(1))
    slide(page, "columns of the kernel", 3)
    assert torch.equal(numbers(page, "#matrix"), columns(image, (2, 3), 2, 1)[0])


@pytest.mark.long
def test_layers(lab):
    page, inputs = lab("layers"), given("layers")
    map_ = torch.tensor([[inputs["map"]]]).float()
    pool, relu = function("layers.max_pool2d"), function("layers.relu")
    assert torch.equal(numbers(page, "#pooled"), pool(map_, 2)[0, 0])
    page.locator("#map .surface").press("ArrowDown")
    assert said(page, "#largest") == "the largest of −3, −1, −5, −2 is −1"
    slide(page, "stride", 1)
    slide(page, "window", 3)
    page.get_by_label("ReLU first").check()
    assert torch.equal(numbers(page, "#pooled"), pool(relu(map_), 3, 1)[0, 0])
    for shift, words in ((1, "the same"), (2, "has changed")):
        slide(page, "columns to the right", shift)
        assert words in said(page, "#nine-told")
    linear = inputs["linear"]
    x, weight, bias = (torch.tensor(linear[name]).float() for name in ("x", "weight", "bias"))
    expected = function("layers.linear")(x[None], weight, bias)
    assert torch.equal(numbers(page, "#outputs").T, expected)
    slide(page, "input 1", -3)
    x[1] = -3
    assert torch.equal(
        numbers(page, "#outputs").T, function("layers.linear")(x[None], weight, bias)
    )
    for value in (-1.0, 1.0):
        slide(page, "x", value)
        assert last_number(said(page, "#steps")) == 3 * relu(torch.tensor(2 * value))


@pytest.mark.long
def test_data(lab):
    page = lab("mnist_data")
    transform, data = function("mnist_data.make_transform")(), load_data(own_data())
    for n, pixel in enumerate((0, 51, 128, 255)):
        page.locator("#choose button").nth(n).click()
        image = torch.full((28, 28), pixel, dtype=torch.uint8)
        expected = transform(as_image(image)).unique().item()
        assert abs(last_number(said(page, "#told")) - expected) < 6e-5
    page.locator("#digit .surface").click(position={"x": 150, "y": 150})
    assert re.search(r"^\d+ / 255", said(page, "#told"))
    scaled = data.train_images.double() / 255
    normalised = (scaled - 0.1307) / 0.3081
    for name, expected in (("scaled", scaled), ("normalised", normalised)):
        page.locator("#scale").get_by_label(name, exact=True).check()
        mean, deviation = expected.mean(), expected.std(correction=0)
        words = f"mean {mean:.4f}, standard deviation {deviation:.4f}; 81 % of the pixels"
        assert said(page, "#moments").startswith(words)
    loaders = function("mnist_data.make_loaders")(str(own_data()))
    for n, loader in enumerate(loaders):
        page.locator("#loader input[type=radio]").nth(n).check()
        counts = [cell.replace(",", "") for cell in table(page, "#counts")[1]]
        images, batches, last, _ = map(int, counts)
        assert (images, batches) == (len(loader.dataset), len(loader))
        assert last == images - (batches - 1) * loader.batch_size
    first = said(page, "#order")
    page.locator("#orders").get_by_role("button", name="next epoch").click()
    assert said(page, "#order").split(": ")[1] != first.split(": ")[1]
    assert sorted(map(int, said(page, "#order").split(": ")[1].split())) == list(range(12))
    page.locator("#orders").get_by_role("button", name="start again").click()
    assert said(page, "#order") == first


def as_image(image: torch.Tensor):
    """Turn bytes into an image as torchvision's data sets do."""
    from PIL import Image

    return Image.fromarray(image.numpy(), mode="L")


def test_lenet(lab):
    page, inputs = lab("lenet"), given("lenet")
    count = function("output_shape.conv2d_parameter_count")
    model = function("lenet.LeNet")()
    head, *rows = table(page, "#layers")
    assert len(head) == 4 and number(rows[-1][2]) == sum(p.numel() for p in model.parameters())
    assert number(rows[2][2]) == count(6, 16, 5)
    weights = page.evaluate("network")
    state = {f"{name}.weight": torch.tensor(w) for name, w in weights.items()}
    state |= {f"{name}.bias": torch.zeros(len(w)) for name, w in weights.items()}
    model.load_state_dict(state)
    for n, label in enumerate(inputs["labels"]):
        page.locator("#digits").get_by_label(str(label), exact=True).check()
        pixels = module_at(folder_of("lenet") / "lab" / "inputs.py")
        image = pixels.training_image(pixels.DIGITS[label]) / 255
        with torch.no_grad():
            expected = model(((image - 0.1307) / 0.3081)[None, None])[0]
        assert torch.allclose(torch.tensor(values(page, "#logits")), expected, atol=6e-4), n
    page.locator("#map .surface").press("ArrowRight")
    assert said(page, "#field") == "row 1, column 2 of pool2 sees 16 × 16 pixels"
    once = torch.softmax(torch.tensor(inputs["logits"]), 0)
    for place, expected in (("#once", once), ("#twice", torch.softmax(once, 0))):
        assert torch.allclose(torch.tensor(values(page, place)), expected, atol=6e-4)
    slide(page, "padding of conv1", 2)
    assert "16·5·5 = 400" in said(page, "#told")


@pytest.mark.parametrize("resets", [True, pytest.param(False, marks=pytest.mark.long)])
def test_train(lab, resets):
    page, inputs = lab("train"), given("train")
    if not resets:
        page.get_by_label("reset the gradients").uncheck()
    weights = torch.tensor(inputs["weights"], requires_grad=True)
    optimizer = torch.optim.SGD([weights], lr=inputs["rate"])
    expected = []
    for _ in range(2):
        if resets:
            optimizer.zero_grad()
        logits = weights * inputs["input"]
        loss = functional.cross_entropy(logits[None], torch.tensor([inputs["label"]]))
        loss.backward()
        gradients = weights.grad.clone()
        optimizer.step()
        chance = torch.exp(-loss)
        expected.append([*logits, chance, loss, *gradients, *weights])
        expected[-1] = [float(x.detach()) for x in expected[-1]]
    for _ in range(6):
        page.get_by_role("button", name="next step").press("Enter")
    assert said(page, "#told") == "batch 1: Batch 1 is done."
    page.get_by_role("button", name="whole batch").click()
    shown = [[number(cell) for cell in row[1:]] for row in table(page, "#batches")[1:]]
    assert torch.allclose(torch.tensor(shown).T, torch.tensor(expected), atol=6e-5)


@pytest.mark.long
def test_evaluate(lab):
    page, inputs = lab("evaluate"), given("evaluate")
    logits, labels = torch.tensor(inputs["logits"]), torch.tensor(inputs["labels"])
    assert [int(row[1]) for row in table(page, "#predictions")[1:]] == logits.argmax(1).tolist()
    same = torch.nn.Linear(3, 3, bias=False)
    same.weight.data = torch.eye(3)
    accuracy = function("evaluate.evaluate")(same, [(logits, labels)], verbose=False)
    assert f"{accuracy:.2f} %" in said(page, "#right")
    assert values(page, "#ways") == [75.00, 77.78, 66.67]
    page.locator("#samples button").nth(4).press("Space")
    right = torch.tensor(inputs["right"])
    right[4] = True
    slide(page, "batch size", 5)
    batches = [100 * part.float().mean() for part in right.split(5)]
    expected = [100 * right.float().mean(), sum(batches) / 2, 100 * right.sum() / 10]
    assert torch.allclose(torch.tensor(values(page, "#ways")), torch.tensor(expected), atol=6e-3)
    slide(page, "batch size", 4)
    assert "all three agree" in said(page, "#told")


@pytest.mark.long
def test_fit(lab):
    page, inputs = lab("fit"), given("fit")
    for _ in inputs["accuracies"]:
        page.get_by_role("button", name="next epoch").click()
    printed = page.locator("#lines pre").inner_text().splitlines()
    assert printed[-1] == "Epoch 3 Accuracy 94.80% / Best Accuracy: 95.40%"
    assert "holds the weights of epoch 2, as" in said(page, "#told")
    page.get_by_label("the state dict itself").check()
    assert "epoch 3, but should hold those of epoch 2" in said(page, "#told")
    page.get_by_label("a copy").check()
    page.get_by_label("≥ best").check()
    page.get_by_role("button", name="epoch 3 equal").click()
    assert "epoch 3, but should hold those of epoch 2" in said(page, "#told")
    page.get_by_label("> best").check()
    page.get_by_label("0", exact=True).check()
    page.get_by_role("button", name="all 0 %").click()
    assert "holds nothing" in said(page, "#told")
    weight = torch.nn.Parameter(torch.tensor(0.0))
    optimizer = torch.optim.SGD([weight], lr=inputs["rate"], momentum=inputs["momentum"])
    for row in table(page, "#steps")[1:]:
        before, weight.grad = weight.item(), torch.tensor(1.0)
        optimizer.step()
        assert abs(number(row[1]) - (before - weight.item())) < 6e-5
        assert number(row[2]) == inputs["rate"]


@pytest.mark.long
def test_predict(lab, tmp_path):
    from PIL import Image

    page, inputs = lab("predict"), given("predict")
    path = tmp_path / "colour.png"
    Image.new("RGB", (28, 28), tuple(inputs["colour"])).save(path)
    expected = function("predict.preprocess_image")(path).unique().item()
    assert abs(last_number(said(page, "#gray")) - expected) < 6e-5
    means = page.evaluate("means"), page.evaluate("biases")
    model = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(784, 10))
    model[1].weight.data, model[1].bias.data = (torch.tensor(own) / 100 for own in means)
    source = module_at(folder_of("predict") / "lab" / "inputs.py")
    for label in inputs["labels"]:
        page.locator("#choose").get_by_label(str(label), exact=True).check()
        as_image(source.training_image(source.DIGITS[label])).save(path)
        answer = function("predict.predict_image")(model, path)
        assert f"Pred: {answer}" in said(page, "#answer")
    page.locator("#choose").get_by_label("3", exact=True).check()
    page.get_by_label("normalised").uncheck()
    assert said(page, "#answer") == "True: 3, Pred: 5: wrong"
    data = source.DATA
    images = ((data.test_images / 255 - 0.1307) / 0.3081)[:, None]
    with torch.no_grad():
        accuracy = (model(images).argmax(1) == data.test_labels).double().mean()
    assert round(100 * float(accuracy)) == 81  # as the page says
    assert said(page, "#counts").startswith("16 cells: 7 with an image, 9 empty")


@pytest.mark.long
def test_accuracy(lab):
    page, data = lab("accuracy"), load_data(own_data())
    low, high = data.usual
    assert f"threshold of {data.threshold:.1f} %" in said(page, "#verdict")
    assert f"within the usual range of {low:g} to {high:g} %" in said(page, "#verdict")
    needed = math.ceil(10 * data.threshold)
    slide(page, "right of 1,000", needed - 1)
    assert " misses the threshold" in said(page, "#verdict")
    page.get_by_label("right of 1,000").press("ArrowRight")
    assert " reaches the threshold" in said(page, "#verdict")
    page.get_by_role("button", name="train 100 times").click()
    assert said(page, "#seeds").startswith("100 runs: from ")
    assert said(page, "#seeds").endswith("0 below the threshold")
    assert said(page, "#hidden").startswith("in all 90.00 %: enough")
    page.locator("#wrong").get_by_label("9").check()
    assert said(page, "#hidden").startswith("in all 80.00 %: not enough")
    ends = []
    for gradients in ((1.0, -2.0), (-2.0, 1.0)):
        weight = torch.nn.Parameter(torch.tensor(0.5, dtype=torch.float64))
        settings = {name: data.recipe[name] for name in ("lr", "momentum")}
        optimizer = torch.optim.SGD([weight], **settings)
        for gradient in gradients:
            weight.grad = torch.tensor(gradient, dtype=torch.float64)
            optimizer.step()
        ends.append(weight.item())
    shown = [number(cell) for cell in table(page, "#table")[-1][1:]]
    assert torch.allclose(torch.tensor(shown), torch.tensor(ends), **CLOSE)


def test_a_switch_changes_the_language_of_everything(lab):
    page = lab("filters")
    assert page.title() == "2 · Filters"
    assert not re.search(r"[一-鿿]", page.locator("main").inner_text())
    page.get_by_role("button", name="中文").click()
    assert page.title() == "2 · 滤波器" and page.locator("html").get_attribute("lang") == "zh"
    assert not re.search(r"[A-Za-z]{3}", page.locator("main").inner_text())


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [pytest.param(n, marks=pytest.mark.long) for n in NAMES])
def test_nothing_is_cut_off_or_tiny_and_axe_finds_nothing_serious(lab, page, name, scheme, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    for language in LANGUAGES:
        lab(name, language)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        cut = page.evaluate(
            "[...document.querySelectorAll('main *')].filter(e => e.clientWidth "
            "&& e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible')"
            ".map(e => e.innerText)"
        )
        assert not cut  # of what is as wide as its table, a phone shows but a part
        tiny = page.evaluate(
            "[...document.querySelectorAll('main *')].filter(e => e.getClientRects().length "
            "&& e.childElementCount === 0 && e.textContent.trim() "
            "&& parseFloat(getComputedStyle(e).fontSize) < 11).map(e => e.textContent)"
        )
        assert not tiny
        page.evaluate(AXE)
        found = page.evaluate("axe.run().then(results => results.violations)")
        serious = [
            (problem["id"], problem["nodes"][0]["html"])
            for problem in found
            if problem["impact"] in ("serious", "critical")
        ]
        assert not serious, language


def test_the_command_writes_the_page_in_the_readers_language(tmp_path, page):
    path = tmp_path / "new" / "lab.html"
    done = run("autograder", "--lang", "zh", "lab", "filters", "--into", path)
    assert done.returncode == 0 and str(path) in done.stdout
    page.goto(path.as_uri())
    assert page.title() == "2 · 滤波器"
    done = run("autograder", "lab", "nothing")
    assert done.returncode == 2 and "nothing" in done.stderr


def test_a_course_without_labs_says_so():
    course = HOME / "tests" / "courses" / "pruning"
    name = "linear"
    done = run("autograder", "lab", name, AUTOGRADER_COURSE=str(course))
    assert done.returncode == 2
    assert done.stderr.strip().endswith("this course has no labs")
