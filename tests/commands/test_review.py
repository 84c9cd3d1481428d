"""`autograder review` in a real browser: what is said is written, and nobody else writes."""

from __future__ import annotations

import csv
import http.server
import json
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from helpers import ENVIRONMENT, HOME, grades, run

FLIPPED = "07-true-convolution"
ELSEWHERE = "elsewhere.localhost"
"""Another name of this machine, as an attacker's would be one."""


class Opened:
    """A review that runs over a folder of its own."""

    def __init__(self, out: Path) -> None:
        self.out = out
        command = [sys.executable, "-m", "autograder", "review", str(out), "--no-browser"]
        self.process = subprocess.Popen(
            [*command, "--by", "Grace Hopper"],
            cwd=HOME,
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().split()[1]

    def rows(self) -> list[dict[str, str]]:
        path = self.out / "adjustments.csv"
        if not path.exists():
            return []
        with open(path, encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def end(self) -> str:
        """End it as Ctrl-C does, and return what it says then."""
        self.process.send_signal(signal.SIGINT)
        said, _nothing = self.process.communicate(timeout=120)
        assert self.process.returncode == 0
        return said


@pytest.fixture(scope="module")
def opened(demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A review that tests share: each says something of a submission of its own."""
    out = tmp_path_factory.mktemp("review") / "out"
    shutil.copytree(demo[0] / "results", out)
    one = Opened(out)
    yield one
    one.end()


@pytest.fixture
def alone(demo, tmp_path: Path) -> Iterator[Opened]:
    """A review that one test has to itself, to its end."""
    one = Opened(Path(shutil.copytree(demo[0] / "results", tmp_path / "out")))
    yield one
    if one.process.poll() is None:
        one.end()


@pytest.fixture
def page(browser) -> Iterator:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def told(page) -> str:
    """Return what the page says after something was saved, or not."""
    words = page.locator("#told:not(:empty)")
    words.wait_for()
    return words.inner_text()


def form(page, opened: Opened, identity: str):
    """Open a submission, with the fields of its exercises unfolded."""
    page.goto(f"{opened.address}one/{identity}")
    folded = page.locator("form details:not([open]) > summary")
    if folded.count():
        folded.click()
    return page


def test_a_reviewer_ticks_comments_adjusts_and_ends(page, alone):
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(alone.address)
    assert page.locator("h1").inner_text() == "Review: 0 of 12 seen"
    page.get_by_role("button", name="needs a human (2)").click()
    assert page.locator("#submissions tbody tr:visible").count() == 2
    page.get_by_role("button", name="needs a human (2)").click()
    page.get_by_role("link", name=FLIPPED).click()
    form(page, alone, FLIPPED)
    page.get_by_label("Comment for the learner").fill("=HYPERLINK(1)\nsee the handout")
    page.get_by_label("Points: filters").fill("12,5")
    page.get_by_label("Comment: filters").fill("方向反了")
    page.get_by_role("button", name="Seen, save, and the next").click()
    page.wait_for_url("**/one/08-softmax-in-lenet")
    whole, part = alone.rows()
    by = {"id": FLIPPED, "by": "Grace Hopper"}
    comment = "'=HYPERLINK(1)\nsee the handout"
    assert whole == by | {"exercise": "", "points": "", "comment": comment}
    assert part == by | {"exercise": "filters", "points": "12.5", "comment": "方向反了"}
    form(page, alone, FLIPPED)
    assert page.get_by_label("seen").is_checked()
    shown = page.get_by_label("Comment for the learner").input_value()
    assert shown == "=HYPERLINK(1)\nsee the handout"
    page.goto(alone.address)
    assert page.locator("h1").inner_text() == "Review: 1 of 12 seen"
    assert "filters: 12.5 instead of 10.5 points" in page.locator("#submissions").inner_text()
    assert not said
    ending = alone.end()
    assert "rows were written by Grace Hopper" in ending
    assert grades(alone.out)[FLIPPED]["score"] == "98.5"
    written = (alone.out / "reports" / f"{FLIPPED}.html").read_text(encoding="utf-8")
    assert "see the handout" in written and "方向反了" in written
    done = run("autograder", "report", alone.out)
    assert done.returncode == 0, done.stderr


def test_what_is_emptied_is_taken_out(page, opened):
    form(page, opened, "10-stays-in-training-mode")
    page.get_by_label("seen").check()
    page.get_by_role("button", name="Save", exact=True).click()
    assert told(page) == "Saved: 98 points."
    assert opened.rows()[-1]["id"] == "10-stays-in-training-mode"
    page.get_by_label("seen").uncheck()
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator("#told.good").wait_for()
    page.wait_for_function("document.querySelector('#review').dataset.version")
    page.goto(opened.address)
    assert not [row for row in opened.rows() if row["id"] == "10-stays-in-training-mode"]


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ({"filters": "-1"}, "write a number from 0 on, or excused"),
        ({"total": "50", "total after lateness": "40"}, "is already in line"),
    ],
)
def test_what_cannot_be_taken_is_told_and_not_written(page, opened, points, words):
    before = opened.rows()
    form(page, opened, "08-softmax-in-lenet")
    for name, text in points.items():
        page.get_by_label(f"Points: {name}", exact=True).fill(text)
    page.get_by_role("button", name="Save", exact=True).click()
    assert words in told(page)
    assert opened.rows() == before
    assert page.get_by_label(f"Points: {name}", exact=True).input_value() == text


def test_a_result_that_changed_meanwhile_is_not_commented(page, opened):
    form(page, opened, "09-gradients-add-up")
    path = opened.out / "results" / "09-gradients-add-up.json"
    tree = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(tree | {"message": "graded again"}), encoding="utf-8")
    before = opened.rows()
    page.get_by_label("Comment for the learner").fill("about what was there")
    with page.expect_response("**/save") as answer:
        page.get_by_role("button", name="Save", exact=True).click()
    assert answer.value.status == 409
    assert "This changed since the page was loaded" in told(page)
    assert page.get_by_label("Comment for the learner").input_value() == "about what was there"
    assert opened.rows() == before


class _Evil(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>evil</title>")

    def log_message(self, *values: object) -> None:
        pass


@pytest.fixture
def evil() -> Iterator[str]:
    """The address of another page on this machine."""
    with http.server.HTTPServer(("127.0.0.1", 0), _Evil) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


ATTEMPT = """async ([address, mode, headers]) => {
  const body = JSON.stringify({name: "01-perfect", version: "", rows: []});
  try { return (await fetch(address + "save", {method: "POST", mode, headers, body})).type }
  catch (error) { return "refused" }
}"""


def test_another_origin_neither_reads_nor_writes(page, opened, evil):
    token = urlsplit(opened.address).path.strip("/")  # even one that knows it
    before = opened.rows()
    page.goto(evil)
    with_token = {"X-Token": token, "Content-Type": "application/json"}
    answers = [
        page.evaluate(ATTEMPT, [opened.address, mode, headers])
        for mode, headers in [("cors", with_token), ("cors", {}), ("no-cors", {})]
    ]
    assert answers == ["refused", "refused", "refused"]
    read = "address => fetch(address).then(answer => answer.text(), () => 'refused')"
    assert page.evaluate(read, opened.address) == "refused"
    page.set_content(f"<iframe src='{opened.address}'></iframe>")
    page.wait_for_timeout(300)
    assert all("Review" not in frame.content() for frame in page.frames[1:])
    assert opened.rows() == before


def test_on_a_phone_nothing_stands_beside_the_screen(page, opened):
    page.set_viewport_size({"width": 390, "height": 844})
    form(page, opened, FLIPPED)
    page.locator(".review details").evaluate("one => { one.open = true; }")
    fields = page.locator(".review textarea").all()
    assert len(fields) > 3
    assert all(field.bounding_box()["width"] > 250 for field in fields)
    assert page.locator(".review .wide").evaluate("one => one.scrollWidth - one.clientWidth") <= 0
    page.goto(opened.address)
    assert page.locator(".wide").evaluate("one => one.scrollWidth - one.clientWidth") <= 0
    assert page.locator("#submissions tbody tr:visible").count() == 12


def test_another_name_of_this_machine_is_refused(page, opened):
    port = urlsplit(opened.address).port
    token = urlsplit(opened.address).path
    answer = page.goto(f"http://{ELSEWHERE}:{port}{token}")
    assert answer.status == 403 and "127.0.0.1 only" in page.content()
    answer = page.goto(f"http://127.0.0.1:{port}/")
    assert answer.status == 404


def test_nobody_else_writes_meanwhile(opened, demo):
    for command in (
        ("grade", demo[0] / "submissions", "--out", opened.out, "--seed", "0", "--yes"),
        ("report", opened.out),
        ("review", opened.out, "--no-browser"),
    ):
        done = run("autograder", *command)
        assert done.returncode == 2, command
        assert "another run is writing into" in done.stderr, command
        assert "or a review is open" in done.stderr, command
