"""Names in a source that a human should look at, and why: modules, functions, attributes.

A name counts wherever it is found: `os.sys.modules` is `sys.modules`, reached by another way.
"""

from __future__ import annotations

import sys

from autograder.core.languages import N_

TORCH = N_("runs operators of torch where the checks do not see them")
KIT = N_("reaches for the grader's own code")
FRAMES = N_("looks into frames or objects that are not its own")
MEMORY = N_("calls the system or reads memory directly")
ELSEWHERE = N_("computes in a thread or process of its own, where the checks do not see it")
HIDDEN = N_("runs code, or reaches for a name, that is only made when it runs")
UNREAD = N_("too long or too deep to be read")
COMPILED = N_("compiled code, which can be imported and not be read")
PACKED = N_("an archive of code, which can be imported and is not read")

_NAMES: dict[str, str] = {
    TORCH: """
        torch.jit torch.ops torch.library torch.overrides torch.classes torch.fx.experimental
        torch.utils.cpp_extension
        """,
    KIT: """
        sys.modules sys.meta_path sys.path_hooks inside importlib.reload inspect.getmodule
        autograder.sandbox autograder.checks autograder.grading
        """,
    FRAMES: """
        gc.get_objects gc.get_referrers gc.get_referents sys._getframe sys._current_frames
        sys.settrace sys.setprofile sys.monitoring threading.settrace threading.setprofile
        threading.settrace_all_threads threading.setprofile_all_threads bdb trace
        inspect.currentframe inspect.stack inspect.trace inspect.getouterframes
        inspect.getinnerframes inspect.getargvalues traceback.walk_stack traceback.walk_tb
        """,
    MEMORY: "ctypes cffi mmap numpy.ctypeslib",
    ELSEWHERE: """
        threading.Thread threading.Timer _thread concurrent tqdm.contrib.concurrent
        asyncio.to_thread logging.handlers.QueueListener socketserver http.server greenlet gevent
        subprocess pty os.fork os.forkpty os.popen os.system os.posix_spawn os.posix_spawnp
        os.execl os.execle os.execlp os.execlpe os.execv os.execve os.execvp os.execvpe
        os.spawnl os.spawnle os.spawnlp os.spawnlpe os.spawnv os.spawnve os.spawnvp os.spawnvpe
        """,
    HIDDEN: """
        builtins.eval builtins.exec builtins.compile builtins.__import__ builtins.getattr
        runpy marshal code codeop zipimport importlib.machinery importlib.util
        types.FunctionType types.CodeType pickle.load pickle.loads pickle.Unpickler
        dill cloudpickle joblib.load shelve torch.package site.addsitedir pkgutil.resolve_name
        pydoc.locate unittest.mock typing.get_type_hints inspect.get_annotations
        """,
}
SUSPECTS = {name: why for why, names in _NAMES.items() for name in names.split()}
SUSPECTS |= {f"posix{name[2:]}": why for name, why in SUSPECTS.items() if name.startswith("os.")}
"""Modules and functions by their full names; `posix`, which pickles name, has those of `os`."""
PACKAGES = {name.rpartition(".")[0] for name in SUSPECTS if "." in name} | {"multiprocessing"}
"""What suspects are found in: where one is handed on, nobody can read what is taken from it."""
COMMON = {"inside", "code", "trace", "site", "pty", "mmap", "concurrent"}
"""Names of modules that other modules use for something else: `torch.trace`."""
HARMLESS_OF_PROCESSES = set(
    "cpu_count set_start_method get_start_method freeze_support current_process active_children "
    "set_sharing_strategy get_sharing_strategy get_all_sharing_strategies".split()
)
ATTRIBUTES: dict[str, str] = {
    **dict.fromkeys(("__wrapped__", "__closure__", "__subclasses__", "cell_contents"), FRAMES),
    **dict.fromkeys(("f_back", "f_locals", "f_globals", "tb_frame"), FRAMES),
    **dict.fromkeys(("gi_frame", "cr_frame", "ag_frame", "__globals__", "__code__"), FRAMES),
    **dict.fromkeys(("_C", "_VF", "__torch_function__", "__torch_dispatch__"), TORCH),
    **dict.fromkeys(("run_in_executor",), ELSEWHERE),
    **dict.fromkeys(("__getattribute__", "__builtins__"), HIDDEN),
}
"""Attributes of whatever it is, also as texts: `getattr(x, "_C")`, `space.get("_C")`."""
DEFINED = ("__torch_function__", "__torch_dispatch__")
"""Methods that torch calls while the checks' own are put aside."""
MADE_WHEN_RUN = ("eval", "exec", "compile", "__builtins__")
TEXT_RUNNERS = {
    *("timeit.timeit", "timeit.repeat", "timeit.Timer", "pdb.run", "pdb.runeval"),
    *("cProfile.run", "cProfile.runctx", "profile.run", "profile.runctx"),
}
"""Functions that run a text, which is read where it stands there."""
TEXT_METHODS = ("run_cell_magic", "runctx")
UNSAFE = {"allow_pickle": True, "eval_str": True}
"""Arguments by which what is loaded may be code."""
BINARIES = (".pyc", ".pyo", ".so", ".pyd")
GETTERS = ("operator.attrgetter", "operator.methodcaller")
BY_NAME = ("__import__", "import_module", "importlib.import_module", "builtins.__import__")


def reason_of(name: str) -> str:
    """Return why a full name is a suspect, or lies in one; empty for any other."""
    parts = name.split(".")
    for start, first in enumerate(parts):
        if start and first in COMMON:
            continue
        whole = [first.lstrip("_") if start else first, *parts[start + 1 :]]
        for tail in (parts[start:], whole):
            if reason := _reason(tail, start == 0):
                return reason
    return ""


def _reason(parts: list[str], is_first: bool) -> str:
    for count in range(1, len(parts) + 1):
        if reason := SUSPECTS.get(".".join(parts[:count])):
            return reason
    package, rest = parts[0], parts[1:]
    if parts[:2] == ["torch", "multiprocessing"]:
        package, rest = rest[0], rest[1:]
    if package == "multiprocessing":
        return ELSEWHERE if rest and rest[0] not in HARMLESS_OF_PROCESSES else ""
    if package == "torch":
        rest = rest[1:] if rest[:1] == ["utils"] else rest
        return TORCH if rest and is_private(rest[0]) and not _is_harmless(rest) else ""
    is_inner = is_first and is_private(package) and package in sys.stdlib_module_names
    return MEMORY if is_inner else ""


def _is_harmless(private: list[str]) -> bool:
    """Tell what people write beside `torch.compile` and the like, and what runs nothing."""
    settings = {"config", "reset", "disable"}
    return private[0] in ("_assert", "_pytree") or (
        private[0] == "_dynamo" and (not private[1:] or private[1] in settings)
    )


def is_private(name: str) -> bool:
    """Tell whether a name is meant for its own package alone."""
    return name.startswith("_") and not name.startswith("__")
