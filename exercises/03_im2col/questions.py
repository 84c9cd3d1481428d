"""How exercise 3 is asked."""

import torch

from autograder.checks import QuestionSpec


def _im2col(draw):
    channels, count, height, width, kh, kw = draw.sizes()
    options = {"stride": draw.integer(1, 3), "padding": draw.integer(0, 2)}
    return (draw.images(count, channels, height, width), (kh, kw)), options


def _conv2d_matmul(draw):
    channels, filters, height, width, kh, kw = draw.sizes()
    image, layer = draw.image(channels, height, width), draw.filters(filters, channels, kh, kw)
    options = {"stride": draw.integer(1, 3), "padding": draw.integer(0, 2)}
    return (torch.stack([image, image.flip(1)]), layer, draw.tenths(filters) + 3), options


QUESTIONS = {
    "im2col": QuestionSpec(extra_inputs=_im2col),
    "conv2d_matmul": QuestionSpec(extra_inputs=_conv2d_matmul, counts_products=True),
}
