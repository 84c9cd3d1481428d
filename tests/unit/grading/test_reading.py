"""What gets around the checks is found in the source, with its line, and nothing is run."""

from __future__ import annotations

import json
import warnings

import pytest
from helpers import FUNCTIONS

from autograder.grading.reading import MAX_NOTES, MAX_SOURCE, MAX_TOTAL_SOURCE, suspects
from autograder.sandbox.code import SubmissionFiles
from autograder.sandbox.inside.layout import find_layout


def code(**files: str) -> SubmissionFiles:
    contents = {f"{name}.py": text.encode() for name, text in files.items()}
    return SubmissionFiles(contents, find_layout(contents, FUNCTIONS))


SUSPICIOUS = [
    "torch.jit.script(f)",
    "from torch import jit",
    "from torch.jit import script as harmless",
    "import torch.jit",
    "torch.ops.aten.relu(x)",
    "with torch._C.DisableTorchFunction(): pass",
    "sys.modules['inside.answering'].answer = None",
    "import inside.worker",
    "from inside import answering",
    "from autograder.sandbox.inside import answering",
    "gc.get_objects()",
    "sys._getframe(1)",
    "inspect.stack()",
    "frame.f_back.f_locals",
    "F.conv2d.__wrapped__",
    "import ctypes",
    "threading.Thread(target=f)",
    "from concurrent.futures import ThreadPoolExecutor",
    "from multiprocessing import Pool",
    "import subprocess",
    "from os import fork",
    "torch._VF.conv2d(x, w)",
    "getattr(torch, '_C')",
    "getattr(torch, 'ops').aten",
    "getattr(torch, '_' + 'C')",
    "vars(torch)['_C']",
    "__import__('ctypes')",
    "__import__('cty' + 'pes')",
    "exec(text)",
    "run = exec",
    "__builtins__['exec'](text)",
    "builtins.exec(text)",
    "runpy.run_path('notes.txt')",
    "operator.attrgetter('ops.aten.conv2d')(torch)",
    "vars(torch)['ops']",
    "torch.__dict__['jit']",
]
HARMLESS = [
    "import torch, sys, gc, inspect",
    "COLAB = 'google.colab' in sys.modules",
    "gc.collect()",
    "# torch.jit.script",
    "'torch.ops'",
    "from autograder.notebook import check",
    "x.jit.script(f)",
    "ops = model.ops",
    "_C = 3",
    "import threading, multiprocessing, os, importlib",
    "multiprocessing.cpu_count()",
    "getattr(self, f'conv{n}')",
    "getattr(torch, 'relu')",
    "model.eval()",
    "importlib.import_module('numpy')",
    "def f(eval=True): return eval",
    "re.compile('x')",
    "table = {}; table['ops'] = 1",
]


@pytest.mark.parametrize("line", SUSPICIOUS)
def test_a_suspicious_line_is_shown(line):
    (note,) = suspects(code(layers=f"import torch\n\n{line}\n"))
    assert note.place == "layers.py, line 3" and note.message.endswith(f": {line}")


@pytest.mark.parametrize("line", HARMLESS)
def test_what_everybody_writes_is_not_shown(line):
    assert suspects(code(layers=f"import torch\n{line}\n")) == ()


def test_other_names_of_a_module_are_followed():
    text = "import torch as t\nfrom torch import ops as o\nt.jit.script\no.aten.relu"
    lines = [note.place for note in suspects(code(layers=text))]
    assert lines == ["layers.py, line 2", "layers.py, line 3", "layers.py, line 4"]


def test_what_a_module_is_called_later_is_followed():
    text = "import torch\nt = torch\no = t.ops\no.aten.relu"
    lines = [note.place for note in suspects(code(layers=text))]
    assert lines == ["layers.py, line 3", "layers.py, line 4"]


def places(files: dict[str, bytes]) -> list[str]:
    return [note.place for note in suspects(SubmissionFiles(files, find_layout(files, FUNCTIONS)))]


MAGICS = {
    "a magic": "%matplotlib inline\n",
    "a shell's line": "!pip install x\n",
    "a command": "pip install x\n",
    "a longer magic": "%config a \\\n  b\n",
    "what is timed": "%time x = 1\n",
}


