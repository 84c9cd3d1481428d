"""Attackers, each a small submission, graded behind the real walls beside right neighbours.

Attacks of a group of `cast/` stand in a file each, which is appended to the solution of
a part; what the others are made of stands in `entries.py` and `shadows.py`.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import torch
from attackers.entries import ENTRIES, IDS, write_ids
from attackers.shadows import SHADOWS
from helpers import HOME, SOLUTIONS, grades, results, run, write_files

from autograder import kit
from autograder.checks.data import load_data
from autograder.grading.names import file_names
from autograder.reports.pages import templates
from autograder.sandbox.client import Sandboxed, Slot
from autograder.sandbox.code import Code
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.layout import Layout
from autograder.sandbox.limits import Limits
from autograder.sandbox.walls import walls_of_this_machine

ATTACKERS = HOME / "tests" / "attackers" / "cast"
SECRET = "secret-of-the-grader"
LIGHT = ("output_shape", "layers", "predict")
LIMITS = (
    """--check-seconds 2 --patience 2.5 --accuracy-seconds 30 --memory 1024 --disk 128""".split()
)
RIGHT = ("a-right", "m-right", "z-right")

F, C, T, M = "failed", "crashed", "timed out", "out of memory"
FC = "failed or crashed"

pytestmark = pytest.mark.skipif(
    "namespaces" not in walls_of_this_machine().names, reason="no namespaces on this machine"
)


@dataclass(frozen=True)
class Attack:
    """An attack, and what it must get.

    `lost` names the parts that lose points and the outcome of their checks; all other parts
    that are handed in keep theirs. `says` stands in a message of a lost check, or in that of a
    rejected submission; `never` in none. `review` stands in what a human is told.
    """

    group: str
    name: str
    part: str = "output_shape"
    lost: dict[str, str] = field(default_factory=dict)
    says: str = ""
    never: str = ""
    rejected: bool = False
    score: float = 10
    review: str = ""

    @property
    def many(self) -> bool:
        """Whether it needs more than the few parts that most attackers hand in."""
        return self.group == "accuracy" or self.part not in LIGHT

    @property
    def id(self) -> str:
        return f"{self.group}-{self.name}"


def count(group: str, name: str, outcome: str, says: str = "", never: str = "") -> Attack:
    """Attack from conv2d_parameter_count, which one check asks for."""
    return Attack(group, name, "output_shape", {"output_shape": outcome}, says, never)


def predict(group: str, name: str, outcome: str, says: str = "", never: str = "") -> Attack:
    """Attack from predict.py, which is asked after all the others."""
    return Attack(group, name, "predict", {"predict": outcome}, says, never)


def relu(name: str, outcome: str, says: str) -> Attack:
    """Answer with something odd in the place of relu's tensor."""
    return Attack("lying", name, "layers", {"layers": outcome}, says)


def train(name: str, says: str, outcome: str = F) -> Attack:
    """Pretend to have trained a LeNet."""
    return Attack("accuracy", name, "train", {"accuracy": outcome}, says)


def entry(name: str, says: str) -> Attack:
    """Hand in something that is to be rejected."""
    return Attack("entries", name, rejected=True, score=0, says=says)


def odd(name: str, score: float = 10) -> Attack:
    """Hand in something odd that is to be graded."""
    return Attack("entries", name, score=score)


