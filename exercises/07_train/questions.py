"""How exercise 7 is asked: one epoch with a small network that shows what is done to it."""

import torch

from autograder.checks import Property, QuestionSpec, beside, setups, told
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


def an_epoch_of_one_batch_twice(draw, **others):
    """Return an epoch of two equal batches: which of them comes first, another check asks."""
    epoch = an_epoch(draw, 6, **others)
    return epoch | {name: torch.cat([epoch[name]] * 2) for name in ("images", "labels")}


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


STEPS = ("weights after the first step", "weights after the epoch")
SEEN = "batches that the network saw"
RAN = "the network saw the batches"
GRADIENTS = "gradients of the last batch"
FOLLOWS = "what follows a batch"
TRACKED = "norm.num_batches_tracked"
NEGLIGIBLE = 1e-3
"""Of a step: so little comes of float32."""
CLIPPED = N_("What happens to the gradients between `backward` and `step`?")


def _seen(wrong):
    """Say what a wrong epoch has to do with the right one: its batches, and then its steps."""
    got, expected = wrong.got[SEEN], wrong.expected[SEEN]
    if wrong.where[0] in (SEEN, RAN) and got == 0:
        yield from _other_courses([], [])
    elif wrong.where[0] == SEEN and got != expected:
        yield from _other_batches(got, expected)
    piece, first = wrong.where[0], STEPS[0]
    if piece == FOLLOWS:
        if got != expected and got:
            yield from _other_batches(got, expected)
        yield from _other_courses(wrong.got[FOLLOWS], wrong.expected[FOLLOWS])
    if piece == GRADIENTS:
        yield from _no_gradients(wrong.got[GRADIENTS], wrong.expected[GRADIENTS])
    is_of_one_batch = len(wrong.arguments["images"]) <= wrong.arguments["batch_size"]
    if piece == GRADIENTS and is_of_one_batch and not _are_scaled(wrong):
        yield from _of_a_reading(
            wrong.got[first], wrong.expected[first], wrong.arguments["weights"]
        )
    if piece not in STEPS:
        return
    weights = wrong.arguments["weights"]
    moved, due = (_moves(result[first], weights) for result in (wrong.got, wrong.expected))
    if moved is None:
        yield Property(
            _("The optimizer that is handed over takes no step."),
            _("Which optimizer do you call `step` of, and does your loop come to it?"),
        )
        return
    whole = [
        {name: result[first][name] for name in weights} for result in (wrong.got, wrong.expected)
    ]
    if piece != first and _are_equal(*whole):
        yield Property(
            _("The first step is right; what comes after it is not."),
            _("What does your loop do after a step, and what is different with the second batch?"),
        )
        return
    yield from _of_a_step(*map(_in_one_row, (moved, due, weights)), wrong.arguments["lr"])
    yield from _of_a_reading(wrong.got[first], wrong.expected[first], weights)


def _are_scaled(wrong):
    """Tell whether the gradients are right but for a factor, which is said of any array."""
    got, expected = (result[GRADIENTS] for result in (wrong.got, wrong.expected))
    if any(value is None for value in got.values()):
        return True
    row, due = (torch.cat([v.flatten() for v in each.values()]) for each in (got, expected))
    return bool(torch.cosine_similarity(row, due, dim=0).abs() > 1 - 1e-5)


def _of_a_reading(got, expected, weights):
    """Say by the statistics of batch normalisation what the network has read at its first step."""
    if got is None:
        return
    calls = int(got[TRACKED] - weights[TRACKED])
    read, due = got["norm.running_mean"], expected["norm.running_mean"]
    if calls == 0:
        yield Property(
            _("Up to its first step, the network has read no batch in training mode."),
            _("In which mode is the network when it gets the images, and who has put it there?"),
        )
    elif calls > 1:
        yield Property(
            _("Before its first step the network is called {calls} times.", calls=calls),
            _("What happens in your loop between two calls of the network?"),
        )
    elif not torch.allclose(read, due, 1e-4, 1e-5):
        yield Property(
            _("Before its first step, the network has not read the first batch as it comes."),
            _("What happens to the images on their way to the network, and which batch is first?"),
        )
    else:
        yield Property(
            _("The network reads the first batch as it should; the loss or its gradients differ."),
            _("What does the criterion get, and what do you do to its result before the step?"),
        )


