"""A parameter under another name is found by its place; of a printed result it is noted."""

from __future__ import annotations

import builtins

import pytest

from autograder.sandbox.inside.called import Called, called, own_names
from autograder.sandbox.inside.plain import PRINTED, to_plain

DUE = ("x", "kernel_size", "stride")


def test_names_are_the_others_by_their_place():
    def pool(x, size, step=1):
        return x, size, step

    ours = Called(pool, DUE, True)
    assert ours(1, kernel_size=2, stride=3) == (1, 2, 3)
    assert set(ours.renamed) == {"kernel_size size", "stride step"}
    assert Called(pool, (), True)(1, size=2) == (1, 2, 1)


@pytest.mark.parametrize(
    "function",
    [
        lambda x, kernel_size: 0,  # one is missing
        lambda x, stride, kernel_size: 0,  # in another order they are named rightly
        lambda x, kernel_size, *stride: 0,
        lambda x, kernel_size, stride: 0,
        max,
    ],
)
def test_where_nobody_can_say_which_is_which_nothing_is_renamed(function):
    assert own_names(function, DUE) == {}


def test_what_is_printed_last_is_noted_where_nothing_is_returned():
    def shape():
        print("debugging")
        print((3, 4))

    assert called(shape, (), False)() is None
    result = called(shape, (), True)()
    plain = to_plain({"shape": result})["shape"]
    assert (plain.type, plain.value) == (PRINTED, (3, 4)) and "printed" in str(plain)


def test_what_another_function_prints_or_a_text_is_no_result(capsys):
    def helper():
        print(7)

    def shows():
        helper()

    def says():
        print("done")

    def both():
        print(1, 2)

    def returns():
        print(3)
        return 4

    before = builtins.print
    assert [called(f, (), True)() for f in (shows, says, both, returns)] == [None, None, None, 4]
    assert builtins.print is before and capsys.readouterr().out == "7\ndone\n1 2\n3\n"


def test_a_class_is_called_as_it_is():
    assert called(dict, DUE, True) is dict
