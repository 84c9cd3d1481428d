"""Has a name that takes an expression forever."""


def predict_image(model, image_path):
    raise ValueError("a" * 1900 + "!(a+)+$ \\ [ ( * ? {1,")
