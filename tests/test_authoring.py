"""What is generated is in step with its source."""

from __future__ import annotations

import pytest
from helpers import HOME

from autograder.authoring.stubs import stub_of, stubs


def test_every_stub_is_in_step_with_its_solution():
    for path, text in stubs(HOME).items():
        assert path.read_text(encoding="utf-8") == text, "run python -m autograder.authoring.stubs"


def test_a_stub_keeps_the_docstring_and_drops_the_solution():
    solution = (
        '"""A."""\n\ndef f(x):\n    """B."""\n    # BEGIN SOLUTION\n    y = x\n    return y\n'
    )
    solution += "    # END SOLUTION\n\n# BEGIN SOLUTION\ndef helper(): ...\n# END SOLUTION\n"
    stub = '"""A."""\n\ndef f(x):\n    """B."""\n    raise NotImplementedError\n'
    assert stub_of(solution) == stub


@pytest.mark.parametrize("text", ["# BEGIN SOLUTION\n", "# END SOLUTION\n"])
def test_unbalanced_markers_are_an_error(text):
    with pytest.raises(ValueError, match="SOLUTION"):
        stub_of(text)
