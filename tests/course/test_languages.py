"""English and Chinese: nothing is missing, placeholders agree, and every face speaks both."""

from __future__ import annotations

import ast
import gettext
import re
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from helpers import changed, run, write_files

import autograder
from autograder.authoring import texts
from autograder.core import languages
from autograder.sandbox.inside import sentences
from autograder.sandbox.inside.sentences import sentence

CHINESE = re.compile(r"[一-鿿]")
PACKAGE = Path(autograder.__file__).parent


@pytest.fixture(scope="module")
def said() -> dict[str, list[str]]:
    """Every text that is said, by catalogue."""
    return texts.texts()


def catalogue(domain: str) -> dict[str, str]:
    with texts.path_of(domain, "zh").open("rb") as file:
        return {message.id: message.string for message in read_po(file, "zh") if message.id}


def fields(text: str) -> list[str]:
    return sorted({name for _, name, _, _ in string.Formatter().parse(text) if name})


@pytest.mark.parametrize("domain", [languages.DOMAIN, languages.EXERCISES])
class TestCatalogues:
    def test_every_text_is_there_and_translated(self, domain, said):
        found = catalogue(domain)
        assert list(found) == said[domain], "run python -m autograder.authoring.texts"
        assert not [text for text, chinese in found.items() if not chinese]

    def test_placeholders_are_the_same(self, domain, said):
        for text, chinese in catalogue(domain).items():
            if domain == languages.DOMAIN:
                assert fields(text) == fields(chinese), text
            assert set(re.findall(r"`[^`]+`", text)) <= set(re.findall(r"`[^`]+`", chinese)), text

    def test_what_the_kit_reads_is_in_step(self, domain, said):
        with texts.path_of(domain, "zh", ".mo").open("rb") as file:
            read = gettext.GNUTranslations(file)
        for text, chinese in catalogue(domain).items():
            assert read.gettext(text) == chinese, "run python -m autograder.authoring.texts"


def test_sentences_are_chinese(said):
    for domain in said:
        for text, chinese in catalogue(domain).items():
            if " " in text and not text.startswith("show_"):
                words = re.sub(r"\{\w+\}|`[^`]+`", "", text)
                assert CHINESE.search(chinese) or not re.search(r"[a-z]{3}", words), text


def test_no_text_hides_where_it_is_not_found():
    for path in PACKAGE.rglob("*.py"):
        assert not re.search(r"\{_\(['\"]", path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "en:zh"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "AUTOGRADER_LANG": "en"}, "en"),
    ],
)
def test_the_language_is_what_was_asked_for(variables, language, monkeypatch, tmp_path):
    for name in ("AUTOGRADER_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AUTOGRADER_COURSE", str(tmp_path))
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    languages.chosen.cache_clear()
    assert languages.chosen() == language
    monkeypatch.undo()
    languages.chosen.cache_clear()


def test_what_the_sandbox_says_is_said_in_chinese(monkeypatch):
    monkeypatch.setattr(languages, "chosen", lambda: "zh")
    for template in sentences.ALL:
        values = {name: f"<{name}>" for name in fields(template)}
        translated = languages.translate_sandbox_message(sentence(template, **values))
        assert CHINESE.search(translated), template
        assert all(value in translated for value in values.values()), translated
    inner = sentence(sentences.WHILE_IMPORTED, file="lenet", what=sentence(sentences.LOST))
    assert "意外中断" in languages.translate_sandbox_message(inner)
    assert languages.translate_sandbox_message("a learner's own words") == "a learner's own words"


@pytest.fixture(scope="module")
def flipped(tmp_path_factory):
    """A submission with two mistakes and an endless story."""
    files = changed("filters.py", "window * kernel", "window * kernel.flip(0, 1)")
    files["layers.py"] = "def relu(x):\n    raise RuntimeError('oh')\n"
    return write_files(tmp_path_factory.mktemp("zh") / "class" / "小明", files)