TABLE = [
    # Leaving the process.
    count("leaving", "sys_exit", F, "SystemExit"),
    predict("leaving", "system_exit_on_import", F, "could not be imported: SystemExit"),
    count("leaving", "os_exit_in_a_function", C, "exit code 0"),
    predict("leaving", "os_exit_on_import", C, "While predict.py was imported"),
    count("leaving", "os_exit_at_exit", F, "got       -1"),
    count("leaving", "os_exit_in_a_thread", C, "exit code 0"),
    count("leaving", "abort", C, "SIGABRT"),
    count("leaving", "segmentation_fault", C, "SIGSEGV"),
    count("leaving", "kills_itself", C, "SIGKILL"),
    count("leaving", "becomes_true", C, "exit code 0"),
    predict("leaving", "closes_everything", C, "ended its process"),
    count("leaving", "endless_recursion", FC),
    count("leaving", "keyboard_interrupt", FC),
    # Killing or stopping others.
    count("killing", "kills_the_parent", F, "sent []"),
    count("killing", "stops_the_parent", F, "sent []"),
    count("killing", "kills_the_first_process", F, "sent []"),
    count("killing", "kills_all_it_can_see", F, "sent []"),
    count("killing", "kills_everybody", FC),
    count("killing", "stops_everybody", T, "No answer after"),
    count("killing", "kills_the_parents_group", C, "SIGKILL"),
    count("killing", "traces_the_parent", F, "done []"),
    # Patching.
    predict("patching", "torch", F, "expected"),
    predict("patching", "builtins", FC),
    predict("patching", "isinstance", FC),
    predict("patching", "raise_no_more", FC),
    predict("patching", "json", FC),
    predict("patching", "struct", FC),
    predict("patching", "socket", "crashed or timed out"),
    predict("patching", "pytest", F),
    predict("patching", "skips", F),
    predict("patching", "tracer", F),
    predict("patching", "answering", F),
    predict("patching", "wire", FC),
    predict("patching", "scenarios", F),
    predict("patching", "imports", FC),
    predict("patching", "garbage", FC),
    predict("patching", "changed_arguments", FC),
    predict("patching", "odd_fields", F),
    predict("patching", "odd_kind", C, "not an answer"),
    # Values that lie.
    relu("tensor_subclass", F, "differs"),
    relu("equal_to_everything", F, "an object of type Same"),
    relu("nan_everywhere", F, "differs"),
    relu("infinite_numbers", F, "differs"),
    relu("huge_by_expansion", "failed or out of memory", ""),
    relu("eighty_megabytes", FC, "too large"),
    relu("forty_dimensions", F, "dimensions"),
    relu("no_storage", FC, ""),
    relu("sparse", F, "not a dense one"),
    relu("meta", F, "without values"),
    relu("complex_numbers", F, "complex64"),
    relu("quantized", F, "not a dense one"),
    relu("nested_tensor", F, ""),
    count("lying", "int_subclass", F),
    count("lying", "int_that_raises", F),
    count("lying", "tuple_subclass", F),
    count("lying", "dict_subclass", "failed or timed out"),
    count("lying", "text_subclass", F),
    Attack("lying", "nan_percentage", "evaluate", {"evaluate": F}, "got       nan"),
    Attack("lying", "infinite_percentage", "evaluate", {"evaluate": F}, "got       inf"),
    Attack("lying", "always_a_hundred", "evaluate", {"evaluate": F}, "got       100"),
    count("lying", "nested_lists", F, "nested or spread too far"),
    count("lying", "list_in_itself", F, "nested or spread too far"),
    count("lying", "ten_million_entries", F),
    count("lying", "generator", F, "an object of type count"),
    count("lying", "gigabyte_of_text", "failed or out of memory"),
    count("lying", "number_of_many_digits", F, "more than 64 bits"),
    count("lying", "odd_keys", F),
    count("lying", "type_with_a_name", F),
    # Forged frames on the worker's socket.
    predict("forging", "endless_header", FC, "too large"),
    predict("forging", "list_as_frame", C),
    predict("forging", "frame_of_nonsense", C, "cannot be read"),
    predict("forging", "deep_frame", C, "cannot be read"),
    predict("forging", "lying_shapes", C),
    predict("forging", "correct_looking_answer", FC),
    predict("forging", "notes_without_end", T, "No answer after"),
    predict("forging", "trickle", T, "No answer after"),
    predict("forging", "blames_another_file", C, "exit code 0"),
    predict("forging", "two_workers", FC),
    predict("forging", "child_keeps_the_line_open", "crashed or timed out"),
    # Forbidden operators in disguise.
    *(
        Attack("disguise", name, "filters", {"filters": F}, "Not allowed here")
        for name in ("in_a_thread", "switched_off", "by_another_name", "caught_error")
    ),
    # An accuracy that was not learned.
    *(
        train(name, "does not have the weights that it should")
        for name in (
            *("lookup_table", "nearest_neighbour", "nearest_neighbour_in_buffers"),
            *("brought_along", "copies_weights", "constant_class", "truth_values", "not_a_number"),
            *("labels_by_position", "hashes_of_the_ink", "weights_in_the_source"),
            *("secret_of_the_seed", "lies_about_its_parameters", "shuffles_by_itself"),
        )
    ),
    train("looks_for_labels", "found 0 tensors of labels"),
    train("mnist_on_the_disk", "found []"),
    *(
        Attack("accuracy", name, "train", review="goes another way")
        for name in ("swaps_at_the_end", "more_epochs", "another_optimizer")
    ),
    # Writing.
    predict("writing", "results", F, "wrote []"),
    predict("writing", "the_kit", F, "wrote []"),
    predict("writing", "changes_others_files", F, "done []"),
    # Reading.
    predict("reading", "files", F, "opened []"),
    predict("reading", "environments", F, "secrets: []", SECRET),
    predict("reading", "command_lines", F, "found []"),
    predict("reading", "memory_of_others", F, "read []"),
    predict("reading", "frames", F, "found []"),
    predict("reading", "objects", F, "found []"),
    predict("reading", "installed_package", F, "found []"),
    predict("reading", "descriptors", F, "found ['/dev/null', 'pipe', 'socket']"),
    # The network.
    predict("network", "tcp", F, "sent []"),
    predict("network", "udp", F, "sent []"),
    predict("network", "abstract_socket", F, "sent []"),
    predict("network", "names_and_raw_sockets", F, "opened []"),
    # Loops, daemons, bombs.
    count("loops", "swallows_exceptions", T, "No answer after"),
    count("loops", "ignores_signals", T, "No answer after"),
    count("loops", "sleeps", T, "No answer after"),
    predict("loops", "never_imported", T, "While predict.py was imported"),
    count("loops", "regular_expression", T, "No answer after"),
    count("loops", "children_compute", T, "No answer after"),
    count("loops", "fork_bomb", FC, never="forked 500"),
    count("loops", "thread_bomb", FC, never="started 1000"),
    count("loops", "daemon", F, "got       -1"),
    # Floods.
    count("floods", "memory", "out of memory or timed out"),
    count("floods", "memory_of_torch", "out of memory or timed out"),
    count("floods", "shared_memory", "failed or out of memory or timed out"),
    count("floods", "memory_files", F, "Operation not permitted"),
    count("floods", "memory_of_children", M, "MiB of memory"),
    Attack(  # its files stay in its own way
        "floods", "disk", "output_shape", {"output_shape": F, "predict": F}, "No space left"
    ),
    count("floods", "one_large_file", F, "File too large"),
    count("floods", "shared_disk", F, "No space left"),
    count("floods", "output", T),
    count("floods", "endless_output", T),
    predict("floods", "descriptors", F, "Too many open files"),
    # Poisoned checkpoints.
    Attack("poisoned", "pickle_bomb", "fit", {"fit": F}),
    Attack("poisoned", "checkpoint_is_a_pipe", "fit", {"fit": "failed or timed out"}),
    Attack("poisoned", "checkpoint_is_a_link", "fit", {"fit": FC}),
    predict("poisoned", "loads_what_it_brought", C, "exit code 7"),
    # Messages.
    predict("messages", "html_and_escapes", F, "<script>alert(1)"),
    predict("messages", "html_in_values", F, "<img src=x"),
    count("messages", "endless_text", T),
    count("messages", "not_a_text", FC),
    count("messages", "long_text", F, "xxx"),
    predict("messages", "broken_source", F, "could not be imported"),
    # Files with the names of modules, beside right ones: nothing is lost.
    *(Attack("shadows", name) for name in SHADOWS),
    # Hostile archives, folders and files.
    entry("zip_that_climbs", "a/../../outside.py climbs out"),
    entry("zip_with_an_absolute_path", "/tmp/absolute.py is an absolute path"),
    entry("zip_with_a_backslash", "outside.py"),
    entry("zip_with_a_drive", "C:outside.py"),
    entry("zip_with_a_link", "is a link"),
    entry("zip_with_a_device", "device is neither a file nor a folder"),
    entry("zip_encrypted", "layers.py is encrypted"),
    entry("zip_cut_off", "zip_cut_off.zip is damaged"),
    entry("zip_with_damaged_bytes", "zip_with_damaged_bytes.zip is damaged"),
    entry("zip_that_is_none", "zip_that_is_none.zip is damaged"),
    entry("zip_empty", "zip_empty.zip is damaged"),
    entry("zip_with_a_name_twice", "holds layers.py twice"),
    entry("zip_bomb", "zip_bomb.zip unpacks to more than 256 MiB"),
    entry("zip_bomb_that_lies", "layers.py"),
    entry("zip_of_ten_thousand_files", "more than 2000 files"),
    entry("zip_a_hundred_folders_deep", "more than 20 folders deep"),
    entry("zip_with_a_file_that_is_a_folder", "layers.py/inner.py"),
    entry("zip_with_a_dot_as_a_name", "is no name for a file"),
    entry("zip_with_a_very_long_path", "is no name for a file"),
    odd("zip_with_a_nul_in_a_name"),
    entry("zip_in_an_unknown_method", "cannot be unpacked"),
    entry("tar_with_a_hard_link", "hard is a link"),
    entry("tar_with_a_link", "soft is a link"),
    entry("tar_with_a_device", "device is neither"),
    entry("tar_with_a_pipe", "pipe is neither"),
    entry("tar_that_climbs", "../outside.py climbs out"),
    entry("tar_with_an_absolute_path", "/tmp/absolute.py is an absolute path"),
    entry("tar_with_a_name_twice", "holds layers.py twice"),
    entry("tar_cut_off", "tar_cut_off.tar.gz is damaged"),
    entry("tar_with_a_negative_size", "minus.py"),
    odd("tar_with_odd_records", 0),
    entry("tar_that_is_none", "tar_that_is_none.tar.gz is damaged"),
    odd("gzip_bomb", 0),
    entry("tar_bomb", "tar_bomb.tar.gz unpacks to more than 256 MiB"),
    entry("folder_with_a_link", "soft.py is a link"),
    entry("folder_with_a_pipe", "relu.py is neither"),
    entry("folder_with_a_device", "socket.py is neither"),
    entry("folder_a_hundred_folders_deep", "more than 20 folders deep"),
    entry("folder_of_three_thousand_files", "more than 2000 files"),
    odd("folder_that_is_empty", 0),
    entry("link_as_a_submission", "link_as_a_submission is a link"),
    entry("link_as_a_file", "link_as_a_file.py is a link"),
    entry("link_to_nothing", "link_to_nothing.zip is a link"),
    entry("pipe_as_a_file", "pipe_as_a_file.py is neither"),
    entry("file_of_another_kind", "is not a folder, .zip"),
    odd("source_with_nuls", 0),
    entry("source_of_forty_megabytes", "larger than 32 MiB"),
    # Notebooks.
    odd("notebook_with_magics"),
    odd("notebook_with_shell_calls"),
    odd("notebook_with_broken_metadata"),
    odd("notebook_with_null_sources"),
    odd("notebook_with_broken_letters"),
    entry("notebook_not_json", "notebook_not_json.ipynb is no readable notebook"),
    entry("notebook_not_utf8", "not JSON in UTF-8"),
    entry("notebook_without_cells", "no list of cells"),
    entry("notebook_of_one_number", "no readable notebook"),
    entry("notebook_nested_deep", "no readable notebook"),
    odd("notebook_of_odd_worksheets", 0),
    # Ids that are hard: every one keeps its points and gets files of its own.
    *(Attack("ids", name) for name in IDS),
]
CODE = [attack for attack in TABLE if attack.group not in ("entries", "ids")]
TAKEN_IN = [attack for attack in TABLE if attack.group in ("entries", "ids")]


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
            "LABELS": "".join(map(str, load_data(kit.data_root()).test_labels.tolist())),
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


