"""`autograder status`: what was reached."""

from __future__ import annotations

from helpers import a_kit, run


def test_a_broken_progress_file_is_as_none(tmp_path):
    kit = a_kit(tmp_path)
    (kit / ".autograder").mkdir()
    for text in ("{", "[]", '{"reached": {"filters": {"odd": 1}}, "hints": {}, "at_hand": ""}'):
        (kit / ".autograder" / "progress.json").write_text(text, encoding="utf-8")
        done = run("autograder", "status", AUTOGRADER_COURSE=str(kit))
        assert done.returncode == 0 and "0 of 100 points" in done.stdout, done.stderr
