"""Raises an error at a line of somebody else's file."""

code = compile("\n" * 3 + "raise ValueError('kernel_size')", "@PUBLIC@/victim", "exec")


def predict_image(model, image_path):
    exec(code)
