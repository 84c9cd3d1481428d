"""The first notebook is one: every cell is read by Jupyter, and runs in a wheel's folder too."""

from __future__ import annotations

from autograder.authoring.first_notebook import BEGIN, INSTALL, first_notebook


def cells_of(stub):
    import nbformat  # it takes two seconds

    notebook = nbformat.reads(first_notebook(stub), 4)
    nbformat.validate(notebook)
    return notebook.cells


def test_it_is_valid_and_holds_the_stub():
    stub = 'def f(x):\n    """«1»"""\n    raise NotImplementedError\n'
    code = [cell.source for cell in cells_of(stub) if cell.cell_type == "code"]
    assert code == [INSTALL, BEGIN, stub.rstrip("\n"), "%check output_shape", "%show output_shape"]


def test_it_speaks_both_languages():
    for cell in cells_of("pass"):
        if cell.cell_type == "markdown":
            assert "the" in cell.source.split() and "单元格" in cell.source


def test_a_wheel_beside_it_is_installed_else_the_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    python = "\n".join(line for line in INSTALL.splitlines() if not line.startswith("%"))
    found: dict = {}
    exec(python, found)
    assert found["kit"] == "-c constraints.txt -e ."
    (tmp_path / "cnn_basics_autograder-0.1.0-py3-none-any.whl").touch()
    exec(python, found)
    assert found["kit"] == '"cnn_basics_autograder-0.1.0-py3-none-any.whl"'