@pytest.fixture(scope="module")
def kit_before() -> dict[str, str]:
    """A digest of every file of the kit that an attacker could want to change."""
    return digests()


def digests() -> dict[str, str]:
    """Digest the files of the kit."""
    places = [HOME / "solutions", HOME / "data" / "mnist5k"]
    files = [file for place in places for file in sorted(place.rglob("*")) if file.is_file()]
    return {
        str(file): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
        if "__pycache__" not in file.parts
    }


class Attacked(dict):
    """The two runs over all attackers that run code, by whether these need many parts.

    Each is made when it is first looked at.
    """

    def __init__(self, make: Callable[[bool], Graded]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, many: bool) -> Graded:
        self[many] = self.make(many)
        return self[many]


@pytest.fixture(scope="module")
def attacked(
    tmp_path_factory: pytest.TempPathFactory, kit_before: object
) -> Iterator[dict[bool, Graded]]:
    """All attackers that run code, graded by the command line."""
    with contextlib.ExitStack() as stack:
        public = Path("/var/tmp") / f"attackers-{secrets.token_hex(4)}"
        stack.callback(shutil.rmtree, public, ignore_errors=True)
        outside = stack.enter_context(Outside.built(public))
        yield Attacked(lambda many: graded(tmp_path_factory.mktemp("attackers"), many, outside))


