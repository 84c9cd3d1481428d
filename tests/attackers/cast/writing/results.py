"""Writes into the results and into other submissions."""

from pathlib import Path

PLACES = ("@OUT@", "@OUT@/results", "@OUT@/reports", "@CLASS@", "@CLASS@/a-right", "@PUBLIC@")
FILES = ("@OUT@/grades.csv", "@OUT@/results/a-right.json", "@CLASS@/a-right/layers.py")


def predict_image(model, image_path):
    wrote = []
    for path in [*(Path(place) / "from-inside" for place in PLACES), *map(Path, FILES)]:
        try:
            with open(path, "a", encoding="utf-8") as file:
                file.write("#")
            wrote.append(path)
        except OSError:
            pass
    raise ValueError(f"wrote {wrote}")
