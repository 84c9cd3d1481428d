"""The page of pairs shows who they are and what stands in both."""

from __future__ import annotations

from autograder.grading.similar import Pair
from autograder.reports.similar import PAGE, write_page


def test_a_pair_is_named_and_leads_to_its_pages(tmp_path):
    texts = ((("a <b>", False), ("same", True)), (("same", True),))
    pair = Pair(("ada", "bob"), 0.9, (0.5, 0.75), texts)
    names = {"ada": "Ada L"}
    path = write_page(tmp_path, [pair], {"ada": "a#", "bob": "bob"}, 7, names)
    text = path.read_text(encoding="utf-8")
    assert path == tmp_path / PAGE
    assert "ada (Ada L)" in text and "bob (" not in text and "7" in text
    assert "reports/a%23.html" in text and "reports/bob.html" in text
    assert "a &lt;b&gt;" in text and "<b>" not in text.partition("<body")[2].replace("<body", "")