def graded(folder: Path, many: bool, outside: Outside) -> Graded:
    """Grade the attackers with few or with many parts by the command line, with two jobs."""
    for name in RIGHT:
        write_files(folder / "class" / name, SOLUTIONS)
    for attack in CODE:
        if attack.many == many:
            build(attack, folder, outside)
    chosen = [] if many else [word for part in LIGHT for word in ("--exercise", part)]
    done = run(
        *("autograder", "grade", folder / "class", "--out", folder / "out", "--jobs", 2),
        *LIMITS,
        *chosen,
        AUTOGRADER_TEST_SECRET=SECRET,
    )
    out = folder / "out"
    return Graded(folder, done, results(out), grades(out), outside)


def build(attack: Attack, folder: Path, outside: Outside) -> None:
    """Write an attacker's submission: solutions, and the attack after one of them."""
    place = folder / "class" / attack.id
    parts = ("lenet", "train", "output_shape") if attack.group == "accuracy" else LIGHT
    files = {f"{part}.py": SOLUTIONS[f"{part}.py"] for part in {*parts, attack.part}}
    files |= SHADOWS.get(attack.name, {})
    if attack.group != "shadows":
        text = (ATTACKERS / attack.group / f"{attack.name}.py").read_text(encoding="utf-8")
        files[f"{attack.part}.py"] += "\n\n" + outside.filled_in(text, folder)
    write_files(place, files)
    if attack.name in ("brought_along", "weights_in_the_source", "swaps_at_the_end"):
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
    data = load_data(kit.data_root())
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


