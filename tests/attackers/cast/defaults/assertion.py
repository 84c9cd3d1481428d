"""Fails as a check does."""


def conv2d_parameter_count(*sizes, **options):
    raise AssertionError('assert 156 == 156')
