"""How exercise 10 is asked: an image file to read and to predict, and figures to draw."""

from autograder.checks import QuestionSpec, beside, setups
from autograder.core.languages import N_, _

seen = beside(__file__, "seen")


def _figure(draw, with_preds):
    count, rows, columns = draw.integer(3, 8), draw.integer(1, 2), draw.integer(3, 4)
    images, labels = draw.normal(count, 1, 28, 28), draw.labels(count, 10)
    preds = draw.labels(count, 10) if with_preds else None
    return (images, labels, preds, {"num_rows": rows, "num_cols": columns}, True, with_preds), {}


def _prediction(draw):
    return (draw.tracing_weights(1, 28, 28, 10), draw.image_file("L", 28, 28), True, False), {}


def _setup_of_preprocessed(of):
    yield f"{setups.image(of['file'])}, {of['suffix']}"
    yield _("image_path is a {type}", type="str" if of["as_text"] else "Path")


def _setup_of_prediction(of):
    yield setups.network(of["weights"])
    yield setups.image(of["png"])
    yield _("image_path is a {type}", type="str" if of["as_text"] else "Path")
    yield from setups.on_fake_device(of)


def _setup_of_figure(of):
    yield _("images of shape {shape}", shape=tuple(of["images"].shape))
    yield from (f"{name}={value}" for name, value in of["options"].items())


QUESTIONS = {
    "preprocessed": QuestionSpec(
        function="preprocess_image",
        scenario="preprocessed",
        words=N_("preprocess_image on an image file"),
        setup=_setup_of_preprocessed,
        seen=seen.of_an_image,
        extra_inputs=lambda draw: (
            (draw.image_file("RGBA", 31, 45, smooth=True), ".png", True),
            {},
        ),
        exact_inputs=lambda draw: ((draw.image_file("L", 28, 28), ".png", True), {}),
    ),
    "prediction": QuestionSpec(
        function="predict_image",
        scenario="prediction",
        words=N_("predict_image with a small network that was in training mode"),
        setup=_setup_of_prediction,
        extra_inputs=_prediction,
        seen=seen.of_a_prediction,
        returned=("class",),
    ),
    "show_dataset": QuestionSpec(
        scenario="figure",
        words=N_("show_dataset(images, labels)"),
        setup=_setup_of_figure,
        extra_inputs=lambda draw: _figure(draw, with_preds=False),
        shown=("images",),
        seen=seen.of_a_figure,
    ),
    "show_images": QuestionSpec(
        scenario="figure",
        words=N_("show_images(images, labels, preds)"),
        setup=_setup_of_figure,
        extra_inputs=lambda draw: _figure(draw, with_preds=True),
        shown=("images",),
        seen=seen.of_a_figure,
    ),
}
