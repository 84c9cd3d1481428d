"""`python -m autograder`."""

try:
    from autograder.cli.main import main
except ModuleNotFoundError:  # a released kit has the learner's commands alone
    from autograder.cli.released import main

main()
