"""What lab 11 begins with: recipe, threshold and usual range of the data set."""

import tomlkit

from autograder.course import course_root, current_course

ROW = tomlkit.parse(
    (course_root() / current_course().thresholds).read_text(encoding="utf-8")
).unwrap()["mnist5k"]
NUMBERS = ("low", "high", "mean", "deviation", "seeds")
INPUTS = {"threshold": ROW["threshold"], "recipe": ROW["recipe"]}
INPUTS |= {name: ROW["reference"][name] for name in NUMBERS}
