"""What all commands share: errors of one line, and help in the reader's language."""

from __future__ import annotations

import errno
import gettext
import inspect
import math
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from autograder.core import about, languages
from autograder.core.control import escape_control
from autograder.core.errors import CommandError
from autograder.core.languages import LANGUAGES, LOCALE, N_, _, chosen
from autograder.core.system import REASONS, reason_of
from autograder.course import (
    NO_SETTINGS,
    CourseSettings,
    course_root,
    current_course,
    read_course,
    read_settings,
    use_settings,
)
from autograder.course.settings import left_out

Command = TypeVar("Command", bound=Callable[..., Any])
LOOP = "Symlink loop"
"""How `Path.resolve` before Python 3.13 says that a link leads to itself."""
PLACES = {
    (True, True): N_("path"),
    (True, False): N_("file"),
    (False, True): N_("directory"),
}
"""What click calls what an argument names, where it takes files or folders."""
MAX_NAMED = 20
"""Names that a terminal is given in one line."""
WHOLE = 1000
"""Letters of a command's first sentence: a list wraps it, and does not cut it off."""


class Positive(click.FloatRange):
    """A finite number above 0: of what click takes, `inf` and `nan` are none."""

    def __init__(self) -> None:
        super().__init__(0, min_open=True)

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number; raises click.BadParameter."""
        number = float(super().convert(value, param, ctx))
        if not math.isfinite(number):
            self.fail(_("{text} is not a finite number", text=repr(value)), param, ctx)
        return number


class HelpFormatter(click.HelpFormatter):
    """Help whose colons are those of the language: full-width in Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        super().write_usage(prog, args, _("Usage: ") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Write what stands above a list."""
        indent = " " * self.current_indent
        self.write(indent + _("{heading}:", heading=heading) + "\n")


click.Context.formatter_class = HelpFormatter


class Group(click.Group):
    """Commands whose errors are one line, with exit code 2 for a usage error.

    Each takes `--lang`, and tells its help in that language.
    """

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command."""
        words = kwargs.get("args", args[0] if args else None)
        _choose_named(sys.argv[1:] if words is None else words)
        translate_help(self)
        try:
            return super().main(*args, **kwargs | {"standalone_mode": False})
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            sys.exit(2)
        except click.ClickException as error:
            problem, code = error.format_message(), 2
        except CommandError as error:
            problem, code = str(error), error.exit_code
        except BrokenPipeError:  # whoever read what is printed is gone, as `head`
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            sys.exit(1)
        except OSError as error:
            problem, code = _of_the_system(error), 2
        except click.Abort:  # it is a RuntimeError
            problem, code = _("stopped; the same command goes on where it stopped"), 130
        except RuntimeError as error:
            if not str(error).startswith(LOOP):
                raise
            path = str(error).removeprefix(f"{LOOP} from ").strip("'")
            problem, code = path + _(": ") + _(REASONS[errno.ELOOP]), 2
        click.echo(f"autograder: {' '.join(problem.split())}", err=True)
        sys.exit(code)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections: dict[str, list[str]] = {}
        """The names of the commands below each heading of the help; without any, one list."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands below their headings."""
        sections = self.sections or {"Commands": self.list_commands(ctx)}
        for section, names in sections.items():
            rows = [(name, self.commands[name].get_short_help_str(WHOLE)) for name in names]
            with formatter.section(_(section)):
                formatter.write_dl(rows)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command, which then takes `--lang`."""
        if all(parameter.name != "lang" for parameter in cmd.params):  # it may be in two groups
            cmd.params.append(language_option())
        super().add_command(cmd, name)


def _of_the_system(error: OSError) -> str:
    """Say in a line what the system refused, and for which file."""
    place = error.filename2 or error.filename
    reason = reason_of(error)
    return os.fsdecode(place) + _(": ") + reason if isinstance(place, str | bytes) else reason


def language_option() -> click.Option:
    """Make the option that chooses the language before anything is said."""
    return click.Option(
        ["--lang"],
        type=click.Choice(list(LANGUAGES)),
        is_eager=True,
        expose_value=False,
        callback=_choose,
        help="The language of the output.",
    )


def version_option() -> click.Option:
    """Make the option that tells which kit, Python and PyTorch this is."""
    return click.Option(
        ["--version"],
        is_flag=True,
        expose_value=False,
        callback=_tell_version,
        help="Show the version and exit.",
    )


def _tell_version(context: click.Context, option: click.Parameter, requested: bool) -> None:
    if requested and not context.resilient_parsing:
        click.echo(about.in_a_line())
        context.exit()


def _choose(context: click.Context, option: click.Parameter, language: str | None) -> None:
    if language:
        languages.set_language(language)
        translate_help(context.find_root().command)
        own = context.command.get_help_option(context)  # click made it before, in English
        if own is not None:
            own.help = _("Show this message and exit.")


def _choose_named(words: Sequence[str]) -> None:
    """Choose the language that `--lang` names, wherever it stands: help may be asked for first."""
    for word, following in zip(words, [*words[1:], ""]):
        name = following if word == "--lang" else word.removeprefix("--lang=")
        if word.startswith("--lang") and name in LANGUAGES:
            languages.set_language(name)


def translate_help(command: click.Command) -> None:
    """Put the help of a command, and of its own commands, into the language chosen."""
    # click asks gettext for its own words, as "Options", in the domain that is set here.
    os.environ["LANGUAGE"] = chosen()
    gettext.bindtextdomain(languages.DOMAIN, str(LOCALE))
    gettext.textdomain(languages.DOMAIN)
    if command.help:
        command.help = _(inspect.cleandoc(command.help))
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = _(parameter.help)
        if isinstance(parameter.type, click.Path):  # click named it when it was made, in English
            parameter.type.name = _(PLACES[parameter.type.file_okay, parameter.type.dir_okay])
    if isinstance(command, click.Group):
        for subcommand in command.commands.values():
            translate_help(subcommand)


def course_settings_option() -> Callable[[Command], Command]:
    """Make the option that names an instructor's settings of the course."""
    return click.option(
        "--course-settings",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="A TOML file: exercises, points, threshold; see docs/instructors.md.",
    )


def take_course(
    path: Path | None, otherwise: CourseSettings = NO_SETTINGS, apart_from: Path | None = None
) -> None:
    """Take the course as a file of settings says, or `otherwise`; say what is left out of it.

    Raises CommandError for settings that cannot be, and for those that lie in the folder that they
    must be `apart_from`: a learner may have written them.
    """
    if path is not None and apart_from is not None:
        if path.resolve().is_relative_to(apart_from.resolve()):
            words = _("--course-settings {path} lies inside {folder}: keep it elsewhere")
            raise CommandError(words.format(path=path, folder=apart_from))
    settings = otherwise if path is None else read_settings(path)
    whole = read_course(course_root())
    for line in left_out(whole, settings):
        click.echo(line, err=True)
    use_settings(settings)


def chosen_exercises(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of exercises that were chosen by name, number or folder."""
    return tuple(current_course().exercise(name).name for name in names)


def named(names: Sequence[str]) -> str:
    """List names, not more than fit a terminal."""
    more = [] if len(names) <= MAX_NAMED else ["…"]
    return ", ".join([*map(escape_control, names[:MAX_NAMED]), *more])


def known_as(names: Sequence[str]) -> str:
    """Name somebody by the first of the names, and by two more in brackets."""
    first, *more = dict.fromkeys(map(escape_control, filter(None, names))) or [""]
    return f"{first} ({', '.join(more[:2])})" if more else first