def parts_of(graded: Graded, identity: str) -> dict[str, dict]:
    """Give a submission's parts by their names."""
    return {part["name"]: part for part in graded.results[identity]["parts"]}


@pytest.mark.parametrize("attack", CODE, ids=lambda attack: attack.id)
def test_an_attack_costs_what_it_broke_and_nothing_else(attacked, attack):
    graded = attacked[attack.many]
    result = graded.results[attack.id]
    messages = [c["message"] for part in result["parts"] for c in part["checks"]]
    assert result["status"] == "graded", messages
    handed_in = {path.stem for path in (graded.folder / "class" / attack.id).glob("*.py")}
    if {"lenet", "train"} <= handed_in:
        handed_in.add("accuracy")
    said = ""
    for part in result["parts"]:
        lost = [check for check in part["checks"] if not check["passed"]]
        if part["name"] in attack.lost:
            assert lost, f"{part['name']} lost nothing"
            for check in lost:
                expected = attack.lost[part["name"]].split(" or ")
                assert check["outcome"] in expected, (check["outcome"], check["message"])
                said += check["message"] + "\n"
        elif part["name"] in handed_in:
            assert not lost, (part["name"], lost[0]["outcome"], lost[0]["message"])
    assert attack.says in said, said
    told = " ".join(note["message"] for note in result["review"])
    assert attack.review in told, told
    assert not attack.never or attack.never not in json.dumps(result)


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize("name", RIGHT)
def test_the_neighbours_keep_everything(attacked, many, name):
    row = attacked[many].rows[name]
    assert (row["status"], row["score"]) == ("graded", row["max_score"])
    assert row["max_score"] == "100" or not many


