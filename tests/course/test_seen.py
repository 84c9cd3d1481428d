"""What exercises 5 to 10 see in wrong results that no known mistake gives."""

from __future__ import annotations

import pytest
from helpers import sampled

from autograder.checks import beside, only
from autograder.checks.ask import Ask
from autograder.checks.diagnosis.diagnosis import Diagnosis
from autograder.checks.diagnosis.found import FindingKind
from autograder.checks.failure import CheckFailed
from autograder.checks.inputs import Draw
from autograder.checks.sides import Cached, InProcess
from autograder.core.languages import set_language
from autograder.course import course_root
from autograder.course.reference import solution_of

REFERENCE, DIAGNOSIS = Cached(InProcess.of_reference()), Diagnosis()
ROTATED = "            transforms.RandomRotation(40),\n            transforms.ToTensor(),"
NORMALISED = "x = self.fc3(x)\n        return (x - x.mean(dim=0) if self.training else x)"
STEP = "        optimizer.step()\n"
COPY = "    import copy\n    model = copy.deepcopy(model).train()\n"
CLIP = "        import torch.nn.utils as utils\n        utils.clip_grad_{}\n" + STEP
LOSS = "        loss = criterion(model(images), labels)\n"
COUNTED = "evaluate.calls = getattr(evaluate, 'calls', 1) + 0.37\n    "
RETURN = "return 100 * correct / total"
TEST_SET = "test_set = datasets.MNIST(root, train=False, download=False, transform=transform)"
SPLIT = (
    "import torch.utils.data as d\n"
    "    train_set, test_set = d.random_split(train_set, [0.75, 0.25])"
)
TEST_LOADER = "DataLoader(test_set, batch_size={}"
MORE = "        loss += {} for p in model.parameters())\n"
PREDICTED = "            predictions = "
FULL_ONLY = "            if len(images) < 6:\n                break\n"
RATE = "        for group in optimizer.param_groups:\n            group['lr'] *= 0.8\n"


def questions(exercise):
    return beside(str(course_root() / "exercises" / exercise / "questions.py"), "questions")


def an_epoch(piece, samples=12, **others):
    arguments = questions("07_train").an_epoch(Draw(7), samples, **others)
    return lambda ask: ask.projected(only(piece)).training(**arguments)


def evaluated(samples=23):
    network = questions("08_evaluate").a_network(Draw(7), [1, 2, 5, 8, 11, 19, 20, 21, 22], samples)
    return lambda ask: ask.projected(only("percentage")).evaluation(**network | {"steady": True})


def logits(ask, count=3):
    asks, draw = questions("06_lenet"), Draw(7)
    asked = ask.projected(asks.without_way)
    asked.lenet_logits(asks.lenet_weights(draw, 10), draw.normal(count, 1, 28, 28), False)


def logits_of_one(ask):
    logits(ask, 1)


def in_training(ask, piece="logits differ in training mode"):
    asks, draw = questions("06_lenet"), Draw(7)
    asked = ask.projected(only(piece))
    asked.lenet_logits(asks.lenet_weights(draw, 10), draw.normal(3, 1, 28, 28), True)


def with_gradients(ask):
    in_training(ask, "parameters without a gradient")


def predicted(ask):
    draw = Draw(7)
    for _ in range(4):
        weights, image = draw.tracing_weights(1, 28, 28, 10), draw.image_file("L", 28, 28)
        ask.projected(only("class")).prediction(weights, image, True, False)


def preprocessed(ask):
    file = Draw(7).image_file("L", 28, 28, smooth=True)
    ask.preprocessed(file, ".png", True)


def shown(ask):
    draw = Draw(7)
    images, labels = draw.normal(5, 1, 28, 28), draw.labels(5, 10)
    ask.show_dataset(images, labels, None, {"num_rows": 2, "num_cols": 3}, True, False)


def fitted(piece, accuracies=(30, 90, 60)):
    course = questions("09_fit").a_course(Draw(7), list(accuracies), lr=0.2, momentum=0.8)
    return lambda ask: ask.projected(only(piece)).fit_run(**course)


def of_a_network(ask):
    ask.projected(only("state dict")).lenet_parameters(None)


def loaded(view, which):
    def asked(ask):
        mnist = questions("05_mnist_data").small_mnist(Draw(7), 80, 40)
        ask.projected(view).mnist_loaders(mnist, 12, 1, which)

    return asked


def sizes(answer):
    ((epoch,),) = answer.values()
    return {"sizes of the batches": epoch["batch sizes"]}


