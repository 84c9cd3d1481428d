"""What lab 9 begins with: the epochs and the optimizer of the handout."""

INPUTS = {"accuracies": [93.1, 95.4, 94.8], "rate": 0.1, "momentum": 0.5}
