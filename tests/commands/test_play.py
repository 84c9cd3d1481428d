"""`autograder play`: the learner's own code trains, and reads what is drawn in a real browser."""

from __future__ import annotations

import http.client
import json
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import torch
from helpers import ENVIRONMENT, HOME, SOLUTIONS, a_kit, run, stub_in

from autograder.checks.sides import InProcess

AXE = (HOME / "tests" / "vendor" / "axe.min.js").read_text(encoding="utf-8")
PRUNING = HOME / "tests" / "courses" / "pruning"
STUB = "raise NotImplementedError"


def written_kit(folder: Path) -> Path:
    """A kit in which everything is written but the second of the grids."""
    kit = a_kit(folder)
    for name, text in SOLUTIONS.items():
        stub_in(kit, name.removesuffix(".py")).write_text(text, encoding="utf-8")
    path = stub_in(kit, "predict")
    head, body = path.read_text(encoding="utf-8").split("def show_images", 1)
    docstring = body[: body.rindex('"""') + 3]
    path.write_text(f"{head}def show_images{docstring}\n    {STUB}\n", encoding="utf-8")
    return kit


class Playing:
    """A play that goes on: its address, its folder, what it printed."""

    def __init__(self, kit: Path, data: Path, *args: str) -> None:
        self.kit, self.folder = kit, kit / "mine"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "autograder", "play", "--no-browser", "--data", data, *args],
            env=ENVIRONMENT | {"AUTOGRADER_COURSE": str(kit)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self.printed = ""
        for line in self.process.stdout:
            self.printed += line
            if "http://" in line:
                break
        else:
            raise AssertionError(self.printed)
        self.address = re.search(r"http://\S+/", self.printed)[0]

    def ends(self) -> int:
        self.process.send_signal(signal.SIGINT)
        self.printed += self.process.communicate(timeout=60)[0]
        return self.process.returncode


@pytest.fixture(scope="module")
def playing(tmp_path_factory, small) -> Iterator[Playing]:
    kit = written_kit(tmp_path_factory.mktemp("play"))
    started = Playing(kit, small, "--epochs", "2", "--into", str(kit / "mine"))
    yield started
    started.process.kill()


@pytest.fixture
def page(browser, playing):
    """The page, which must neither complain nor ask for anything but its own server."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(playing.address)
    yield page
    context.close()
    assert not said
    assert all(url.startswith((playing.address, "data:")) for url in asked)


def stroke(page, *points: tuple[float, float]) -> None:
    """Draw a line through points of the canvas, each from 0 to 1."""
    box = page.locator("#canvas").bounding_box()
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=5)
    page.mouse.up()


def answer_of_the_solution(folder: Path) -> int:
    """Read what was drawn, and with what was trained, by the reference's own functions."""
    own = InProcess.of_path(HOME / "solutions")
    with own.workspace.active():
        model = own.function("lenet.LeNet")()
        model.load_state_dict(torch.load(folder / "model.pt", weights_only=True))
        return own.function("predict.predict_image")(model, folder / "drawing.png")


def test_the_learners_code_trains_and_its_weights_lie_in_the_folder(playing):
    lines = re.findall(r"^Epoch (\d) Accuracy [\d.]+% / Best Accuracy: ", playing.printed, re.M)
    assert lines == ["1", "2"]
    assert {"model.pt", "model_gradients.pt"} <= {path.name for path in playing.folder.iterdir()}
    assert not list(playing.folder.glob(".training-*"))
    assert "Trained by your own code on 320 images" in playing.printed


def test_the_page_shows_what_came_of_it(page):
    assert page.locator("h2").all_inner_texts() == [
        "Draw a digit, and your predict_image reads it",
        "How accurate it became",
        "What the kernels see, before and after",
        "Which digits it confuses",
        "The most doubtful",
        "The wrong ones",
    ]
    assert page.locator("svg.curve circle").count() == 2
    counts = page.locator("table.counts tr td[style]").all_inner_texts()
    assert sum(int(count or 0) for count in counts) == 100
    assert page.locator("img[alt^='kernel']").count() == 12
    assert page.locator("img[alt^='feature map']").count() == 2 * (6 + 16)
    pictures = page.locator("img.pixels:visible").all()
    assert all(picture.evaluate("image => image.naturalWidth") > 0 for picture in pictures)


def test_what_is_not_written_is_named_with_its_exercise_and_file(page):
    told = page.locator("p.problem").all_inner_texts()
    words = "show_images is not written yet: exercise 10, exercises/10_predict/predict.py"
    assert told == [words, words]


def test_a_drawing_is_read_by_the_learners_code(page, playing):
    stroke(page, (0.3, 0.2), (0.7, 0.2), (0.45, 0.85))
    page.locator("#answer .large").wait_for()
    answer = page.locator("#answer .large").inner_text()
    assert answer == str(answer_of_the_solution(playing.folder))
    assert page.locator("#answer").inner_text().endswith(f"Your code reads: {answer}.")
    assert page.locator("#shares tr").count() == 10
    assert page.locator("#shares tr.most th").inner_text() == answer
    drawn = (playing.folder / "drawing.png").read_bytes()
    with page.expect_response("**/read"):
        page.get_by_label("Scale and centre it").uncheck()
    page.locator("#answer .large").wait_for()
    assert (playing.folder / "drawing.png").read_bytes() != drawn  # it is read as it was drawn
    page.get_by_role("button", name="Clear").click()
    assert page.locator("#result").is_hidden()


def test_a_digit_is_drawn_with_the_keyboard(page, playing):
    canvas = page.locator("#canvas")
    canvas.focus()
    canvas.press(" ")
    assert page.locator("#pen").inner_text() == "The pen is down."
    for _ in range(4):
        canvas.press("Shift+ArrowDown")
    with page.expect_response("**/read") as reply:
        canvas.press("Enter")
    assert reply.value.json()["answer"] == str(answer_of_the_solution(playing.folder))
    page.locator("#answer .large").wait_for()
    assert page.locator("#pen").inner_text() == "The pen is up."
    canvas.press("Delete")
    assert page.locator("#result").is_hidden()


def test_a_function_that_raises_is_told_and_read_anew_once_it_is_saved(page, playing):
    path = stub_in(playing.kit, "predict")
    text = path.read_text(encoding="utf-8")
    wrong = text.replace("logits.argmax(dim=1).item()", "logitz.argmax(dim=1).item()")
    path.write_text(wrong, encoding="utf-8")
    try:
        stroke(page, (0.5, 0.2), (0.5, 0.8))
        page.locator("#problem").wait_for()
        told = page.locator("#problem").inner_text()
        assert "NameError: name 'logitz' is not defined" in told and "`logits`" in told
        assert "10_predict/predict.py, line" in told and "autograder/" not in told
    finally:
        path.write_text(text, encoding="utf-8")
    page.get_by_role("button", name="Read it").click()
    page.locator("#answer .large").wait_for()
    assert page.locator("#problem").is_hidden()


@pytest.mark.long
def test_a_function_that_never_ends_is_ended_and_told(page, playing):
    path = stub_in(playing.kit, "predict")
    text = path.read_text(encoding="utf-8")
    wrong = text.replace("    model.eval()\n", "    while True:\n        pass\n", 1)
    path.write_text(wrong, encoding="utf-8")
    try:
        stroke(page, (0.5, 0.2), (0.5, 0.8))
        page.locator("#problem").wait_for(timeout=60_000)
        told = page.locator("#problem").inner_text()
        assert "No answer after 20 seconds" in told and "in predict_image" in told
    finally:
        path.write_text(text, encoding="utf-8")
    page.get_by_role("button", name="Read it").click()
    page.locator("#answer .large").wait_for()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.long
def test_nothing_is_cut_off_and_axe_finds_nothing_serious(page, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    stroke(page, (0.5, 0.2), (0.5, 0.8))
    page.locator("#answer .large").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(AXE)
    found = page.evaluate("axe.run().then(results => results.violations)")
    serious = [
        (problem["id"], problem["nodes"][0]["html"])
        for problem in found
        if problem["impact"] in ("serious", "critical")
    ]
    assert not serious


def asked(playing, method="POST", path="read", body=None, **headers) -> tuple[int, str]:
    """Ask the server as something else than its page might."""
    address = urlsplit(playing.address)
    token = address.path.strip("/")
    usual = {
        "Host": address.netloc,
        "Origin": f"http://{address.netloc}",
        "Content-Type": "application/json",
        "X-Token": token,
    }
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
    place = path if path.startswith("/") else f"{address.path}{path}"
    written = json.dumps(body if body is not None else {"image": "", "chosen": True})
    connection.putrequest(method, place, skip_host=True)
    for name, value in {**usual, **sent, "Content-Length": str(len(written))}.items():
        if value:
            connection.putheader(name, value)
    connection.endheaders(written.encode())
    reply = connection.getresponse()
    told = reply.status, reply.read().decode()
    connection.close()
    return told


def test_nobody_else_is_answered_and_nothing_else_is_served(playing):
    assert asked(playing, Host="evil.example")[0] == 403
    assert asked(playing, Origin="http://evil.example")[0] == 403
    assert asked(playing, Origin="")[0] == 403
    assert asked(playing, X_Token="")[0] == 403
    assert asked(playing, X_Token="guessed")[0] == 403
    assert asked(playing, "GET", "/")[0] == asked(playing, "GET", "/read")[0] == 404
    for path in ("model.pt", "../mine/model.pt", "play.html", "read"):
        assert asked(playing, "GET", path)[0] == 404


@pytest.mark.parametrize("body", [[], {"image": 7}, {"image": "QUJD"}, {"image": "%"}])
def test_what_is_no_drawing_is_refused_in_a_sentence(playing, body):
    status, told = asked(playing, body=body)
    assert status == 400
    assert json.loads(told)["error"] == "A picture of 280 by 280 pixels is expected."


def test_ctrl_c_ends_it_cleanly(playing):
    assert playing.ends() == 0
    assert "Traceback" not in playing.printed and "Error" not in playing.printed


def test_nothing_stands_in_for_what_is_not_written(tmp_path, small):
    kit = a_kit(tmp_path)
    stub_in(kit, "lenet").write_text(SOLUTIONS["lenet.py"], encoding="utf-8")
    done = run("autograder", "play", "--data", small, AUTOGRADER_COURSE=str(kit))
    assert done.returncode == 2 and done.stderr.count("\n") == 1
    assert "train is not written yet: exercise 7, exercises/07_train/train.py" in done.stderr
    assert "LeNet" not in done.stderr.replace("mnist", "") and not (kit / "trained").exists()


def test_an_error_in_the_training_is_told_with_its_line_and_writes_nothing(tmp_path, small):
    kit = written_kit(tmp_path)
    text = SOLUTIONS["train.py"].replace("loss.backward()", "lost.backward()")
    stub_in(kit, "train").write_text(text, encoding="utf-8")
    done = run("autograder", "play", "--data", small, AUTOGRADER_COURSE=str(kit))
    assert done.returncode == 1 and "NameError: name 'lost' is not defined" in done.stderr
    assert "07_train/train.py, line" in done.stderr and "Traceback" not in done.stderr
    assert not (kit / "trained").exists()


def test_a_course_without_a_play_says_so_in_a_line(tmp_path):
    course = Path(shutil.copytree(PRUNING, tmp_path / "pruning"))
    (course / "exercises" / "03_sparse" / "play.py").unlink()
    done = run("autograder", "play", AUTOGRADER_COURSE=str(course))
    assert done.returncode == 2
    assert done.stderr == "autograder: this course has nothing to play with\n"


def test_a_device_that_there_is_not_is_told_in_a_line(tmp_path, small):
    kit = written_kit(tmp_path)
    args = ("--data", small, "--device", "abacus")
    done = run("autograder", "play", *args, AUTOGRADER_COURSE=str(kit))
    assert done.returncode == 2 and "--device abacus: " in done.stderr
    assert done.stderr.count("\n") == 1
