"""Writes letters by their numbers."""


def predict_image(model, image_path):
    raise ValueError("&lt;script&gt; &#60;script> &#x3c;img src=x> \uff1cscript\uff1e \x00<b>")
