"""Writes a drawing that runs when it is shown."""


def predict_image(model, image_path):
    raise ValueError("<svg onload=alert(1)><math><style>@import 'http://127.0.0.1:@TCP@/'</style>")
