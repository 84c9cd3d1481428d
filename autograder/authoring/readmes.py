"""The READMEs of a released kit: the package's words, and what the course says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from autograder.core.languages import LANGUAGES
from autograder.course import Exercise, current_course
from autograder.course.modules import PICTURES, QUIZ, has_module, has_play
from autograder.course.stretch import stretch_goals
from autograder.learn.lab import has_lab

from .course_files import licence_in_kit, licence_of_data

TEMPLATES = Path(__file__).with_name("learners")
SENTENCES = {
    "en": {
        "glossary": ", the terms are in the [glossary](exercises/GLOSSARY.md)",
        "licence_of_data": "; the data set has [its own]({licence})",
        "show_key": "`s` show pictures, ",
        "show": "| `autograder show {pictured}` | the handout's pictures from your functions, "
        "beside those expected |\n",
        "lab_key": "`b` lab, ",
        "lab": "| `autograder lab {played}` | a page to play with: what each number becomes |\n",
        "quiz": "| `autograder quiz` | three questions before an exercise, again later; no points "
        "|\n",
        "play": "| `autograder play` | trains what you built with your own code; see it at work "
        "|\n",
        "language": "| `autograder language zh` | everything in Chinese, or in English again with "
        "`en` |\n",
        "stretch": "Some exercises have a stretch goal, without points: "
        "`autograder stretch {goal}` says\nwhere it is, and checks it.\n\n",
        "stretch_folder": ", and those in `stretch/`",
        "terms": ", the glossary",
    },
    "zh": {
        "glossary": "，术语见[术语表](exercises/GLOSSARY.zh.md)",
        "licence_of_data": "；数据集有[自己的许可]({licence})",
        "show_key": "`s` 看图，",
        "show": "| `autograder show {pictured}` | 用你的函数画出讲义里的图，和应有的图并排 |\n",
        "lab_key": "`b` 实验页，",
        "lab": "| `autograder lab {played}` | 在浏览器里动手试：每个数怎么变 |\n",
        "quiz": "| `autograder quiz` | 三个问题：练习之前问一次，以后再问一次；不计分 |\n",
        "play": "| `autograder play` | 用你自己的代码训练你搭建的网络，并在浏览器里试玩 |\n",
        "language": "",
        "stretch": "有些练习有延伸目标，没有分数：`autograder stretch {goal}` "
        "会说明它在哪里，并检查它。\n\n",
        "stretch_folder": "，`stretch/` 里的也一样",
        "terms": "、术语表",
    },
}
"""What is said, by the blank of the templates, where a course has what it is about."""
AGENTS = "AGENTS"
"""How an assistant may help: assistants look for a file of this name."""


def readmes(home: Path) -> dict[str, str]:
    """Write the READMEs for the course at `home`, by the names of their files.

    The English one is always there; others are in the languages that the course has.
    """
    texts = {"README.md": readme(home, "en"), f"{AGENTS}.md": agents(home, "en")}
    if _has("zh"):
        texts |= {"README.zh.md": readme(home, "zh"), f"{AGENTS}.zh.md": agents(home, "zh")}
    return texts


def _has(language: str) -> bool:
    return language in (current_course().languages or LANGUAGES)


def readme(home: Path, language: str) -> str:
    """Return the README in a language; of what the course does not say in it, English stands."""
    course = current_course()
    suffix = "" if language == "en" else f".{language}"
    words = {
        "title": in_language(course.title, language),
        "about": in_language(course.about, language),
        "exercises": "\n".join(_row(home, e, language, suffix) for e in course.exercises),
        "example": _example(course.exercises),
        "chinese": "[中文](README.zh.md)\n" if _has("zh") else "",
    }
    return _filled(f"README{suffix}.md", words | _said(home, language))


def agents(home: Path, language: str) -> str:
    """Return what assistants are told, in a language, of how they may help learners."""
    suffix = "" if language == "en" else f".{language}"
    course = current_course()
    words = {
        "title": in_language(course.title, language),
        "example": _example(course.exercises),
        "chinese": "[中文](AGENTS.zh.md)\n\n" if _has("zh") else "",
    }
    return _filled(f"{AGENTS}{suffix}.md", words | _said(home, language))


def _said(home: Path, language: str) -> dict[str, str]:
    """Return the sentences about what the course has; of what it has not, nothing is said."""
    exercises, goals = current_course().exercises, [*stretch_goals(home)]
    suffix = "" if language == "en" else f".{language}"
    glossary = (home / f"exercises/GLOSSARY{suffix}.md").is_file()
    pictured = [e for e in exercises if has_module(e, PICTURES)]
    played = [e for e in exercises if has_lab(e)]
    there = {
        "glossary": glossary,
        "licence_of_data": licence_of_data(home),
        "show_key": pictured,
        "show": pictured,
        "lab_key": played,
        "lab": played,
        "quiz": any(has_module(e, QUIZ) for e in exercises),
        "play": has_play(current_course()),
        "language": _has("zh"),
        "stretch": goals,
        "stretch_folder": goals,
        "terms": glossary,
    }
    names = {
        "licence": licence_in_kit(),
        "pictured": _example(pictured),
        "played": _example(played),
        "goal": "".join(goals[:1]),
    }
    said = SENTENCES[language]
    return {blank: said[blank].format(**names) if has else "" for blank, has in there.items()}


def _example(exercises: Sequence[Exercise]) -> str:
    """Return the name of the second exercise, else of the first: the first is special often."""
    return "".join(exercise.name for exercise in exercises[:2][-1:])


def _filled(template: str, words: dict[str, str]) -> str:
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    for name, value in words.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def in_language(texts: dict[str, str], language: str) -> str:
    """Return what is said in a language, else in English, else in any."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


def _row(home: Path, exercise: Exercise, language: str, suffix: str) -> str:
    path = f"exercises/{exercise.folder}/README{suffix}.md"
    builds = exercise.builds.get(language) or _title(home / path) or exercise.name
    return f"| [{exercise.number}]({path}) | {builds} | {exercise.points} |"


def _title(handout: Path) -> str:
    """Read a handout's title without its number: `# 2 · Filters`."""
    if not handout.is_file():
        return ""
    first = handout.read_text(encoding="utf-8").partition("\n")[0]
    return first.rpartition("· ")[2].removeprefix("# ").strip()
