"""The READMEs of a released kit: the package's words, and what the course says of itself."""

from __future__ import annotations

from pathlib import Path

from autograder.core.languages import LANGUAGES
from autograder.course import Exercise, current_course
from autograder.course.modules import QUIZ, has_module, has_play
from autograder.course.stretch import stretch_goals
from autograder.learn.lab import has_lab

from .course_files import licence_in_kit, licence_of_data

TEMPLATES = Path(__file__).with_name("learners")
SENTENCES = {
    "en": (
        ", the terms are in the [glossary](exercises/GLOSSARY.md)",
        "; the data set has [its own]({path})",
        "| `autograder lab {name}` | a page to play with: what each number becomes |\n",
        "Some exercises have a stretch goal, without points: `autograder stretch {name}` says\n"
        "where it is, and checks it.\n\n",
    ),
    "zh": (
        "，术语见[术语表](exercises/GLOSSARY.zh.md)",
        "；数据集有[自己的许可]({path})",
        "| `autograder lab {name}` | 在浏览器里动手试：每个数怎么变 |\n",
        "有些练习有延伸目标，没有分数：`autograder stretch {name}` 会说明它在哪里，并检查它。\n\n",
    ),
}
"""What is said where a course has a glossary, a licence beside its data, labs and stretch goals."""
AGENTS = "AGENTS"
"""How an assistant may help: assistants look for a file of this name."""
STRETCH_FOLDER = {"en": ", and those in `stretch/`", "zh": "，`stretch/` 里的也一样"}

PLAYS = {
    "en": "| `autograder play` | trains what you built with your own code; see it at work |\n",
    "zh": "| `autograder play` | 用你自己的代码训练你搭建的网络，并在浏览器里试玩 |\n",
}
"""What is said where a course has something to play."""
QUIZZES = {
    "en": "| `autograder quiz` | three questions before an exercise, again later; no points |\n",
    "zh": "| `autograder quiz` | 三个问题：练习之前问一次，以后再问一次；不计分 |\n",
}
"""What is said where an exercise of a course has a quiz."""


def readmes(home: Path) -> dict[str, str]:
    """Write the READMEs for the course at `home`, by the names of their files.

    The English one is always there; others are in the languages that the course has.
    """
    texts = {"README.md": readme(home, "en"), f"{AGENTS}.md": agents("en")}
    if _has("zh"):
        texts |= {"README.zh.md": readme(home, "zh"), f"{AGENTS}.zh.md": agents("zh")}
    return texts


def _has(language: str) -> bool:
    return language in (current_course().languages or LANGUAGES)


def readme(home: Path, language: str) -> str:
    """Write the README in a language; of what the course does not say in it, English stands."""
    course = current_course()
    suffix = "" if language == "en" else f".{language}"
    glossary, licence, lab, stretch = SENTENCES[language]
    with_lab = [exercise.name for exercise in course.exercises if has_lab(exercise)]
    example = course.exercises[min(1, len(course.exercises) - 1)].name
    goals = list(stretch_goals(home))
    words = {
        "title": in_language(course.title, language),
        "about": in_language(course.about, language),
        "exercises": "\n".join(_row(home, e, language, suffix) for e in course.exercises),
        "example": example,
        "lab": lab.format(name=example if example in with_lab else with_lab[0]) if with_lab else "",
        "play": PLAYS[language] if has_play(course) else "",
        "quiz": QUIZZES[language] if any(has_module(e, QUIZ) for e in course.exercises) else "",
        "chinese": "[中文](README.zh.md)\n" if _has("zh") else "",
        "glossary": glossary if (home / f"exercises/GLOSSARY{suffix}.md").is_file() else "",
        "stretch": stretch.format(name=goals[0]) if goals else "",
        "licence_of_data": licence.format(path=licence_in_kit()) if licence_of_data(home) else "",
    }
    return _filled(f"README{suffix}.md", words)


def agents(language: str) -> str:
    """Write down for assistants how they may help learners."""
    suffix = "" if language == "en" else f".{language}"
    course, goals = current_course(), stretch_goals()
    words = {
        "title": in_language(course.title, language),
        "example": course.exercises[min(1, len(course.exercises) - 1)].name,
        "chinese": "[中文](AGENTS.zh.md)\n\n" if _has("zh") else "",
        "stretch": STRETCH_FOLDER[language] if goals else "",
    }
    return _filled(f"{AGENTS}{suffix}.md", words)


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
