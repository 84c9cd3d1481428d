"""`OUT/run.log`: tracebacks, appended, bounded, readable."""

from __future__ import annotations

from autograder.grading.log import MAX_ENTRY, MAX_FILE, traceback_of, write_log


def raised() -> Exception:
    try:
        try:
            raise KeyError("inner")
        except KeyError as error:
            raise RuntimeError("outer") from error
    except RuntimeError as error:
        return error


def test_entries_are_appended_with_time_and_cause(tmp_path):
    write_log(tmp_path, "ada: it failed", traceback_of(raised()))
    write_log(tmp_path, "bob: it failed", "why")
    text = (tmp_path / "run.log").read_text(encoding="utf-8")
    heads = [line for line in text.splitlines() if line.startswith("== ")]
    assert [head.split(" ", 2)[2] for head in heads] == ["ada: it failed", "bob: it failed"]
    assert "KeyError: 'inner'" in text and "RuntimeError: outer" in text
    assert "in raised" in text and text.index("inner") < text.index("outer")


def test_an_entry_is_bounded_and_shows_what_a_terminal_would_obey(tmp_path):
    write_log(tmp_path, "a\x1b[2J\nb", "x" * 5 * MAX_ENTRY + "\x1b[31mend\udc80")
    text = (tmp_path / "run.log").read_text(encoding="utf-8")
    assert len(text) < MAX_ENTRY + 200 and "[…]" in text
    assert "\x1b" not in text and "\\x1b[31mend\\udc80" in text


def test_the_file_is_bounded_and_keeps_the_newest_whole_entries(tmp_path):
    for number in range(2 * MAX_FILE // MAX_ENTRY):
        write_log(tmp_path, f"entry {number}", "y" * MAX_ENTRY)
        assert (tmp_path / "run.log").stat().st_size <= MAX_FILE
    lines = (tmp_path / "run.log").read_text(encoding="utf-8").splitlines()
    heads = [line.split(" ", 2)[2] for line in lines if line.startswith("== 2")]
    assert heads[-1] == f"entry {number}" and len(heads) > 10
    assert all(line.startswith("== ") or set(line) <= {"y", "[", "…", "]"} for line in lines)


def test_a_log_that_cannot_be_written_ends_nothing(tmp_path):
    write_log(tmp_path / "nowhere", "a", "b")
    (tmp_path / "run.log").mkdir()
    write_log(tmp_path, "a", "b")
