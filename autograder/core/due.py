"""A deadline: read where it can mean one moment only, and said again in words."""

from __future__ import annotations

import calendar
import re
import time as clock
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from autograder.core.errors import CommandError
from autograder.core.languages import N_, _

FORM = "2026-11-20 23:59 Europe/Berlin"
WEEKDAYS = (
    *(N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday")),
    *(N_("Friday"), N_("Saturday"), N_("Sunday")),
)
MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May")),
    *(N_("June"), N_("July"), N_("August"), N_("September")),
    *(N_("October"), N_("November"), N_("December")),
)
IN_WORDS = N_("{weekday}, {day} {month} {year}, {time}, {zone}")
_IN_ENGLISH = re.compile(
    r"(?P<weekday>\w+), (?P<day>\d+) (?P<month>\w+) (?P<year>\d+), (?P<time>[\d:]+), (?P<zone>.+)"
)
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b", re.I)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}([T ].*)?")
_ZONE = re.compile(r"(?P<time>.*\d.*?)\s+(?P<zone>[A-Za-z]+/[A-Za-z0-9_+/-]+)")


class _UnknownZone(ValueError):
    """A short name of a time zone that stands for several."""


def read_due(text: str, place: str = "--due") -> datetime:
    """Return the moment that a text tells; without a zone it is this machine's.

    A day alone means its end. `place` is where the text stands, in a message. Raises CommandError
    where the text can be read in two ways, tells no day, or names a zone that is not known.
    """
    zone: tzinfo | None = None
    text_given, match = " ".join(text.split()), _ZONE.fullmatch(" ".join(text.split()))
    if match:
        text_given = match["time"]
        try:
            zone = ZoneInfo(match["zone"])
        except (KeyError, ValueError, OSError):
            words = _("{place}: there is no time zone {zone}: write {form}")
            shown = {"place": place, "zone": match["zone"], "form": repr(FORM)}
            raise CommandError(words.format(**shown)) from None
    moment = _moment(text_given, place)
    if zone is not None and moment.tzinfo is not None:
        words = _("{place}: {text} names two time zones", place=place, text=repr(text))
        raise CommandError(words)
    if zone is not None:
        return moment.replace(tzinfo=zone)
    return moment if moment.tzinfo else moment.astimezone()


def _moment(text: str, place: str) -> datetime:
    """Read a text in every way that there is; raises CommandError where these differ."""
    from dateutil import parser

    base = datetime(2000, 1, 1)
    # What the text does not tell is taken from these: all that is told is the same in each.
    others = (base, datetime(2003, 2, 2), base + timedelta(hours=11, minutes=11))
    ways = [(False, False)] if _ISO.fullmatch(text) else [(False, False), (True, False)]
    try:
        read: list[list[datetime]] = [
            [parser.parse(text, default=d, dayfirst=a, yearfirst=b, tzinfos=_zone) for d in others]
            for a, b in ways
        ]
    except _UnknownZone as error:
        words = _("{place}: {zone} stands for more than one time zone: write {form}")
        raise CommandError(words.format(place=place, zone=error, form=repr(FORM))) from None
    except (ValueError, OverflowError, TypeError):
        words = _("{place}: {text} is not a time: write {form}")
        raise CommandError(words.format(place=place, text=repr(text), form=repr(FORM))) from None
    first = read[0]
    if first[0].date() != first[1].date():
        words = _("{place}: {text} does not say which day: write {form}")
        raise CommandError(words.format(place=place, text=repr(text), form=repr(FORM)))
    ambiguous = any(way[0] != first[0] for way in read)
    if ambiguous or not re.search(r"\d{4}", text):
        words = _("{place}: {text} can be read in two ways: write {form}")
        raise CommandError(words.format(place=place, text=repr(text), form=repr(FORM)))
    own = _WEEKDAY.search(text)
    weekday = WEEKDAYS[first[0].weekday()]
    if own and not weekday.lower().startswith(own[0].lower()[:3]):
        words = _("{place}: {text} is a {weekday}: write {form}")
        shown = {"text": repr(text), "weekday": _(weekday), "form": repr(FORM)}
        raise CommandError(words.format(place=place, **shown))
    if first[0].time() != first[2].time():
        return first[0].replace(hour=23, minute=59, second=59)
    return first[0]


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    """Return a zone by its offset, or by one of the names that stand for one zone here."""
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    if name is None:
        return None
    if name.upper() in ("UTC", "GMT", "Z"):
        return timezone.utc
    if name in clock.tzname:
        return None  # this machine's
    raise _UnknownZone(name)


def name_of_zone(zone: tzinfo | None) -> str:
    """Name a time zone, this machine's where it is None."""
    return str(zone) if zone else _("this machine's ({name})", name=clock.tzname[0])


def in_words(moment: datetime) -> str:
    """Say a moment in the language chosen, so that nobody can read it in two ways."""
    return translated(in_english(moment))


def in_english(moment: datetime) -> str:
    """Say a moment as it is stored, to be said in the reader's language later."""
    offset = moment.utcoffset() or timedelta()
    minutes = int(offset.total_seconds()) // 60
    shift = f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    name = str(moment.tzinfo) if isinstance(moment.tzinfo, ZoneInfo) else moment.tzname()
    return IN_WORDS.format(
        weekday=WEEKDAYS[calendar.weekday(moment.year, moment.month, moment.day)],
        day=moment.day,
        month=MONTHS[moment.month - 1],
        year=moment.year,
        time=moment.strftime("%H:%M:%S"),
        zone=shift if name in (None, "UTC", shift) else f"{name} ({shift})",
    )


def translated(text: str) -> str:
    """Return a stored moment in the language chosen; another text stays as it is."""
    m = _IN_ENGLISH.fullmatch(text)
    if m is None or m["weekday"] not in WEEKDAYS or m["month"] not in MONTHS:
        return text
    return _(IN_WORDS, **m.groupdict() | {name: _(m[name]) for name in ("weekday", "month")})
