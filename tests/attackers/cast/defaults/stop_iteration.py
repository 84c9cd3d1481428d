"""Ends an iteration that nobody began."""


def conv2d_parameter_count(*sizes, **options):
    raise StopIteration(156)
