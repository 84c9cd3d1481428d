"""Leaves as generators do."""


def conv2d_parameter_count(*sizes, **options):
    raise GeneratorExit
