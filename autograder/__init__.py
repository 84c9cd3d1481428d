"""An auto-graded PyTorch exercise kit for CNN basics, and a grader that can be trusted."""

from typing import Any


def load_ipython_extension(shell: Any) -> None:
    """Let `%load_ext autograder` bring the magics `%check` and `%show` into a notebook."""
    from autograder.learn.magic import register

    register(shell)
