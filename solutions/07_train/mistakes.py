"""What goes wrong in train.py: each mistake is the reference with a few words changed."""

from autograder.checks.mistakes import Mistake

MISTAKES = [
    Mistake(
        name="gradients-never-zeroed",
        function="train",
        explanation="The gradients of all batches so far add up, because they are never reset.",
        question="What is in `.grad` just before the second `backward`, and what does `backward` "
        "do with it?",
        edits=(("        optimizer.zero_grad()\n", ""),),
        also=("accuracy",),
    ),
    Mistake(
        name="gradients-zeroed-once-an-epoch",
        function="train",
        explanation="The gradients are reset once, before the first batch, and add up from then "
        "on.",
        question="How often in an epoch should a batch start with gradients of zero?",
        edits=(
            ("        optimizer.zero_grad()\n", ""),
            (
                "    model.train()\n",
                "    model.train()\n    optimizer.zero_grad()\n",
            ),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="gradients-zeroed-after-the-step",
        function="train",
        explanation="The gradients are reset after the step: old ones spoil the first batch, and "
        "those of the last do not remain.",
        question="What is in `.grad` before your first batch, and what after your last one?",
        edits=(
            ("        optimizer.zero_grad()\n", ""),
            (
                "        optimizer.step()\n",
                "        optimizer.step()\n        optimizer.zero_grad()\n",
            ),
        ),
    ),
    Mistake(
        name="no-gradients-at-the-step",
        function="train",
        explanation="When the optimizer takes its step, there are no gradients: they were never "
        "computed, or reset just before.",
        question="What is in `.grad` at the moment when your optimizer takes its step?",
        edits=(
            ("        optimizer.zero_grad()\n", ""),
            (
                "        loss.backward()\n",
                "        loss.backward()\n        optimizer.zero_grad()\n",
            ),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="no-step-after-backward",
        function="train",
        explanation="The weights never change: no step follows the gradients of a batch, or it "
        "comes before they are computed.",
        question="In your loop, what happens between `backward` and the next batch's `zero_grad`?",
        edits=(("        optimizer.step()\n", ""),),
        also=("accuracy",),
    ),
    Mistake(
        name="one-step-an-epoch",
        function="train",
        explanation="The optimizer takes a single step, after the last batch; the other batches "
        "leave no trace.",
        question="How many steps should an epoch of 4 batches take, and how many does yours take?",
        edits=(
            ("        optimizer.step()\n", ""),
            (
                "        for callback in callbacks or []:\n            callback()",
                "        for callback in callbacks or []:\n"
                "            callback()\n"
                "    optimizer.step()",
            ),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="not-in-training-mode",
        function="train",
        explanation="The network is not put into training mode: batch normalisation and dropout "
        "may "
        "behave as in evaluation.",
        question="If `train` is called right after `evaluate`, in which mode is the network?",
        edits=(("    model.train()\n", ""),),
    ),
    Mistake(
        name="only-the-first-batch",
        function="train",
        explanation="Training ends after the first batch: a `return` or a `break` stands inside "
        "the loop.",
        question="How many batches has your function seen when it returns?",
        edits=(
            (
                "        for callback in callbacks or []:\n            callback()",
                "        for callback in callbacks or []:\n            callback()\n        return",
            ),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="last-batch-skipped",
        function="train",
        explanation="The last batch of the epoch is left out.",
        question="With 23 samples in batches of 6, how many samples does your loop train on?",
        edits=(
            (
                "images, labels in dataloader",
                "_, (images, labels) in zip(range(len(dataloader) - 1), dataloader)",
            ),
        ),
    ),
    Mistake(
        name="softmax-before-the-criterion",
        function="train",
        explanation="The criterion gets probabilities; cross-entropy applies softmax itself, so "
        "it is applied twice.",
        question="What does the criterion expect, logits or probabilities, and what do you pass "
        "to it?",
        edits=(("= criterion(model(images)", "= criterion(model(images).softmax(dim=1)"),),
        also=("accuracy",),
    ),
    Mistake(
        name="criterion-ignored",
        function="train",
        explanation="The loss is always plain cross-entropy: the criterion that was given has no "
        "effect.",
        question="What changes in your training when the caller passes a different `criterion`?",
        edits=(
            (
                "loss = criterion",
                "from torch.nn.functional import cross_entropy\n\n        loss = cross_entropy",
            ),
        ),
    ),
    Mistake(
        name="optimizer-ignored",
        function="train",
        explanation="The weights are not moved by the optimizer that was given: it has no effect.",
        question="What changes in your training when the caller's optimizer has a different "
        "learning rate?",
        edits=(
            (
                "    model.train()\n",
                "    model.train()\n"
                "    from torch.optim import SGD\n"
                "\n"
                "    optimizer = SGD(model.parameters(), lr=0.01)\n",
            ),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="loss-divided-by-the-batch",
        function="train",
        explanation="The loss is divided by the number of samples, though it is already a mean: "
        "the steps become too small.",
        question="Does the criterion return a sum over the batch or already a mean?",
        edits=(("loss.backward()", "(loss / len(images)).backward()"),),
        also=("accuracy",),
    ),
    Mistake(
        name="loss-times-the-batch",
        function="train",
        explanation="The loss is multiplied by the number of samples before `backward`: the steps "
        "become far too large.",
        question="Does your gradient grow when the same sample appears twice in a batch?",
        edits=(("loss.backward()", "(loss * len(images)).backward()"),),
        also=("accuracy",),
    ),
    Mistake(
        name="callbacks-before-the-step",
        function="train",
        explanation="The callbacks are called before the optimizer's step, so they see the "
        "weights of the batch before.",
        question="If a callback prints a weight, does it see the weight before or after the step "
        "of its batch?",
        edits=(
            ("        optimizer.step()\n", ""),
            (
                "        for callback in callbacks or []:\n            callback()",
                "        for callback in callbacks or []:\n"
                "            callback()\n"
                "        optimizer.step()",
            ),
        ),
    ),
    Mistake(
        name="callbacks-with-the-loss",
        function="train",
        explanation="The callbacks are called with arguments, such as the loss; they take none.",
        question="What is between the parentheses when you call a callback, and what does the "
        "docstring say?",
        edits=(("            callback()", "            callback(loss)"),),
    ),
    Mistake(
        name="callbacks-once-an-epoch",
        function="train",
        explanation="The callbacks are called once, after the last batch; they should be called "
        "after each one.",
        question="How often is a callback called in an epoch of 4 batches?",
        edits=(
            (
                "        for callback in callbacks or []:\n            callback()",
                "    for callback in callbacks or []:\n        callback()",
            ),
        ),
    ),
    Mistake(
        name="only-the-first-callback",
        function="train",
        explanation="Only the first of the callbacks is called.",
        question="What happens to the second function in the list `callbacks`?",
        edits=(("callbacks or []", "(callbacks or [])[:1]"),),
    ),
    Mistake(
        name="callbacks-never-called",
        function="train",
        explanation="The callbacks are accepted, but never called.",
        question="Where in your loop does anything happen with `callbacks`?",
        edits=(("\n        for callback in callbacks or []:\n            callback()", ""),),
    ),
    Mistake(
        name="callbacks-taken-for-granted",
        function="train",
        explanation="Without callbacks an error is raised, because None is not a list.",
        question="What is `callbacks` when the caller passes none, and can a loop go through it?",
        edits=(("callbacks or []", "callbacks"),),
        also=("accuracy",),
    ),
    Mistake(
        name="batches-not-moved",
        function="train",
        explanation="The batches stay where the loader made them; a network on another device "
        "cannot read them.",
        question="If the network is on the GPU, where are your images when they reach it?",
        edits=(("        images, labels = images.to(device), labels.to(device)\n", ""),),
    ),
    Mistake(
        name="labels-not-moved",
        function="train",
        explanation="The images are moved to the network's device, but the labels stay behind, so "
        "the loss cannot compare the two.",
        question="If the network is on the GPU, where are the logits and where are the labels "
        "when the loss is computed?",
        edits=(
            (
                "        images, labels = images.to(device), labels.to(device)\n",
                "        images = images.to(device)\n",
            ),
        ),
    ),
    Mistake(
        name="training-device-fixed",
        function="train",
        explanation="The batches always go to the CPU, wherever the network is.",
        question="How does your function find out where the network's weights are?",
        edits=(("device = next(model.parameters()).device", 'device = "cpu"'),),
    ),
    Mistake(
        name="two-steps-a-batch",
        function="train",
        explanation="The optimizer takes two steps for each batch, the second with the same "
        "gradients.",
        question="How often does your loop call `step` for one batch?",
        edits=(
            ("        optimizer.step()\n", "        optimizer.step()\n        optimizer.step()\n"),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="gradients-accumulated",
        function="train",
        explanation="The gradients of two batches are accumulated before a step; here each batch "
        "takes its own step.",
        question="How many steps should an epoch of 4 batches take, and how many does yours take?",
        edits=(
            (
                "for images, labels in dataloader",
                "for number, (images, labels) in enumerate(dataloader)",
            ),
            (
                "        optimizer.zero_grad()\n",
                "        if number % 2 == 0:\n            optimizer.zero_grad()\n",
            ),
            (
                "        optimizer.step()\n",
                "        if number % 2 == 1:\n            optimizer.step()\n",
            ),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="gradients-clipped",
        function="train",
        explanation="The gradients are clipped to a maximum norm before the step; nothing else "
        "should happen to them.",
        question="What comes between `backward` and `step` in your loop?",
        edits=(
            (
                "        optimizer.step()\n",
                "        from torch.nn.utils import clip_grad_norm_\n\n"
                "        clip_grad_norm_(model.parameters(), 0.5)\n"
                "        optimizer.step()\n",
            ),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="labels-one-hot",
        function="train",
        explanation="The labels are turned into one-hot vectors before the criterion gets them; it "
        "expects the classes themselves.",
        question="Which shape should the second argument of your criterion have?",
        edits=(
            (
                "loss = criterion(model(images), labels)",
                "logits = model(images)\n"
                "        loss = criterion(logits, logits.new_zeros(logits.shape).scatter(\n"
                "            1, labels[:, None], 1.0\n"
                "        ))",
            ),
        ),
    ),
    Mistake(
        name="weight-decay-in-the-loss",
        function="train",
        explanation="The squares of the weights are added to the loss; it should be the value of "
        "the criterion alone.",
        question="What is added to the criterion's value before `backward` in your loop?",
        edits=(
            (
                "loss = criterion(model(images), labels)",
                "loss = criterion(model(images), labels)\n"
                "        loss = loss + 0.01 * sum((p**2).sum() for p in model.parameters())",
            ),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="stopped-at-a-small-loss",
        function="train",
        explanation="The loop ends as soon as the loss of a batch is small; an epoch goes on to "
        "the last batch.",
        question="What does the loss of one batch say about the batches still to come?",
        edits=(
            (
                "        loss.backward()\n",
                "        if loss.item() < 0.02:\n            break\n        loss.backward()\n",
            ),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="stopped-after-a-hundred-batches",
        function="train",
        explanation="The loop ends after a hundred batches, perhaps a leftover from debugging.",
        question="How many batches does your loop see when the loader yields 130?",
        edits=(
            (
                "for images, labels in dataloader",
                "for number, (images, labels) in enumerate(dataloader)",
            ),
            (
                "        optimizer.zero_grad()\n",
                "        if number >= 100:\n            break\n        optimizer.zero_grad()\n",
            ),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="step-before-the-gradients",
        function="train",
        explanation="The optimizer takes its step before the gradients of the batch are computed, "
        "so there are none yet, or old ones.",
        question="What is in `.grad` at the moment when your optimizer takes its step?",
        edits=(
            (
                "        loss.backward()\n        optimizer.step()\n",
                "        optimizer.step()\n        loss.backward()\n",
            ),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="first-batch-again-and-again",
        function="train",
        explanation="Every step trains on the first batch; the other batches are never used.",
        question="Which samples does your loop see in its second round?",
        edits=(
            (
                "    for images, labels in dataloader:\n",
                "    first = next(iter(dataloader))\n"
                "    for images, labels in [first] * len(dataloader):\n",
            ),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="trained-in-evaluation-mode",
        function="train",
        explanation="The network is put into evaluation mode, in which batch normalisation and "
        "dropout do not train.",
        question="In which mode is the network while your loop runs?",
        edits=(("    model.train()\n", "    model.eval()\n"),),
    ),
    Mistake(
        name="adam-in-train",
        function="train",
        explanation="The steps are taken by an Adam optimizer made inside the function; the "
        "optimizer that was given has no effect.",
        question="What changes in your training when the caller's optimizer has a different "
        "learning rate?",
        edits=(
            (
                "    model.train()\n",
                "    model.train()\n"
                "    from torch.optim import Adam\n"
                "\n"
                "    optimizer = Adam(model.parameters(), lr=0.001)\n",
            ),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="gradients-computed-twice",
        function="train",
        explanation="`backward` runs twice for each batch, so the gradients are twice as large.",
        question="How often does your loop call `backward` for one batch?",
        edits=(
            (
                "        loss.backward()\n",
                "        loss.backward(retain_graph=True)\n        loss.backward()\n",
            ),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="gradients-zeroed-at-the-end",
        function="train",
        explanation="When the function has returned, there are no gradients: those of the last "
        "batch should remain.",
        question="What is in `.grad` when your function has returned?",
        edits=(
            (
                "        for callback in callbacks or []:\n            callback()",
                "        for callback in callbacks or []:\n"
                "            callback()\n"
                "    optimizer.zero_grad()",
            ),
        ),
    ),
    Mistake(
        name="several-epochs-in-one-call",
        function="train",
        explanation="One call goes through all batches several times; it should do so once.",
        question="How often does your function see each batch, and who decides on the epochs?",
        edits=(
            (
                "for images, labels in dataloader:",
                "for images, labels in [batch for _ in range(5) for batch in dataloader]:",
            ),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="callbacks-after-some-batches-only",
        function="train",
        explanation="The callbacks are called after some of the batches only; they should be "
        "called after each one.",
        question="After how many of 4 batches does your function call the callbacks?",
        edits=(
            (
                "for images, labels in dataloader:",
                "for index, (images, labels) in enumerate(dataloader):",
            ),
            (
                "        for callback in callbacks or []:\n            callback()",
                "        for callback in (callbacks or []) if index % 10 == 0 else []:\n"
                "            callback()",
            ),
        ),
    ),
]