@pytest.mark.parametrize("what", MAGICS)
@pytest.mark.parametrize("file", ["layers.py", "hw.ipynb", "homework.py"])
def test_lines_that_are_not_pythons_hide_nothing(what, file):
    text = MAGICS[what] + "import ctypes\n"
    raw = text.encode()
    if file.endswith(".ipynb"):
        raw = json.dumps({"cells": [{"cell_type": "code", "source": text}]}).encode()
    (place,) = places({file: raw})
    assert place.endswith(f"line {text.count(chr(10))}")


def test_a_cell_that_cannot_be_read_hides_no_other():
    assert places({"homework.py": b"# %%\n(\n# %%\nimport ctypes\n"}) == ["homework.py, line 4"]


@pytest.mark.parametrize("name", ["layers.py.txt", "Layers.PY", "layers (1).py"])
def test_what_counts_is_read_whatever_its_name(name):
    assert places({name: b"import ctypes\n"}) == [f"{name}, line 1"]


@pytest.mark.parametrize(
    "text",
    [
        "# coding: raw_unicode_escape\n# \\u000aimport ctypes\n",
        "# coding: utf-7\n# +AAo-import ctypes\n",
    ],
    ids=["escapes", "utf-7"],
)
def test_a_file_is_read_in_its_own_encoding(text):
    assert places({"layers.py": text.encode()}) == ["layers.py, line 3"]


def test_a_number_of_many_digits_hides_nothing():
    text = f"import ctypes\nx = {{}}[0x{'f' * 5000}] if 0 else getattr(0, '_C')\n"
    assert places({"layers.py": text.encode()}) == ["layers.py, line 1", "layers.py, line 2"]


def test_the_line_that_is_shown_is_the_line():
    text = "# \u2028\u2028\u2028\nimport ctypes  # \u202e harmless\nx = 1\n"
    (note,) = suspects(code(layers=text))
    assert note.message.endswith("import ctypes  # \\u202e harmless")


@pytest.mark.parametrize("name", ["helper.pyc", "helper.cpython-311-x86_64-linux-gnu.so"])
def test_code_that_cannot_be_read_is_told(name):
    assert places({"layers.py": b"import helper\n", name: b"\x7fELF"}) == [name]


def test_a_script_of_many_cells_is_bounded():
    assert places({"homework.py": b"# %%\n" * 40_000})[:1] == ["homework.py"]


def test_cells_of_notebooks_are_read_without_their_magics():
    cells = [{"cell_type": "code", "source": s} for s in ("%pip install x\n", "!ls\nimport ctypes")]
    files = {"a.ipynb": json.dumps({"cells": cells}).encode()}
    (note,) = suspects(SubmissionFiles(files, find_layout(files, FUNCTIONS)))
    assert note.place == "a.ipynb, code cell 2, line 2"


@pytest.mark.parametrize(
    "text",
    [
        "-" * 100_000 + "1",
        "x" + ".a" * 100_000,
        "x" + "()" * 100_000,
        "+".join("1" * 100_000),
        "a if b else " * 20_000 + "c",
        "#" * (MAX_SOURCE + 1),
    ],
    ids=["signs", "attributes", "calls", "sums", "conditions", "length"],
)
def test_what_cannot_be_read_is_shown_too(text):
    (note,) = suspects(code(layers=text))
    assert note.place == "layers.py" and "to be read" in note.message


@pytest.mark.parametrize(
    "text", ["(", "(" * 10_000, "\0", "def f(:", "\ud800".encode("utf-8", "replace").decode()]
)
def test_what_is_no_python_is_not_read(text):
    assert suspects(code(layers=text)) == ()


def test_names_of_many_dots_are_read_quickly():
    text = "\n".join(["torch.jit" + ".a" * 2000] * 40)
    assert len(suspects(code(layers=text))) == MAX_NOTES


def test_what_python_warns_of_is_not_said_in_the_graders_name():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert suspects(code(layers="x = '\\q'")) == ()


def test_the_notes_and_what_is_read_are_bounded():
    many = "\n".join(["torch.jit.script"] * 100)
    assert len(suspects(code(layers=many))) == MAX_NOTES
    each = "#" * (MAX_SOURCE - 1)
    files = {f"helper{n}": each for n in range(2 * MAX_TOTAL_SOURCE // MAX_SOURCE)}
    notes = suspects(code(layers="import torch", **files))
    assert 0 < len(notes) <= MAX_NOTES and all("to be read" in n.message for n in notes)