def _no_gradients(got, expected):
    names = [name for name in expected if expected[name] is not None and got[name] is None]
    if names:
        listed = ", ".join(f"`{name}`" for name in names)
        yield Property(
            _("When your function has returned, there is no gradient of {names}.", names=listed),
            _("Which line computes these gradients, and what is done to them afterwards?"),
        )


def _other_courses(got, expected):
    """Say what happens from one batch to the next, where it is not what it should be."""
    others = [course for course in got if course not in expected]
    if not got:
        yield Property(
            _("No batch is read by the network that is handed over."),
            _("Which network does your loop train?"),
        )
    elif others:
        courses = {"got": "; ".join(map(told, others)), "expected": "; ".join(map(told, expected))}
        yield Property(
            _("What follows a batch: {got}. It should be: {expected}.", **courses),
            _("When does your loop call the callbacks, how often per batch, and in which order?"),
        )


def _other_batches(got, expected):
    counts = {"got": got, "expected": expected}
    if got < expected:
        yield Property(
            _("The network sees {got} of {expected} batches.", **counts),
            _("Which batches does your loop leave out, and which line decides that?"),
        )
    else:
        yield Property(
            _("The network is called {got} times for {expected} batches.", **counts),
            _("How often does your loop call `model` for one batch?"),
        )


def _moves(after, weights):
    """Return by how much each trained weight has moved; None where there was no step."""
    if after is None:
        return None
    return {name: after[name] - weights[name] for name in _trained(weights)}


def _trained(weights):
    return [name for name in weights if not name.startswith(("norm.running", "norm.num"))]


def _are_equal(moved, due):
    return all(torch.allclose(moved[name], due[name], 1e-5, 1e-7) for name in due)


def _in_one_row(pieces):
    return torch.cat([pieces[name].double().flatten() for name in _trained(pieces)])


def _of_a_step(moved, due, weights, lr):
    """Find a factor, a limit, or what pulls on the weights besides."""
    large = due.abs() > 0.01 * due.abs().max()
    factor = float((moved[large] / due[large]).median())
    near = NEGLIGIBLE * float(due.abs().max())
    if bool(((moved - factor * due).abs() <= near * max(1.0, abs(factor))).all()):
        yield from _of_a_factor(factor, float(moved.norm()) / lr)
    most = float(moved.abs().max())
    is_less = most < float(due.abs().max()) * (1 - NEGLIGIBLE)
    if most and is_less and torch.allclose(moved, due.clamp(-most, most), NEGLIGIBLE, near):
        yield Property(
            _(
                "No number in the gradients exceeds {most} at the first step: larger ones are "
                "cut off.",
                most=f"{most / lr:.3g}",
            ),
            _(CLIPPED),
        )
    rest, away = moved - due, weights.abs() > 0.1
    share = float((rest[away] / weights[away]).median())
    pull = float((rest[away] * weights[away].sign()).median())
    question = _(
        "What do you add to the loss, or do to the weights, that the handout does not mention?"
    )
    if share < 0 and bool(((rest - share * weights).abs() <= near).all()):
        words = _("Besides the expected step, each weight shrinks by the same percentage.")
        yield Property(words, question)
    elif pull < 0 and bool(((rest - pull * weights.sign()).abs() <= near).all()):
        words = _("Besides the expected step, each weight moves towards 0 by the same amount.")
        yield Property(words, question)


def _of_a_factor(factor, norm):
    if 0 < factor < 1:  # of other batches other factors lead to the same norm, if it is a limit
        yield Property(
            _(
                "At the first step the gradients always have the norm {norm}: they are clipped "
                "to it.",
                norm=f"{norm:.3g}",
            ),
            _(CLIPPED),
            may_be_chance=True,
        )
    if abs(factor) <= NEGLIGIBLE:
        yield Property(
            _("The first step leaves the weights where they were."),
            _("What is in `.grad` at the moment when your optimizer takes its step?"),
        )
    elif factor < 0:
        yield Property(
            _("The first step goes in the opposite direction: the loss grows."),
            _("Which minus is one too many between the loss and the step?"),
        )
    elif abs(factor - 1) > NEGLIGIBLE:
        yield Property(
            _(
                "The first step goes in the right direction, but {factor} times as far.",
                factor=f"{factor:.3g}",
            ),
            _("What changes the loss, the gradients or the learning rate before the step?"),
        )


QUESTIONS = {
    "training": QuestionSpec(
        function="train",
        scenario="training",
        words=N_("train, for one epoch, a small network with batch normalisation"),
        setup=_setup,
        extra_inputs=_extra,
        shown=("images",),
        seen=_seen,
    ),
}
