"""What people hand in: right work in odd wrappings, as public bug reports know it.

Each function writes one submission, named by its own name, into the folder of a class. All of
them are right but for what stands in `LOST`.
"""

from __future__ import annotations

import io
import json
import tarfile
import textwrap
import zipfile
from pathlib import Path

from helpers import SOLUTIONS, write_files

TEXTS = list(SOLUTIONS.values())


def notebook(cells: list[str]) -> str:
    made = [{"cell_type": "code", "source": cell, "metadata": {}, "outputs": []} for cell in cells]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def _notebook(name: str, before: list[str], after: list[str], suffix: str = ".ipynb"):
    def write(folder: Path) -> None:
        text = notebook([*before, *TEXTS, *after])
        (folder / f"{name}{suffix}").write_text(text, encoding="utf-8")

    return write


def _files(name: str, **changes: str):
    """Write the ten files, some with lines before them."""

    def write(folder: Path) -> None:
        files = dict(SOLUTIONS)
        for part, lines in changes.items():
            files[f"{part}.py"] = lines + "\n" + files[f"{part}.py"]
        write_files(folder / name, files)

    return write


def _more(name: str, more: dict[str, str | bytes], files: dict[str, str] | None = None):
    """Write the ten files, or others, and more beside them."""

    def write(folder: Path) -> None:
        write_files(folder / name, SOLUTIONS if files is None else files)
        for path, content in more.items():
            target = folder / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode())

    return write


def zipped(files: dict[str, str | bytes]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return raw.getvalue()


def zipped_in(encoding: str, folder: str) -> bytes:
    """Zip the ten files below a folder whose name is written without saying its encoding."""
    raw = folder.encode(encoding)
    stand_in = "".join("QXZJ"[n % 4] for n in range(len(raw)))
    data = zipped({f"{stand_in}/{name}": text for name, text in SOLUTIONS.items()})
    return data.replace(stand_in.encode(), raw)


def _zip(name: str, files: dict[str, str | bytes] | bytes):
    def write(folder: Path) -> None:
        data = files if isinstance(files, bytes) else zipped(files)
        (folder / f"{name}.zip").write_bytes(data)

    return write


def _renamed(**names: str) -> dict[str, str]:
    """Return the ten files, some under other names."""
    return {names.get(n.removesuffix(".py"), n): text for n, text in SOLUTIONS.items()}


def _tar_with_environment(folder: Path) -> None:
    with tarfile.open(folder / "tar_with_environment.tar.gz", "w:gz") as archive:
        link = tarfile.TarInfo("hw/env/bin/python")
        link.type, link.linkname = tarfile.SYMTYPE, "/usr/bin/python3"
        archive.addfile(link)
        more = {"env/pyvenv.cfg": "", "env/lib/layers.py": "raise SystemExit"}
        for path, text in (SOLUTIONS | more).items():
            member = tarfile.TarInfo(f"hw/{path}")
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))


def of_marimo(texts: list[str]) -> str:
    """Write a marimo notebook: the last text first, as a cell runs after those that it needs."""
    cells = ["import marimo as mo\nmo.md('# LeNet')\nmo.ui.slider(1, 9)\n", *texts]
    functions = "".join(
        "@app.cell(hide_code=True)\ndef _():\n" + textwrap.indent(cell, "    ") + "    return\n\n\n"
        for cell in cells
    )
    last = "@app.cell\ndef _(low):\n    def relu(x):\n        return x.clamp(min=low)\n"
    last += "    return (relu,)\n"
    own = "@app.function\ndef lowest():\n    return 0 * torch.numel(torch.zeros(1))\n"
    first = "@app.cell\ndef _():\n    low = lowest()\n    return (low,)\n"
    start = 'import marimo\n\n__generated_with = "0.17.0"\napp = marimo.App(width="medium")\n\n'
    start += "with app.setup:\n    import torch\n\n"
    return f"{start}{functions}{last}\n{own}\n{first}\nif __name__ == '__main__':\n    app.run()\n"


