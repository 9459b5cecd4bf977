"""What all commands share: options, exit codes, and how an error ends one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

EXIT_NOTHING, EXIT_USAGE = 1, 2

LANGUAGE = click.option(
    "--lang",
    "language",
    type=click.Choice(["id", "en"]),
    default="id",
    show_default=True,
    help="Bahasa pesan / language.",
)


ACUAN = click.option(
    "--acuan",
    type=click.Path(path_type=Path),
    help="Folder acuan (nomenklatur dan keputusan); bawaan: milik pengguna, atau IKUACUAN.",
)


def stop(message: str, code: int) -> NoReturn:
    """End the command with a message and an exit code."""
    click.echo(message, err=True)
    sys.exit(code)


def lines_of(error: Exception) -> str:
    """The lines of an error, those that it has several of each on its own."""
    return "\n".join(getattr(error, "messages", (str(error),)))


def is_remote(place: str) -> bool:
    """Whether a place is an address of fsspec rather than a path."""
    return "://" in place
