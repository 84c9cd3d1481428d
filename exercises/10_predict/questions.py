"""How exercise 10 is asked: an image file to read and to predict, and figures to draw."""

import io

import torch

from autograder.checks import Property, QuestionSpec, setups
from autograder.core.languages import N_, _
from autograder.sandbox.inside.tools import TracingNet


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


CLASS, MEAN, DEVIATION = "class", 0.1307, 0.3081


def _seen_in_a_prediction(wrong):
    """Say which place the class has among the logits, or to which other image it is the answer."""
    got = wrong.got[CLASS]
    if wrong.where[0] != CLASS or type(got) is not int:
        return
    pixels = _pixels(wrong.arguments["png"])
    for words, image in (
        (N_("This is the answer to an image that is not normalised."), pixels),
        (N_("This is the answer to pixels from 0 to 255."), pixels * 255),
    ):
        if got == int(_logits(wrong, image).argmax()):
            yield Property(
                _(words),
                _("What is done to an image between the file and the network?"),
                may_be_chance=True,
            )
    logits = _logits(wrong, (pixels - MEAN) / DEVIATION)
    if 0 <= got < len(logits):
        place = int((logits > logits[got]).sum()) + 1
        if place == len(logits):
            words = _("This is the class with the smallest logit.")
        else:
            words = _("Ranked by logit, this class is number {place}, not the first.", place=place)
        yield Property(
            words,
            _("How do you get from the logits to a class, and which one is that?"),
            may_be_chance=True,
        )


def _pixels(png):
    """Read a gray image as a batch of one, from 0 to 1."""
    from PIL import Image

    image = Image.open(io.BytesIO(png))
    pixels = torch.frombuffer(bytearray(image.tobytes()), dtype=torch.uint8)
    return pixels.reshape(1, 1, image.height, image.width) / 255


def _logits(wrong, image):
    with torch.no_grad():
        return TracingNet(wrong.arguments["weights"]).eval()(image)[0]


def _seen_in_a_figure(wrong):
    """Say how a grid differs: in what came back, its size, its images, its colour map."""
    kind, cells = wrong.got["returned"], wrong.got["cells"]
    if kind != "Figure":
        yield Property(
            _("What came back is of type {got}; it should be the Figure.", got=kind),
            _("Which of the values that matplotlib hands you is the figure?"),
        )
        return
    sizes = [_rows_and_columns(each["cells"]) for each in (wrong.got, wrong.expected)]
    if sizes[0] != sizes[1] and all(sizes):
        (rows, columns), (due_rows, due_columns) = sizes
        numbers = {"rows": rows, "columns": columns, "due_rows": due_rows}
        yield Property(
            _(
                "The visible cells fill {rows} rows and {columns} columns; it should be "
                "{due_rows} and {due_columns}.",
                **numbers,
                due_columns=due_columns,
            ),
            _("Where do the numbers of rows and columns come from in your code?"),
        )
    yield from _other_images(cells, wrong.arguments["images"])
    maps = {cell["colour map"] for cell in cells if "colour map" in cell} - {"gray"}
    if maps:
        yield Property(
            _("The colour map is {got}; it should be gray.", got=", ".join(sorted(maps))),
            _("Which `cmap` do you pass to `imshow`?"),
        )


def _rows_and_columns(cells):
    places = [cell["row and column"] for cell in cells]
    return tuple(max(place[n] for place in places) + 1 for n in (0, 1)) if places else ()


def _other_images(cells, images):
    """Find a cell that shows the image of another one."""
    flat = images.double().reshape(len(images), -1)
    low, high = flat.amin(dim=1, keepdim=True), flat.amax(dim=1, keepdim=True)
    stretched = (flat - low) / (high - low)
    for number, cell in enumerate(cells):
        image = cell.get("image")
        if image is None or number >= len(images) or image.numel() != stretched.shape[1]:
            return
        apart = (stretched - image.double().reshape(1, -1)).abs().amax(dim=1)
        if apart[number] > 1e-3 and apart.min() <= 1e-3:
            row, column = (place + 1 for place in cell["row and column"])
            which = int(apart.argmin()) + 1
            yield Property(
                _(
                    "The cell in row {row}, column {column} shows image {got}; it should be image "
                    "{expected}.",
                    row=row,
                    column=column,
                    got=which,
                    expected=number + 1,
                ),
                _("In which order does your code go through the cells, and through the images?"),
            )
            return


QUESTIONS = {
    "preprocessed": QuestionSpec(
        function="preprocess_image",
        scenario="preprocessed",
        words=N_("preprocess_image on an image file"),
        setup=_setup_of_preprocessed,
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
        seen=_seen_in_a_prediction,
        returned=("class",),
    ),
    "show_dataset": QuestionSpec(
        scenario="figure",
        words=N_("show_dataset(images, labels)"),
        setup=_setup_of_figure,
        extra_inputs=lambda draw: _figure(draw, with_preds=False),
        shown=("images",),
        seen=_seen_in_a_figure,
    ),
    "show_images": QuestionSpec(
        scenario="figure",
        words=N_("show_images(images, labels, preds)"),
        setup=_setup_of_figure,
        extra_inputs=lambda draw: _figure(draw, with_preds=True),
        shown=("images",),
        seen=_seen_in_a_figure,
    ),
}