@pytest.mark.parametrize("many", [False, True])
def test_the_run_of_the_attackers_ends_well(attacked, many):
    assert attacked[many].done.returncode == 0, attacked[many].done.stderr
    attackers = {attack.id for attack in CODE if attack.many == many}
    assert set(attacked[many].results) == {*RIGHT, *attackers}


def test_nothing_outside_was_written_heard_or_left_running(attacked, kit_before):
    outside = attacked[False].outside
    assert outside.heard() == []
    assert sorted(path.name for path in outside.public.iterdir()) == ["socket", "victim"]
    assert (outside.public / "victim").read_bytes() == outside.victim
    assert outside.public.stat().st_mode & 0o777 == 0o777
    assert (outside.public / "victim").stat().st_mode & 0o777 == 0o666
    assert digests() == kit_before
    for graded in (attacked[False], attacked[True]):
        for name in RIGHT:
            place = graded.folder / "class" / name
            assert {p.name: p.read_text(encoding="utf-8") for p in place.iterdir()} == SOLUTIONS
    names = set()
    for process in Path("/proc").glob("[0-9]*/comm"):
        with contextlib.suppress(OSError):
            names.add(process.read_text(encoding="utf-8", errors="replace").strip())
    assert "left-over" not in names


def test_the_secret_is_in_no_result_page_or_line(attacked):
    for graded in (attacked[False], attacked[True]):
        out = graded.folder / "out"
        texts = [file.read_bytes() for file in out.rglob("*") if file.is_file()]
        texts += [graded.done.stdout.encode(), graded.done.stderr.encode()]
        assert not any(SECRET.encode() in text for text in texts)


def test_messages_are_shown_safely(attacked):
    for graded in (attacked[False], attacked[True]):
        shows_safely(graded)
    pages = (attacked[False].folder / "out" / "reports").glob("messages-*.html")
    assert any("&lt;script&gt;alert(1)" in page.read_text(encoding="utf-8") for page in pages)


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
        for live in ("<script", "<img", "<b>", "</pre></body>", "javascript:"):
            assert live not in text, page.name
        assert text.count("</body>") == 1
    for shown in (graded.done.stdout, graded.done.stderr):
        assert not (control | set("\u202e\u2028")) & set(shown)
        assert "Traceback" not in shown
    table = (out / "grades.csv").read_text(encoding="utf-8")
    assert not (control | set("\u202e\u2028")) & set(table)
    for row in graded.rows.values():
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values() if cell), row


