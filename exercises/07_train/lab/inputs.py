"""What lab 7 begins with: the network of the handout."""

INPUTS = {"input": 2, "label": 1, "weights": [0.5, -0.5], "rate": 0.1}
