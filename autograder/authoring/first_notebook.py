"""The notebook that a released kit brings: it installs the kit and checks the first exercise."""

from __future__ import annotations

import json
from typing import Any

from autograder.core.about import DISTRIBUTION
from autograder.course import current_course

from .readmes import in_language

WELCOME = """\
# {title} in a notebook

Run the two cells below once. In Colab, first upload the kit's wheel (the file that ends in `.whl`)
with the folder's icon on the left; in Jupyter and VS Code this notebook lies in the kit already.

先运行下面两个单元格。在 Colab 里，请先用左边的文件夹图标上传练习包的 wheel
（以 `.whl` 结尾的文件）；在 Jupyter 和 VS Code 里，这个笔记本已经在练习包里了。"""
INSTALL = """\
from pathlib import Path

wheels = sorted(Path().glob("{wheel}-*.whl"))
kit = f'"{wheels[-1]}"' if wheels else "-c constraints.txt -e ."
%pip install --quiet {kit}""".replace("{wheel}", DISTRIBUTION.replace("-", "_"))
BEGIN = """\
if not Path("exercises").is_dir():
    !autograder start my-course
    %cd my-course
%load_ext autograder"""
FIRST = """\
## {number} {name}

Read `exercises/{folder}/README.md`, write the functions below, then check them. The other
exercises go alike: copy the stub that lies beside each handout into a cell.

先读 `exercises/{folder}/README.zh.md`，写好下面的函数，再检查。其他练习也一样：把讲义旁边的
待填写文件复制到单元格里。中文提示：先运行 `!autograder language zh`。"""


def first_notebook(stub: str) -> str:
    """Return the notebook as the text of its file; `stub` is the first exercise's."""
    course = current_course()
    first = course.exercises[0]
    welcome = WELCOME.format(title=in_language(course.title, "en"))
    task = FIRST.format(number=first.number, name=first.name, folder=first.folder)
    code = [stub.rstrip("\n"), f"%check {first.name}", f"%show {first.name}"]
    texts = [welcome, INSTALL, BEGIN, task, *code]
    cells = [_cell(number, text, text in (welcome, task)) for number, text in enumerate(texts)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    tree = {
        "cells": cells,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(tree, indent=1, ensure_ascii=False) + "\n"


def _cell(number: int, text: str, is_prose: bool) -> dict[str, Any]:
    cell: dict[str, Any] = {
        "cell_type": "markdown" if is_prose else "code",
        "id": f"cell-{number}",
        "metadata": {},
        "source": text.splitlines(keepends=True),
    }
    return cell if is_prose else cell | {"execution_count": None, "outputs": []}
