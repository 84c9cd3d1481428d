"""What lab 1 begins with: the cases of the handout's worked example, all seven numbers of each."""

INPUTS = {
    "examples": [
        (7, 7, 3, 3, 2, 0, 1),
        (8, 8, 3, 3, 2, 0, 1),
        (8, 8, 3, 3, 2, 1, 1),
        (8, 8, 3, 3, 1, 0, 2),
        (7, 10, 3, 4, 2, 0, 1),
    ]
}
