"""Which files of a submission count."""

from __future__ import annotations

import time

import pytest
from helpers import FUNCTIONS
from hypothesis import given
from hypothesis import strategies as st
from plain_values import quick

from autograder.sandbox.inside.layout import (
    TwoFilesOfOneName,
    environments,
    find_layout,
    is_submission_file,
    lies_within,
    nearly_name,
)


@pytest.mark.parametrize("part", FUNCTIONS)
@pytest.mark.parametrize("folder", ["", "week 3/", "作业/a/b/"])
def test_each_of_the_ten_files_counts_at_any_depth(part, folder):
    path = f"{folder}{part}.py"
    layout = find_layout([path, "notes.txt"], FUNCTIONS)
    assert layout.parts == {part: path} and not layout.notebooks and layout.single is None


@pytest.mark.parametrize(
    "path",
    [
        ".train.py",
        "._train.py",
        ".ipynb_checkpoints/train.py",
        "__MACOSX/train.py",
        "a/__pycache__/train.py",
        ".git/hooks/train.py",
        "a/.b/train.py",
    ],
)
def test_what_a_tool_left_behind_does_not_count(path):
    assert not is_submission_file(path)
    layout = find_layout([path], FUNCTIONS)
    assert not layout.parts and not layout.notebooks and layout.single is None


@pytest.mark.parametrize("path", ["train.py", "a.b/train.py", "MACOSX/train.py", "_a/train.py"])
def test_other_names_count(path):
    assert is_submission_file(path)
    assert find_layout([path], FUNCTIONS).parts == {"train": path}


@pytest.mark.parametrize(
    "name", ["train_old.py", "test_train.py", "train.txt", "train", "mytrain.py"]
)
def test_a_name_that_merely_resembles_one_of_the_ten_is_none_of_them(name):
    assert find_layout([name, "lenet.py"], FUNCTIONS).parts == {"lenet": "lenet.py"}


def test_two_files_of_one_name_at_one_depth_are_refused_with_both_paths():
    with pytest.raises(TwoFilesOfOneName) as caught:
        find_layout(["b/train.py", "a/train.py", "lenet.py"], FUNCTIONS)
    assert "a/train.py" in str(caught.value) and "b/train.py" in str(caught.value)


@pytest.mark.parametrize(
    "name",
    [
        "layers (Alice's conflicted copy 2026-11-02).py",
        "layers (SFConflict bob@example.org 2026-11-02-10-11-12).py",
        "layers (Case Conflict 1).py",
        "layers.sync-conflict-20261102-101112-ABCDEFG.py",
        "layers-DESKTOP-AB12CD3.py",
        "layers-1.py",
        "layers[1].py",
        "layers [2].py",
        *("layers (copy).py", "layers (副本).py", "layers（副本 2）.py", "layers（1）.py"),
        *(
            "layers - Kopie (2).py",
            "layers – Kopie.py",
            "layers - コピー.py",
            "layers - 복사본 (3).py",
        ),
        *("layers — копия.py", "layers - copia.py", "layers - Cópia.py", "layers - Cópia.py"),
        *("layers - 複本.py", "layers的副本.py", "layers 的副本 2.py", "layers拷贝.py"),
        *("副本layers.py", "复件 layers.py", "Kopie von layers.py", "Copie de layers.py"),
        *("Copia de layers.py", "Copy of layers.py", "コピー ~ layers.py", "Copy of Layers (1).py"),
    ],
)
def test_what_a_copy_is_called_by_systems_and_services_is_taken_off(name):
    found = find_layout([name, "lenet.py"], FUNCTIONS)
    assert found.parts == {"layers": name, "lenet": "lenet.py"}
    assert len(found.notes) == 1


@pytest.mark.parametrize(
    "name",
    ["04_layers.py", "week 4/ex4-layers.py", "layers_final.py", "layers.py.bak", "layers.py~"],
)
def test_of_a_file_that_is_missing_the_ones_that_resemble_it_are_named(name):
    found = find_layout([name, "lenet.py", "test_layers.py", "players.py"], FUNCTIONS)
    assert found.parts == {"lenet": "lenet.py"}
    assert str(found.missing["layers"]).endswith(f"taken for layers.py: {name}")
    assert list(found.missing) == ["layers"]


@pytest.mark.parametrize("name", ["layers.py.bak", "layers.py.orig", "layers.py.old"])
def test_only_endings_that_a_system_adds_are_taken_off(name):
    assert not find_layout([name, "lenet.py"], FUNCTIONS).parts.get("layers")