@pytest.mark.long
def test_the_learners_run_speaks_chinese(flipped):
    args = ("--submission", flipped, "--exercise", "filters", "--exercise", "layers")
    done = run("pytest", "exercises", *args, "--lang", "zh")
    assert "卷积核在滑动之前被翻转了" in done.stdout
    assert "问的是    cross_correlate，参数为" in done.stdout
    assert "layers.py 里没有定义 max_pool2d。" in done.stdout
    for english in ("expected", "differs", "tensor of shape", "checks failed", "Next:"):
        assert english not in done.stdout, english
    assert "The kernel is flipped" in run("pytest", "exercises", *args).stdout


@pytest.mark.long
def test_grading_and_its_pages_speak_chinese(flipped, tmp_path):
    out = tmp_path / "out"
    args = ("--out", out, "--exercise", "filters", "--exercise", "layers", "--lang", "zh")
    done = run("autograder", "grade", flipped.parent, *args)
    assert done.returncode == 0, done.stderr
    page = (out / "reports" / "小明.html").read_text(encoding="utf-8")
    assert '<html lang="zh">' in page and "接下来做什么" in page
    assert "README.zh.md" in page and "卷积核在滑动之前被翻转了" in page
    assert "下次课要讲的" in (out / "index.html").read_text(encoding="utf-8")
    for english in ("What next", "not passed", "Begin with", "expected"):
        assert english not in page, english
    assert run("autograder", "report", out).returncode == 0
    assert "What next" in (out / "reports" / "小明.html").read_text(encoding="utf-8")


def test_help_speaks_chinese():
    orders = (("--lang", "zh", "--help"), ("grade", "--lang", "zh", "--help"))
    for args in (*orders, ("--help", "--lang=zh"), ("grade", "--help", "--lang", "zh")):
        shown = run("autograder", *args).stdout
        assert re.match("用法：[a-z]", shown) and "显示本帮助并退出" in shown
        assert re.search("^选项：$", shown, re.MULTILINE)
        assert not re.search(r"^  [A-Z][a-z]+ [a-z]+ [a-z]+", shown, re.MULTILINE), shown
    for args, words in (
        (("--lang", "zh", "check"), "缺少参数 'EXERCISE'"),
        (("--lang", "zh", "check", "filters", "--quick"), "没有选项 '--quick'"),
        (
            ("quiz", "--lang", "zh", "--seed", "x"),
            "'--seed' 的值无效：'x' 不是有效的 integer range",
        ),
        (("--lang", "zh", "quiz", "--seed", "-1"), "'--seed' 的值无效：-1 不在范围 x>=0 内"),
    ):
        assert words in run("autograder", *args).stderr, args
    shown = run("autograder", "--help").stdout
    assert "Usage:" in shown and "..." not in shown.partition("For learners")[2]


def test_a_language_is_kept(tmp_path):
    (tmp_path / "exercises").mkdir()
    environment = {"AUTOGRADER_COURSE": str(tmp_path), "AUTOGRADER_LANG": ""}
    done = run("autograder", "language", "zh", **environment)
    assert "从现在起使用简体中文" in done.stdout, done.stderr
    assert "用法" in run("autograder", "hint", "--help", **environment).stdout
    assert "Usage" in run("autograder", "--lang", "en", "hint", "--help", **environment).stdout
    assert run("autograder", "language", "xx", **environment).returncode == 2


def test_an_address_ends_where_a_blank_follows():
    """A terminal takes a full-width bracket right behind an address for a piece of it."""
    glued = re.compile(r"\{address\}[（，。]")
    assert not [text for text in catalogue(languages.DOMAIN).values() if glued.search(text)]


def test_no_refusal_is_written_in_one_language():
    words = [
        f"{path.name}: {part.value}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "CommandError"
        for text in call.args[:1]
        for part in (text.values if isinstance(text, ast.JoinedStr) else [text])
        if isinstance(part, ast.Constant) and " " in part.value.strip()
    ]
    assert not words
