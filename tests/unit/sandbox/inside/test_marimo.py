"""marimo's notebooks are read as cells, in the order in which they run."""

from __future__ import annotations

from commands.wild import of_marimo
from helpers import FUNCTIONS, write_files

from autograder.sandbox.inside.marimo import cells_of_marimo
from autograder.sandbox.inside.workspace import Workspace

NOTEBOOK = '''import marimo

__generated_with = "0.17.0"
app = marimo.App(width="medium")

with app.setup(hide_code=True):
    import math


@app.cell
def _(half, mo):
    @staticmethod
    def unused(x):
        return x

    seven = half + 3.5
    mo.md(
        """
not indented
    """
    )
    return seven, unused


@app.cell
async def _():
    import marimo as mo
    return (mo,)


@app.cell
def named():
    half = math.sqrt(12.25)
    return (half,)


@app.cell
def _():
    return


@app.function(hide_code=True)
def relu(x):
    return x + seven


@app.class_definition
class Unused:
    pass


if __name__ == "__main__":
    app.run()
'''


def test_cells_run_after_what_they_need(tmp_path):
    (tmp_path / "hw.py").write_text(NOTEBOOK)
    notes = []
    found = Workspace.of_path(tmp_path / "hw.py", FUNCTIONS, note=notes.append)
    assert found.find("layers.relu")(0) == 7
    assert not notes


def test_every_line_stays_at_its_number():
    cells = cells_of_marimo(NOTEBOOK)
    lines = NOTEBOOK.split("\n")
    assert cells
    for cell in cells:
        for number, line in enumerate(cell.text.split("\n")):
            assert not line or line.strip() == lines[number].strip()


def test_one_of_the_files_may_be_a_notebook_of_marimo(tmp_path):
    files = {"layers.py": NOTEBOOK, "fit.py": "from layers import relu\nfit = relu(1)"}
    found = Workspace.of_path(write_files(tmp_path / "a", files), FUNCTIONS)
    assert found.find("fit.fit") == 8


def test_cells_that_wait_for_each_other_run_all_the_same():
    cell = "@app.cell\ndef _({}):\n    {} = 1\n    return ({},)\n"
    text = "app = marimo.App()\n" + cell.format("a", "b", "b") + cell.format("b", "a", "a")
    assert [c.number for c in cells_of_marimo(text) or []] == [1, 2]


def test_other_scripts_are_not_marimos():
    assert cells_of_marimo("def relu(x): ...") is None
    assert cells_of_marimo("app = marimo.App()\ndef relu(:") is None
    assert cells_of_marimo(of_marimo([]))


def test_a_text_that_shows_an_app_makes_no_notebook():
    assert cells_of_marimo('"""\napp = marimo.App()\n"""\n\n\ndef relu(x):\n    return x\n') is None
