"""`autograder reset`: the stub again, and nothing lost."""

from __future__ import annotations

from helpers import a_kit, run, stub_in


def test_reset_keeps_what_was_written(tmp_path):
    kit = a_kit(tmp_path)
    path = stub_in(kit, "filters")
    stub = path.read_bytes()
    path.write_text("# mine\n", encoding="utf-8")
    done = run("autograder", "reset", "filters", AUTOGRADER_COURSE=str(kit))
    assert done.returncode == 0 and path.read_bytes() == stub
    (kept,) = (kit / ".autograder" / "kept").iterdir()
    assert kept.read_text(encoding="utf-8") == "# mine\n" and kept.name in done.stdout
    again = run("autograder", "reset", "2", AUTOGRADER_COURSE=str(kit))
    assert "is already the stub" in again.stdout
    none = run("autograder", "reset", "accuracy", AUTOGRADER_COURSE=str(kit))
    assert none.returncode == 2 and "no file to edit" in none.stderr
