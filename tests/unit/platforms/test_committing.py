"""Feedback into clones: what one member alone may read is in no clone of a group's."""

from __future__ import annotations

from dulwich import porcelain
from helpers import write_files
from making import check, part, result

from autograder.grading.decisions.lines import lines_of
from autograder.grading.results import Lateness
from autograder.platforms.committing import SHARED, commit_all
from autograder.platforms.feedback import Page


def test_a_page_for_one_member_is_not_committed_where_the_group_reads_it(tmp_path):
    handed_in = Lateness("ada", handle="lab-ada", members=("bea",))
    whole = result("ada", part("fit", check()), handed_in=handed_in)
    for alone in ("ada", "bea"):
        pages = [Page(line, b"page") for line in lines_of(whole, {alone}, None)]
        changed, left = commit_all(pages, tmp_path)
        assert not changed and left[alone] == SHARED
        assert left[({"ada", "bea"} - {alone}).pop()] == "there is no clone of it"


def test_a_clone_that_takes_no_commit_is_named_and_the_others_get_theirs(tmp_path):
    pages = []
    for name in ("away", "bare", "fine", "folder", "locked", "strange"):
        clone = write_files(tmp_path / f"lab-{name}", {"fit.py": "x = 1\n"})
        porcelain.init(str(clone))
        if name != "bare":
            porcelain.add(str(clone), [str(clone / "fit.py")])
            porcelain.commit(str(clone), message=b"m", author=b"a <a@x>", committer=b"a <a@x>")
        handed_in = Lateness(name, handle=clone.name)
        pages.append(Page(result(name, part("fit", check()), handed_in=handed_in), b"page"))
    head = porcelain.Repo(str(tmp_path / "lab-away")).head()
    (tmp_path / "lab-away" / ".git" / "HEAD").write_bytes(head + b"\n")
    (tmp_path / "lab-folder" / "feedback.html").mkdir()
    (tmp_path / "lab-locked" / ".git" / "index.lock").touch()
    (tmp_path / "lab-strange" / ".git" / "objects").rename(tmp_path / "gone")
    changed, left = commit_all(pages, tmp_path)
    assert [clone.name for clone in changed] == ["lab-fine"]
    assert set(left) == {"away", "bare", "folder", "locked", "strange"}
    assert all(why.startswith("nothing can be committed to its clone (") for why in left.values())
    assert "no branch is checked out" in left["away"] and "it has no commit" in left["bare"]
    assert "its index.lock says that git is at work in it" in left["locked"]
    with porcelain.Repo(str(tmp_path / "lab-locked")) as repository:
        assert not repository[repository.head()].parents, "nothing is committed half"
