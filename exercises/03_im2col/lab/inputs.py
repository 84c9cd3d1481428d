"""What lab 3 begins with: image and filters of the handout."""

INPUTS = {
    "channels": [[[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[0, 1, 0], [1, 0, 1], [0, 1, 0]]],
    "filters": [[[[1, 0], [0, -1]], [[0, 2], [0, 0]]], [[[0, 1], [1, 0]], [[1, 0], [0, 1]]]],
}
