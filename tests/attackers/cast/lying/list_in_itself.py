"""A list that holds itself."""


def conv2d_parameter_count(*sizes, **options):
    circle = []
    circle.append(circle)
    return circle
