"""A class looked through in a browser: what a reviewer saw, said and decided goes into its file.

The server is the only writer of the results folder while it runs. What it writes is
`adjustments.csv`, in which nothing is a formula; pages and grades follow when it ends.
"""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote

from autograder.core.errors import CommandError
from autograder.core.languages import N_, _
from autograder.core.loopback import SCRIPT, Refused, Reply, Request, Site, json_reply, text_reply
from autograder.core.system import read_bounded
from autograder.core.table import in_form, number
from autograder.grading.decided import AFTER_LATENESS, TOTAL, TOTALS, Adjustment
from autograder.grading.decisions.adjustments import EXCUSED, adjustments_path, write_adjustment
from autograder.grading.decisions.groups import learners_of
from autograder.grading.folder import Stored, read_details, read_folder
from autograder.grading.handed_in import MAX_NUMBER
from autograder.grading.known import person_of, read_people
from autograder.grading.results import RESULTS, Result, rounded, write_bytes
from autograder.grading.versions import digest

from . import analysis
from .pages import submission_parts, templates

ONE, ALL = "/one/", "/"
MAX_COMMENT = 4000
"""Characters of a comment."""
WHOLE = ""
"""What a row stands for that is about the whole submission."""


def version_of(result: Result) -> str:
    """Digest all that a page shows of a result, and what was decided of it."""
    return digest(repr(result))


@dataclass
class Review:
    """A results folder that is looked through by somebody, called `by`.

    `token` goes into the pages, whose scripts send it with what they write.
    """

    out: Path
    by: str
    token: str
    lock: threading.Lock = field(default_factory=threading.Lock)
    saved: int = 0
    _known: tuple[tuple[Any, ...], Stored] | None = None

    def site(self) -> Site:
        """Return what is served."""
        return Site(
            reads={
                ALL: self._one_at_a_time(self.overview),
                ONE: self._one_at_a_time(self.page),
                "/class.js": lambda request: _script("class.js"),
                "/review.js": lambda request: _script("review.js"),
            },
            writes={"/save": self._one_at_a_time(self.save)},
        )

    def _one_at_a_time(self, handler: Any) -> Any:
        def handle(request: Request) -> Reply:
            with self.lock:
                try:
                    reply: Reply = handler(request)
                    return reply
                except CommandError as error:  # a file was changed, and cannot be read now
                    raise Refused(str(error)) from None
                except OSError as error:
                    words = _("{out} cannot be written: {reason}", out=self.out, reason=error)
                    raise Refused(words, HTTPStatus.INTERNAL_SERVER_ERROR) from None

        return handle

    def stored(self) -> Stored:
        """Return the results as they are now; what did not change is not read again."""
        own = (self.out.glob(name) for name in (f"{RESULTS}/*.json", "*.json", "*.csv"))
        places = [path for found in own for path in found]
        key = tuple((p.name, p.stat().st_mtime_ns, p.stat().st_size) for p in sorted(places))
        if self._known is None or self._known[0] != key:
            self._known = (key, read_folder(self.out))
        return self._known[1]

    def overview(self, request: Request) -> Reply:
        """Show the class: who needs a human, what was seen and decided."""
        there, people = self.stored(), read_people(self.out)
        human = analysis.needs_review(there.results)
        tags = [
            own + _seen(r) for own, r in zip(analysis.tags(there.results, human), there.results)
        ]
        page = templates().get_template("review_class.html")
        text = page.render(
            results=there.results,
            path=lambda result: f"one/{quote(there.names[result.submission_id])}",
            name=lambda result: person_of(result, people).name,
            why={result.submission_id: words for result, words in human},
            tags=[" ".join(own) for own in tags],
            tag_counts=[(t, sum(t in own for own in tags)) for t in (*analysis.TAGS, *SEEN)],
            tag_words={tag: _(words) for tag, words in (analysis.TAGS | SEEN).items()},
            seen=sum("unseen" not in own for own in tags),
        )
        return text_reply(text)

    def page(self, request: Request) -> Reply:
        """Show one submission, with what may be said of it."""
        there = self.stored()
        file_name = request.path.removeprefix(ONE)
        order = [result.submission_id for result in there.results]
        of_name = {there.names[identity]: identity for identity in order}
        if file_name not in of_name:
            raise Refused(_("There is no such page."), HTTPStatus.NOT_FOUND)
        place = order.index(of_name[file_name])
        result = there.results[place]
        others = (*there.results[place + 1 :], *there.results[:place])
        waiting = [other for other in others if "unseen" in _seen(other)]
        page = templates().get_template("review_one.html")
        details = read_details(self.out, there.names[result.stored_id])
        text = page.render(
            **submission_parts(result, details, there.record.versions),
            person=person_of(result, read_people(self.out)),
            rows=_rows(result),
            file_name=file_name,
            version=version_of(result),
            token=self.token,
            following=quote(there.names[waiting[0].submission_id]) if waiting else "",
            left=len(waiting),
        )
        return text_reply(text)

    def save(self, request: Request) -> Reply:
        """Write what was said of a submission; refused where it is not as the page showed it."""
        file_name, version, rows = _read(request.body)
        there = self.stored()
        named = (r for r in there.results if there.names[r.submission_id] == file_name)
        result = next(named, None)
        if result is None or version_of(result) != version:
            words = _("This changed since the page was loaded: reload it, and write it again.")
            raise Refused(words, HTTPStatus.CONFLICT)
        graded = {part.name for part in result.parts}
        changes = [self._change(result, row, graded) for row in rows]
        whole = [row for row, remove in changes if row.excused and not remove]
        changes += [_without_after(row) for row in whole if row.exercise == TOTAL]
        now = self._written(there, changes)
        self.saved += len(changes)
        changed = next(r for r in now.results if r.submission_id == result.submission_id)
        return json_reply({"version": version_of(changed), "score": in_form(changed.score)})

    def _written(self, there: Stored, changes: list[tuple[Adjustment, bool]]) -> Stored:
        """Write all rows and return what then is; raises CommandError, and nothing is written."""
        path = adjustments_path(self.out)
        before = read_bounded(path) if path.exists() else None
        try:
            # What is taken out, and what decides nothing any more, makes room for what does.
            for row, remove in sorted(
                changes, key=lambda change: (not change[1], change[0].decides)
            ):
                write_adjustment(self.out, row, there.whose, there.record.exercises, remove)
            return self.stored()
        except CommandError:  # rows that contradict each other
            if before is None:
                path.unlink(missing_ok=True)
            else:
                write_bytes(path, before)
            raise

    def _change(
        self, result: Result, row: Mapping[str, Any], graded: set[str]
    ) -> tuple[Adjustment, bool]:
        """Return a row to be written, and whether it is to be taken out; raises Refused."""
        exercise, comment = row["exercise"], row["comment"].strip()
        if exercise not in (WHOLE, *TOTALS, *graded):
            raise Refused(_("There is no exercise {name}.", name=repr(exercise)))
        if len(comment) > MAX_COMMENT:
            raise Refused(_("A comment has at most {count} characters.", count=MAX_COMMENT))
        points, excused = _points(row["points"].strip())
        if exercise == WHOLE and row["points"].strip():
            raise Refused(_("Points of which exercise? Write them beside its name, or the total."))
        exercise = TOTAL if excused and exercise in TOTALS else exercise
        member = learners_of(result)[0] if result.alone else ""
        said = (points, excused, comment, self.by, member)
        adjustment = Adjustment(result.stored_id, exercise, *said)
        says = adjustment.decides or comment or (exercise == WHOLE and row["seen"])
        return adjustment, not says


