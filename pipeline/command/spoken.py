"""The command line in the language that is asked for, wherever ``--lang`` stands: help, usage errors and click's own words."""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from pipeline.command.english import ENGLISH
from pipeline.said import Language

LANGUAGES: tuple[Language, ...] = ("id", "en")
#: The domain that click asks for its words in.
_DOMAIN = "messages"
_FLAG = "--lang"


def language_in(args: Sequence[str]) -> Language:
    """The language that arguments ask for, in any place before ``--``; the last that is one counts."""
    asked: Language = "id"
    for place, arg in enumerate(args):
        if arg == "--":
            break
        name, equals, said = arg.partition("=")
        if name == _FLAG:
            said = said if equals else next(iter(args[place + 1 : place + 2]), "")
            asked = next((language for language in LANGUAGES if language == said), asked)
    return asked


class Spoken(click.Group):
    """The program's commands; told in a language before anything of them is parsed, so that errors are in it too."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **named: Any) -> Any:
        """Run a command line; see :meth:`click.Command.main`."""
        given = list(sys.argv[1:] if args is None else args)
        speak(self, language_in(given))
        return super().main(given, *rest, **named)


def speak(group: click.Group, language: Language) -> None:
    """Turn the help of all commands into a language."""
    gettext.bindtextdomain(_DOMAIN, Path(__file__).parent / "locale")
    os.environ["LANGUAGE"] = language
    for command in commands_of(group):
        command.help = told(command.help, language)
        # Made once by click, in the language of that time; there is no other way to have it made anew.
        if hasattr(command, "_help_option"):
            command._help_option = None
        for param in command.params:
            if isinstance(param, click.Option):
                param.help = told(param.help, language)
                if param.name == "language":
                    param.default = language


def commands_of(group: click.Group) -> Iterator[click.Command]:
    """A group and every command in it."""
    yield group
    for command in group.commands.values():
        if isinstance(command, click.Group):
            yield from commands_of(command)
        else:
            yield command


def told(text: str | None, language: Language) -> str | None:
    """A help text in a language; one without a translation is click's own and stays."""
    if text is None:
        return None
    # A docstring is broken into lines; its paragraphs are what is said.
    said = "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))
    indonesian = _INDONESIAN.get(said, said)
    return indonesian if language == "id" else ENGLISH.get(indonesian, said)


_INDONESIAN = {english: indonesian for indonesian, english in ENGLISH.items()}
