"""A calibration written down: the course's thresholds, and a figure beside them."""

from __future__ import annotations

import statistics
from pathlib import Path

from autograder.course import current_course
from autograder.grading.results import write_text

from .calibrate import MAX_FALSE_FAILURES, Calibration


def toml_of(calibration: Calibration, recipe: dict[str, object]) -> str:
    """Write a data set's table of the course's thresholds."""
    accuracies, reaching = calibration.reference, calibration.reaching
    lines = [f"[{calibration.data}]"]
    settings = ", ".join(f"{key} = {value}" for key, value in recipe.items())
    low, high = accuracies[len(accuracies) // 40], accuracies[-1 - len(accuracies) // 40]
    lines += [
        f"recipe = {{ {settings} }}",
        f"threshold = {calibration.threshold}",
        f"reference = {{ seeds = {len(accuracies)}, mean = {statistics.mean(accuracies):.2f}, "
        f"deviation = {statistics.stdev(accuracies):.2f}, least = {accuracies[0]:.2f}, "
        f"low = {low:.1f}, high = {high:.1f} }}",
        f"false_failures = {MAX_FALSE_FAILURES}  # at most; see autograder/authoring/calibrate.py",
    ]
    lines += [f"tolerance = {calibration.tolerance:g}"]
    lines += [f"later_tolerance = {calibration.later_tolerance:g}"]
    margins = calibration.margins if calibration.of_kind("mistake") else {}
    for place, (right, wrong) in margins.items():
        lines += [f"{place} = {{ right_at_most = {right:.2g}, wrong_at_least = {wrong:.2g} }}"]
    if reaching:
        share = statistics.mean(reaching.values())
        lines += [f"mistakes = {{ trained = {len(reaching)}, share_reaching = {share:.2f} }}"]
    return "\n".join(lines) + "\n"


def write_figure(calibration: Calibration, path: Path) -> None:
    """Draw the reference's accuracies, each mistake's, and the threshold."""
    from matplotlib.figure import Figure

    mistakes: dict[str, list[float]] = {}
    for training in calibration.of_kind("mistake"):
        mistakes.setdefault(training.name, []).append(training.accuracy)
    names = sorted(mistakes, key=lambda name: statistics.median(mistakes[name]))
    figure = Figure(figsize=(8, 2 + 0.18 * len(names)), layout="constrained")
    axes = figure.add_subplot()
    rows = [*(mistakes[name] for name in names), calibration.reference]
    axes.boxplot(rows, orientation="horizontal", widths=0.6, flierprops={"markersize": 2})
    axes.set_yticks(range(1, len(rows) + 1), [*names, "the reference"], fontsize=7)
    axes.axvline(calibration.threshold, color="tab:red")
    axes.set_xlabel("test images that are right, in per cent")
    axes.set_title(f"{calibration.data}: threshold {calibration.threshold:.1f} %")
    figure.savefig(path)


def write(calibration: Calibration, recipe: dict[str, object], home: Path) -> None:
    """Put a calibration into the course's thresholds, and its figure beside them."""
    path = home / current_course().thresholds
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    tables = [f"[{table}" for table in ("\n" + text).split("\n[")[1:]]
    others = [t.strip() + "\n" for t in tables if not t.startswith(f"[{calibration.data}]")]
    new = [*others, toml_of(calibration, recipe)]
    write_text(path, "\n".join(sorted(new, reverse=True)))
    if calibration.of_kind("mistake"):
        write_figure(calibration, path.with_name(f"{calibration.data}.svg"))