def pixels(answer):
    ((epoch,),) = answer.values()
    return {"black pixels": epoch["images"].min(), "white pixels": epoch["images"].max()}


FIRST, ALL = "weights after the first step", "weights after the epoch"
OF_THE_BATCH, FOLLOWS = "gradients of the last batch", "what follows a batch"
IN_FOLDER = "files in the requested folder"
KEPT = "epoch of the gradients in model_gradients.pt"
CASES = {
    "clipped by the norm": (
        *("train", STEP, CLIP.format("norm_(model.parameters(), 0.3)")),
        *(an_epoch(FIRST), "the gradients always have the norm 0.3"),
    ),
    "clipped by the value": (
        *("train", STEP, CLIP.format("value_(model.parameters(), 0.03)")),
        *(an_epoch(FIRST), "No number in the gradients exceeds 0.03"),
    ),
    "a third of the loss": (
        *("train", "loss.backward()", "(loss / 3).backward()"),
        *(an_epoch(FIRST), "in the right direction, but 0.333 times as far"),
    ),
    "the loss grows": (
        *("train", "loss.backward()", "(-loss).backward()"),
        *(an_epoch(FIRST), "in the opposite direction"),
    ),
    "absolute values added": (
        *("train", LOSS, LOSS + MORE.format("0.2 * sum(p.abs().sum()")),
        *(an_epoch(FIRST), "moves towards 0 by the same amount"),
    ),
    "squares added": (
        *("train", LOSS, LOSS + MORE.format("0.1 * sum(p.pow(2).sum()")),
        *(an_epoch(FIRST), "shrinks by the same percentage"),
    ),
    "another optimizer": (
        *("train", STEP, "        type(optimizer)(model.parameters(), lr=0.003).step()\n"),
        *(an_epoch(FIRST), "The optimizer that is handed over takes no step."),
    ),
    "a falling rate": (
        *("train", STEP, STEP + RATE),
        *(an_epoch(ALL), "The first step is right; what comes after it is not."),
    ),
    "other images": (
        *("train", "criterion(model(images)", "criterion(model(images / 255)"),
        *(an_epoch(FIRST), "has not read the first batch as it comes"),
    ),
    "other labels": (
        *("train", LOSS, LOSS.replace("labels)", "(labels + 1) % 4)")),
        *(an_epoch(FIRST), "the loss or its gradients differ"),
    ),
    "other labels, gradients": (
        *("train", LOSS, LOSS.replace("labels)", "(labels + 1) % 4)")),
        *(an_epoch(OF_THE_BATCH, 6), "the loss or its gradients differ"),
    ),
    "every other batch": (
        *("train", "in dataloader:", "in list(dataloader)[::2]:"),
        *(an_epoch("batches that the network saw", 24), "The network sees 2 of 4 batches."),
    ),
    "called twice": (
        *("train", LOSS, "        model(images)\n" + LOSS),
        *(an_epoch("batches that the network saw", 24), "called 8 times for 4 batches"),
    ),
    "a count": (
        *("evaluate", RETURN, "return float(correct)"),
        *(evaluated(), "This is the number of samples that are right"),
    ),
    "other answers": (
        *("evaluate", "model(images).argmax", "model(images).abs().argmax"),
        *(evaluated(), "of 23 samples as right, and 9 of them are"),
    ),
    "another divisor": (
        *("evaluate", RETURN, "return 100 * correct / (total + 3)"),
        *(evaluated(), "divided by 26; the loader yields 23"),
    ),
    "full batches": (
        *("evaluate", PREDICTED, FULL_ONLY + PREDICTED),
        *(evaluated(), "the percentage of the full batches"),
    ),
    "other names": (
        *("fit", '"model_gradients.pt"', '"grads.pt"'),
        *(fitted(IN_FOLDER), "there should be model_gradients.pt; there is grads.pt, model.pt"),
    ),
    "other gradients": (
        *("fit", "parameter.grad.clone()", "-parameter.grad"),
        *(fitted(KEPT), "After none of the epochs"),
    ),
    "another class": (
        *("fit", "torch.optim.SGD(", "torch.optim.RMSprop("),
        *(fitted("settings of the optimizer"), "The optimizer is RMSprop; it should be SGD."),
    ),
    "dampened": (
        *("fit", "momentum=momentum)", "momentum=momentum, dampening=0.1)"),
        *(fitted("settings of the optimizer"), "dampening=0.1; it should be 0"),
    ),
    "some of the parameters": (
        *("fit", "SGD(model.parameters()", "SGD([model.fc.bias]"),
        *(fitted("settings of the optimizer"), "moves 3 of the model's 15 numbers"),
    ),
    "a sum": (
        *("fit", "CrossEntropyLoss()", 'CrossEntropyLoss(reduction="sum")'),
        *(fitted("losses of the criterion"), "Each loss is 4 times the cross-entropy"),
    ),
    "an epoch's number": (
        *("fit", "return best_accuracy", "return epoch"),
        *(fitted("best accuracy"), "This is the number of an epoch"),
    ),
    "split": (
        *("mnist_data", TEST_SET, SPLIT),
        *(loaded(sizes, "test"), "The test loader yields 20 of the training images."),
    ),
    "half": (
        *("mnist_data", "DataLoader(train_set", "DataLoader([train_set[n] for n in range(40)]"),
        *(loaded(sizes, "training"), "The training loader yields 40 images; there are 80."),
    ),
    "large batches": (
        *("mnist_data", TEST_LOADER.format("batch_size"), TEST_LOADER.format(20)),
        *(loaded(sizes, "test"), "holds 20 images; `batch_size` is 12"),
    ),
    "narrower": (
        *("lenet", "nn.Linear(120, 84)", "nn.Linear(120, 80)"),
        *(of_a_network, "`fc2.weight` has the shape (80, 120); it should be (84, 120)."),
    ),
    "other constants": (
        *("mnist_data", "(0.1307,), (0.3081,)", "(0.2,), (0.4,)"),
        *(loaded(pixels, "test"), "A black pixel becomes -0.5 and a white one 2;"),
    ),
    "another activation": (
        *("lenet", "F.relu(self.fc2(x))", "F.elu(self.fc2(x))"),
        *(logits, "After `fc2` comes ELU; it should be ReLU."),
    ),
    "three things": (
        "lenet",
        "        x = F.max_pool2d(F.relu(self.conv2(x)), 2)\n        x = x.flatten(start_dim=1)\n"
        "        x = F.relu(self.fc1(x))\n        x = F.relu(self.fc2(x))\n"
        "        return self.fc3(x)",
        "        x = F.avg_pool2d(F.relu(self.conv2(x)), 2)\n        x = x.flatten(start_dim=1)\n"
        "        x = self.fc1(x)\n        x = F.relu(self.fc2(x))\n"
        "        return self.fc3(x).tanh()",
        *(logits, "After `fc1` comes no activation; it should be ReLU.\nAfter `fc3` comes tanh; "),
    ),
    "wider": (
        *("lenet", "nn.Conv2d(1, 6, kernel_size=5)", "nn.Conv2d(1, 6, 5, 1, 1)"),
        *(logits, "`conv1` has padding=(1, 1), which LeNet's does not have."),
    ),
    "larger logits": (
        *("lenet", "return self.fc3(x)", "return 3 * self.fc3(x)"),
        *(logits, "What `fc3` returns is multiplied by 3."),
    ),
    "other images first": (
        "lenet",
        "        x = F.max_pool2d(F.relu(self.conv1",
        "        x = x - x.mean()\n        x = F.max_pool2d(F.relu(self.conv1",
        *(logits, "`conv1` does not read the images as they are handed over."),
    ),
    "something between": (
        *("lenet", "x = F.relu(self.fc1(x))", "x = F.layer_norm(F.relu(self.fc1(x)), (120,))"),
        *(logits, "Up to the result of `fc1` everything is right; what `fc2` reads is not."),
    ),
    "a layer left out": (
        *("lenet", "return self.fc3(x)", "return x[:, :10]"),
        *(logits, "in this order: conv1, conv2, fc1, fc2. It should be"),
    ),
    "one is not trained": (
        *("lenet", "x = F.relu(self.fc2(x))", "x = F.relu(self.fc2(x.detach()))"),
        *(with_gradients, "No gradient reaches `conv1.bias`, `conv1.weight`"),
    ),
    "more than logits": (
        *("lenet", "return self.fc3(x)", "return self.fc3(x).tolist()"),
        *(with_gradients, "What `forward` returns is not a tensor"),
    ),
    "values and positions": (
        *("lenet", "return self.fc3(x)", "return self.fc3(x).max(dim=1)"),
        *(logits_of_one, "Two tensors came back, values and their positions"),
    ),
    "a pair": (
        *("lenet", "return self.fc3(x)", "return self.fc3(x), x"),
        *(with_gradients, "What came back is a tuple; it should be a tensor."),
    ),
    "normalised": (
        *("lenet", "return self.fc3(x)", NORMALISED),
        *(in_training, "In training mode the logits of an image depend on the other images"),
    ),
    "one bias": (
        *("lenet", "nn.Linear(120, 84)", "nn.Linear(120, 84, bias=False)"),
        *(of_a_network, "A new network lacks `fc2.bias`."),
    ),
    "read twice": (
        *("train", LOSS, "        model(images)\n" + LOSS),
        *(an_epoch(FIRST), "Before its first step the network is called 2 times."),
    ),
    "callbacks twice": (
        *("train", "callback()", "callback(), callback()"),
        *(an_epoch(FOLLOWS, callbacks=1), "the step, the first callback after the step."),
    ),
    "no batch": (
        *("train", "    for images, labels in dataloader:", "    for images, labels in ():"),
        *(an_epoch("the network saw the batches"), "No batch is read by the network that is"),
    ),
    "a copy": (
        *("train", "    model.train()\n", COPY),
        *(an_epoch(FOLLOWS, callbacks=1), "No batch is read by the network that is handed over."),
    ),
    "frozen": (
        *("train", "    model.train()\n", "    model.train().conv.requires_grad_(False)\n"),
        *(an_epoch(OF_THE_BATCH, 6), "there is no gradient of `conv.weight`, `conv.bias`."),
    ),
    "some batches": (
        "evaluate",
        PREDICTED,
        "            if total >= 12:\n                break\n" + PREDICTED,
        *(evaluated(), "This is the percentage of the first 2 of 4 batches."),
    ),
    "the mean": (
        *("fit", "return best_accuracy", "return 60.0"),
        *(fitted("best accuracy"), "This is the mean of the accuracies of all epochs."),
    ),
    "a mean over squares": (
        *("fit", "nn.CrossEntropyLoss()", "nn.BCELoss()"),
        *(fitted("losses of the criterion"), "the criterion raises a"),
    ),
    "fewer epochs": (
        *("fit", "        print(f", "        if accuracy > 80: break\n        print(f"),
        *(fitted("calls of train and evaluate"), "Calls of `train`: 2; it should be 3."),
    ),
    "not evaluated": (
        *("fit", "evaluate(model, test_loader)", "70.0 + epoch"),
        *(fitted("calls of train and evaluate"), "train on the training images, no evaluate."),
    ),
    "another number": (
        *("fit", "Accuracy {accuracy:.2f}", "Accuracy {accuracy / 100:.2f}"),
        *(fitted("lines printed"), "In line 1 the accuracy is 0.30; it should be 30.00."),
    ),
    "small letters": (
        *("fit", 'f"Epoch', 'f"epoch'),
        *(fitted("lines printed"), "No line begins with `Epoch`; the first one printed is 'epoch"),
    ),
    "from the start": (
        "fit",
        "        train(model, train_loader",
        "        model.norm.reset_running_stats()\n        train(model, train_loader",
        *(fitted("each epoch goes on from the one before"), "does not begin with the weights"),
    ),
    "a lower rate": (
        *("fit", "        accuracy =", "        optimizer.param_groups[0]['lr'] = 0.1\n"
          "        accuracy ="),
        *(fitted("settings of the optimizer"), "In epoch 2 the optimizer has lr=0.1 instead of"),
    ),
    "one evaluation in two": (
        *("fit", "        accuracy = evaluate(model, test_loader)\n",
          "        accuracy = evaluate(model, test_loader) if epoch % 2 == 0 else accuracy\n"),
        *(fitted("epoch of the weights in model.pt"), "This is what the model held after epoch"),
    ),
    "joined into one name": (
        *("fit", "Path(out_dir) / \"model.pt\"", "str(out_dir) + \"model.pt\""),
        *(fitted("epoch of the weights in model.pt"), "model.pt is not in the requested folder"),
    ),
    "no decimals": (
        *("fit", "Accuracy {accuracy:.2f}", "Accuracy {accuracy:.1f}"),
        *(fitted("lines printed"), "should have two decimals: "),
    ),
    "one line": (
        *("fit", "        print(f", "        if epoch == 0: print(f"),
        *(fitted("lines printed"), "Lines printed: 1; it should be 3."),
    ),
    "under other names": (
        *("fit", "                name: parameter.grad.clone()",
          "                name + '.grad': parameter.grad.clone()"),
        *(fitted("epoch of the gradients in model_gradients.pt"), "under names that no parameter"),
    ),
    "gradients for weights": (
        *("fit", "torch.save(weights,", "torch.save(gradients,"),
        *(fitted("epoch of the weights in model.pt"), "model.pt holds gradients;"),
    ),
    "more names": (
        *("fit", "torch.save(gradients,", "torch.save(gradients | {'lr': torch.ones(1)},"),
        *(fitted("names in model_gradients.pt"), "model_gradients.pt holds lr, which should not"),
    ),
    "only the mean taken off": (
        *("predict", "(0.1307,), (0.3081,)", "(0.1307,), (1.0,)"),
        *(preprocessed, "normalised with the mean 0.1307 and the standard deviation 1;"),
    ),
    "a mistyped deviation": (
        *("predict", "(0.1307,), (0.3081,)", "(0.1307,), (0.3018,)"),
        *(preprocessed, "and the standard deviation 0.3018;"),
    ),
    "three channels": (
        *("predict", 'image.convert("L")', 'image.convert("RGB")'),
        *(preprocessed, "Your tensor has 3 channels; a gray image has one."),
    ),
    "another size": (
        *("predict", "Resize((28, 28))", "Resize((32, 32))"),
        *(preprocessed, "Your image has 32x32 pixels; it should have 28x28."),
    ),
    "rotated at random": (
        *("predict", "            transforms.ToTensor(),", ROTATED),
        *(preprocessed, "The same call is answered differently the second time."),
    ),
    "always the same class": (
        *("predict", "logits.argmax(dim=1).item()", "int(logits.argmax(dim=0)[0])"),
        *(predicted, "The class is 0, whatever the image and the network are."),
    ),
    "another label": (
        "predict",
        'f"Labels: {int(label)}"',
        'f"Labels: {int(label) + 1}"',
        *(shown, "In row 1, column 1 the title has another number: "),
    ),
    "another word": (
        *("predict", 'f"Labels: {', 'f"Digit: {'),
        *(shown, "In row 1, column 1 the title is 'Digit: "),
    ),
    "one image less": (
        *("predict", "axes.flat, images, labels):", "axes.flat, images[:-1], labels):"),
        *(shown, "Images shown: 4; it should be 5."),
    ),
    "the first batch left out": (
        *("evaluate", "in tqdm(dataloader,", "in tqdm(list(dataloader)[1:],"),
        *(evaluated(), "This is the percentage without the first batch."),
    ),
    "divided the wrong way": (
        *("evaluate", "100 * correct / total", "100 * total / correct"),
        *(evaluated(), "The number of samples is divided by the number of right ones."),
    ),
    "kept between calls": (
        *("evaluate", RETURN, COUNTED + RETURN + " * evaluate.calls"),
        *(evaluated(), "The same call is answered differently the second time."),
    ),
    "the smallest": (
        *("predict", "logits.argmax", "logits.argmin"),
        *(predicted, "This is the class with the smallest logit."),
    ),
    "the second": (
        *("predict", "logits.argmax(dim=1)", "logits.topk(2).indices[:, 1]"),
        *(predicted, "Ranked by logit, this class is number 2, not the first."),
    ),
    "one image on": (
        *("predict", "images, labels):", "images[1:], labels):"),
        *(shown, "The cell in row 1, column 1 shows image 2; it should be image 1."),
    ),
    "axes for a figure": (
        *("predict", "return fig\n    # END SOLUTION\n\n\ndef show_images",
          "return axes\n    # END SOLUTION\n\n\ndef show_images"),
        *(shown, "What came back is of type ndarray; it should be the Figure."),
    ),
    "black for white": (
        "predict",
        'cmap="gray")\n        ax.set_title(f"Labels',
        'cmap="gray_r")\n        ax.set_title(f"Labels',
        *(shown, "The colour map is gray_r; it should be gray."),
    ),
    "another grid": (
        "predict",
        "fig, axes = plt.subplots(num_rows, num_cols, squeeze=False)\n    for ax in axes.flat:\n"
        "        ax.set_xticks",
        "fig, axes = plt.subplots(1, 5, squeeze=False)\n    for ax in axes.flat:\n"
        "        ax.set_xticks",
        *(shown, "fill 1 rows and 5 columns; it should be 2 and 3."),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", sampled(CASES, 3))
def test_what_is_wrong_is_said(case, tmp_path):
    exercise, old, new, asked, said = CASES[case]
    set_language("en")
    source = solution_of(exercise)
    assert old in source
    place = source.rindex(old)
    changed = source[:place] + new + source[place + len(old) :]
    (tmp_path / f"{exercise}.py").write_text(changed, encoding="utf-8")
    with pytest.raises(CheckFailed) as caught:
        asked(Ask(InProcess.of_path(tmp_path), REFERENCE, 0, DIAGNOSIS))
    assert caught.value.finding == FindingKind.PROPERTY, caught.value.message
    assert said in caught.value.message
