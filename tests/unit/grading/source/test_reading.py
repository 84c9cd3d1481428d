"""What gets around the checks is found in the source, with its line, and nothing is run."""

from __future__ import annotations

import io
import json
import pickle
import time
import warnings
import zipfile

import pytest
import torch
from helpers import FUNCTIONS

from autograder.grading.source.reading import MAX_NOTES, MAX_SOURCE, MAX_TOTAL_SOURCE, suspects
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
    "from posix import fork",
    "posix.system('ls')",
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
    "look(torch.__dict__)",
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


ROUNDABOUT = [
    "import os\nm = os.sys.modules",
    "from os import sys\nm = sys.modules",
    "import numpy as np\nc = np.ctypeslib.ctypes",
    "import numpy as np\nc = np.ctypeslib.load_library('x', '.')",
    "import logging\nt = logging.threading.Thread",
    "from logging import threading\nt = threading.Thread",
    "import torch.nn.functional as F\nF.torch.jit.script(f)",
    "from threading import *\nt = Thread(target=f)",
    "from os import *\nfork()",
    "import asyncio\nasyncio.get_running_loop().run_in_executor(None, f)",
    "import multiprocessing\nm = multiprocessing.Manager()",
    "import multiprocessing.context as c\nc.ForkProcess(target=f)",
    "from multiprocessing.managers import BaseManager",
    "import torch\nclass T(torch.Tensor):\n    def __torch_dispatch__(cls, *values):\n        pass",
    "import torch\nclass T(torch.Tensor):\n    def __torch_function__(cls, *values):\n        pass",
    "from torch.utils._mode_utils import no_dispatch",
    "import torch._higher_order_ops",
    "import pickle\nf = pickle.loads(b'x')",
    "import numpy as np\nx = np.load('a.npy', allow_pickle=True)",
    "from torch.package import PackageImporter",
    "import site\nsite.addsitedir('.')",
    "import typing\ntyping.get_type_hints(f)",
    "from unittest import mock\nmock.patch('a.b')",
    "import pydoc\npydoc.locate('torch._C')",
    "import pkgutil\npkgutil.resolve_name('torch._C')",
    "import torch\nvars(torch).get('_C')",
    "import torch\ntorch.__getattribute__('_C')",
    "import torch\nobject.__getattribute__(torch, '_C')",
    "import torch\nmatch torch:\n    case object(_C=c):\n        pass",
    "import torch.nn.functional as F\ng = getattr(F.torch, '_' + 'C')",
    "import torch\nt = [torch][0]\ng = getattr(t, '_' + 'C')",
    "get_ipython().run_cell_magic('time', '', 'import torch._C')",
    "import sys\nf = sys.meta_path[0]",
    "import inspect\nm = inspect.getmodule(f)",
    "import sys\nsys.setprofile(f)",
    "import traceback\nfor f, n in traceback.walk_stack(None):\n    pass",
    "import inspect\nx = inspect.getargvalues(f)",
    "import bdb",
    "import trace",
    "import sys\nsys.monitoring.use_tool_id(1,'x')",
    "import builtins\nbuiltins.enumerate = f",
    "import logging.handlers\nl = logging.handlers.QueueListener(q)",
    "import socketserver",
    "import _ctypes",
    "import _posixsubprocess",
    "import greenlet",
    "import torch\ntorch.classes.load_library('x')",
    "import os\nos.posix_spawn('/bin/sh', [], {})",
    "import os\nos.execv('a', [])",
    "import os\nos.spawnl(0,'a')",
    "import cloudpickle\nf = cloudpickle.loads(b'')",
    "import codeop",
    "from types import FunctionType, CodeType\nf=FunctionType(c, {})",
    "import timeit\ntimeit.timeit('import ctypes')",
    "import torch\ndef f(t=torch):\n    return t.jit",
    "import torch\nx = [torch]\ny = x[0].jit",
    "import torch\nfor t in (torch, 1):\n    t.ops.aten.relu",
    "import torch\nclass A:\n    t = torch\nA.t.jit",
    "import collections\nx = collections._sys.modules",
    "import torch\nx: object = torch.ops",
    "import torch\n(t := torch).jit",
    "import torch.multiprocessing as mp\nmp.Process(target=f)",
    "from torch._dynamo.eval_frame import x",
    "import timeit, os\ntimeit.timeit(text + 'x')",
    "import torch\nsetattr(torch, 'x', 1)",
]
"""Ways around the names: each hides nothing."""
EVERYDAY = [
    "inside = x > 0\ny = inside.sum()",
    "def f(inside):\n    return inside.all()",
    "from torch import compile\ng = compile(f)",
    "import torch\ng = torch.compile(f)",
    "import torch\n@torch.compile(fullgraph=True)\ndef f(x): return x",
    "mmap = 3\nmmap.bit_length()",
    "from torch.nn.modules.utils import _pair",
    "from torch.utils.data._utils.collate import default_collate",
    "import torch\nscheduler: torch.optim.lr_scheduler._LRScheduler",
    "import multiprocessing\nn = multiprocessing.cpu_count()",
    "import torch.multiprocessing",
    "import pickle\npickle.dump(x, f)",
    "import torch\nm = torch.load('a.pt', weights_only=False)",
    "import torch\nm = torch.load('a.pt')",
    "import torch\nm = torch.load('a.pt', weights_only=True)",
    "import timeit\nt = timeit.default_timer()",
    "code = 3\ncode.bit_length()",
    "marshal = 1\nmarshal.real",
    "import os\nos.environ['KMP_DUPLICATE_LIB_OK'] = 'TRUE'",
    "concurrent = torch.zeros(1)\nconcurrent.sum()",
    "from os import path\npath.join('a')",
    "from math import *\nx = sqrt(2)",
    "from torch import *\nx = zeros(1)",
    "from torch.nn import *\nx = Linear(1, 2)",
    "import torch\nx = torch._assert(True, 'm')",
    "import torch\n@torch._dynamo.disable\ndef f(): pass",
    "import torch\nx = torch.nn.functional._pad",
    "@property\ndef __code__(self): pass",
    "import inspect\ninspect.signature(f)",
    "import inspect\nprint(inspect.getsource(f))",
    "import warnings\nwarnings.filterwarnings('ignore')",
    "import logging\nlogging.getLogger().setLevel(1)",
    "import torch, sys\nfor lib in (torch, sys):\n    print(lib.__name__)",
    "import torch\nxp = torch\ny = xp.zeros(1)",
    "import torch\nprint(torch)\nhasattr(torch, 'compile')",
    "import torch\nx = torch.trace(y)",
    "import torch._dynamo\ntorch._dynamo.config.suppress_errors = True",
    "import torch\ntorch._dynamo.reset()",
    "import torch.multiprocessing as mp\nmp.set_sharing_strategy('file_system')",
    "import timeit\ntimeit.timeit(lambda: f(1), number=3)",
    "get_ipython().run_cell_magic('time', '', 'x = 1\\n')",
    "import torch\nhelp(torch)\ntorch",
    "import os\nos.environ.get('A')",
]
"""What honest code writes, though it looks alike."""


