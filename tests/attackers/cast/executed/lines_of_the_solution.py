"""Raises an error at a line of the solution."""

code = compile("raise ValueError('kernel_size')", "@HOME@/solutions/../tests/attackers/table.py", "exec")


def predict_image(model, image_path):
    exec(code.replace(co_firstlineno=14))
