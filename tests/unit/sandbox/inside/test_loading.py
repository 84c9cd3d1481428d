"""Cells and files run statement by statement; what is left out has a place and a reason."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
import torch
from helpers import FUNCTIONS

from autograder.checks.errors.plain_words import in_plain_words
from autograder.sandbox.inside import loading
from autograder.sandbox.inside.answering import Question, answer
from autograder.sandbox.inside.layout import find_layout
from autograder.sandbox.inside.notebook import NOTHING_CAPTURED, as_python, cells_of_script
from autograder.sandbox.inside.workspace import Workspace

BOUNDED = "def relu(x):\n    return x.clamp(min=bounds.LEAST)\n"
RELU = "def relu(x):\n    return x.clamp(min=0)\n"


def of_cells(folder: Path, *notebooks: tuple[str, list[str]], **options) -> Workspace:
    folder.mkdir(exist_ok=True)
    for name, cells in notebooks:
        tree = {"cells": [{"cell_type": "code", "source": text} for text in cells]}
        (folder / name).write_text(json.dumps(tree), encoding="utf-8")
    return Workspace.of_path(folder, FUNCTIONS, **options)


def of_files(folder: Path, **files: str) -> Workspace:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return Workspace.of_path(folder, FUNCTIONS)


def left_out(workspace: Workspace) -> list[tuple[str, str]]:
    return [(str(one.place), str(one.why)) for one in workspace.loader.left_out if one.noted]


def asked(workspace: Workspace, target: str = "layers.relu"):
    return answer(Question((target,), (torch.tensor([-1.0, 2.0]),)), workspace)


# What is Python in a cell


@pytest.mark.parametrize(
    ("cell", "python"),
    [
        ("%matplotlib inline\nx = 1", "pass\nx = 1"),
        ("!pip install 'torch\nx = 1", "pass\nx = 1"),
        ("pip install torch\nx = 1", "pass\nx = 1"),
        ("conda install -y torch\nx = 1", "pass\nx = 1"),
        ("cd ..\nls -la\nx = 1", "pass\npass\nx = 1"),
        ("!echo \\\n  more\nx = 1", "pass\n\nx = 1"),
        ("files = !ls\nx = 1", "files = []\nx = 1"),
        ("here = %pwd", "here = __import__('os').getcwd()"),
        ("relu?", "pass"),
        ("??relu", "pass"),
        ("if True:\n    %time y = 2\n    !ls", "if True:\n    y = 2\n    pass"),
        ("%time x = 3", "x = 3"),
        ("%%time\nx = 1", "\nx = 1"),
        ("# a title\n%%capture\n%%time\nx = 1", "# a title\n\n\nx = 1"),
        ("%%capture --no-stderr out\n%%time\nx = 1", f"out = {NOTHING_CAPTURED}\n\nx = 1"),
        ("  x = 1\n  y = 2", "x = 1\ny = 2"),
        ("%%bash\nrm -rf x", ""),
        ("%%script false\nx = 1", ""),
        ("%%writefile a.py\nx = 1", "\nx = 1"),
        ("%%nobody_knows\nx = 1", ""),
        ("time = 3\ntime - 1\nrun(2)\nls = 4\ncat: int = 5", None),
        ("y = (7\n% 4)\nz = '''\n!x\n%y\n'''", None),
        ("x != y\nx %= 3\na = b % c\nprint('%s' % x)", None),
        ("text = 'why?'\nf(a)[0]", None),
        ("who = ['a']\nwho[0]\nhistory.append(1)\nmore, less = 1, 2", None),
        ("x = [\n  1,\n# %run\n]\n", None),
        ("def f():\n    '''\n    !pip install\n    '''\n", None),
    ],
)
def test_what_is_not_python_is_left_out_and_lines_stay_in_place(cell, python):
    assert as_python(cell).text == (cell if python is None else python)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("x = 1\n# %% a\ny = 2\n#%%\n", 3),
        ("# In[1]:\nx = 1\n\n# In[ ]:\ny = 2", 2),
        ("!pip install torch\nx = 1", 1),
        ("x = 1\n# %matplotlib inline\n# %%time\n", None),
        ("x = 7 \\\n% 3\n'''\n%y\n'''\n", None),
    ],
)
def test_a_script_with_marks_or_magics_has_cells(text, count):
    cells = cells_of_script(text)
    assert (cells and len(cells)) == count


# Statement by statement


def test_the_next_statement_runs_after_one_that_raises(tmp_path):
    first = "import nobody_has_this as pd, math\nx = 1 / 0\ny = math.pi"
    space = of_cells(tmp_path, ("a.ipynb", [first, "z = (", RELU, "__name__"]))
    assert asked(space).value.tolist() == [0, 2]
    (_, module, own) = space.notebooks[0]
    assert module.y == math.pi and module.__name__ == "__main__"
    assert {"math", "y", "relu"} <= own
    places = [place for place, _ in left_out(space)]
    assert places == [
        "a.ipynb, code cell 1 (import nobody_has_this as pd, math)",
        "a.ipynb, code cell 1 (import nobody_has_this as pd, math)",
        "a.ipynb, code cell 2 (z = ()",
    ]
    assert "ZeroDivisionError" in left_out(space)[1][1]
    assert "which runs here, cannot read it" in left_out(space)[2][1]


def test_an_interruption_that_a_cell_raises_itself_is_an_error_like_others(tmp_path):
    space = of_cells(tmp_path, ("a.ipynb", ["raise KeyboardInterrupt", RELU]))
    assert asked(space).value.tolist() == [0, 2]
    assert "KeyboardInterrupt" in left_out(space)[0][1]


def test_ctrl_c_while_a_cell_runs_goes_through(tmp_path):
    cell = "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\nfor n in range(9**6):\n    pass"
    with pytest.raises(KeyboardInterrupt):
        asked(of_cells(tmp_path, ("a.ipynb", [cell, RELU])))


def test_a_cell_may_await_outside_of_functions_and_a_file_may_not(tmp_path):
    text = f"import asyncio\n\nasync def two():\n    await asyncio.sleep(0)\n    return 2.0\n{RELU}"
    awaits = "two = await two()\nasync with asyncio.Lock():\n    done = True\n"
    space = of_cells(tmp_path / "cells", ("a.ipynb", [text, awaits]))
    assert asked(space).value.tolist() == [0, 2] and left_out(space) == []
    (_, module, own) = space.notebooks[0]
    assert module.two == 2.0 and {"two", "done"} <= own
    file = of_files(tmp_path / "file", layers=text + awaits)
    assert asked(file).value.tolist() == [0, 2] and "outside" in left_out(file)[0][1]


def test_a_file_that_raises_keeps_what_stands_before_and_behind(tmp_path):
    text = f"import nobody_has_this\n{RELU}raise SystemExit\n\ndef linear(x):\n    return x\n"
    space = of_files(tmp_path, layers=text)
    assert asked(space).kind == asked(space, "layers.linear").kind == "value"
    assert [place for place, _ in left_out(space)] == [
        "layers.py, line 1 (import nobody_has_this)",
        "layers.py, line 4 (raise SystemExit)",
    ]


def test_a_missing_name_names_what_would_have_bound_it(tmp_path):
    text = "from nobody import helper\n\ndef relu(x):\n    return helper(x)\n\n"
    text += "linear = helper.linear\n"
    space = of_files(tmp_path, layers=text)
    raised = asked(space)
    assert raised.error == "NameError"
    assert str(raised.message).startswith(
        "name 'helper' is not defined. It would have been defined by"
    )
    assert "layers.py, line 1 (from nobody import helper)" in str(raised.message)
    missing = asked(space, "layers.linear")
    assert missing.kind == "missing" and "line 6 (linear = helper.linear)" in str(missing.message)


@pytest.mark.parametrize("cell", ["%run pairs.py", "%load pairs.py", "from nobody import *"])
def test_a_line_that_may_bind_anything_is_named(cell, tmp_path):
    space = of_cells(tmp_path, ("a.ipynb", [cell, "def relu(x):\n    return pairs(x)"]))
    assert cell in str(asked(space).message)


def test_a_switched_off_cell_binds_nothing_and_is_not_noted(tmp_path):
    space = of_cells(tmp_path, ("a.ipynb", [RELU, "%%script false\ndef relu(x):\n    return 5"]))
    assert asked(space).value.tolist() == [0, 2]
    assert left_out(space) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("while True:\n    pass\n", "computed for more than"),
        ("import threading\nthreading.Event().wait()\n", "waited for seconds"),
    ],
)
def test_a_statement_that_does_not_end_is_left_out(text, why, tmp_path, monkeypatch):
    monkeypatch.setattr(loading, "CELL_SECONDS", 0.3)
    monkeypatch.setattr("autograder.sandbox.inside.budget.TICK", 0.02)
    space = of_cells(tmp_path, ("a.ipynb", [f"{text}\n", RELU]))
    assert asked(space).kind == "value"
    ((_, reason),) = left_out(space)
    assert why in reason


def test_when_the_time_is_used_only_definitions_run(tmp_path, monkeypatch):
    monkeypatch.setattr(loading, "ALL_SECONDS", 0.0)
    cells = [
        "print(5)",
        "import math\nlimit = 0 * math.pi\nif True:\n    scale = 1.0\n    print(7)",
    ]
    relu = "def relu(x):\n    return (scale * x).clamp(min=limit)"
    space = of_cells(tmp_path, ("a.ipynb", [*cells, relu]))
    assert asked(space).value.tolist() == [0, 2]
    assert [place for place, _ in left_out(space)] == ["a.ipynb, code cell 1 (print(5))"]


def test_what_ended_the_process_is_not_run_again(tmp_path):
    cells = ["import os\nos._exit(3)", RELU]
    keys: list[str] = []
    space = of_cells(tmp_path, ("a.ipynb", ["import os", RELU]), loading=keys.append)
    asked(space)
    assert keys[0] == "a.ipynb|1|1|0" and keys[-1] == ""
    again = of_cells(tmp_path, ("a.ipynb", cells), ended={"a.ipynb|1|2|0": "it ended"})
    assert asked(again).kind == "value"
    assert left_out(again) == [("a.ipynb, code cell 1 (import os)", "it ended")]


# Notebooks side by side


def test_each_notebook_begins_with_the_names_bound_so_far(tmp_path):
    first = ["scale = 1.0", "def relu(x):\n    return scale * x.clamp(min=0)"]
    second = ["assert scale == 1.0", "scale = 9.0", "def linear(x):\n    return scale * x"]
    space = of_cells(tmp_path, ("a.ipynb", first), ("b.ipynb", second))
    assert asked(space).value.tolist() == [0, 2]
    assert asked(space, "layers.linear").value.tolist() == [-9, 18]


@pytest.mark.parametrize("name", ["04_layers.ipynb", "Layers hw.ipynb", "layers.ipynb"])
def test_the_notebook_named_like_the_exercise_wins(name, tmp_path):
    wrong = "def relu(x):\n    return 5"
    assert asked(of_cells(tmp_path, (name, [RELU]), ("z.ipynb", [wrong]))).kind == "value"
    assert asked(Workspace.of_path(tmp_path, FUNCTIONS)).value.tolist() == [0, 2]


def test_a_file_wins_over_a_notebook_and_a_notebook_fills_in(tmp_path):
    (tmp_path / "layers.py").write_text(RELU, encoding="utf-8")
    cells = ["def relu(x):\n    return 5", "def linear(x):\n    return x"]
    space = of_cells(tmp_path, ("a.ipynb", cells))
    assert asked(space).value.tolist() == [0, 2]
    assert space.notebooks is None
    assert asked(space, "layers.linear").value.tolist() == [-1, 2]


def test_what_a_missing_name_follows_from_is_told(tmp_path):
    text = (
        "from boards_of_nobody import Writer\nwriter = Writer()\ndef relu(x): return writer.add(x)"
    )
    said = asked(of_files(tmp_path / "a", layers=text))
    assert str(said.message) == (
        "name 'writer' is not defined. It would have been defined by layers.py, line 2 "
        "(writer = Writer()). This raised NameError: name 'Writer' is not defined. It would have "
        "been defined by layers.py, line 1 (from boards_of_nobody import Writer). This raised "
        "ModuleNotFoundError: No module named 'boards_of_nobody'"
    )
    plain = in_plain_words(said)
    assert plain and "boards_of_nobody" in plain.explanation


def test_what_a_cell_captures_is_there_and_empty(tmp_path):
    cells = ["%%capture kept\nprint(1)", "kept.show()\nrelu = len(kept.stdout + kept.stderr)"]
    found = of_cells(tmp_path / "a", ("hw.ipynb", cells))
    assert found.find("layers.relu") == 0 and not left_out(found)


def test_a_notebook_that_was_named_as_a_script_is_a_notebook(tmp_path):
    tree = {"cells": [{"cell_type": "code", "source": RELU}], "metadata": {}, "nbformat": 4}
    text = json.dumps(tree | {"nbformat_minor": 5, "nothing": None}, indent=1)
    assert asked(of_files(tmp_path / "part", layers=text)).value.tolist() == [0, 2]
    assert asked(of_files(tmp_path / "lone", homework=text)).value.tolist() == [0, 2]


@pytest.mark.parametrize(
    ("start", "kind"),
    [("{\\rtf1\\ansi\n", "RTF"), ("<!DOCTYPE html>\n<pre>", "HTML"), ("PK\3\4", "ZIP")],
)
def test_a_file_of_another_kind_is_named(start, kind, tmp_path):
    found = asked(of_files(tmp_path / "a", layers=start + RELU))
    assert f"The file is of the kind {kind} and not plain text" in str(found.message)


def test_what_a_cell_writes_as_a_module_can_be_imported(tmp_path):
    space = of_cells(
        tmp_path,
        ("a.ipynb", ["%%writefile tools/bounds.py\nLEAST = 0", "import bounds\n" + BOUNDED]),
        ("b.ipynb", ["from bounds import LEAST as least\ndef linear(x):\n    return x + least"]),
    )
    assert asked(space).value.tolist() == [0, 2]
    assert asked(space, "layers.linear").value.tolist() == [-1, 2]
    assert not space.loader.left_out


# Which files count


@pytest.mark.parametrize(
    "name",
    [
        *("Layers.py", "LAYERS.PY", "layers (1).py", "layers(2).py", "layers - Copy.py"),
        *("layers - Copy (3).py", "layers - 副本.py", "layers的副本.py", "layers copy.py"),
        *("Copy of layers.py", "layers.py.txt", "layers (1).py.txt", " layers.py"),
        *("layers.py.json", "layers.py - 副本", "layers（1）.py", "sub/Layers (1).PY"),
        *("layers 2.py", "layers的副本 2.py"),
    ],
)
def test_a_name_that_is_nearly_right_is_taken_with_a_note(name):
    layout = find_layout([name, "fit.py", "layers_old.py", "test_layers.py"], FUNCTIONS)
    assert layout.parts["layers"] == name
    assert layout.notes and name in str(layout.notes[0])


@pytest.mark.parametrize(
    "name",
    [
        *("layers_old.py", "old_layers.py", "test_layers.py", "layers2.py", "my layers.py"),
        *("layers.pyc", "layers.bak", "layers.py.bak", "layers.txt", "xlayers.py", "layers.py~"),
    ],
)
def test_another_name_does_not_count(name):
    assert "layers" not in find_layout([name, "fit.py"], FUNCTIONS).parts


@pytest.mark.parametrize(
    ("name", "part"),
    [("output shape.py", "output_shape"), ("MNIST-data.py", "mnist_data")],
)
def test_blanks_and_hyphens_stand_for_an_underscore(name, part):
    assert find_layout([name, "fit.py"], FUNCTIONS).parts[part] == name


def test_of_several_that_are_nearly_right_none_is_taken():
    layout = find_layout(["fit.py", "layers (1).py", "layers (2).py"], FUNCTIONS)
    assert "layers" not in layout.parts
    assert "layers (1).py, layers (2).py" in str(layout.missing["layers"])
    assert find_layout(["layers.py", "layers (1).py", "Layers.py"], FUNCTIONS).parts == {
        "layers": "layers.py"
    }
    assert find_layout(["Layers.py", "layers (1).py"], FUNCTIONS).parts == {"layers": "Layers.py"}


def test_import_finds_what_was_taken(tmp_path):
    (tmp_path / "Layers.py").write_text(RELU, encoding="utf-8")
    fit = "from layers import relu\nimport Layers\nassert Layers.relu is relu\nfit = relu\n"
    assert asked(of_files(tmp_path, fit=fit), "fit.fit").value.tolist() == [0, 2]


def test_a_name_of_the_same_file_may_be_imported_before_it_is_there(tmp_path):
    fit = (
        "from evaluate import evaluate\nfrom layers import relu\ndef fit(x):\n    return relu(x)\n"
    )
    (tmp_path / "all.py").write_text(fit + RELU, encoding="utf-8")
    assert asked(Workspace.of_path(tmp_path / "all.py", FUNCTIONS), "fit.fit").value.tolist() == [
        0,
        2,
    ]
    assert asked(of_cells(tmp_path, ("a.ipynb", [fit, RELU])), "fit.fit").value.tolist() == [0, 2]
    imported = "from layers import relu\n\ndef fit(x):\n    return relu(x)\n"
    alone = of_files(tmp_path / "alone", fit=imported)
    assert "relu was called, but layers.py is missing" in asked(alone, "fit.fit").message
    assert asked(of_cells(tmp_path / "alone", ("b.ipynb", [imported]))).kind == "missing"


@pytest.mark.parametrize(
    "cells",
    [
        ["3 + 4", "print(1)", "seven = _"],
        ["3 + 4", "None", "seven = _"],
        ["3 + 4", "1 / 0", "seven = _"],
        ["9", "4 + 4\nint('7')", "seven = _"],
        ["import asyncio\nawait asyncio.sleep(0, 7)", "seven = _"],
        ["for _ in range(8):\n    pass", "3 + 40", "seven = _"],
    ],
)
def test_the_value_that_ends_a_cell_is_there_in_the_next(cells, tmp_path):
    workspace = of_cells(tmp_path, ("hw.ipynb", [*cells, "def relu(x):\n    return seven"]))
    assert asked(workspace).value == 7


def test_what_a_cell_without_a_value_leaves_is_no_name(tmp_path):
    workspace = of_cells(tmp_path, ("hw.ipynb", ["print(1)", "x = _", "def relu(x): return 1"]))
    assert asked(workspace).value == 1
    assert left_out(workspace)[0][1].startswith("This raised NameError")


# Libraries that are not there

TYPED = """
from of_nobody import Float, jaxtyped
import of_nobody_else as other
import torch
Image = Float[torch.Tensor, "n c"]

