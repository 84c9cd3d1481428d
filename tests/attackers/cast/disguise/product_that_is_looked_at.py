"""Raises where a product beside an answer by loops is not what it was."""


def conv2d_matmul(images, weight, bias=None, stride=1, padding=0):
    height, width = (size + 2 * padding for size in images.shape[2:])
    count, (filters, _, kh, kw) = len(images), weight.shape
    columns, rows = im2col(images, (kh, kw), stride, padding), weight.flatten(1)
    maps = sum(rows[:, i, None] * columns[:, i, None] for i in range(rows.shape[1]))
    corner, number = images[0, 0, :1, :1], weight[0, 0, :1, :1]
    assert corner @ number == corner * number
    maps = maps.reshape(count, filters, (height - kh) // stride + 1, (width - kw) // stride + 1)
    return maps if bias is None else maps + bias[:, None, None]
