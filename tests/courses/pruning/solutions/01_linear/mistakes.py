"""What goes wrong in linear.py: each mistake is the reference with a few words changed."""

from autograder.checks.mistakes import Mistake

MEASURED = ("sparse",)
"""The network that is made of both exercises is not good enough with these."""

MISTAKES = [
    Mistake(
        name="sign-not-dropped",
        function="magnitude_mask",
        explanation="The weights are compared with their signs, so that large negative ones are "
        "dropped first.",
        question="Which of -3 and 0.1 contributes more to an output?",
        edits=(("weight.abs().flatten()", "weight.flatten()"),),
        also=MEASURED,
        dear="the whole exercise is made of the mask",
    ),
    Mistake(
        name="largest-dropped",
        function="magnitude_mask",
        explanation="The largest magnitudes are dropped; the smallest should be.",
        question="Which weights can an output do without?",
        edits=(("argsort(stable=True)", "argsort(stable=True, descending=True)"),),
        also=MEASURED,
        dear="the whole exercise is made of the mask",
    ),
    Mistake(
        name="mask-inverted",
        function="magnitude_mask",
        explanation="The mask is True where a weight is dropped; it should be True where one "
        "stays.",
        question="What does your mask say of the largest weight?",
        edits=(("return mask.reshape", "return ~mask.reshape"),),
        also=MEASURED,
        dear="the whole exercise is made of the mask",
    ),
    Mistake(
        name="sparsity-is-density",
        function="magnitude_mask",
        explanation="The share `sparsity` of the weights stays; it is the share that is dropped.",
        question="How many of 10 weights are zero at a sparsity of 0.3?",
        edits=(("count = round(sparsity", "count = round((1 - sparsity)"),),
        dear="the whole exercise is made of the mask",
    ),
    Mistake(
        name="count-rounded-down",
        function="magnitude_mask",
        explanation="The number of dropped weights is rounded down; it should be rounded to the "
        "nearest.",
        question="How many weights are dropped if your product is 2.9?",
        edits=(("count = round(", "count = int("),),
    ),
    Mistake(
        name="all-equal-ones-dropped",
        function="magnitude_mask",
        explanation="Every weight up to a threshold is dropped, so that equal magnitudes are "
        "dropped together and the number is exceeded.",
        question="How many of the weights 1, 1, 1, 2 does your mask drop at a sparsity of 0.25?",
        edits=(
            (
                "mask[order[:count]] = False",
                "if count:\n        mask = weight.abs() > weight.abs().flatten()[order[count - 1]]",
            ),
        ),
    ),
    Mistake(
        name="last-of-equals-dropped",
        function="magnitude_mask",
        explanation="Of equal magnitudes the last ones are dropped; the first ones should be.",
        question="Which of two equal weights comes first in your sorted order?",
        edits=(
            (
                "order = weight.abs().flatten().argsort(stable=True)",
                "order = weight.numel() - 1 - weight.abs().flatten().flip(0).argsort(stable=True)",
            ),
        ),
    ),
    Mistake(
        name="each-row-by-itself",
        function="magnitude_mask",
        explanation="Each row loses the same share; the weights of all rows should be compared "
        "together.",
        question="What happens to a row whose weights are all larger than those of the other rows?",
        edits=(
            (
                "    count = round(sparsity * weight.numel())\n",
                "    if weight.ndim > 1:\n"
                "        return torch.stack([magnitude_mask(row, sparsity) for row in weight])\n"
                "    count = round(sparsity * weight.numel())\n",
            ),
        ),
    ),
    Mistake(
        name="bounds-refused",
        function="magnitude_mask",
        explanation="A sparsity of 0 or 1 is refused; both are allowed.",
        question="What should a sparsity of 0 leave of the weight?",
        edits=(("if not 0 <= sparsity <= 1:", "if not 0 < sparsity < 1:"),),
    ),
    Mistake(
        name="sparsity-not-checked",
        function="magnitude_mask",
        explanation="A sparsity outside of 0 to 1 is not refused.",
        question="What does your function do with a sparsity of 1.5?",
        edits=(("if not 0 <= sparsity <= 1:", "if False:"),),
    ),
    Mistake(
        name="mask-of-numbers",
        function="magnitude_mask",
        explanation="The mask holds numbers; it should hold truth values.",
        question="What is the `dtype` of your mask?",
        edits=(("return mask.reshape(weight.shape)", "return mask.reshape(weight.shape).float()"),),
        also=MEASURED,
    ),
    Mistake(
        name="weight-changed-in-place",
        function="prune_linear",
        explanation="The zeros are written into the weight that was handed in.",
        question="What is left of the caller's weight after your function?",
        edits=(
            (
                "return torch.where(magnitude_mask(weight, sparsity), weight, 0.0)",
                "weight[~magnitude_mask(weight, sparsity)] = 0\n    return weight",
            ),
        ),
    ),
    Mistake(
        name="only-the-rest-returned",
        function="prune_linear",
        explanation="Only the weights that stay are returned, in a row; they should keep their "
        "places.",
        question="What is the shape of `weight[mask]`?",
        edits=(
            (
                "return torch.where(magnitude_mask(weight, sparsity), weight, 0.0)",
                "return weight[magnitude_mask(weight, sparsity)]",
            ),
        ),
        also=MEASURED,
    ),
]
