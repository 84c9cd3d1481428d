"""What goes wrong in fit.py: each mistake is the reference with a few words changed."""

from autograder.checks.mistakes import Mistake

MISTAKES = [
    Mistake(
        name="best-weights-by-reference",
        function="fit",
        explanation="What is kept are the network's own tensors; later epochs go on changing "
        "them, so they end up as those of the last epoch.",
        question="Do the numbers that you have set aside change while training continues?",
        edits=(
            (
                "{name: value.clone() for name, value in model.state_dict().items()}",
                "model.state_dict()",
            ),
        ),
    ),
    Mistake(
        name="only-parameters-kept",
        function="fit",
        explanation="Only the parameters are kept; the statistics of batch normalisation, which a "
        "state dict holds too, are missing.",
        question="Which names are in `model.state_dict()`, but not in your file?",
        edits=(("state_dict().items", "named_parameters"),),
        dear="What is kept cannot be loaded again, so every call ends in an error.",
    ),
    Mistake(
        name="last-weights-saved",
        function="fit",
        explanation="The file holds the weights of the last epoch, not of the best one.",
        question="If the best epoch was the second of three, whose weights are in `model.pt`?",
        edits=(("torch.save(weights", "torch.save(model.state_dict()"),),
    ),
    Mistake(
        name="last-accuracy-returned",
        function="fit",
        explanation="The accuracy of the last epoch is returned, not the best one.",
        question="What does your function return for accuracies of 30, 90 and 60?",
        edits=(("return best_accuracy", "return accuracy"),),
    ),
    Mistake(
        name="best-weights-not-put-back",
        function="fit",
        explanation="After the last epoch the network keeps the weights of that epoch: the best "
        "ones are never put back.",
        question="Which accuracy would the network have if you evaluated it once more at the end?",
        edits=(("    model.load_state_dict(weights)\n", ""),),
    ),
    Mistake(
        name="best-starts-at-zero",
        function="fit",
        explanation="An epoch has to beat 0 percent to be kept, so when all have 0, nothing is "
        "kept at all.",
        question="Which epoch is the best when every accuracy is 0?",
        edits=(("best_accuracy = None", "best_accuracy = 0.0"),),
    ),
    Mistake(
        name="best-starts-at-hundred",
        function="fit",
        explanation="An epoch has to beat 100 percent to be kept, so none ever is.",
        question="Which accuracy does the first epoch have to beat in your code?",
        edits=(("best_accuracy = None", "best_accuracy = 100.0"),),
        dear="No epoch is ever kept, so every call ends in an error.",
    ),
    Mistake(
        name="best-reset-each-epoch",
        function="fit",
        explanation="The best accuracy is reset in each epoch, so every epoch counts as the best.",
        question="What is the best accuracy so far when your second epoch begins?",
        edits=(("range(num_epoch):", "range(num_epoch):\n        best_accuracy = None"),),
    ),
    Mistake(
        name="last-of-equals-kept",
        function="fit",
        explanation="Of equally good epochs the last one is kept; it should be the first.",
        question="If two epochs both have 80 percent, has the second one improved anything?",
        edits=(("None or accuracy >", "None or accuracy >="),),
    ),
    Mistake(
        name="worst-epoch-kept",
        function="fit",
        explanation="The epoch with the lowest accuracy is kept.",
        question="Which epoch does your comparison choose among 30, 90 and 60?",
        edits=(("None or accuracy >", "None or accuracy <"),),
    ),
    Mistake(
        name="gradients-by-reference",
        function="fit",
        explanation="What is kept are the network's own gradients; where later epochs write into "
        "them, they change.",
        question="Could the gradients that you have set aside change while training continues?",
        edits=(("parameter.grad.clone()", "parameter.grad"),),
    ),
    Mistake(
        name="gradients-of-the-last-epoch",
        function="fit",
        explanation="The gradients are taken after the last epoch; they should be those of the "
        "best epoch.",
        question="At which moment do you read the gradients, and which epoch do they belong to "
        "then?",
        edits=(
            (
                "torch.save(gradients",
                "gradients = {n: p.grad for n, p in model.named_parameters() if p.grad is not "
                "None}\n"
                "    torch.save(gradients",
            ),
        ),
    ),
    Mistake(
        name="gradients-zeroed-before-kept",
        function="fit",
        explanation="The gradients are gone when they are set aside: they were reset before, or a "
        "deep copy of the network was kept, which has none.",
        question="What happens to the gradients between `train` and the moment when you keep them?",
        edits=(
            (
                "= evaluate(model, test_loader)",
                "= evaluate(model, test_loader)\n        optimizer.zero_grad()",
            ),
        ),
    ),
    Mistake(
        name="missing-gradients-copied",
        function="fit",
        explanation="A parameter without a gradient causes an error, since there is nothing to "
        "copy.",
        question="What is `.grad` of a parameter that took no part in the loss?",
        edits=(("                if parameter.grad is not None\n", ""),),
    ),
    Mistake(
        name="gradients-not-saved",
        function="fit",
        explanation="The gradients of the best epoch are never written to a file.",
        question="Which files are in `out_dir` after your function has returned?",
        edits=(('    torch.save(gradients, Path(out_dir) / "model_gradients.pt")\n', ""),),
    ),
    Mistake(
        name="whole-model-saved",
        function="fit",
        explanation="The file holds the network as an object; it should hold the state dict, "
        "which can be loaded without your code.",
        question="Could someone who does not have your class read `model.pt`?",
        edits=(("torch.save(weights", "torch.save(model"),),
    ),
    Mistake(
        name="state-dict-wrapped",
        function="fit",
        explanation="The state dict is wrapped in another dict, so it cannot be loaded into a "
        "network as it is.",
        question="What happens when `model.load_state_dict(torch.load(...))` reads your file?",
        edits=(("torch.save(weights", 'torch.save({"state_dict": weights}'),),
    ),
    Mistake(
        name="saved-in-the-current-folder",
        function="fit",
        explanation="The files are written to the current folder, wherever `out_dir` is.",
        question="In which folder do your files appear when `out_dir` is a different one?",
        edits=(
            ('weights, Path(out_dir) / "', 'weights, "'),
            ('Path(out_dir) / "', '"'),
        ),
    ),
    Mistake(
        name="lr-ignored",
        function="fit",
        explanation="The learning rate is always 0.01.",
        question="What changes in your code when the caller passes `lr=0.2`?",
        edits=(("lr=lr, momentum", "lr=0.01, momentum"),),
    ),
    Mistake(
        name="momentum-ignored",
        function="fit",
        explanation="The optimizer works without momentum.",
        question="What changes in your code when the caller passes `momentum=0.8`?",
        edits=((", momentum=momentum)", ")"),),
    ),
    Mistake(
        name="epochs-fixed",
        function="fit",
        explanation="There are always five epochs.",
        question="How many epochs does your function train for `num_epoch=3`?",
        edits=(("range(num_epoch)", "range(5)"),),
    ),
    Mistake(
        name="new-optimizer-each-epoch",
        function="fit",
        explanation="Each epoch has a new optimizer, which knows nothing of the momentum built up "
        "before.",
        question="Where is the momentum stored, and what happens to it between two epochs in your "
        "code?",
        edits=(
            (
                "range(num_epoch):",
                "range(num_epoch):\n"
                "        optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=momentum)",
            ),
        ),
    ),
    Mistake(
        name="adam-for-sgd",
        function="fit",
        explanation="The optimizer is Adam; it should be SGD.",
        question="Which optimizer does the docstring name?",
        edits=(
            ("SGD(model.parameters(), lr=lr, momentum=momentum", "Adam(model.parameters(), lr=lr"),
        ),
    ),
    Mistake(
        name="loss-for-log-probabilities",
        function="fit",
        explanation="The loss function expects the logarithms of probabilities, but the network "
        "returns logits.",
        question="What does your criterion expect, and which loss takes logits as they are?",
        edits=(("nn.CrossEntropyLoss()", "nn.NLLLoss()"),),
    ),
    Mistake(
        name="criterion-not-made",
        function="fit",
        explanation="The criterion is the class itself: without round brackets after its name, "
        "no loss function is created.",
        question="What is the type of your `criterion`, and what does it return for logits and "
        "labels?",
        edits=(("nn.CrossEntropyLoss()", "nn.CrossEntropyLoss"),),
    ),
    Mistake(
        name="evaluated-before-training",
        function="fit",
        explanation="Each epoch evaluates first and trains afterwards, so every accuracy belongs "
        "to the weights of the epoch before.",
        question="To which weights does the accuracy of your first epoch belong?",
        edits=(
            (
                "        train(model, train_loader, criterion, optimizer)\n"
                "        accuracy = evaluate(model, test_loader)",
                "        accuracy = evaluate(model, test_loader)\n"
                "        train(model, train_loader, criterion, optimizer)",
            ),
        ),
    ),
    Mistake(
        name="evaluated-once-at-the-end",
        function="fit",
        explanation="The network is evaluated once, after the last epoch; each epoch should be "
        "evaluated before the next one begins.",
        question="How many accuracies does your function know when it decides which epoch is the "
        "best?",
        edits=(
            (
                "        accuracy = evaluate(model, test_loader)\n"
                "        if best_accuracy is None or accuracy > best_accuracy:\n",
                "    accuracy = evaluate(model, test_loader)\n    if True:\n        if True:\n",
            ),
            ("        print(f", "    print(f"),
        ),
    ),
    Mistake(
        name="trained-twice-an-epoch",
        function="fit",
        explanation="Each epoch trains twice before it evaluates, so there are twice as many "
        "passes over the data as `num_epoch` asks for.",
        question="How often does your `fit` call `train` when `num_epoch` is 3?",
        edits=(
            (
                "        train(model, train_loader, criterion, optimizer)\n",
                "        train(model, train_loader, criterion, optimizer)\n"
                "        train(model, train_loader, criterion, optimizer)\n",
            ),
        ),
    ),
    Mistake(
        name="evaluated-on-the-training-loader",
        function="fit",
        explanation="The accuracy is measured on the training images, which the network has "
        "already seen.",
        question="On which images should a network show what it has learned?",
        edits=(("= evaluate(model, test_loader)", "= evaluate(model, train_loader)"),),
    ),
    Mistake(
        name="trained-on-the-test-loader",
        function="fit",
        explanation="The network is trained on the test images, so the accuracy on them says "
        "nothing any more.",
        question="Which of the two loaders does your training read?",
        edits=(("        train(model, train_loader,", "        train(model, test_loader,"),),
    ),
    Mistake(
        name="given-train-ignored",
        function="fit",
        explanation="Training always calls the `train` of your own file, whatever is passed as "
        "`train`.",
        question="What changes in your code when the caller passes another function as `train`?",
        edits=(
            ("        train(model, train_loader,", "        own_train(model, train_loader,"),
            (
                "from train import train\n",
                "from train import train\nfrom train import train as own_train\n",
            ),
        ),
    ),
    Mistake(
        name="epochs-counted-from-zero",
        function="fit",
        explanation="The first line says epoch 0.",
        question="What number does your first line show?",
        edits=(("{epoch + 1}", "{epoch}"),),
    ),
    Mistake(
        name="line-repeats-the-accuracy",
        function="fit",
        explanation="The line shows the accuracy of its epoch twice; the second number should be "
        "the best so far.",
        question="What should the third line show for accuracies of 30, 90 and 60?",
        edits=(("Best Accuracy: {best_accuracy", "Best Accuracy: {accuracy"),),
    ),
    Mistake(
        name="stopped-early",
        function="fit",
        explanation="Training stops when the accuracy has not risen for some epochs; `num_epoch` "
        "alone decides how many there are.",
        question="How many epochs does your function train for accuracies of 60, 50, 40, 30 and "
        "90?",
        edits=(
            ("    best_accuracy = None\n", "    best_accuracy, waited = None, 0\n"),
            (
                "            best_accuracy = accuracy\n",
                "            best_accuracy, waited = accuracy, 0\n",
            ),
            (
                "        print(f",
                "        waited += 1\n        if waited > 2:\n            break\n        print(f",
            ),
        ),
    ),
    Mistake(
        name="best-only-by-a-margin",
        function="fit",
        explanation="A small lead does not count: an epoch has to be better by a margin, or the "
        "accuracies are rounded before they are compared.",
        question="Which epoch does your function keep for accuracies of 70.00 and 70.01?",
        edits=(("accuracy > best_accuracy", "accuracy > best_accuracy + 0.1"),),
    ),
    Mistake(
        name="compared-as-whole-percents",
        function="fit",
        explanation="Accuracies are compared as whole percentages, so those that differ by less "
        "count as equal.",
        question="Which epoch does your function keep for accuracies of 50.2 and 50.9?",
        edits=(("accuracy > best_accuracy", "int(accuracy) > int(best_accuracy)"),),
    ),
    Mistake(
        name="weight-decay-added",
        function="fit",
        explanation="The optimizer uses weight decay; it should be SGD with `lr` and `momentum` "
        "alone.",
        question="Which settings of your optimizer does the docstring not mention?",
        edits=(("momentum=momentum)", "momentum=momentum, weight_decay=5e-4)"),),
    ),
    Mistake(
        name="nesterov-added",
        function="fit",
        explanation="The optimizer uses Nesterov momentum; it should be SGD with `lr` and "
        "`momentum` alone.",
        question="Which settings of your optimizer does the docstring not mention?",
        edits=(("momentum=momentum)", "momentum=momentum, nesterov=True)"),),
    ),
    Mistake(
        name="learning-rate-scheduled",
        function="fit",
        explanation="A schedule lowers the learning rate from epoch to epoch; it should stay `lr`.",
        question="Which learning rate does your optimizer have in the third epoch?",
        edits=(
            (
                "momentum=momentum)\n",
                "momentum=momentum)\n"
                "    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 1, gamma=0.7)\n",
            ),
            (
                "        if best_accuracy is None or",
                "        scheduler.step()\n        if best_accuracy is None or",
            ),
        ),
    ),
    Mistake(
        name="labels-smoothed",
        function="fit",
        explanation="The criterion uses label smoothing; it should be plain cross-entropy.",
        question="What is your criterion's value for logits that are certain and right?",
        edits=(("nn.CrossEntropyLoss()", "nn.CrossEntropyLoss(label_smoothing=0.1)"),),
    ),
    Mistake(
        name="lr-and-momentum-swapped",
        function="fit",
        explanation="The learning rate and the momentum are swapped.",
        question="Which of the optimizer's arguments gets `lr`, and which gets `momentum`?",
        edits=(("lr=lr, momentum=momentum", "lr=momentum, momentum=lr"),),
    ),
    Mistake(
        name="one-epoch-too-few",
        function="fit",
        explanation="There is one epoch too few.",
        question="How often does your loop run for `num_epoch=3`?",
        edits=(
            ("range(num_epoch):", "range(1, num_epoch):"),
            ("Epoch {epoch + 1} ", "Epoch {epoch} "),
        ),
    ),
    Mistake(
        name="one-epoch-too-many",
        function="fit",
        explanation="There is one epoch too many.",
        question="How often does your loop run for `num_epoch=3`?",
        edits=(("range(num_epoch):", "range(num_epoch + 1):"),),
    ),
    Mistake(
        name="weights-saved-as-gradients",
        function="fit",
        explanation="The file of the gradients holds the weights.",
        question="What does `parameter.grad` hold, and what is in your file?",
        edits=(("parameter.grad.clone()", "parameter.detach().clone()"),),
    ),
    Mistake(
        name="line-swaps-the-accuracies",
        function="fit",
        explanation="The line shows the best accuracy first and then that of its epoch; it should "
        "be the other way round.",
        question="What should the third line show for accuracies of 30, 90 and 60?",
        edits=(
            (
                "Accuracy {accuracy:.2f}% / Best Accuracy: {best_accuracy:.2f}%",
                "Accuracy {best_accuracy:.2f}% / Best Accuracy: {accuracy:.2f}%",
            ),
        ),
    ),
    Mistake(
        name="best-weights-put-back-each-epoch",
        function="fit",
        explanation="The best weights are put back after each epoch, so training does not go on "
        "from where it was; that should happen once, after the last one.",
        question="From which weights does your epoch 3 start when epoch 1 was the best?",
        edits=(
            ("    model.load_state_dict(weights)\n", ""),
            ("        print(f", "        model.load_state_dict(weights)\n        print(f"),
        ),
    ),
    Mistake(
        name="folder-taken-for-a-path",
        function="fit",
        explanation="`out_dir` is joined to a file name by `/` as it is, which raises an error "
        "when it is a string.",
        question="What does `out_dir / 'model.pt'` do when `out_dir` is the string '.'?",
        edits=(
            ('Path(out_dir) / "model.pt"', 'out_dir / "model.pt"'),
            ('Path(out_dir) / "model_gradients.pt"', 'out_dir / "model_gradients.pt"'),
        ),
    ),
    Mistake(
        name="folder-taken-for-a-string",
        function="fit",
        explanation="`out_dir` is joined with a string by `+`, which raises an error when it is a "
        "Path.",
        question="What does `out_dir + '/model.pt'` do when `out_dir` is a Path?",
        edits=(
            ('Path(out_dir) / "model.pt"', 'out_dir + "/model.pt"'),
            ('Path(out_dir) / "model_gradients.pt"', 'out_dir + "/model_gradients.pt"'),
        ),
    ),
    Mistake(
        name="gradients-without-names",
        function="fit",
        explanation="The gradients are kept without the names of their parameters, as in a list; "
        "the file should hold them by name.",
        question="Reading only your file, which gradient belongs to which parameter?",
        edits=(("torch.save(gradients", "torch.save(list(gradients.values())"),),
    ),
    Mistake(
        name="only-the-first-epoch",
        function="fit",
        explanation="There is a single epoch: the loop ends after the first one.",
        question="How many epochs are over when your function returns?",
        edits=(("range(num_epoch):", "range(1):"),),
    ),
    Mistake(
        name="returned-inside-the-loop",
        function="fit",
        explanation="The first epoch ends with the `return`: no second one comes, and what stands "
        "below the loop never runs.",
        question="How far is your `return` indented, and which lines does it end?",
        edits=(
            (
                'Best Accuracy: {best_accuracy:.2f}%")',
                'Best Accuracy: {best_accuracy:.2f}%")\n        return best_accuracy',
            ),
        ),
    ),
]
