"""Files with the names of modules, that end whoever imports them."""

from __future__ import annotations

END = "import os\n\nos._exit(0)\n"
PYTEST = """import os


def pytest_configure(config):
    os._exit(0)


def pytest_runtest_makereport(item, call):
    os._exit(0)
"""
SHADOWS: dict[str, dict[str, str]] = {
    "torch_module": {"torch.py": END},
    "numpy_package": {"numpy/__init__.py": END, "numpy/core.py": END},
    "json_module": {"json.py": END, "struct.py": END, "socket.py": END, "os.py": END},
    "conftest": {"conftest.py": PYTEST, "pytest.ini": "[pytest]\naddopts = --collect-only\n"},
    "sitecustomize": {"sitecustomize.py": END, "usercustomize.py": END, "x.pth": "import os"},
    "pytest_module": {"pytest.py": END, "_pytest/__init__.py": END, "test_layers.py": END},
    "inside_module": {"inside.py": END, "autograder.py": END, "worker.py": END, "wire.py": END},
    "pyproject": {"pyproject.toml": "[tool.pytest]\n", "setup.py": END, "tox.ini": "[pytest]\n"},
    "codecs": {"encodings/__init__.py": END, "encodings/utf_8.py": END, "utf_8.py": END},
}
"""Right submissions, each with files that must not be imported by anybody."""