@jaxtyped(typechecker=None)
@torch.no_grad()
def relu(x: Float[torch.Tensor, "*n"]) -> Image:
    return x.clamp(min=0)

class Pool:
    size: Image

    @other.checked
    def __call__(self, x: other.Array, kernel_size, stride=None):
        return x

max_pool2d = Pool()
"""


def test_a_function_is_defined_without_what_a_missing_library_adds(tmp_path):
    workspace = of_files(tmp_path / "a", layers=TYPED)
    assert asked(workspace).value.tolist() == [0.0, 2.0]
    assert workspace.find("layers.max_pool2d")(1, 2) == 1
    told = [text for place, text in left_out(workspace) if "is not there" in text]
    assert len(told) == 2 and "from which jaxtyped comes" in told[0]


@pytest.mark.parametrize(
    "text",
    [
        "@jaxtypd\ndef relu(x):\n    return x\n",
        "from of_nobody import LEAST\ndef relu(x, least=LEAST):\n    return x\n",
        "from of_nobody import Base\nclass relu(Base):\n    pass\n",
        "def relu(x: Tensr):\n    return x\n",
        "LEAST = 1 / 0\n@LEAST\ndef relu(x):\n    return x\n",
    ],
)
def test_what_a_function_needs_otherwise_is_missed(tmp_path, text):
    got = asked(of_files(tmp_path / "a", layers=text))
    assert got.kind == "missing"


# What `%run` runs

LIMIT = "import os\nLEAST = 0\n_HIDDEN = 1\nif __name__ == '__main__':\n    MOST = 9\n"
USES_LIMIT = "def relu(x):\n    return x.clamp(min=LEAST + 0 * _HIDDEN, max=MOST)\n"


@pytest.mark.parametrize(
    "line",
    [
        *("%run limits.py", "%run -i ./limits.py 3", "run limits", "%run 'limits.py'"),
        *("%run /content/drive/MyDrive/hw/limits.py", "%run .\\limits.py", "  %run limits.py"),
        *("if True:\n    %run limits.py", "y = 1\n%run limits.py\nz = LEAST"),
    ],
)
def test_a_notebook_runs_a_script_beside_it(tmp_path, line):
    tmp_path.joinpath("limits.py").write_text(LIMIT, encoding="utf-8")
    workspace = of_cells(tmp_path, ("a.ipynb", [line, USES_LIMIT]))
    assert asked(workspace).value.tolist() == [0.0, 2.0] and left_out(workspace) == []


def test_a_notebook_runs_others_among_its_own_names(tmp_path):
    notebooks = {
        "a.ipynb": ["%run more/z.ipynb\n%run more/y.ipynb", RELU.replace("0", "LEAST")],
        "more/y.ipynb": ["%run y.ipynb", "%run x.py", "LEAST = ZERO - ONE"],
        "more/z.ipynb": ["ONE = 1", "%run missing.py", "1 / 0"],
    }
    (tmp_path / "more").mkdir()
    tmp_path.joinpath("more", "x.py").write_text("ZERO = 1\nONE = 1\n0 / 0", encoding="utf-8")
    workspace = of_cells(tmp_path, *notebooks.items())
    assert asked(workspace).value.tolist() == [0.0, 2.0]
    places = [place for place, _ in left_out(workspace)]
    assert "more/x.py, line 3 (0 / 0)" in places
    assert "more/z.ipynb, code cell 2 (%run missing.py), the line %run missing.py" in places


@pytest.mark.parametrize("line", ["%run ../outside.py", "%run -m limits", "%run", "%run /etc/x.py"])
def test_what_lies_elsewhere_is_left_out(tmp_path, line):
    tmp_path.joinpath("outside.py").write_text("LEAST = 0", encoding="utf-8")
    workspace = of_cells(tmp_path / "a", ("a.ipynb", [line, RELU.replace("0", "LEAST")]))
    assert asked(workspace).error == "NameError"


def test_what_cells_showed_has_its_number(tmp_path):
    cells = ["7 - 7", "LEAST = _1", "9 * 9", "MOST = Out[3] + _3", "Out", "Out = 3", "5"]
    relu = "def relu(x):\n    return x.clamp(min=LEAST, max=MOST - 162 + 2)"
    workspace = of_cells(tmp_path / "a", ("a.ipynb", [*cells, relu]))
    assert asked(workspace).value.tolist() == [0.0, 2.0] and left_out(workspace) == []
