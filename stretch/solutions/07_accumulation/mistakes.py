"""What goes wrong in accumulation.py."""

from autograder.checks.mistakes import Mistake

MISTAKES = [
    Mistake(
        name="gathered-gradients-summed",
        function="train_accumulating",
        explanation="The gradients of a group are added up; their mean is expected, or else the "
        "step grows with the number of batches.",
        question="Two batches have the gradients 1 and 3. With which gradient is the step taken?",
        edits=(("parameter.grad /= gathered", "pass"),),
        dear="the mean is what the goal is about",
    ),
    Mistake(
        name="last-group-forgotten",
        function="train_accumulating",
        explanation="The last group takes no step when it has fewer batches than the others.",
        question="With 7 batches and one step for every 3, how many steps are there?",
        edits=(("    if gathered:\n        step()\n", ""),),
    ),
    Mistake(
        name="last-group-divided-by-all",
        function="train_accumulating",
        explanation="The last group is divided by as many batches as the others have, though it "
        "has fewer.",
        question="The last group has 1 batch with the gradient 6, and `every` is 3. With which "
        "gradient is the step taken?",
        edits=(("parameter.grad /= gathered", "parameter.grad /= every"),),
    ),
    Mistake(
        name="groups-never-reset",
        function="train_accumulating",
        explanation="The gradients are not reset after a step: every group trains with those of "
        "the groups before it.",
        question="What is in `.grad` when the second group begins?",
        edits=(
            (
                "        optimizer.step()\n        optimizer.zero_grad()\n",
                "        optimizer.step()\n",
            ),
        ),
        dear="nearly every step is wrong",
    ),
]
