"""Settings of the whole process are put back before the next question."""

from __future__ import annotations

import json
from pathlib import Path

import matplotlib
import pytest
import torch
from helpers import FUNCTIONS

from autograder.sandbox.inside.answering import Question, answer
from autograder.sandbox.inside.process import put_back_after
from autograder.sandbox.inside.workspace import Workspace

matplotlib.use("Agg")
SETTINGS = {
    "torch.set_default_dtype(torch.float64)": "torch.get_default_dtype()",
    "torch.set_default_device('meta')": "torch.empty(1).device",
    "torch.set_default_tensor_type(torch.DoubleTensor)": "torch.empty(1).dtype",
    "torch.set_grad_enabled(False)": "torch.is_grad_enabled()",
    "torch.autograd.set_detect_anomaly(True)": "torch.is_anomaly_enabled()",
    "torch.use_deterministic_algorithms(True)": "torch.are_deterministic_algorithms_enabled()",
    "torch.set_num_threads(torch.get_num_threads() + 1)": "torch.get_num_threads()",
    "torch.set_float32_matmul_precision('medium')": "torch.get_float32_matmul_precision()",
    "torch.backends.cudnn.benchmark = True": "torch.backends.cudnn.benchmark",
    "torch.backends.mkldnn.set_flags(False)": "torch._C._get_mkldnn_enabled()",
    "torch.set_autocast_enabled('cpu', True)": "torch.is_autocast_enabled('cpu')",
    "torch.set_printoptions(precision=1)": "str(torch.tensor(1 / 3))",
    "torch.set_warn_always(True)": "torch.is_warn_always_enabled()",
    "torch.manual_seed(5)": "torch.rand(1).item()",
    "torch.device('meta').__enter__()": "torch.empty(1).device",
    "np.seterr(all='raise')": "np.geterr()",
    "np.set_printoptions(precision=1)": "np.get_printoptions()",
    "np.random.seed(5)": "np.random.get_state()[1][:5].tolist()",
    "random.seed(5)": "random.getstate()",
    "warnings.simplefilter('error')": "warnings.filters[0]",
    "warnings.showwarning = print": "warnings.showwarning",
    "os.environ.update(OMP_NUM_THREADS='7', SOMETHING='1')": "dict(os.environ)",
    "os.environ.pop('PATH')": "os.environ.get('PATH')",
    "os.chdir('/')": "os.getcwd()",
    "os.umask(0o77)": "put(os.umask(0o22))",
    "sys.setrecursionlimit(5000)": "sys.getrecursionlimit()",
    "sys.path.insert(0, '/nowhere')": "sys.path[0]",
    "sys.argv.append('x')": "len(sys.argv)",
    "sys.excepthook = print": "sys.excepthook",
    "sys.settrace(lambda *a: None)": "sys.gettrace()",
    "sys.meta_path.clear()": "len(sys.meta_path)",
    "locale.setlocale(locale.LC_ALL, 'C')": "locale.setlocale(locale.LC_ALL)",
    "signal.signal(signal.SIGTERM, signal.SIG_IGN)": "signal.getsignal(signal.SIGTERM)",
    "signal.setitimer(signal.ITIMER_REAL, 99)": "signal.getitimer(signal.ITIMER_REAL)[0] > 0",
    "gc.disable()": "gc.isenabled()",
    "socket.setdefaulttimeout(5)": "socket.getdefaulttimeout()",
    "logging.basicConfig(level=10, force=True)": "(logging.root.level, len(logging.root.handlers))",
    "logging.disable(50)": "logging.root.manager.disable",
    "builtins.print = len": "print",
    "multiprocessing.set_start_method('spawn', force=True)": "str(multiprocessing.get_context())",
    "plt.style.use('dark_background')": "dict.items(matplotlib.rcParams)",
    "matplotlib.rcParams['image.cmap'] = 'gray'": "matplotlib.rcParams['image.cmap']",
    "matplotlib.use('svg')": "matplotlib.get_backend()",
    "plt.ion()": "matplotlib.is_interactive()",
    "ImageFile.LOAD_TRUNCATED_IMAGES = True": "ImageFile.LOAD_TRUNCATED_IMAGES",
}
"""Settings, and how each is looked at."""
IMPORTS = """
import builtins, gc, locale, logging, matplotlib, multiprocessing, os, random, signal, socket, sys
import warnings
import matplotlib.pyplot as plt, numpy as np, torch
from PIL import ImageFile
"""


def _seen(space: dict, look: str) -> object:
    """Look at a setting; what is drawn at random is drawn from where it stands."""
    if look.startswith("put("):
        mask = space["os"].umask(0o22)
        space["os"].umask(mask)
        return mask
    state = torch.get_rng_state()
    try:
        return repr(eval(look, space))
    finally:
        torch.set_rng_state(state)


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.filterwarnings("ignore")
def test_a_setting_is_put_back(setting):
    space: dict = {}
    exec(IMPORTS, space)
    before = _seen(space, SETTINGS[setting])
    with put_back_after():
        exec(setting, space)
    assert _seen(space, SETTINGS[setting]) == before


RELU = "def relu(x):\n    return x.clamp(min=0)\n"
SPOILT = "import torch\ntorch.set_default_dtype(torch.float64)\ntorch.set_grad_enabled(False)\n"
NEXT = (
    "import torch\n\n\ndef train(x):\n"
    "    return [str(torch.zeros(1).dtype), torch.is_grad_enabled()]\n"
)


def asked(space: Workspace, target: str):
    return answer(Question((target,), (torch.tensor([-1.0, 2.0]),)), space)