@pytest.mark.parametrize("text", ROUNDABOUT)
def test_a_way_around_a_name_is_shown(text):
    assert suspects(code(layers=text))


@pytest.mark.parametrize("text", EVERYDAY)
def test_what_only_looks_alike_is_not_shown(text):
    assert suspects(code(layers=text)) == ()


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


def test_names_are_followed_through_the_cells_of_a_notebook():
    cells = ["import torch as t\ninside = t.zeros(1)", "inside.sum()\nt.jit.script(f)"]
    tree = {"cells": [{"cell_type": "code", "source": text} for text in cells]}
    assert places({"hw.ipynb": json.dumps(tree).encode()}) == ["hw.ipynb, code cell 2, line 2"]


@pytest.mark.parametrize(
    "text",
    ["from helper import t\nt.jit", "import helper\nhelper.t.jit", "from helper import *\nt.jit"],
)
def test_names_are_followed_through_the_files(text):
    found = suspects(code(layers=text, helper="import torch as t\n"))
    assert [note.place for note in found] == ["layers.py, line 2"]


@pytest.mark.parametrize("name", ["data.bin", "model.pt"])
def test_an_archive_of_code_is_told(name):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("inner/hidden.py", "x = 1")
    assert places({"layers.py": b"", name: b"before" + raw.getvalue()}) == [name]


class Runs:
    """Runs a text when it is loaded."""

    def __reduce__(self):
        return exec, ("pass",)


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_pickle_that_runs_code_is_told(protocol):
    raw = pickle.dumps([1, Runs()], protocol)
    packed = io.BytesIO()
    torch.save({"a": torch.zeros(1), "b": Runs()}, packed)
    files = {"layers.py": b"", "a.pkl": raw, "b.pt": packed.getvalue()}
    assert places(files) == ["a.pkl", "b.pt"]


@pytest.mark.parametrize("damage", [b"\x80\x04", b"\x80" * 1000, b"PK\x05\x06" * 100, b"\x80\x04K"])
def test_a_damaged_file_is_data(damage):
    assert places({"layers.py": b"", "x.bin": damage}) == []


def test_an_archive_without_code_is_none_to_look_at():
    raw = io.BytesIO()
    torch.save(torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.ReLU()), raw)
    assert places({"layers.py": b"", "model.pt": raw.getvalue(), "x.bin": b"PK\x05\x06"}) == []


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


@pytest.mark.parametrize("cells", [["x\n"] * 60_000, ["x;" * 80_000, "y"], ["", "x;" * 90_000]])
def test_reading_ends_soon_however_much_there_is(cells):
    tree = {"cells": [{"cell_type": "code", "source": cell} for cell in cells]}
    contents = {"a.ipynb": json.dumps(tree).encode()}
    given = SubmissionFiles(contents, find_layout(contents, FUNCTIONS))
    start = time.process_time()
    (note,) = suspects(given)
    assert note.message.startswith("too long or too deep to be read")
    assert time.process_time() - start < 20
