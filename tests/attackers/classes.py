"""Classes of attackers beside right neighbours, graded by the command line."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import socket
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from attackers.attack import LIGHT, SECRET, Attack
from attackers.shadows import SHADOWS
from helpers import HOME, SOLUTIONS, grades, results, run, write_files

from autograder.checks.data import load_data
from autograder.course import data_root
from autograder.reports.pages import templates

CAST = HOME / "tests" / "attackers" / "cast"
LIMITS = (
    """--check-seconds 2 --patience 2.5 --accuracy-seconds 30 --memory 1024 --disk 128""".split()
)
RIGHT = ("a-right", "m-right", "z-right")
WITH_WEIGHTS = ("brought_along", "weights_in_the_source", "swaps_at_the_end", "one_call_more")


@dataclass
class Outside:
    """What lies outside the sandbox, in reach of an attacker whose walls fail."""

    public: Path
    tcp: socket.socket
    udp: socket.socket
    abstract: socket.socket
    named: socket.socket
    victim: bytes = SECRET.encode()

    @classmethod
    @contextlib.contextmanager
    def built(cls, public: Path) -> Iterator[Outside]:
        """Make a folder that everybody may write into, and servers that wait for a word."""
        public.mkdir(mode=0o777)
        public.chmod(0o777)
        (public / "victim").write_bytes(cls.victim)
        (public / "victim").chmod(0o666)
        with contextlib.ExitStack() as stack:
            tcp, udp, abstract, named = (
                stack.enter_context(socket.socket(family, kind))
                for family, kind in (
                    (socket.AF_INET, socket.SOCK_STREAM),
                    (socket.AF_INET, socket.SOCK_DGRAM),
                    (socket.AF_UNIX, socket.SOCK_STREAM),
                    (socket.AF_UNIX, socket.SOCK_STREAM),
                )
            )
            tcp.bind(("127.0.0.1", 0))
            udp.bind(("127.0.0.1", 0))
            abstract.bind(f"\0attackers-{secrets.token_hex(4)}")
            here = Path.cwd()
            os.chdir(public)  # a socket's path may have some hundred letters only
            try:
                named.bind("socket")
                Path("socket").chmod(0o777)
            finally:
                os.chdir(here)
            for server in (tcp, abstract, named):
                server.listen()
            for server in (tcp, udp, abstract, named):
                server.setblocking(False)
            yield cls(public, tcp, udp, abstract, named)

    def filled_in(self, text: str, folder: Path) -> str:
        """Tell an attacker where everything is."""
        places = {
            "HOME": HOME,
            "CLASS": folder / "class",
            "OUT": folder / "out",
            "PUBLIC": self.public,
            "LABELS": "".join(map(str, load_data(data_root()).test_labels.tolist())),
            "TCP": self.tcp.getsockname()[1],
            "UDP": self.udp.getsockname()[1],
            "ABSTRACT": self.abstract.getsockname()[1:].decode(),
        }
        for name, value in places.items():
            text = text.replace(f"@{name}@", str(value))
        return text

    def heard(self) -> list[str]:
        """Tell which servers somebody turned to."""
        found = []
        for name in ("tcp", "udp", "abstract", "named"):
            server: socket.socket = getattr(self, name)
            with contextlib.suppress(BlockingIOError):
                server.recv(9) if name == "udp" else server.accept()
                found.append(name)
        return found


@dataclass
class Graded:
    """A class of attackers after it was graded."""

    folder: Path
    done: subprocess.CompletedProcess[str]
    results: dict[str, dict]
    rows: dict[str, dict[str, str]]
    outside: Outside | None = None


def digests() -> dict[str, str]:
    """Digest the files of the kit."""
    places = [HOME / "solutions", HOME / "data" / "mnist5k"]
    files = [file for place in places for file in sorted(place.rglob("*")) if file.is_file()]
    return {
        str(file): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
        if "__pycache__" not in file.parts
    }


def grade(folder: Path, attacks: Iterable[Attack], many: bool, outside: Outside) -> Graded:
    """Grade attackers with few or with many parts by the command line, with two jobs."""
    for name in RIGHT:
        write_files(folder / "class" / name, SOLUTIONS)
    for attack in attacks:
        build(attack, folder, outside)
    chosen = [] if many else [word for part in LIGHT for word in ("--exercise", part)]
    done = run(
        *("autograder", "grade", folder / "class", "--out", folder / "out", "--jobs", 2),
        *LIMITS,
        *chosen,
        seconds=1800,  # some four hundred attackers
        AUTOGRADER_TEST_SECRET=SECRET,
    )
    out = folder / "out"
    return Graded(folder, done, results(out), grades(out), outside)


def build(attack: Attack, folder: Path, outside: Outside) -> None:
    """Write an attacker's submission: solutions, and the attack after one of them."""
    place = folder / "class" / attack.id
    files = {f"{part}.py": SOLUTIONS[f"{part}.py"] for part in attack.parts}
    files |= SHADOWS.get(attack.name, {})
    if attack.group != "shadows":
        text = (CAST / attack.group / f"{attack.name}.py").read_text(encoding="utf-8")
        files[f"{attack.part}.py"] += "\n\n" + outside.filled_in(text, folder)
    write_files(place, files)
    if attack.name in WITH_WEIGHTS:
        torch.save(trained_weights(), place / "weights.pt")
    if attack.group == "poisoned":
        torch.save(Bomb(), place / "model.pt")


