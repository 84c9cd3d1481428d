"""Gives a text back with HTML, escapes and a formula."""


def predict_image(model, image_path):
    return "<img src=x onerror=alert(1)>\x1b[31m=1+1\r\n\u2028</pre></body>"
