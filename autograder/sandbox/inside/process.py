"""Settings of the whole process: noted down before learner code runs, and put back after it.

Each line of the tables is one setting of Python, numpy, torch or matplotlib: how it is read,
and how it is put back. What cannot be read here, in a version that does without, is left alone.
"""

from __future__ import annotations

import builtins
import contextlib
import gc
import locale
import logging
import os
import random
import signal
import socket
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import torch

Setting = tuple[Callable[[], Any], Callable[[Any], Any]]

_HOOKS = ("excepthook", "displayhook", "unraisablehook", "breakpointhook", "ps1", "ps2")
_ATTRIBUTES = (
    *(("sys", name) for name in (*_HOOKS, "dont_write_bytecode", "stdin")),
    ("threading", "excepthook"),
    *(("warnings", name) for name in ("showwarning", "formatwarning")),
    ("PIL.Image", "MAX_IMAGE_PIXELS"),
    *(("PIL.ImageFile", name) for name in ("LOAD_TRUNCATED_IMAGES", "MAXBLOCK")),
    ("ssl", "_create_default_https_context"),
    *(("torch.backends.cudnn", n) for n in ("enabled", "benchmark", "deterministic", "allow_tf32")),
    ("torch.backends.cuda.matmul", "allow_tf32"),
    ("torch.utils.deterministic", "fill_uninitialized_memory"),
)
"""Settings that are plain attributes of modules."""


def _lists() -> list[list[Any]]:
    """Return the lists of the process that code adds to."""
    filters: Any = warnings.filters
    return [sys.argv, sys.meta_path, sys.path_hooks, filters, logging.root.handlers]


def _attribute(module: str, name: str) -> Setting:
    first, *rest = module.split(".")

    def read() -> Any:
        owner: Any = sys.modules[first]
        for piece in rest:
            owner = getattr(owner, piece)
        return owner, getattr(owner, name)

    return read, lambda pair: setattr(pair[0], name, pair[1])


def _put_lists(saved: list[list[Any]]) -> None:
    for current, before in zip(_lists(), saved):
        current[:] = before
    invalidate: Any = getattr(warnings, "_filters_mutated", lambda: None)
    invalidate()


def _environment() -> dict[Any, Any]:
    """Copy the environment as the system holds it: decoding it all takes its time."""
    return dict(getattr(os.environ, "_data", os.environ))


def _put_environment(raw: dict[Any, Any]) -> None:
    decoded = getattr(os.environ, "decodevalue", str)
    current, zone = _environment(), os.environ.get("TZ")
    for name in current.keys() - raw.keys():
        del os.environ[decoded(name)]
    for name, value in raw.items():
        if current.get(name) != value:
            os.environ[decoded(name)] = decoded(value)
    if zone != os.environ.get("TZ") and hasattr(time, "tzset"):
        time.tzset()


def _default_device() -> Any:
    from torch.utils import _device

    return _device.CURRENT_DEVICE


def _function_modes() -> int:
    return int(torch._C._len_torch_function_stack())


def _pop_function_modes(count: int) -> None:
    while _function_modes() > count:
        torch._C._pop_torch_function_stack()  # type: ignore[attr-defined]


def _put_start_method(method: Any) -> None:
    import multiprocessing

    multiprocessing.set_start_method(method, force=True)


def _start_method() -> Any:
    import multiprocessing

    return multiprocessing.get_start_method(allow_none=True)


_SIGNALS = tuple(
    getattr(signal, name)
    for name in "SIGINT SIGTERM SIGALRM SIGPROF SIGVTALRM SIGCHLD SIGUSR1 SIGUSR2 SIGHUP SIGPIPE "
    "SIGQUIT SIGFPE SIGSEGV SIGABRT SIGXCPU SIGXFSZ SIGTSTP SIGCONT SIGWINCH SIGBREAK".split()
    if hasattr(signal, name)
)


_handler_of: Callable[[int], Any] = getattr(
    sys.modules.get("_signal"), "getsignal", signal.getsignal
)
"""Without making constants of numbers, which takes longer than all else."""


def _handlers() -> dict[Any, Any]:
    handlers = {number: _handler_of(number) for number in _SIGNALS}
    return {number: handler for number, handler in handlers.items() if handler is not None}


def _put_handlers(saved: dict[Any, Any]) -> None:
    if threading.current_thread() is not threading.main_thread():
        return
    for number, handler in saved.items():
        if _handler_of(number) is not handler:
            signal.signal(number, handler)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _put_builtins(saved: dict[str, Any]) -> None:
    for name in set(vars(builtins)) - set(saved):
        delattr(builtins, name)
    vars(builtins).update(saved)


def _print_options() -> dict[str, Any]:
    return dict(vars(torch._tensor_str.PRINT_OPTS))


def _put_matplotlib(saved: dict[str, Any]) -> None:
    import matplotlib

    backend, pyplot = saved.get("backend"), sys.modules.get("matplotlib.pyplot")
    if backend and pyplot and dict.get(matplotlib.rcParams, "backend") != backend:
        pyplot.switch_backend(backend)
    parameters: Any = matplotlib.rcParams
    dict.update(parameters, saved)


def _matplotlib() -> dict[str, Any]:
    parameters = dict(dict.items(sys.modules["matplotlib"].rcParams))
    if not isinstance(parameters.get("backend"), str):  # not chosen yet
        del parameters["backend"]
    return parameters


def _numpy_options() -> Any:
    return np.get_printoptions()