SLOW = "while True:\n    pass"
TIMING = (
    "x = torch.rand(3, 96, 96); w = torch.rand(16, 3, 3, 3)\n"
    "for _ in range(3): conv_layer(x, w, padding=1)"
)
EXPORTED = ["get_ipython().run_line_magic('matplotlib', 'inline')", "!pip install tqdm", ""]
IN_BACKSLASHES = {f"hw\\{name}": text for name, text in SOLUTIONS.items()}
ENVIRONMENT = {
    "venv/pyvenv.cfg": "home = /usr",
    "venv/lib/python3.11/site-packages/keras/evaluate.py": "def evaluate(): return 0",
    "node_modules/x/train.py": "def train(): return 0",
    "conda/conda-meta/history": "",
    "conda/lib/train.py": "",
}
ANNOTATED = (
    "def checked(function):\n"
    "    kinds = list(function.__annotations__.values())\n"
    "    assert not any(isinstance(kind, str) for kind in kinds)\n"
    "    return function\n\n\n"
    "@checked\ndef _double(x: int) -> int:\n    return 2 * x\n"
)
EVERYTHING = """
import argparse, io, json, os, sys, signal, warnings, locale
import numpy as np, torch, matplotlib, pandas_of_nobody
sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8")
sys.stderr.reconfigure(encoding="utf-8", errors="replace")
sys.stdout = open(sys.stdout.fileno(), "w", encoding="utf-8", closefd=False)
args = argparse.ArgumentParser().parse_args()
settings = json.load(open("config.json"))
assert settings["answer"] == 42 and len(sys.argv) == 1
assert open(os.devnull, "w").write("x") == 1
from utils.common import double
assert double(21) == 42
from tqdm.notebook import tqdm, trange
assert [n for n in tqdm(range(3), file=sys.stdout)] == [0, 1, 2]
matplotlib.use("TkAgg")
import matplotlib.pyplot as plt
plt.switch_backend("Qt5Agg")
plt.style.use("ggplot"); plt.rcParams["image.cmap"] = "viridis"
torch.set_default_dtype(torch.float64); torch.set_grad_enabled(False)
torch.set_default_device("meta"); torch.use_deterministic_algorithms(True)
torch.set_printoptions(precision=2); torch.set_num_threads(2)
np.seterr(all="raise"); np.set_printoptions(precision=1)
warnings.simplefilter("error"); os.environ["OMP_NUM_THREADS"] = "7"; os.chdir("/")
sys.setrecursionlimit(900); signal.signal(signal.SIGTERM, signal.SIG_IGN)
sys.path.insert(0, "/nowhere"); assert input("name? ") == ""
print("x" * 100_000)
"""

