"""What goes wrong in filters.py: each mistake is the reference with a few words changed."""

from autograder.checks.mistakes import Mistake

MEASURED = ("sparse",)
"""The network that is made of both exercises is not good enough with these."""

MISTAKES = [
    Mistake(
        name="norm-of-each-kernel",
        function="filter_norms",
        explanation="Each kernel gets a norm of its own; a filter is all its kernels together.",
        question="How many norms does a layer of 8 filters for 3 channels have?",
        edits=(("sum(dim=(1, 2, 3))", "sum(dim=(2, 3))"),),
        also=MEASURED,
    ),
    Mistake(
        name="norm-of-each-channel",
        function="filter_norms",
        explanation="The magnitudes are added up over the filters, which gives a norm for each "
        "channel.",
        question="Which axis of (F, C, kh, kw) has to remain?",
        edits=(("sum(dim=(1, 2, 3))", "sum(dim=(0, 2, 3))"),),
        also=MEASURED,
    ),
    Mistake(
        name="squares-added",
        function="filter_norms",
        explanation="The root of the sum of squares is taken: that is the L2 norm, not the L1 "
        "norm.",
        question="What is the L1 norm of the two weights 3 and -4?",
        edits=(("weight.abs().sum(dim=(1, 2, 3))", "weight.square().sum(dim=(1, 2, 3)).sqrt()"),),
        also=MEASURED,
    ),
    Mistake(
        name="signs-cancel",
        function="filter_norms",
        explanation="The weights are added up with their signs, so that large ones cancel.",
        question="What is the norm of a filter of the weights 5 and -5?",
        edits=(("weight.abs().sum", "weight.sum"),),
        also=MEASURED,
    ),
    Mistake(
        name="magnitudes-averaged",
        function="filter_norms",
        explanation="The magnitudes are averaged; a norm adds them up.",
        question="What is the L1 norm of a kernel of four ones?",
        edits=((".sum(dim=(1, 2, 3))", ".mean(dim=(1, 2, 3))"),),
    ),
    Mistake(
        name="smallest-filters-kept",
        function="prune_filters",
        explanation="The filters of the smallest norms stay; they are the ones to drop.",
        question="Which filter changes the output less when it is left out?",
        edits=((", descending=True", ""),),
        also=MEASURED,
        dear="every answer of prune_filters is wrong",
    ),
    Mistake(
        name="keep-is-dropped",
        function="prune_filters",
        explanation="As many filters as `keep` says are dropped; so many should stay.",
        question="How many filters has your result when `keep` is 2 of 6?",
        edits=(("order[:keep]", "order[: len(order) - keep]"),),
        also=MEASURED,
        dear="every answer of prune_filters is wrong",
    ),
    Mistake(
        name="in-order-of-the-norms",
        function="prune_filters",
        explanation="The filters are returned in the order of their norms; they should stay in "
        "theirs.",
        question="Which channel of the next layer belongs to your first filter?",
        edits=(("order[:keep].sort().values", "order[:keep]"),),
    ),
    Mistake(
        name="bias-left-whole",
        function="prune_filters",
        explanation="The bias keeps the numbers of filters that are gone.",
        question="How many biases does a layer of 3 filters have?",
        edits=(("bias[kept]", "bias"),),
        also=MEASURED,
    ),
    Mistake(
        name="filters-zeroed",
        function="prune_filters",
        explanation="The filters are set to zero; they should be taken out.",
        question="What is the first axis of your weight when `keep` is 2?",
        edits=(
            (
                "return weight[kept]",
                "pruned = torch.zeros_like(weight)\n"
                "    pruned[kept] = weight[kept]\n"
                "    return pruned",
            ),
        ),
        also=MEASURED,
    ),
    Mistake(
        name="bias-is-expected",
        function="prune_filters",
        explanation="A layer without a bias ends in an error.",
        question="What does your code do when `bias` is None?",
        edits=(("None if bias is None else bias[kept]", "bias[kept]"),),
    ),
    Mistake(
        name="last-of-equals-kept",
        function="prune_filters",
        explanation="Of filters with equal norms the last ones stay; the first ones should.",
        question="Two filters have the same norm and one may stay. Which one is first in your "
        "order?",
        edits=(("descending=True, stable=True)", "stable=True).flip(0)"),),
    ),
    Mistake(
        name="whole-layer-refused",
        function="prune_filters",
        explanation="`keep` may be the number of all filters, and is refused.",
        question="What should be left when every filter may stay?",
        edits=(("1 <= keep <= len(weight)", "1 <= keep < len(weight)"),),
    ),
    Mistake(
        name="keep-not-checked",
        function="prune_filters",
        explanation="A `keep` below 1 or above the number of filters is not refused.",
        question="What does `order[:0]` hold, and what `order[:99]`?",
        edits=(("if not 1 <= keep <= len(weight):", "if False:"),),
    ),
]