def test_one_file_or_one_call_harms_no_other(tmp_path):
    called = SPOILT.replace("import torch\n", "    ").replace("\ntorch", "\n    torch")
    (tmp_path / "layers.py").write_text(SPOILT + RELU, encoding="utf-8")
    (tmp_path / "filters.py").write_text(
        f"import torch\n\ndef apply_filter(x):\n{called}    return x\n", encoding="utf-8"
    )
    (tmp_path / "train.py").write_text(NEXT, encoding="utf-8")
    for order in (("layers.relu", "filters.apply_filter"), ("filters.apply_filter", "layers.relu")):
        space = Workspace.of_path(tmp_path, FUNCTIONS)
        for target in order:
            assert asked(space, target).kind == "value"
            assert asked(space, "train.train").value == ["torch.float32", True]


def test_what_a_file_sets_for_its_own_functions_holds_for_them(tmp_path):
    head = "import os, sys\nimport matplotlib as m\nm.rcParams['image.cmap'] = 'gray'\n"
    head += "os.environ['MINE'] = '1'\nsys.path.insert(0, 'lib')\n"
    body = "def {name}(x):\n    return [m.rcParams['image.cmap'], os.environ.get('MINE'), {path}]\n"
    path = "'lib' in sys.path"
    (tmp_path / "predict.py").write_text(
        head + body.format(name="predict_image", path=path), encoding="utf-8"
    )
    (tmp_path / "fit.py").write_text(
        "import os, sys\nimport matplotlib as m\n" + body.format(name="fit", path=path),
        encoding="utf-8",
    )
    space = Workspace.of_path(tmp_path, FUNCTIONS)
    for _ in range(2):
        assert asked(space, "predict.predict_image").value == ["gray", "1", True]
        assert asked(space, "fit.fit").value == ["viridis", None, False]


STREAMS = [
    "sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding='utf-8')",
    "sys.stdout = io.TextIOWrapper(sys.stdout.detach(), encoding='utf-8')",
    "sys.stdout = codecs.getwriter('utf-8')(sys.stdout.buffer)",
    "sys.stdout.reconfigure(encoding='utf-8', line_buffering=True)",
    "sys.stdout.close()",
    "sys.stdout.buffer.close(); sys.stderr.close()",
    "sys.stdout = sys.__stdout__",
    "sys.stdout = open(os.devnull, 'w')",
    "sys.stdout.fileno(); sys.stdout.isatty(); sys.stdout.encoding.lower()",
]


@pytest.mark.parametrize("line", STREAMS)
@pytest.mark.parametrize("within", [False, True])
def test_streams_are_real_ones_and_closing_them_harms_nobody(line, within, tmp_path, capsys):
    text = "import codecs, gc, io, os, sys\n"
    body = f"{line}\ngc.collect()\n"
    text += body if not within else ""
    text += f"def relu(x):\n    {'pass' if not within else line}\n    return x.clamp(min=0)\n"
    (tmp_path / "layers.py").write_text(text, encoding="utf-8")
    space = Workspace.of_path(tmp_path, FUNCTIONS)
    for _ in range(2):
        assert asked(space, "layers.relu").kind == "value", asked(space, "layers.relu")
        print("still here")
    assert [one.why for one in space.loader.left_out] == []
    assert "still here" in capsys.readouterr().out


def test_arguments_folder_and_input_are_a_scripts_own(tmp_path):
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "tool.py").write_text("value = 3\n", encoding="utf-8")
    text = (
        "import argparse, json, os, sys\nargparse.ArgumentParser().parse_args()\n"
        "json.load(open('config.json'))\nassert [input() for _ in range(20)] == [''] * 20\n"
        "try:\n    input()\nexcept EOFError:\n    ended = True\n"
        "from sub.tool import value\nfrom sub import tool\n"
        "def relu(x):\n"
        "    return [len(sys.argv), os.path.basename(sys.argv[0]), os.getcwd(), ended, value]\n"
    )
    (tmp_path / "layers.py").write_text(text, encoding="utf-8")
    space = Workspace.of_path(tmp_path, FUNCTIONS)
    value = [1, "layers.py", str(tmp_path.resolve()), True, 3]
    assert asked(space, "layers.relu").value == value, space.loader.left_out
    assert space.loader.left_out == []


STAND_INS = """
from IPython.display import display, HTML, clear_output
from IPython import get_ipython as shell
import IPython.display as d, IPython
clear_output(wait=True); display(HTML("<b>")); shell().run_line_magic("pip", "install x")
get_ipython().system("ls"); get_ipython().run_cell_magic("time", "", "made_here = 1")
assert made_here == 1
from google.colab import drive, files, output
import google.colab
drive.mount("/content/drive", force_remount=True)
assert list(files.upload()) == []
with output.use_tags("x"):
    pass
from tqdm.notebook import tqdm, trange
from tqdm.auto import tqdm as automatic
assert [n for n in tqdm(range(3), disable=True)] == [0, 1, 2]
from autograder.notebook import check
assert check("layers") == 0.0
"""


def test_stand_ins_are_harmless_and_gone_afterwards(tmp_path):
    import sys

    before = {name for name in sys.modules if name.split(".")[0] in ("IPython", "google")}
    tree = {"cells": [{"cell_type": "code", "source": STAND_INS + RELU}]}
    (tmp_path / "a.ipynb").write_text(json.dumps(tree), encoding="utf-8")
    space = Workspace.of_path(Path(tmp_path), FUNCTIONS)
    assert asked(space, "layers.relu").kind == "value"
    assert [one for one in space.loader.left_out if one.noted] == []
    after = {name for name in sys.modules if name.split(".")[0] in ("IPython", "google")}
    assert after == before