ENTRIES = {
    # Notebooks
    "nb_times_its_loops": _notebook("nb_times_its_loops", [], [TIMING]),
    "nb_never_ends": _notebook("nb_never_ends", [], [SLOW, "relu = relu"]),
    "nb_restarts_colab": _notebook("nb_restarts_colab", ["import os; os.kill(os.getpid(), 9)"], []),
    "nb_without_pandas": _notebook(
        "nb_without_pandas", ["import pandas_of_nobody as pd\nimport torch, torchvision"], []
    ),
    "nb_of_colab": _notebook(
        "nb_of_colab",
        [
            "from google.colab import drive, files\ndrive.mount('/content/drive')\n"
            "uploaded = files.upload()\nfrom IPython.display import clear_output, HTML\n"
            "clear_output()\nget_ipython().run_line_magic('matplotlib', 'inline')\n"
            "pip install torch\nls -la\ncd /content\n%time started = 1\nassert started"
        ],
        ["%%bash\nrm -rf everything", "%%html\n<b>x</b>", "exit()", "input('name')"],
    ),
    "nb_switched_off": _notebook(
        "nb_switched_off", [], ["%%script false\ndef relu(x):\n  return 5"]
    ),
    "nb_main_block": _notebook(
        "nb_main_block",
        [],
        ["if __name__ == '__main__':\n    def relu(x):\n        return x.clamp(min=0)\n"],
    ),
    "nb_check_cells": _notebook(
        "nb_check_cells",
        ["from autograder.notebook import check\n%load_ext autograder"],
        ["check('filters')", "assert check('layers') == 0.0", "%check filters"],
    ),
    "nb_json_twice": _notebook("nb_json_twice", [], [], ".ipynb.json"),
    "nb_no_memory": _notebook("nb_no_memory", [], ["import torch\ntorch.zeros(10 ** 12)"]),
    "nb_widgets_and_time": _notebook(
        "nb_widgets_and_time", [], ["%%time\n%%capture out\nfor _ in range(2): print('x')"]
    ),
    "nb_leaves_what_jupyter_leaves": _notebook(
        "nb_leaves_what_jupyter_leaves",
        ["%env LEAST=0\nfiles = !ls", "%%writefile bounds.py\nimport os"],
        [
            "import bounds\nlower = float(bounds.os.environ['LEAST']) + len(files)\n"
            "def relu(x):\n    return x.clamp(min=lower)"
        ],
    ),
    "py_exported": lambda folder: (folder / "py_exported.py").write_text(
        "\n".join(["# coding: utf-8", "# In[1]:", *EXPORTED, *TEXTS]), encoding="utf-8"
    ),
    "py_with_marks": lambda folder: (folder / "py_with_marks.py").write_text(
        "# %%\n%matplotlib inline\n" + "\n# %%\n".join(TEXTS) + "\n# %%\n1 / 0\n", encoding="utf-8"
    ),
    "py_of_marimo": lambda folder: (folder / "py_of_marimo.py").write_text(
        of_marimo(TEXTS), encoding="utf-8"
    ),
    "files_exported": _files(
        "files_exported",
        train="get_ipython().run_line_magic('matplotlib', 'inline')\n!pip install tqdm",
        filters="%matplotlib inline",
    ),
    # Archives and files
    "zip_of_powershell": _zip(
        "zip_of_powershell", IN_BACKSLASHES | {"hw\\pictures\\": "", "hw\\pictures\\a.png": b"x"}
    ),
    "zip_of_one_backslash": _zip("zip_of_one_backslash", SOLUTIONS | {"a\\b.png": b"x"}),
    "zip_in_big5": _zip("zip_in_big5", zipped_in("big5", "許同學的作業")),
    "zip_in_shift_jis": _zip("zip_in_shift_jis", zipped_in("cp932", "表現")),
    "zip_in_gbk": _zip("zip_in_gbk", zipped_in("gbk", "第三次作业")),
    "with_empty_notebook": _more("with_empty_notebook", {"Untitled.ipynb": b""}),
    "with_merge_marks": _more("with_merge_marks", {"Untitled.ipynb": "<<<<<<< HEAD\n{}\n"}),
    "with_large_notebook": _more("with_large_notebook", {"a.ipynb": bytes(33 << 20)}),
    "with_large_data": _more("with_large_data", {"data/x.bin": bytes(33 << 20)}),
    "with_environments": _more("with_environments", ENVIRONMENT),
    "zip_with_environment": _zip("zip_with_environment", SOLUTIONS | ENVIRONMENT),
    "tar_with_environment": _tar_with_environment,
    "with_copies_and_tests": _more(
        "with_copies_and_tests",
        {"train_old.py": "1 / 0", "test_train.py": "1 / 0", "layers (1).py": "1 / 0"}
        | {"old/layers.py": "1 / 0", "desktop.ini": "", "a.py:Zone.Identifier": ""},
    ),
    "nearly_named": _more(
        "nearly_named",
        {},
        _renamed(
            lenet="LeNet.py",
            train="Train.py",
            filters="filters (1).py",
            fit="fit - 副本.py",
            layers="layers.py.txt",
            output_shape="output shape.py",
            mnist_data="mnist-data.py",
            predict="predict - Copy.py",
        ),
    ),
    "zip_in_zip": _zip(
        "zip_in_zip", {"lab.zip": zipped({"hw/" + n: t for n, t in SOLUTIONS.items()})}
    ),
    "zip_and_report": _more(
        "zip_and_report", {"lab.zip": zipped(SOLUTIONS), "report.pdf": b"%PDF"}, {}
    ),
    # The place where it runs
    "everything": _more(
        "everything",
        {"config.json": '{"answer": 42}', "utils/common.py": "def double(x):\n    return 2 * x\n"},
        {
            name: (EVERYTHING + text if name in ("layers.py", "train.py", "predict.py") else text)
            for name, text in SOLUTIONS.items()
        },
    ),
    "below_src": _more(
        "below_src",
        {"settings.json": "{}"},
        {
            f"src/{name}": f"import json\njson.load(open('settings.json'))\n{text}".replace(
                "from train import", "from src.train import"
            )
            for name, text in SOLUTIONS.items()
        },
    ),
    "package_with_dots": _more(
        "package_with_dots",
        {"cnn/__init__.py": "from .fit import fit\n", "main.py": "from cnn.fit import fit\n"},
        {
            f"cnn/{name}": text.replace("from train", "from .train").replace(
                "from eval", "from .eval"
            )
            for name, text in SOLUTIONS.items()
        },
    ),
    "package_below_src": _more(
        "package_below_src",
        {"pyproject.toml": "[project]\n"},
        {
            f"src/cnn/{name}": text.replace("from train", "from cnn.train")
            for name, text in SOLUTIONS.items()
        },
    ),
    "annotated": _files("annotated", filters=ANNOTATED),
    "streams_in_fit": _more(
        "streams_in_fit",
        {},
        SOLUTIONS
        | {
            "fit.py": SOLUTIONS["fit.py"].replace(
                "    # BEGIN SOLUTION\n",
                "    # BEGIN SOLUTION\n    import sys\n"
                "    sys.stdout.reconfigure(encoding='utf-8')\n"
                "    sys.stderr.buffer.write(b'x')\n",
                1,
            )
        },
    ),
    "prints_much": _files("prints_much", layers="print('x' * (9 << 20))"),
    "devnull": _files("devnull", evaluate="import os\n_quiet = open(os.devnull, 'w')"),
    "trains_when_loaded": _more(
        "trains_when_loaded",
        {},
        SOLUTIONS | {"layers.py": SOLUTIONS["layers.py"] + f"\n\n{SLOW}\n"},
    ),
    "ends_when_loaded": _more(
        "ends_when_loaded",
        {},
        SOLUTIONS | {"layers.py": SOLUTIONS["layers.py"] + "\n\nimport os\nos._exit(3)\n"},
    ),
}
"""Submissions that are right."""

