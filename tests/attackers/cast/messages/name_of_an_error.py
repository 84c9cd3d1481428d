"""Raises an error whose name, message and function are all made to be obeyed."""


def predict_image(model, image_path):
    name = "=1+1</pre></body><script>alert(1)</script>\x1b[2J\u202e\u2028"
    raise type(name, (ValueError,), {"__module__": name, "__qualname__": name})(name * 3)
