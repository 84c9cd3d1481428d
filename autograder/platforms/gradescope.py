"""Gradescope's export, and its `results.json` as its documentation of autograders describes it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timezone
from pathlib import PurePosixPath
from typing import Any

import msgspec

from autograder.core import about
from autograder.core.control import escape_control
from autograder.core.errors import CommandError
from autograder.core.languages import N_, _
from autograder.grading.results import Result, Status
from autograder.platforms.download import Download
from autograder.platforms.pieces import SubmittedFile, base

METADATA = "submission_metadata.yml"
NOBODYS = N_("the export names nobody who handed it in")


def gradescope(download: Download) -> Iterator[SubmittedFile]:
    """Read a Gradescope export: `submission_metadata.yml` beside a folder a submission."""
    place = next((p for p in download.paths if base(p) == METADATA), None)
    if place is None:
        words = _("{download} holds no {file}: it is not what Gradescope exports")
        raise CommandError(words.format(download=download.name, file=METADATA))
    root = str(PurePosixPath(place).parent / "_")[:-1].removeprefix("./")
    for name, entry, submitters in _listed(download, place):
        time = _in_utc(entry.get(":created_at"))
        paths = [path for path in download.paths if path.startswith(f"{root}{name}/")]
        who = [str(p.get(":sid") or p.get(":email") or "") for p in submitters or ()]
        if not paths or not submitters:
            what = (
                _("{name}: the export holds no files of it")
                if not paths
                else _("{name}: the export names nobody who handed it in")
            )
            download.notes.append(what.format(name=" ".join([name, *filter(None, who)])))
            download.reasons.update(dict.fromkeys(paths, NOBODYS))
        _note_history(download, entry, " ".join(filter(None, who)) or name)
        # A team's submission is one, of the first of them.
        first, *others = dict.fromkeys(learner or name for learner in who) or [name]
        attempt = time.timestamp() if time else 0.0
        people = {w or name: str(p.get(":name") or "") for w, p in zip(who, submitters or ())}
        own_name = people.pop(first, "")
        mails = {w: mail for w, p in zip(who, submitters or ()) if (mail := _mail(p))}
        for path in paths if submitters else ():
            target = path.removeprefix(f"{root}{name}/")
            yield SubmittedFile(
                first,
                path,
                target,
                own_name,
                attempt,
                time=time,
                handle=name,
                members=tuple(others),
                names=people,
                mails=mails,
            )


def _listed(download: Download, place: str) -> list[tuple[str, dict[str, Any], Any]]:
    """Read what `submission_metadata.yml` lists; raises CommandError when it is something else."""
    try:
        import yaml
    except ImportError:
        raise about.not_installed("PyYAML", "classroom") from None
    try:
        tree = msgspec.convert(_loaded(download.read(place)), dict[str, dict[str, Any]])
        people = list[dict[str, Any]] | None
        return [
            (name, entry, msgspec.convert(entry[":submitters"], people))
            for name, entry in tree.items()
        ]
    except (yaml.YAMLError, msgspec.ValidationError, KeyError) as error:
        words = _("{path} is not what Gradescope writes: {error}", path=place, error=error)
        raise CommandError(words) from None


def _mail(person: Mapping[str, Any]) -> str:
    return str(person.get(":email") or "")


def _loaded(content: bytes) -> Any:
    """Read YAML as plain data; what is of a class of Ruby's is taken for what it holds.

    Results and earlier attempts are in it too: the loader in C reads megabytes of them in seconds.
    """
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        """One that knows no classes."""

    def plain(loader: Any, _tag: str, node: Any) -> Any:
        if isinstance(node, yaml.MappingNode):
            return loader.construct_mapping(node, deep=True)
        if isinstance(node, yaml.SequenceNode):
            return loader.construct_sequence(node, deep=True)
        return node.value

    Loader.add_multi_constructor("!", plain)
    return yaml.load(content, Loader)


def _in_utc(time: object) -> datetime | None:
    """Return a time of the export, which is in UTC where it has no zone."""
    if not isinstance(time, datetime):
        return None
    return time if time.tzinfo else time.replace(tzinfo=timezone.utc)


def _note_history(download: Download, entry: Mapping[str, Any], who: str) -> None:
    """Say how many earlier attempts there were: the export tells of them and has no files."""
    history = entry.get(":history")
    if isinstance(history, list) and history:
        words = _("{who}: earlier attempts are not in the export ({count})")
        download.notes.append(words.format(who=who, count=len(history)))


def to_results(result: Result) -> str:
    """Write one submission's results: a test a check, with its points and message.

    `score` is the total, a late penalty included; texts are plain text.
    """
    tests: list[dict[str, Any]] = []
    for number, part in enumerate(result.parts, 1):
        for count, check in enumerate(part.checks, 1):
            tests.append(
                {
                    "name": escape_control(f"{part.name}: {check.name}"),
                    "number": f"{number}.{count}",
                    "score": check.score,
                    "max_score": check.max_score,
                    "status": "passed" if check.passed else "failed",
                    "output": escape_control(
                        check.message if check.passed else f"{check.outcome}\n{check.message}"
                    ),
                    "output_format": "text",
                    "tags": [check.mistake] if check.mistake else [],
                    "visibility": "visible",
                }
            )
    words = result.adjusted.in_words() if result.adjusted else []
    words += [result.penalty_reason, "" if result.status == Status.GRADED else result.status]
    words.append(result.message)
    tree: dict[str, Any] = {
        "score": result.score,
        "execution_time": round(result.seconds),
        "output": escape_control("\n".join(filter(None, words))),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
    }
    if result.test_accuracy is not None:
        tree["leaderboard"] = [{"name": "Accuracy", "value": round(result.test_accuracy, 2)}]
    return json.dumps(tree, indent=1, ensure_ascii=False) + "\n"
