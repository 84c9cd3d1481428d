"""Questions of the quiz, and those about a learner's own code."""
