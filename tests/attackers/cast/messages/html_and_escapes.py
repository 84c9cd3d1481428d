"""Raises an error with HTML, escapes and a formula."""


class Script(ValueError):
    """Has a name of its own."""


Script.__name__ = "<script>alert(2)</script>\x1b[31m"


def predict_image(model, image_path):
    print("=1+1\x1b]0;title\x07<script>alert(3)</script>")
    raise Script(
        "=cmd|' /C calc'!A0<script>alert(1)</script>\x1b[31m\x00\u202e\ud800 right to left"
    )