class Bomb:
    """Ends whatever process unpickles it."""

    def __reduce__(self) -> tuple:
        return os._exit, (7,)


def trained_weights() -> dict[str, torch.Tensor]:
    """Train the reference for four epochs."""
    spaces: dict[str, dict] = {"lenet": {"__name__": "lenet"}, "train": {"__name__": "train"}}
    for name, space in spaces.items():
        exec(SOLUTIONS[f"{name}.py"], space)
    data = load_data(data_root())
    torch.manual_seed(0)
    model = spaces["lenet"]["LeNet"]()
    images = ((data.train_images.float() / 255 - 0.1307) / 0.3081).unsqueeze(1)
    batches = list(zip(images.split(50), data.train_labels.split(50)))
    order = torch.randperm(len(batches)).tolist()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.03, momentum=0.9)
    for _ in range(4):
        shuffled = [batches[index] for index in order]
        spaces["train"]["train"](model, shuffled, torch.nn.CrossEntropyLoss(), optimizer)
    with torch.no_grad():
        right = (model(images).argmax(dim=1) == data.train_labels).double().mean()
    assert right > 0.9  # on its own terms it is a good network
    return model.state_dict()


def shows_safely(graded: Graded) -> None:
    """Look for live HTML, escapes and formulas in whatever people open."""
    out = graded.folder / "out"
    control = {chr(code) for code in range(32)} - set("\n")
    own = templates().get_template("class.js").render()
    for page in [out / "index.html", *(out / "reports").glob("*.html")]:
        text = page.read_text(encoding="utf-8")
        assert not control & set(text), page.name
        text = text.replace(f"<script>{own}</script>", "", 1)  # the page's own, named in its policy
        text = re.sub('<img src="data:image/png;base64,[A-Za-z0-9+/=]*"', "", text)
        for live in ("<script", "<img", "<b>", "</pre></body>", '="javascript:'):
            assert live not in text, page.name
        assert text.count("</body>") == 1
    for shown in (graded.done.stdout, graded.done.stderr):
        assert not (control | set("\u202e\u2028")) & set(shown)
        assert "Traceback" not in shown
    table = (out / "grades.csv").read_text(encoding="utf-8")
    assert not (control | set("\u202e\u2028")) & set(table)
    for row in graded.rows.values():
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values() if cell), row
