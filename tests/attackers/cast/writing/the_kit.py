"""Writes into the solutions, the checks, Python and the kit's own folder inside."""

import sys
from pathlib import Path

PLACES = (
    "@HOME@",
    "@HOME@/solutions",
    "@HOME@/exercises",
    "/kit",
    "/kit/inside",
    "/",
    "/dev",
    "/usr",
)


def predict_image(model, image_path):
    wrote = []
    files = [Path(sys.executable), Path(sys.modules["inside.wire"].__file__), Path("/proc/1/comm")]
    for path in [*(Path(place) / "from-inside" for place in (*PLACES, sys.prefix)), *files]:
        try:
            with open(path, "a", encoding="utf-8") as file:
                file.write("#")
            wrote.append(path)
        except OSError:
            pass
    raise ValueError(f"wrote {wrote}")
