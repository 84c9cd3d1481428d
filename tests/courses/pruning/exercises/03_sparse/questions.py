"""How exercise 3 is asked."""

from autograder.checks import QuestionSpec
from autograder.core.languages import N_, _


def _setup(of):
    yield _("{keep} of {all} filters stay", keep=of["keep"], all=len(of["weights"]["conv.bias"]))
    yield _("sparsity of the linear layer: {sparsity}", sparsity=of["sparsity"])


QUESTIONS = {
    "pruned_network": QuestionSpec(
        scenario="pruned_network",
        words=N_("a network, pruned by your prune_filters and your prune_linear"),
        setup=_setup,
    ),
}
