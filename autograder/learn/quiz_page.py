"""The quiz as one page that needs no network: keyboard, phone, dark, in either language."""

from __future__ import annotations

import base64
import hashlib
import html
import itertools
import json
from pathlib import Path

from autograder.checks.progress import write_atomic
from autograder.checks.quiz.quiz import Item
from autograder.checks.quiz.quiz_source import kinds, source
from autograder.core.languages import _, chosen
from autograder.course import current_course
from autograder.drawing import quiz

STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1b1c1e; --line: #8886; --soft: #8881;
  --good: #1a7f37; --bad: #b42318; --ask: #0b66c3; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181c; --ink: #e9e9ea;
  --good: #4ac26b; --bad: #ff8f85; --ask: #79b8ff; } }
html { background: var(--paper); color: var(--ink); }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 56rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
article { border: 1px solid var(--line); border-radius: .5rem; padding: .25rem 1rem 1rem;
  margin: 1rem 0; }
h3 { font-size: .9rem; font-weight: 500; opacity: .8; margin: .5rem 0; }
code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
.arrays { display: flex; flex-wrap: wrap; gap: .75rem 2rem; align-items: flex-start; }
.numbers { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: .2rem 0; }
.numbers td { text-align: right; padding: .1rem .5rem; border: 1px solid var(--line); }
.numbers caption { text-align: left; font-size: .85rem; opacity: .85; white-space: nowrap; }
.option { margin: .5rem 0; }
.choice { position: relative; display: flex; gap: .75rem; align-items: center; min-height: 2.75rem;
  padding: .25rem .75rem; border: 1px solid var(--line); border-radius: .5rem;
  background: var(--soft); }
.choice button { all: unset; cursor: pointer; font-weight: 600; }
.choice button::after { content: ""; position: absolute; inset: 0; border-radius: .5rem; }
.choice button:focus-visible::after { outline: 3px solid var(--ask); outline-offset: 2px; }
.choice:hover { border-color: var(--ask); }
.value { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; overflow-x: auto; flex: 1; }
.mark { font-weight: 600; font-size: 1.2rem; }
.right .choice { border-color: var(--good); box-shadow: inset 0 0 0 1px var(--good); }
.wrong .choice { border-color: var(--bad); box-shadow: inset 0 0 0 1px var(--bad); }
.right .mark, .right .told strong { color: var(--good); } .wrong .mark { color: var(--bad); }
.told { margin: .25rem .75rem .75rem; }
:lang(zh) em { font-style: normal; }
.count { position: sticky; bottom: 0; background: var(--paper); padding: .5rem 0;
  border-top: 1px solid var(--line); }
"""
SCRIPT = """
const read = text => JSON.parse(new TextDecoder().decode(
  Uint8Array.from(atob(text), letter => letter.charCodeAt(0))));
const count = document.querySelector('.count');
let tried = 0, right = 0;
const tell = () => { count.textContent = count.dataset.words
  .replace('{n}', right).replace('{all}', tried); };
document.querySelectorAll('article').forEach(article => {
  const answers = read(article.dataset.answers);
  article.querySelectorAll('.option').forEach((option, number) => {
    const button = option.querySelector('button'), told = option.querySelector('.told');
    button.addEventListener('click', () => {
      if (!article.dataset.tried) {
        article.dataset.tried = '1'; tried += 1; right += answers[number][0]; tell();
      }
      option.classList.add(answers[number][0] ? 'right' : 'wrong');
      option.querySelector('.mark').textContent = answers[number][0] ? '✓' : '✗';
      told.innerHTML = answers[number][1];
    });
  });
});
tell();
"""


def every_item(name: str, seed: int) -> list[Item]:
    """Return every question about an exercise, or about all; raises CommandError without any."""
    questions = source()
    if name:
        exercise = current_course().exercise(name)
        return [questions.item(exercise, kind, seed) for kind in kinds(exercise, questions)]
    return [
        questions.item(exercise, kind, seed)
        for exercise in current_course().exercises
        for kind in questions.names(exercise)
    ]


def write(items: list[Item], path: Path, names: bool = False) -> None:
    """Write the page of these questions; with `names`, those of the mistakes stand in it."""
    write_atomic(path, page(items, names))
    path.chmod(0o644)


def page(items: list[Item], names: bool = False) -> str:
    """Write a page of questions; answers and explanations are in it, but not to be read by eye."""
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode("ascii")
    policy = (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
        f"script-src 'sha256-{digest}'"
    )
    title, colon = html.escape(_("Questions")), html.escape(_(": "))
    course = html.escape(current_course().title.get(chosen()) or current_course().title["en"])
    start = html.escape(_("Choose an answer: it is explained at once. You may try again."))
    needs = html.escape(_("This page needs JavaScript."))
    pieces = [
        f'<!doctype html>\n<html lang="{chosen()}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        f"<title>{title}{colon}{course}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>",
        f"<h1>{title}{colon}{course}</h1>",
        f"<p>{start}</p>",
        f"<noscript><p>{needs}</p></noscript>",
    ]
    for name, of_exercise in itertools.groupby(items, lambda item: item.exercise):
        exercise = current_course().exercise(name)
        pieces.append(f'<section id="{name}">\n<h2>{exercise.number} {html.escape(name)}</h2>')
        pieces += [_article(item, number, names) for number, item in enumerate(of_exercise, 1)]
        pieces.append("</section>")
    words = html.escape(_("{n} of {all} right at the first try"))
    pieces.append(f'<p class="count" role="status" data-words="{words}"></p>')
    return "\n".join([*pieces, f"</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"])


def _article(item: Item, number: int, names: bool) -> str:
    answers = [[option.is_right, quiz.diagnosis(option, names)] for option in item.options]
    hidden = base64.b64encode(json.dumps(answers, ensure_ascii=False).encode()).decode("ascii")
    options = "\n".join(_option(item, place) for place in range(len(item.options)))
    head = html.escape(_("Question {n}", n=number))
    return (
        f'<article data-answers="{hidden}">\n<h3>{head}</h3>\n{quiz.question(item)}\n{options}\n'
        "</article>"
    )


def _option(item: Item, place: int) -> str:
    """Write an option: its button covers the whole of it, so that a thumb meets it."""
    name = f"{item.exercise}-{item.name}-{place + 1}"
    value = quiz.value(item.options[place].shown)
    return (
        f'<div class="option"><div class="choice"><button type="button" aria-describedby="{name}">'
        f'{place + 1})</button><div class="value" id="{name}">{value}</div>'
        '<span class="mark" aria-hidden="true"></span>'
        '</div><div class="told" aria-live="polite"></div></div>'
    )