# What comes in


@pytest.fixture(scope="module")
def taken_in(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """Hostile archives, notebooks and ids, graded in one run of the command line."""
    folder = tmp_path_factory.mktemp("taken-in")
    (folder / "class").mkdir()
    write_files(folder / "class" / "a-right", SOLUTIONS)
    for write in ENTRIES.values():
        write(folder / "class")
    write_ids(folder / "class")
    before = sorted(str(path) for path in folder.rglob("*"))
    done = run(
        *("autograder", "grade", folder / "class", "--out", folder / "out"),
        *("--exercise", "layers", "--jobs", "1"),
    )
    inside = folder / "out"
    written = {str(path) for path in folder.rglob("*") if inside not in (path, *path.parents)}
    assert written == set(before)
    rows = grades(inside) if (inside / "grades.csv").exists() else {}
    return Graded(folder, done, results(inside), rows)


def test_the_run_over_odd_entries_ends_well(taken_in):
    assert taken_in.done.returncode == 0, taken_in.done.stderr[-3000:]
    assert len(taken_in.rows) == len(taken_in.results) == len(TAKEN_IN) + 1
    assert taken_in.rows["a-right"]["score"] == "10"
    assert not Path("/tmp/absolute.py").exists()


@pytest.mark.parametrize("attack", TAKEN_IN, ids=lambda attack: attack.id)
def test_an_odd_entry_is_rejected_or_graded(taken_in, attack):
    identity = IDS.get(attack.name, attack.name)
    if identity == "file_of_another_kind":
        identity += ".exe"
    result = taken_in.results[identity]
    assert result["status"] == ("rejected" if attack.rejected else "graded"), result["message"]
    assert result["score"] == attack.score
    assert attack.says in result["message"]
    assert "\x1b" not in result["message"]


def test_odd_entries_are_shown_safely(taken_in):
    shows_safely(taken_in)


def test_every_id_has_files_of_its_own_that_every_system_takes(taken_in):
    out = taken_in.folder / "out"
    for folder, suffix in (("results", ".json"), ("reports", ".html")):
        names = [path.name for path in (out / folder).iterdir()]
        assert len({name.casefold() for name in names}) == len(TAKEN_IN) + 1
        for name in names:
            assert name.endswith(suffix) and len(name.encode()) <= 255
            assert not set(name) & set('<>:"/\\|?*') and name.isprintable()
            assert name.split(".")[0].casefold() not in ("con", "aux")


def test_no_id_can_be_made_to_take_anothers_files():
    ids = ["=x"]
    for _ in range(3):
        ids += {name for name in file_names(ids).values() if name not in ids}
    names = file_names(ids)
    assert len({name.casefold() for name in names.values()}) == len(ids)


# What is left for the next submission in the same slot


LEFT = {
    "a file in /tmp": "Path('/tmp/left').write_text('left')",
    "a file in /dev/shm": "Path('/dev/shm/left').write_text('left')",
    "its own files": "Path(__file__).with_name('left.py').write_text('left')",
    "a hidden file": "Path('/tmp/.left').write_text('left')",
    "a folder nobody may open": "os.mkdir('/tmp/left'); Path('/tmp/left/x').touch(); "
    "os.chmod('/tmp/left', 0)",
    "a folder in the place of the next one's": "shutil.rmtree('/tmp/submission'); "
    "Path('/tmp/submission').write_text('left')",
    "three thousand folders": "deep()",
    "ten thousand files": "[Path(f'/tmp/left-{n}').touch() for n in range(10_000)]",
    "names that are no text": "os.mkdir(b'/tmp/left-\\xff'); open(b'/tmp/left-\\xff/\\x1b', 'w')",
    "a link to the root": "os.symlink('/', '/tmp/left')",
    "a link to the other room": "os.symlink('/tmp', '/dev/shm/left')",
    "a link to itself": "os.symlink('/tmp/left', '/tmp/left')",
    "a full disk": "Path('/tmp/left').write_bytes(bytes(60 << 20))",
    "rooms that nobody may open": "[os.chmod(p, 0) for p in ('/tmp', '/dev/shm', '/', '/kit')]",
    "a pipe and a socket": "os.mkfifo('/tmp/left'); socket.socket(1).bind('/tmp/left.socket')",
    "an abstract socket": "keep.append(socket.socket(1)); keep[0].bind('\\0left')",
    "a semaphore": "libc.sem_open(b'/left', 0o100, 0o666, 1)",
    "System V memory": "libc.shmget(4711, 4096, 0o1666)",
    "a daemon": "daemon()",
    "a daemon with open files": "keep.append(open('/tmp/left', 'w')); daemon()",
}
"""What somebody may leave behind, as Python."""

LEAVER = """
import ctypes, os, shutil, socket, time
from pathlib import Path

libc = ctypes.CDLL(None, use_errno=True)
keep = []


def deep():
    os.chdir("/tmp")
    for _ in range(3000):
        os.mkdir("d")
        os.chdir("d")


def daemon():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            libc.prctl(1, 0, 0, 0, 0)
            libc.prctl(15, b"left-over", 0, 0, 0)
            time.sleep(60)
        os._exit(0)


def relu(x):
    try:
        WHAT
    except OSError:
        pass
    return x
"""

LOOKER = """
import ctypes, os, socket
from pathlib import Path

libc = ctypes.CDLL(None, use_errno=True)


def relu(x):
    found = [str(path) for room in ("/tmp", "/dev/shm") for path in Path(room).rglob("*")]
    found = [path for path in found if not path.startswith("/tmp/submission")]
    found += [path.name for path in Path("/tmp/submission").iterdir() if path.name != "looker.py"]
    found += [p.read_text() for p in Path("/proc").glob("[0-9]*/comm") if "left" in p.read_text()]
    if "left" in Path("/proc/net/unix").read_text():
        found.append("an abstract socket")
    if libc.shmget(4711, 4096, 0o666) >= 0:
        found.append("shared memory")
    Path("/tmp/new").write_text("there is room")
    Path("/dev/shm/new").write_bytes(bytes(30 << 20))
    return repr(found)
"""


@pytest.fixture(scope="module")
def slot() -> Iterator[Slot]:
    with Slot(walls_of_this_machine(), Limits(disk=64)) as slot:
        yield slot


def ask(slot: Slot, name: str, source: str) -> Answer:
    """Put relu's question to a submission of one file."""
    code = Code({f"{name}.py": source.encode()}, Layout(single=f"{name}.py"))
    submission = Sandboxed(slot, code, slot.limits)
    try:
        return submission.answer(Question(("layers.relu",), (torch.zeros(2),)))
    finally:
        submission.close()


@pytest.mark.parametrize("what", LEFT)
def test_nothing_is_left_for_the_next_submission(slot, what):
    slot.start()
    parent = slot.process
    try:
        left = ask(slot, "leaver", LEAVER.replace("WHAT", LEFT[what]))
        assert left.kind == "value", left
        assert slot.process is parent and slot.control is not None, "the warm parent was lost"
        found = ask(slot, "looker", LOOKER)
        assert (found.kind, found.value) == ("value", "[]"), found
        assert slot.process is parent and slot.control is not None, "the warm parent was lost"
    except AssertionError:
        slot.close()  # the next one begins with a new warm parent
        raise


def test_there_are_attackers_of_every_kind():
    files = {f"{path.parent.name}-{path.stem}" for path in ATTACKERS.glob("*/*.py")}
    assert files == {attack.id for attack in CODE if attack.group != "shadows"}
    assert set(ENTRIES) == {attack.name for attack in TAKEN_IN if attack.group == "entries"}
    assert len(TABLE) >= 200