def _determinism() -> tuple[bool, bool]:
    warn_only = torch.is_deterministic_algorithms_warn_only_enabled()
    return torch.are_deterministic_algorithms_enabled(), warn_only


_RECORDING: Setting = (torch.is_grad_enabled, torch.set_grad_enabled)
_FOLDER: Setting = (os.getcwd, os.chdir)
_LISTS: Setting = (lambda: [list(own) for own in _lists()], _put_lists)

OWN_CODE: tuple[Setting, ...] = (_RECORDING, _FOLDER, _LISTS)
"""What the kit's own code sets, its mistakes among it: to look at all takes longer than to run."""

MODES: tuple[Setting, ...] = (
    (_function_modes, _pop_function_modes),
    (torch.get_default_dtype, torch.set_default_dtype),
    (_default_device, torch.set_default_device),
    _RECORDING,
    (torch.is_anomaly_enabled, torch.autograd.set_detect_anomaly),
    (_determinism, lambda saved: torch.use_deterministic_algorithms(saved[0], warn_only=saved[1])),
    (torch.get_float32_matmul_precision, torch.set_float32_matmul_precision),
    (torch.get_num_threads, torch.set_num_threads),
    (lambda: torch.is_autocast_enabled("cpu"), lambda on: torch.set_autocast_enabled("cpu", on)),
    (lambda: torch.get_autocast_dtype("cpu"), lambda kind: torch.set_autocast_dtype("cpu", kind)),
    (torch.is_warn_always_enabled, torch.set_warn_always),
    (lambda: torch._C._get_mkldnn_enabled(), lambda on: torch._C._set_mkldnn_enabled(on)),
    (
        torch.multiprocessing.get_sharing_strategy,
        torch.multiprocessing.set_sharing_strategy,
    ),
    (lambda: False, torch.set_flush_denormal),
    (_start_method, _put_start_method),
    (random.getstate, random.setstate),
    (np.random.get_state, np.random.set_state),
    (torch.get_rng_state, torch.set_rng_state),
    (gc.isenabled, lambda on: gc.enable() if on else gc.disable()),
    (gc.get_threshold, lambda saved: gc.set_threshold(*saved)),
    (sys.getswitchinterval, sys.setswitchinterval),
    (sys.gettrace, sys.settrace),
    (sys.getprofile, sys.setprofile),
    (_handlers, _put_handlers),
    (socket.getdefaulttimeout, socket.setdefaulttimeout),
    (lambda: logging.root.level, logging.root.setLevel),
    (lambda: logging.root.manager.disable, logging.disable),
    (lambda: dict(vars(builtins)), _put_builtins),
    (_umask, os.umask),
    _LISTS,
    *(_attribute(module, name) for module, name in _ATTRIBUTES),
)
"""What is put back once a file is loaded: it would hold for every other file too."""

SURROUNDINGS: tuple[Setting, ...] = (
    _FOLDER,
    (_environment, _put_environment),
    (lambda: list(sys.path), lambda saved: sys.path.__setitem__(slice(None), saved)),
    (_matplotlib, _put_matplotlib),
    (_print_options, lambda saved: vars(torch._tensor_str.PRINT_OPTS).update(saved)),
    (_numpy_options, lambda saved: np.set_printoptions(**saved)),
    (np.geterr, lambda saved: np.seterr(**saved)),
    (np.geterrcall, np.seterrcall),
    (sys.getrecursionlimit, sys.setrecursionlimit),
    (lambda: getattr(sys, "get_int_max_str_digits", lambda: None)(), lambda n: _put_digits(n)),
    (lambda: locale.setlocale(locale.LC_ALL), lambda saved: locale.setlocale(locale.LC_ALL, saved)),
)
"""What a file sets for its own functions too: they find it as it was when the file was loaded."""


def _put_digits(most: int | None) -> None:
    if most is not None:
        sys.set_int_max_str_digits(most)


class Saved:
    """Settings as they are now."""

    def __init__(self, settings: tuple[Setting, ...] = (*MODES, *SURROUNDINGS)) -> None:
        self.values: list[tuple[Setting, Any]] = []
        for setting in settings:
            try:
                self.values.append((setting, setting[0]()))
            except Exception:  # this version of a library does without it
                continue

    def put_back(self) -> None:
        """Put every setting back that is another by now."""
        for (read, put), value in self.values:
            try:
                if not _same(read(), value):
                    put(value)
            except Exception:  # one that cannot be put back harms no other
                continue


def _same(now: Any, before: Any) -> bool:
    if isinstance(now, torch.Tensor):
        return torch.equal(now, before)
    if isinstance(now, np.ndarray):
        return bool(np.array_equal(now, before))
    if isinstance(now, tuple) and any(isinstance(item, np.ndarray) for item in now):
        return len(now) == len(before) and all(map(_same, now, before))  # numpy's random state
    return bool(now == before)


@contextlib.contextmanager
def put_back_after(trusted: bool = False) -> Iterator[None]:
    """Put all settings of the process back after the block; after `trusted` code what it sets."""
    saved = Saved(OWN_CODE) if trusted else Saved()
    if hasattr(signal, "getitimer") and not trusted:
        timers = [(which, signal.getitimer(which)[0]) for which in (0, 1, 2)]
    else:
        timers = []
    try:
        yield
    finally:
        for which, before in timers:
            if not before:
                signal.setitimer(which, 0)
        saved.put_back()
