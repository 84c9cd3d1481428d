"""Right submissions in unusual styles get all points of their part."""

from __future__ import annotations

from pathlib import Path

from helpers import HOME, SOLUTIONS, results, run, write_files

STYLES = sorted((HOME / "tests" / "right").glob("*/*.py"))
NETWORK = {"lenet", "train"}


def test_right_submissions_in_odd_styles_get_full_marks(tmp_path: Path):
    assert len(STYLES) >= 40
    for path in STYLES:
        part, text = path.parent.name, path.read_text(encoding="utf-8")
        files = SOLUTIONS | {f"{part}.py": text}
        if part not in NETWORK:  # the accuracy is theirs alone, and takes the time
            files = {name: text for name, text in files.items() if name != "lenet.py"}
        write_files(tmp_path / "class" / f"{part}-{path.stem}", files)
    assert run("autograder", "grade", tmp_path / "class", "--out", tmp_path / "out").returncode == 0
    unjust = []
    for identity, result in results(tmp_path / "out").items():
        part = identity.split("-")[0]
        judged = {part, "accuracy"} if part in NETWORK else {part}
        for graded in result["parts"]:
            if graded["name"] in judged and graded["score"] != graded["max_score"]:
                lost = [c["message"] for c in graded["checks"] if not c["passed"]]
                unjust.append((identity, lost[0]))
    assert not unjust