def test_a_copy_in_an_ignored_folder_is_no_second_file():
    assert find_layout(["__MACOSX/train.py", "train.py"], FUNCTIONS).parts == {"train": "train.py"}


def test_a_lone_file_of_another_name_defines_everything():
    layout = find_layout(["homework.py"], FUNCTIONS)
    assert layout.single == "homework.py" and not layout.parts and not layout.notebooks
    assert layout.gradable and not find_layout(["notes.txt"], FUNCTIONS).gradable
    assert find_layout(["homework.py", "test_it.py", "setup.py"], FUNCTIONS).single == "homework.py"
    assert (
        find_layout(["homework.py", "data.csv", ".cache/x.py"], FUNCTIONS).single == "homework.py"
    )


@pytest.mark.parametrize(
    "paths", [["a.py", "b.py"], ["a.py", "train.py"], ["a.py", "hw.ipynb"], ["a.txt"], []]
)
def test_beside_other_code_no_file_defines_everything(paths):
    assert find_layout(paths, FUNCTIONS).single is None


def test_a_notebook_whose_name_is_nearly_right_is_taken_where_there_is_no_other():
    layout = find_layout(["lab.ipynb.txt"], FUNCTIONS)
    assert layout.notebooks == ("lab.ipynb.txt",) and len(layout.notes) == 1
    assert find_layout(["a.ipynb", "lab.ipynb.txt"], FUNCTIONS).notebooks == ("a.ipynb",)


def test_notebooks_run_in_the_order_of_their_paths():
    layout = find_layout(
        ["b.ipynb", "a/c.ipynb", "a/b.ipynb", ".ipynb_checkpoints/a.ipynb"], FUNCTIONS
    )
    assert layout.notebooks == ("a/b.ipynb", "a/c.ipynb", "b.ipynb")


def test_files_and_notebooks_are_both_kept():
    layout = find_layout(["hw.ipynb", "train.py"], FUNCTIONS)
    assert layout.parts == {"train": "train.py"} and layout.notebooks == ("hw.ipynb",)


def test_the_ten_files_and_their_names_are_the_contracts():
    assert len(FUNCTIONS) == 10 and [*FUNCTIONS][0::9] == ["output_shape", "predict"]
    names = [name for names in FUNCTIONS.values() for name in names]
    assert len(names) == len(set(names)) == 21


paths = st.lists(
    st.lists(
        st.sampled_from(
            ["a", ".", "..", ".git", "train", "train.py", "a.py", "x.ipynb", "", "中 文"]
        ),
        max_size=3,
    ).map("/".join),
    max_size=5,
)


@quick
@given(paths)
def test_any_paths_end_in_a_layout_of_these_paths_or_a_refusal(paths):
    try:
        layout = find_layout(paths, FUNCTIONS)
    except TwoFilesOfOneName:
        return
    found = [*layout.parts.values(), *layout.notebooks, *filter(None, [layout.single])]
    assert set(found) <= set(paths)
    assert all(is_submission_file(path) for path in found)
    assert set(layout.parts) <= set(FUNCTIONS)


@quick
@given(paths, st.randoms())
def test_the_order_of_the_paths_does_not_matter(paths, random):
    def outcome(paths):
        try:
            return find_layout(paths, FUNCTIONS)
        except TwoFilesOfOneName as error:
            return str(error)

    shuffled = list(paths)
    random.shuffle(shuffled)
    assert outcome(shuffled) == outcome(paths)


def test_of_many_that_could_be_meant_a_message_lists_a_few():
    layout = find_layout([f"{n}/layers (1).py" for n in range(2000)], FUNCTIONS)
    said = str(layout.missing["layers"])
    assert len(said) < 300 and said.endswith(", …")


def test_any_number_of_environments_is_found_and_left_out():
    paths = [f"{n}/" + "pyvenv.cfg/" * 300 + "train.py" for n in range(2000)]
    assert environments(paths) == {str(n) for n in range(2000)}
    assert find_layout([*paths, "train.py"], FUNCTIONS).parts == {"train": "train.py"}
    assert not lies_within("1a/train.py", environments(paths))


@pytest.mark.parametrize(
    "sign", ["_", "-", " ", "\u2013", "(", "(1", " (1", "- copy", "-desktop-a"]
)
def test_a_name_of_many_signs_is_no_riddle(sign):
    name = "a" + (sign * 4000)[:4000] + "!.py"  # seconds, if each were tried with each
    start = time.process_time()
    nearly_name(name)
    assert time.process_time() - start < 0.5
