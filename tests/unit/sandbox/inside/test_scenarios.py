"""Scenarios are executed once, and found by the exercise and their name."""

from __future__ import annotations

import sys
import types

import pytest

from autograder.sandbox.inside import scenarios

SOURCE = """
import dataclasses
from autograder.sandbox.inside.tools import *

warmed = []

@dataclasses.dataclass
class Pair:
    a: int

def twice(f, x):
    return Pair(2 * f(x))

def warm_up():
    warmed.append(True)
"""


@pytest.fixture
def loaded(monkeypatch):
    monkeypatch.setattr(scenarios, "_modules", {})
    monkeypatch.delitem(sys.modules, "scenarios of odd", raising=False)
    yield scenarios.load("odd", SOURCE)
    sys.modules.pop("scenarios of odd", None)


def test_a_scenario_is_found_by_its_name(loaded):
    assert scenarios.module("odd") is loaded
    assert scenarios.find("odd.twice")(abs, -2).a == 4
    with pytest.raises(KeyError):
        scenarios.find("other.twice")


def test_what_warms_up_is_called_where_there_is_any(loaded):
    scenarios.warm_up(["odd", "another"])
    assert loaded.warmed == [True]


def test_a_module_of_the_kits_own_holds_scenarios_too(loaded):
    own = types.ModuleType("own")
    own.once = abs
    scenarios.keep("own", own)
    assert scenarios.find("own.once") is abs


def test_tools_are_imported_by_their_name_and_no_package_is_left_behind(monkeypatch):
    monkeypatch.setattr(scenarios, "TOOLS", "elsewhere.inside.tools")
    with scenarios._tools_by_their_name():
        assert sys.modules["elsewhere.inside.tools"] is scenarios.tools
    assert not [name for name in sys.modules if name.startswith("elsewhere")]
