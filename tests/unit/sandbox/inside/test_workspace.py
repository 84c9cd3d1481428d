"""A submission's files find each other, and nobody else finds them."""

from __future__ import annotations

import sys

import pytest
from helpers import FUNCTIONS, write_files

from autograder.sandbox.inside.files import LoadError
from autograder.sandbox.inside.workspace import Missing, Workspace


@pytest.fixture
def workspace(tmp_path):
    def make(files: dict[str, str]) -> Workspace:
        return Workspace.of_path(write_files(tmp_path / "submission", files), FUNCTIONS)

    return make


def test_a_name_is_found_in_its_file(workspace):
    assert workspace({"train.py": "def train(): return 7"}).find("train.train")() == 7


def test_a_file_finds_another_in_another_folder(workspace):
    files = {"a/fit.py": "from train import train\ndef fit(): return train()"}
    files["b/train.py"] = "def train(): return 7"
    assert workspace(files).find("fit.fit")() == 7


def test_a_file_finds_helpers_beside_it(workspace):
    files = {"a/fit.py": "import common\nfit = common.seven", "a/common.py": "seven = 7"}
    assert workspace(files).find("fit.fit") == 7


@pytest.mark.parametrize(
    ("importing", "files"),
    {
        "from .train import train": {"cnn/train.py": "train = 7"},
        "from .train import train as train": {"cnn/train.py": "train = 7", "cnn/__init__.py": ""},
        "from cnn.train import train": {"cnn/train.py": "train = 7"},
        "from . import common\ntrain = common.train": {"cnn/common.py": "train = 7"},
        "from ..tools.common import train": {"tools/common.py": "train = 7"},
        "from .common import train": {"cnn/common.py": "train = 7", "common.py": "train = 8"},
        "from .types import train": {
            "cnn/types.py": "train = 7",
            "cnn/__init__.py": "from . import fit",
        },
    }.items(),
)
@pytest.mark.parametrize("above", ["", "src/", "my code/src/"])
def test_a_file_of_a_package_finds_the_others(workspace, importing, files, above):
    """It may be imported in its own tests, with a dot or by the package's name."""
    text = f"{importing}\ndef fit(): return train"
    placed = {f"{above}{name}": content for name, content in files.items()}
    assert workspace(placed | {f"{above}cnn/fit.py": text}).find("fit.fit")() == 7


@pytest.mark.parametrize("folder", ["", "code/"])
def test_without_a_package_a_dot_means_the_folder(workspace, folder):
    text = "from .train import train\nfrom . import layers as l\ndef fit(): return train + l.relu"
    files = {"train.py": "train = 3", "layers.py": "relu = 4", "fit.py": text}
    found = workspace({f"{folder}{name}": content for name, content in files.items()})
    assert found.find("fit.fit")() == 7


def test_the_standard_library_goes_before_a_helper_of_its_name(workspace):
    files = {"fit.py": "import random\nfit = random.Random", "random.py": "raise ValueError"}
    assert workspace(files).find("fit.fit")


def test_each_file_is_run_once(workspace):
    found = workspace({"layers.py": "made = []\ndef relu(): made.append(1); return len(made)"})
    assert [found.find("layers.relu")(), found.find("layers.relu")()] == [1, 2]


def test_afterwards_nothing_of_it_can_be_imported(workspace):
    before = {name: sys.modules.get(name) for name in ("train", "fit")}
    finders = list(sys.meta_path)
    workspace({"train.py": "def train(): ...", "fit.py": "import train\nfit = 1"}).find("fit.fit")
    assert {name: sys.modules.get(name) for name in ("train", "fit")} == before
    assert sys.meta_path == finders


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "class Trainer:\n    def train(self): ...\n",
            "Line 2 defines train inside `class Trainer:`, where nothing outside finds it",
        ),
        ("def other():\n    x = 1\n    def train(): ...\n", "inside `def other():`"),
        ("def trian(): ...\n", "There is trian; is that the one, under another name?"),
    ],
)
def test_what_a_file_has_in_the_place_of_a_name_is_told(workspace, text, said):
    with pytest.raises(Missing) as caught:
        workspace({"train.py": text}).find("train.train")
    told = str(caught.value.words)
    assert told.startswith("train.py does not define train. ") and said in told


@pytest.mark.parametrize("text", ["def fit(): ...\n", "brain = 1\n", "def plot(): ...\n"])
def test_what_has_little_to_do_with_a_name_is_not_told(workspace, text):
    with pytest.raises(Missing, match=r"train.py does not define train\.$"):
        workspace({"train.py": text}).find("train.train")


def test_two_submissions_do_not_see_each_others_files(tmp_path):
    one = Workspace.of_path(write_files(tmp_path / "one", {"train.py": "train = 1"}), FUNCTIONS)
    two = Workspace.of_path(write_files(tmp_path / "two", {"train.py": "train = 2"}), FUNCTIONS)
    assert [one.find("train.train"), two.find("train.train")] == [1, 2]
    assert one.find("train.train") == 1


def test_a_name_that_is_not_there_is_missing(workspace):
    found = workspace({"train.py": "x = 1"})
    with pytest.raises(Missing, match=r"train.py does not define train\."):
        found.find("train.train")
    with pytest.raises(Missing, match=r"The file lenet.py is missing\."):
        found.find("lenet.LeNet")


@pytest.mark.parametrize(
    "cause", ["SystemExit(0)", "ValueError('no')", "Exception", "GeneratorExit"]
)
def test_a_file_that_raises_before_its_names_cannot_be_loaded_whatever_it_raises(workspace, cause):
    found = workspace({"train.py": f"raise {cause}"})
    for _ in range(2):
        with pytest.raises((LoadError, Missing)):
            found.find("train.train")


def test_a_broken_file_costs_only_those_who_call_it(workspace):
    files = {"fit.py": "from train import train\ndef fit(call): return train() if call else 7"}
    found = workspace({**files, "train.py": "raise ValueError('no')"}).find("fit.fit")
    assert found(False) == 7
    with pytest.raises(ImportError, match=r"train was called, but train.py"):
        found(True)


def test_a_missing_file_costs_only_those_who_call_it(workspace):
    found = workspace({"fit.py": "from train import train\ndef fit(): return train()"})
    with pytest.raises(ImportError, match=r"train was called, but train.py is missing"):
        found.find("fit.fit")()


def test_two_files_may_import_each_other(workspace):
    files = {"fit.py": "import train\ndef fit(): return train.train()"}
    files["train.py"] = "import fit\ndef train(): return 7"
    assert workspace(files).find("fit.fit")() == 7


def test_a_files_text_can_be_replaced(tmp_path):
    folder = write_files(tmp_path / "s", {"train.py": "train = 1"})
    assert (
        Workspace.of_path(folder, FUNCTIONS, sources={"train": "train = 2"}).find("train.train")
        == 2
    )


def test_the_learners_own_files_are_named_as_they_know_them(workspace):
    found = workspace({"a/train.py": "train = 1"})
    assert found.name_of(str(found.root / "a" / "train.py")) == "a/train.py"
    assert found.name_of(sys.modules["autograder.sandbox.inside.wire"].__file__) is None
    assert found.name_of(str(found.root / "lib/site-packages/x.py")) is None
    assert found.name_of("/elsewhere/train.py") is None