ENCODED = {n: ("\ufeff" + t).encode("utf-16-le") for n, t in SOLUTIONS.items() if n == "layers.py"}
WITHOUT_LAYERS = {n: t for n, t in SOLUTIONS.items() if n != "layers.py"}
WRONG = {
    "utf16": (_more("utf16", ENCODED, WITHOUT_LAYERS), {"layers"}, "UTF-16"),
    "pointer": (
        _more(
            "pointer",
            {"layers.py": "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n"},
            WITHOUT_LAYERS,
        ),
        {"layers"},
        "Git-LFS pointer",
    ),
    "new_syntax": (
        _files("new_syntax", layers="type = = 5"),
        {"layers"},
        "which runs here, cannot read it",
    ),
    "several_nearly": (
        _more(
            "several_nearly",
            {"layers (1).py": SOLUTIONS["layers.py"], "layers (2).py": SOLUTIONS["layers.py"]},
            WITHOUT_LAYERS,
        ),
        {"layers"},
        "more than one could be meant: layers (1).py, layers (2).py",
    ),
    "run_dropped": (
        _notebook(
            "run_dropped",
            ["%run pairs.py"],
            ["def relu(x):\n    return clamped(x)"],
        ),
        {"layers"},
        "code cell 1 (%run pairs.py), the line %run pairs.py",
    ),
    "torch_not_bound": (
        _notebook(
            "torch_not_bound",
            ["from pandas_of_nobody import helper"],
            ["def relu(x):\n    return helper(x)"],
        ),
        {"layers"},
        "No module named 'pandas_of_nobody'",
    ),
}
"""Submissions that lose some parts, and what is said of it."""
NOTHING = {
    "only_a_report": _more("only_a_report", {"report.pdf": b"%PDF", "lab.rar": b"Rar!"}, {}),
    "broken_script": lambda folder: (folder / "broken_script.py").write_text(
        "def relu(x:\n", encoding="utf-8"
    ),
}
