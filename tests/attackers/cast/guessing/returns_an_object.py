"""Returns an object that is no value."""

relu = max_pool2d = linear = lambda *arguments, **named: object()
