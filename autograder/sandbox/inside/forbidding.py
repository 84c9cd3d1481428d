"""Put refusals in the place of what an exercise forbids, while the learner's function runs."""

from __future__ import annotations

import contextlib
import functools
import inspect
import sys
from collections.abc import Callable, Iterator
from typing import Any

import torch

from .imported import told_of
from .operators import Forbids, Operators, Watch, is_named, refuse_operator


@contextlib.contextmanager
def forbidding(
    forbids: Forbids, namespaces: list[dict[str, Any]], counting: bool = True
) -> Iterator[Watch]:
    """Refuse operators within the block; `namespaces` are the learner's globals.

    Yields the watch, whose `products` counts the matrix products where it is to be `counting`.
    """
    watch = Watch(forbids)
    with contextlib.ExitStack() as undo:
        undone: list[Callable[[], object]] = []
        undo.callback(_put_back, undone)
        _guard_torch(watch, namespaces, undone)
        guard = functools.partial(_guard_module, forbids["others"], namespaces, watch, undo)
        for module_name in forbids["others"].keys() & sys.modules.keys():
            guard(sys.modules[module_name])
        missing = forbids["others"].keys() - sys.modules.keys()
        undo.enter_context(told_of(dict.fromkeys(missing, guard)))  # imported in a function
        _guard_calls(watch, undo)
        if counting:
            undo.enter_context(watch.products.of_numpy(namespaces))
        undo.enter_context(watch)
        undo.enter_context(Operators(watch))
        undo.callback(setattr, watch, "is_over", True)
        yield watch


def _guard_calls(watch: Watch, undo: contextlib.ExitStack) -> None:
    """Look at what is called by `torch.ops` or scripted, in every thread."""
    operators: list[Any] = [torch._ops.OpOverload, torch._ops.OpOverloadPacket]
    for kind in operators:
        _replace_call(kind, lambda operator: refuse_operator(watch, operator), undo)
    scripted: list[Any] = [torch._C.ScriptFunction, torch._C.ScriptMethod]
    for kind in scripted:
        _replace_call(kind, lambda function: _refuse_scripted(watch, function), undo)


def _replace_call(kind: Any, look: Callable[[Any], None], undo: contextlib.ExitStack) -> None:
    original = kind.__call__

    def call(self: Any, /, *args: Any, **kwargs: Any) -> Any:
        look(self)
        return original(self, *args, **kwargs)

    kind.__call__ = call
    undo.callback(setattr, kind, "__call__", original)


def _refuse_scripted(watch: Watch, function: Any) -> None:
    graph = function.inlined_graph if hasattr(function, "inlined_graph") else function.graph
    waiting = [graph]
    while waiting:
        for node in waiting.pop().nodes():
            name = node.kind().split("::")[-1]
            if name != "unfold" and watch.is_forbidden(name):
                watch.refuse(name)
            waiting += list(node.blocks())


@functools.cache
def _ready_made(pattern: str) -> list[tuple[Any, str]]:
    """List torch's forbidden operators by their owners.

    The watch sees only its own thread, and code can switch it off; a refusal in the place of
    the operator itself holds everywhere.
    """
    owners: list[Any] = [torch, torch.nn.functional, torch.Tensor, torch._C._nn]
    owners += [sys.modules.get("torchvision.ops")]
    return [
        (owner, name)
        for owner in filter(None, owners)
        for name in dir(owner)
        if is_named(pattern, name)
        and inspect.isroutine(getattr(owner, name, None))
        and not (owner is torch.Tensor and name == "unfold")
    ]


def _guard_torch(
    watch: Watch, spaces: list[dict[str, Any]], undone: list[Callable[[], object]]
) -> None:
    """Put refusals in the place of torch's operators, there and where learners imported them to.

    `undone` gets what puts each back. This is done for each question, so each namespace is gone
    through once.
    """
    refusals: dict[int, Callable[..., Any]] = {}
    originals = []  # kept meanwhile: a number means an object only as long as that lives
    for owner, name in _ready_made(watch.pattern):
        original = getattr(owner, name)
        is_own = name in vars(owner)
        put = functools.partial(setattr, owner, name, original)
        undone.append(put if is_own else functools.partial(delattr, owner, name))
        refuse = _refusal(name, watch, owner, name)
        setattr(owner, name, refuse)
        refusals.setdefault(id(original), refuse)
        originals.append(original)
    for space in spaces:
        for key, value in list(space.items()):
            if id(value) in refusals:
                space[key] = refusals[id(value)]
                undone.append(functools.partial(space.__setitem__, key, value))


def _put_back(undone: list[Callable[[], object]]) -> None:
    for put in reversed(undone):
        put()


def _guard_module(
    others: dict[str, list[str]],
    namespaces: list[dict[str, Any]],
    watch: Watch,
    undo: contextlib.ExitStack,
    module: Any,
) -> None:
    for name in others[module.__name__]:
        kind, _, method = name.rpartition(".")
        owner = getattr(module, kind, None) if kind else None
        if owner is not None:
            refuse = _refusal(f"{module.__name__}.{name}", watch, owner, method)
            undo.callback(setattr, owner, method, getattr(owner, method))
            setattr(owner, method, refuse)
        elif not kind:
            _guard(module, name, namespaces, watch, undo)


def _guard(
    module: Any, name: str, spaces: list[dict[str, Any]], watch: Watch, undo: contextlib.ExitStack
) -> None:
    """Put a refusal in the place of `module.name`, there and where learners imported it to."""
    original = getattr(module, name, None)
    if original is None:
        return

    refuse = _refusal(f"{module.__name__}.{name}", watch, module, name)
    for space in [vars(module), *spaces]:
        for key in [key for key, value in list(space.items()) if value is original]:
            space[key] = refuse
            undo.callback(space.__setitem__, key, original)


def _refusal(shown: str, watch: Watch, owner: Any, name: str) -> Callable[..., Any]:
    """Make what stands in an operator's place; unlike a wrapper's, no attribute leads back.

    Who imported it meanwhile and keeps it has the operator again when the watch is over.
    """

    def refuse(*args: Any, **kwargs: Any) -> Any:
        if watch.is_over:
            return getattr(owner, name)(*args, **kwargs)
        return watch.refuse(shown)

    refuse.__name__ = refuse.__qualname__ = name
    return refuse
