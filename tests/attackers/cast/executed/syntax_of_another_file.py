"""Raises a syntax error that stands in somebody else's file."""


def predict_image(model, image_path):
    raise SyntaxError("no syntax", ("@PUBLIC@/victim", 1, 1, "text", 10**9, 10**9))
