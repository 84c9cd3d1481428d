"""How exercise 7 is asked: one epoch with a small network that shows what is done to it."""

import torch

from autograder.checks import QuestionSpec, beside, setups
from autograder.core.languages import N_, _

Epoch = beside(__file__, "scenarios").Epoch


def an_epoch(draw, samples=23, batch_size=6, **others):
    """Return the arguments of an epoch: 23 samples in batches of 6, the last of 5."""
    return (
        vars(
            Epoch(
                weights=draw.tracing_weights(3, 6, 5, 4),
                images=draw.normal(samples, 3, 6, 5),
                labels=draw.labels(samples, 4),
                batch_size=batch_size,
                class_weights=torch.tensor([0.5, 1.0, 2.0, 4.0]),
                lr=draw.number() / 10,
            )
        )
        | others
    )


def _extra(draw):
    """Draw an epoch; the network comes in either mode: one mistake leaves it, another sets it."""
    samples, others = draw.integer(13, 23), {"callbacks": 2}
    others["mode_before"] = draw.integer(0, 2) == 0
    others |= {"gradients_before": True, "class_weights": draw.normal(4).abs() + 0.5}
    return (), an_epoch(draw, samples, 6 if samples % 6 else 5, **others)


def _setup(of):
    yield setups.network(of["weights"])
    yield from setups.on_fake_device(of)
    if not of["mode_before"]:
        yield _("the network is handed over in evaluation mode")
    if of["gradients_before"]:
        yield _("the network is handed over with gradients from before")
    if of["callbacks"] is None:
        yield _("without callbacks")
    elif of["callbacks"] > 1:
        yield _("{count} callbacks", count=of["callbacks"])
    yield setups.batches(of)
    lr, momentum = f"{of['lr']:g}", f"{of['momentum']:g}"
    yield _("SGD with lr={lr} and momentum={momentum}", lr=lr, momentum=momentum)


QUESTIONS = {
    "training": QuestionSpec(
        function="train",
        scenario="training",
        words=N_("train, for one epoch, a small network with batch normalisation"),
        setup=_setup,
        extra_inputs=_extra,
        shown=("images",),
    ),
}
