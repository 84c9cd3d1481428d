"""Writes what the terminal's printer takes for markup."""


def predict_image(model, image_path):
    raise ValueError("[bold red link=file:///etc/passwd]x[/] [/] [unclosed :warning: [@click=app.quit]")
