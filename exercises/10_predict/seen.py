"""What is seen of a wrong image, prediction or figure that no known mistake gives."""

import io
import re

import torch

from autograder.checks import Property
from autograder.core.languages import N_, _
from autograder.sandbox.inside.tools import TracingNet

CLASS, MEAN, DEVIATION = "class", 0.1307, 0.3081


def of_an_image(wrong):
    """Say how many channels and pixels there are, or with which numbers they are normalised."""
    got, expected = wrong.got, wrong.expected
    if not isinstance(got, torch.Tensor) or got.ndim != expected.ndim:
        return
    _one, channels, height, width = got.shape
    if channels != 1 and (height, width) == expected.shape[2:]:
        yield Property(
            _("Your tensor has {count} channels; a gray image has one.", count=channels),
            _("Which mode does the image have when it becomes a tensor?"),
        )
    elif channels == 1 and (height, width) != expected.shape[2:]:
        yield Property(
            _(
                "Your image has {height}x{width} pixels; it should have 28x28.",
                height=height,
                width=width,
            ),
            _("Which line changes the size, and what becomes of an image that is not square?"),
        )
    elif got.shape == expected.shape:
        yield from _other_normalising(got.double().flatten(), expected.double().flatten())


def _other_normalising(got, expected):
    """Find the mean and the deviation that lead to these numbers instead of the right ones."""
    spread = expected - expected.mean()
    factor = float((spread * got).sum() / (spread * spread).sum())
    offset = float(got.mean() - factor * expected.mean())
    is_straight = torch.allclose(got, factor * expected + offset, 1e-3, 0.01 * abs(factor))
    if not is_straight or abs(factor) < 1e-6:
        return
    deviation = DEVIATION / factor
    mean = MEAN - offset * deviation
    if abs(factor + 1) < 1e-3 and abs(mean + MEAN - 1) < 1e-2:
        yield Property(
            _("Black and white are swapped; the image should stay as it is in the file."),
            _("What is the value of a black pixel of the file, before you normalise it?"),
        )
    elif abs(factor - 255) < 0.5 and abs(mean * 255 - MEAN) < 1e-2:
        yield Property(
            _("The pixels still go from 0 to 255 when they are normalised."),
            _("Which range are 0.1307 and 0.3081 meant for, and how large is a white pixel?"),
        )
    elif factor > 0:
        numbers = {"mean": f"{round(mean, 4) + 0.0:.4g}", "deviation": f"{deviation:.4g}"}
        yield Property(
            _(
                "The pixels come out as if normalised with the mean {mean} and the standard "
                "deviation {deviation}; it should be 0.1307 and 0.3081.",
                **numbers,
            ),
            _("Which numbers does your code subtract and divide by, in which order, and of what?"),
        )


def of_a_prediction(wrong):
    """Say which place the class has among the logits, or to which other image it is the answer."""
    got = wrong.got[CLASS]
    if wrong.where[0] != CLASS or type(got) is not int:
        return
    yield Property(
        _("The class is {got}, whatever the image and the network are.", got=got),
        _("Which axis of the logits do you search, and how many numbers are there along it?"),
        may_be_chance=True,
        signs=(f"always {got}",),
    )
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


def of_a_figure(wrong):
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
    yield from _other_cells(cells, wrong.expected["cells"])
    maps = {cell["colour map"] for cell in cells if "colour map" in cell} - {"gray"}
    if maps:
        yield Property(
            _("The colour map is {got}; it should be gray.", got=", ".join(sorted(maps))),
            _("Which `cmap` do you pass to `imshow`?"),
        )


def _other_cells(cells, due_cells):
    """Say how many cells there are, and what is left in one, or missing above it."""
    if len(cells) < len(due_cells):
        yield Property(
            _("Images shown: {got}; it should be {due}.", got=len(cells), due=len(due_cells)),
            _("For which image does your loop stop, or draw nothing?"),
        )
        return
    for number, cell in enumerate(cells):
        row, column = (place + 1 for place in cell["row and column"])
        place = _("row {row}, column {column}", row=row, column=column)
        if number >= len(due_cells):
            yield Property(
                _("In {place} there is no image, and yet the cell is not empty.", place=place),
                _("What becomes of the ticks and the frame of the cells past the last image?"),
            )
            return
        due = due_cells[number]
        yield from _of_a_title(place, cell["title"], due["title"])
        if cell["ticks visible"] > due["ticks visible"]:
            yield Property(
                _("In {place} there are still ticks.", place=place),
                _("Which lines take the ticks of both axes away, and does each cell get to them?"),
            )
        elif cell.get("axis on", False) > due.get("axis on", False):
            yield Property(
                _("In {place} the axes are still on.", place=place),
                _("What takes away the frame too, and not only the ticks?"),
            )


def _of_a_title(place, got, due):
    if not got and due:
        yield Property(
            _("In {place} there is no title.", place=place),
            _("Which function writes above one cell, and which above or below something else?"),
        )
    elif got != due and _without_numbers(got) == _without_numbers(due):
        yield Property(
            _(
                "In {place} the title has another number: {got} instead of {due}.",
                **_texts(place, got, due),
            ),
            _("Which variable do you write into the title, and what does it hold?"),
        )
    elif got[:3] != due[:3]:
        yield Property(
            _("In {place} the title is {got}; it should be {due}.", **_texts(place, got, due)),
            _("How does it differ, character by character, from the handout's?"),
        )


def _texts(place, got, due):
    return {"place": place, "got": repr(got[:40]), "due": repr(due)}


def _without_numbers(text):
    return re.sub(r"\d+", "#", text)


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
