"""What goes wrong in evaluate.py: each mistake is the reference with a few words changed."""

from autograder.checks.mistakes import Mistake

MISTAKES = [
    Mistake(
        name="not-in-evaluation-mode",
        function="evaluate",
        explanation="While it evaluates, the network is in training mode: batch normalisation uses "
        "each batch's own statistics and changes those it has gathered.",
        question="Which layers behave differently while a network is being tested, and how do they "
        "know that it is?",
        edits=(("    model.eval()\n", ""),),
    ),
    Mistake(
        name="gradients-recorded",
        function="evaluate",
        explanation="Gradients are recorded although nobody needs them here; that costs memory "
        "and time.",
        question="In your loop, what is `model(images).requires_grad`?",
        edits=(("with torch.no_grad():", "if True:"),),
    ),
    Mistake(
        name="gradients-left-off",
        function="evaluate",
        explanation="Gradients are switched off and stay off after the function has returned, so "
        "training cannot continue.",
        question="What does `torch.is_grad_enabled()` return after `evaluate` has returned?",
        edits=(("with torch.no_grad():", "torch.set_grad_enabled(False)\n    if True:"),),
    ),
    Mistake(
        name="parameters-frozen",
        function="evaluate",
        explanation="After the call the network's parameters require no gradients any more, so "
        "training cannot continue.",
        question="What is `requires_grad` of a parameter before your function, and after it?",
        edits=(
            (
                "    model.eval()\n",
                "    model.eval()\n"
                "    for parameter in model.parameters():\n"
                "        parameter.requires_grad = False\n",
            ),
        ),
    ),
    Mistake(
        name="gradients-switched-on",
        function="evaluate",
        explanation="Gradients are switched on at the end, although they may have been off before "
        "the call.",
        question="If the caller had switched gradients off, what does `torch.is_grad_enabled()` "
        "return after your function?",
        edits=(("return 100 * correct", "torch.set_grad_enabled(True)\n    return 100 * correct"),),
    ),
    Mistake(
        name="mean-of-batch-means",
        function="evaluate",
        explanation="The accuracies of the batches are averaged, so a sample in the last, smaller "
        "batch counts more than the others.",
        question="With one batch of 6, all right, and one of 2, all wrong, how many of the 8 "
        "samples are right?",
        edits=(
            ("== labels).sum", "== labels).float().mean"),
            ("total += len(labels)", "total += 1"),
        ),
    ),
    Mistake(
        name="only-the-first-batch-counted",
        function="evaluate",
        explanation="The loop ends after the first batch.",
        question="How many samples has your function seen when it computes the percentage?",
        edits=(("total += len(labels)", "total += len(labels)\n            break"),),
    ),
    Mistake(
        name="only-the-last-batch-counted",
        function="evaluate",
        explanation="The counts restart with every batch, so only those of the last one remain.",
        question="What happens to the count of the first batch when the second one begins?",
        edits=(
            ("correct += (predictions", "correct = (predictions"),
            ("total += len(labels)", "total = len(labels)"),
        ),
    ),
    Mistake(
        name="divided-by-full-batches",
        function="evaluate",
        explanation="The count is divided as if all batches were full, but the last one may be "
        "smaller.",
        question="With 23 samples in batches of 6, by which number does your code divide?",
        edits=(("correct / total", "correct / (len(dataloader) * dataloader.batch_size)"),),
    ),
    Mistake(
        name="divided-by-the-whole-data-set",
        function="evaluate",
        explanation="The count is divided by the size of the data set, but the loader may yield "
        "only some of its samples.",
        question="If a sampler picks 14 of 23 samples, by which number does your code divide?",
        edits=(("return 100 * correct / total", "return 100 * correct / len(dataloader.dataset)"),),
    ),
    Mistake(
        name="divided-by-batches",
        function="evaluate",
        explanation="The right answers are divided by the number of batches, so the result can "
        "exceed 100 percent.",
        question="What does your percentage count: right answers among what?",
        edits=(("total += len(labels)", "total += 1"),),
    ),
    Mistake(
        name="largest-over-the-samples",
        function="evaluate",
        explanation="The largest logit is searched for among the samples of a class, not among the "
        "classes of a sample.",
        question="In logits of shape (N, classes), along which axis do the classes of one sample "
        "lie?",
        edits=((").argmax(dim=1", ").argmax(dim=0"),),
        dear="There are as many positions as classes, which labels cannot be compared with.",
    ),
    Mistake(
        name="largest-of-the-whole-batch",
        function="evaluate",
        explanation="The largest logit of the whole batch is searched for, so there is a single "
        "position and not one for each sample.",
        question="How many positions does your `argmax` return for a batch of 6 samples?",
        edits=((").argmax(dim=1)", ").argmax()"),),
    ),
    Mistake(
        name="network-never-asked",
        function="evaluate",
        explanation="The network is never called, so the percentage has nothing to do with its "
        "answers.",
        question="Which line of your code hands the images to the network?",
        edits=(
            (
                "predictions = model(images).argmax(dim=1)",
                "predictions = torch.full_like(labels, -1)",
            ),
        ),
        dear="No check can tell anything of a percentage that the network has no part in.",
    ),
    Mistake(
        name="logit-for-class",
        function="evaluate",
        explanation="The result is 0, whatever the network predicts.",
        question="For one batch, what do your predictions hold, how many of them equal the labels, "
        "and what becomes of this number?",
        edits=(("images).argmax", "images).amax"),),
    ),
    Mistake(
        name="either-of-the-two-largest",
        function="evaluate",
        explanation="A sample counts as right if its label has one of the two largest logits; "
        "only the largest one should count.",
        question="How many predictions do you make for each sample?",
        edits=(
            (".argmax(dim=1)", ".topk(2, dim=1).indices"),
            ("predictions == labels", "predictions == labels[:, None]"),
        ),
    ),
    Mistake(
        name="fraction-for-percent",
        function="evaluate",
        explanation="A fraction between 0 and 1 is returned, but a percentage goes up to 100.",
        question="What should your function return when every sample is right?",
        edits=(("return 100 * correct / total", "return correct / total"),),
    ),
    Mistake(
        name="whole-percents",
        function="evaluate",
        explanation="Everything after the decimal point is lost: a division rounds down, or the "
        "result is turned into a whole number.",
        question="What should your function return when 2 of 3 samples are right?",
        edits=(("return 100 * correct / total", "return 100 * correct // total"),),
    ),
    Mistake(
        name="tensor-for-float",
        function="evaluate",
        explanation="The percentage is still a tensor; it should be a plain float.",
        question="What is the type of the count of right answers in your code?",
        edits=((").sum().item()", ").sum()"),),
    ),
    Mistake(
        name="always-a-progress-bar",
        function="evaluate",
        explanation="Even when `verbose` is False, something is written, such as a progress bar.",
        question="What appears on the screen when your function is called with `verbose=False`?",
        edits=(("disable=not verbose", "disable=False"),),
    ),
    Mistake(
        name="test-batches-not-moved",
        function="evaluate",
        explanation="The batches stay where the loader made them; a network on another device "
        "cannot read them.",
        question="If the network is on the GPU, where are your images when they reach it?",
        edits=(("            images, labels = images.to(device), labels.to(device)\n", ""),),
    ),
    Mistake(
        name="test-labels-not-moved",
        function="evaluate",
        explanation="The images are moved to the network's device, but the labels stay behind and "
        "cannot be compared with the predictions.",
        question="If the network is on the GPU, where are the predictions and where are the labels "
        "when you compare them?",
        edits=((", labels = images.to(device), labels", " = images"),),
    ),
    Mistake(
        name="test-device-fixed",
        function="evaluate",
        explanation="The batches always go to the CPU, wherever the network is.",
        question="How does your function find out where the network's weights are?",
        edits=(("device = next(model.parameters()).device", 'device = "cpu"'),),
    ),
    Mistake(
        name="rounded-to-one-decimal",
        function="evaluate",
        explanation="The percentage is rounded; a caller who compares two epochs needs all of its "
        "digits.",
        question="What should your function return when 2 of 7 samples are right?",
        edits=(("return 100 * correct / total", "return round(100 * correct / total, 1)"),),
    ),
    Mistake(
        name="rounded-to-two-decimals",
        function="evaluate",
        explanation="The percentage is rounded to two decimals; that is for printing only.",
        question="What should your function return when 2 of 7 samples are right?",
        edits=(("return 100 * correct / total", "return round(100 * correct / total, 2)"),),
    ),
    Mistake(
        name="numpy-number-for-float",
        function="evaluate",
        explanation="The percentage is a NumPy number; it should be a plain float.",
        question="What is `type(your_result)`?",
        edits=(
            (
                "return 100 * correct / total",
                "import numpy as np\n\n    return np.float32(100 * correct / total)",
            ),
        ),
    ),
    Mistake(
        name="divided-by-the-sampler",
        function="evaluate",
        explanation="The count is divided by the length of the loader's sampler, but a loader may "
        "drop a last batch that is not full.",
        question="With 23 samples in batches of 6 and `drop_last=True`, how many does the loader "
        "yield?",
        edits=(("correct / total", "correct / len(dataloader.sampler)"),),
    ),
    Mistake(
        name="smallest-logit-for-the-class",
        function="evaluate",
        explanation="The class of the smallest logit is taken for the prediction.",
        question="Which of the logits 0.2, 3.5 and 1.0 belongs to the predicted class?",
        edits=((").argmax(dim=1", ").argmin(dim=1"),),
    ),
    Mistake(
        name="evaluated-on-a-hundred-batches",
        function="evaluate",
        explanation="The loop ends after a hundred batches, perhaps a leftover from debugging.",
        question="How many batches does your loop see when the loader yields 130?",
        edits=(
            (
                "        for images, labels in tqdm(dataloader,",
                "        import itertools\n"
                "        for images, labels in tqdm(itertools.islice(dataloader, 100),",
            ),
        ),
    ),
    Mistake(
        name="wrong-answers-counted",
        function="evaluate",
        explanation="The wrong answers are counted as the right ones: the result is 100 minus "
        "what it should be.",
        question="What should your function return when every sample is right?",
        edits=(("predictions == labels", "predictions != labels"),),
    ),
    Mistake(
        name="predictions-against-all-labels",
        function="evaluate",
        explanation="Each prediction is compared with the labels of all samples in its batch, not "
        "only with its own.",
        question="In a batch of 6, how many comparisons are there, and how many should there be?",
        edits=(("(predictions == labels)", "(predictions[:, None] == labels)"),),
    ),
    Mistake(
        name="right-answers-not-added-up",
        function="evaluate",
        explanation="The right answers of the last batch are divided by all samples: those of the "
        "earlier batches are lost.",
        question="What happens to the count of the first batch when the second one begins?",
        edits=(("correct += ", "correct = "),),
    ),
    Mistake(
        name="samples-not-added-up",
        function="evaluate",
        explanation="All right answers are divided by the number of samples in the last batch.",
        question="By which number does your code divide when 23 samples come in batches of 6?",
        edits=(("total += len(labels)", "total = len(labels)"),),
    ),
]
