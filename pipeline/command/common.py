"""What all commands share: options, and how an error ends one."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from pipeline.documents import EXIT_NOTHING, EXIT_USAGE, Stop, visible
from pipeline.said import Language, say

#: Its default is what stands anywhere in the command line, see :mod:`pipeline.command.spoken`.
LANGUAGE = click.option(
    "--lang",
    "language",
    type=click.Choice(["id", "en"]),
    default="id",
    show_default="id",
    help="Bahasa pesan / language.",
)


ACUAN = click.option(
    "--acuan",
    type=click.Path(path_type=Path),
    help="Folder acuan (nomenklatur dan keputusan); bawaan: milik pengguna, atau IKU_ACUAN.",
)

#: A page, or the first and last of a stretch of pages.
_STRETCH = re.compile(r"\s*(\d{1,9})\s*(?:[-–]\s*(\d{1,9})\s*)?", re.ASCII)


def page_spans(given: str | None) -> tuple[tuple[int, int], ...]:
    """Pages as people write them, as first and last of each stretch; none for None.

    >>> page_spans("3,5-7")
    ((3, 3), (5, 7))

    Raises:
        Stop: That are no pages.
    """
    spans = []
    for part in given.split(",") if given is not None else ():
        match = _STRETCH.fullmatch(part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last:
            raise Stop("bad_pages", EXIT_USAGE, given=given)
        spans.append((first, last))
    return tuple(spans)


def tell(text: str, *, err: bool = False) -> None:
    """Say something to the person at the screen: whatever came into it from outside is shown as text."""
    click.echo(visible(text, keep="\n"), err=err)


@contextmanager
def ending(language: Language, folder: object = "") -> Iterator[None]:
    """Say what ends a command, and end it with its exit code.

    Args:
        language: Of the message.
        folder: The output folder as the person named it, for messages that name none of their own.
    """
    try:
        yield
    except Stop as stop:
        tell(say(stop.key, language, **{"folder": folder, **stop.facts}), err=True)
        sys.exit(stop.exit_code)


@contextmanager
def interruptible(key: str, **facts: object) -> Iterator[None]:
    """Ctrl-C ends a command as an error does, and a person is told what became of the results.

    Args:
        key: The message.
        facts: What it names.
    """
    try:
        yield
    except KeyboardInterrupt as error:
        raise Stop(key, EXIT_NOTHING, **facts) from error


def is_remote(place: str) -> bool:
    """Whether a place is an address of fsspec rather than a path."""
    return "://" in place