SEEN = {"unseen": N_("not seen"), "decided": N_("adjusted")}
"""What rows can be chosen by besides what the class's page has."""


def _seen(result: Result) -> tuple[str, ...]:
    """Tell whether somebody saw a submission, and decided something of it."""
    adjusted = result.adjusted
    unseen = () if adjusted and adjusted.rows else ("unseen",)
    return (*unseen, *(("decided",) if adjusted and adjusted.decides else ()))


def _rows(result: Result) -> list[dict[str, Any]]:
    """Return what a form shows: the whole submission, each exercise, and the totals."""
    rows = []
    for exercise in (WHOLE, *(part.name for part in result.parts), *TOTALS):
        row = result.adjusted.row(exercise) if result.adjusted else None
        points = "" if row is None or row.points is None else f"{rounded(row.points)}"
        rows.append(
            {
                "exercise": exercise,
                "machine": _machine_points(result, exercise),
                "points": EXCUSED if row and row.excused else points,
                "comment": row.comment if row else "",
                "by": row.by if row else "",
                "seen": row is not None,
            }
        )
    return rows


def _machine_points(result: Result, exercise: str) -> str:
    """Say what the machine gave for what a row stands for."""
    part = next((part for part in result.parts if part.name == exercise), None)
    before = result.adjusted.points if result.adjusted else {}
    if part is not None:
        return f"{in_form(before.get(exercise, part.score))} / {in_form(part.max_score)}"
    score, most = result.score, result.max_score
    if result.adjusted:
        score, most = result.adjusted.score, result.adjusted.max_score
    return (
        f"{in_form(before.get(exercise, score))} / {in_form(most)}"
        if exercise == TOTALS[-1]
        else ""
    )


def _points(text: str) -> tuple[float | None, bool]:
    """Read points as somebody types them, with a point or a comma; raises Refused."""
    if not text or text.casefold() in (EXCUSED, _(EXCUSED).casefold()):
        return None, bool(text)
    value = number(text) if "," not in text else number(text, ",")
    if value is None or not 0 <= value < MAX_NUMBER:
        raise Refused(_("points {text}: write a number from 0 on, or excused", text=repr(text)))
    return (int(value) if value == int(value) else value), False


def _read(body: Any) -> tuple[str, str, list[dict[str, Any]]]:
    """Check the form of what a page sent; raises Refused."""
    shape = {"exercise": str, "points": str, "comment": str, "seen": bool}
    try:
        rows = [{name: row[name] for name in shape} for row in body["rows"]]
        fine = all(isinstance(row[name], kind) for row in rows for name, kind in shape.items())
        each_once = len({row["exercise"] for row in rows}) == len(rows)
        fine = fine and each_once and isinstance(body["rows"], list)
        if fine and isinstance(body["name"], str) and isinstance(body["version"], str):
            return body["name"], body["version"], rows
    except (TypeError, KeyError):
        pass
    raise Refused(_("That is not what this page sends."))


def _without_after(row: Adjustment) -> tuple[Adjustment, bool]:
    """Take out a total after lateness, which an excuse leaves without a meaning."""
    return dataclasses.replace(row, exercise=AFTER_LATENESS, excused=False), True


def _script(name: str) -> Reply:
    return text_reply(templates().get_template(name).render(), SCRIPT)
