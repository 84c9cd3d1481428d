"""`python -m autograder.learning`: the learner's commands, wherever `autograder` itself lies."""

from .cli import main

main()
