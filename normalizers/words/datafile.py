"""The data files of this package: found, read, and complained about with file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import resources

from normalizers.words.text import squash

_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_BARE_KEY = re.compile(r"^\s*(?:([A-Za-z0-9_-]+)\s*=|\[([A-Za-z0-9_.-]+)\])")
_TOML_LINE = re.compile(r"at line (\d+)")


class DataFileError(ValueError):
    """A data file does not say what it has to say.

    Attributes:
        file: The file's name inside ``normalizers/data``.
        line: The 1-based line the mistake stands on; 0 when it belongs to no line (a missing table, an unreadable file).
        reason: What is wrong, in one sentence.
    """

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class DataFile:
    """A parsed TOML file that still knows its text, so that mistakes can be pointed at.

    Attributes:
        name: The file's name.
        text: Its raw text.
        tables: Its content.
    """

    name: str
    text: str
    tables: Mapping[str, object]

    def lines_of(self, word: str, key: Callable[[str], str] = squash) -> list[int]:
        """The 1-based lines on which ``word`` stands as a key, a string or a table's name; ``key`` says which words are the same."""
        found = []
        for number, line in enumerate(self.text.splitlines(), start=1):
            if line.lstrip().startswith("#"):
                continue
            here = [double or single for double, single in _QUOTED.findall(line)]
            here += [bare.group(1) or bare.group(2) for bare in [_BARE_KEY.match(line)] if bare is not None]
            found += [number for candidate in here if key(candidate) == key(word)]
        return found

    def error(self, reason: str, word: str | None = None, occurrence: int = 0) -> DataFileError:
        """An error that points at the given occurrence of ``word``; -1, and any beyond the last, is the last."""
        lines = self.lines_of(word) if word is not None else []
        line = lines[min(occurrence, len(lines) - 1)] if lines else 0
        return DataFileError(self.name, line, reason)

    def strings(self, name: str) -> tuple[str, ...]:
        """The list of strings at the top level of the file.

        Raises:
            DataFileError: It is not there, or holds something else than non-empty strings.
        """
        return self.as_strings(self.tables.get(name), name)

    def table(self, name: str) -> Mapping[str, object]:
        """The table of that name.

        Raises:
            DataFileError: It is not there.
        """
        found = self.tables.get(name)
        if not isinstance(found, dict):
            raise DataFileError(self.name, 0, f"the table [{name}] is missing")
        return found

    def as_strings(self, value: object, name: str) -> tuple[str, ...]:
        """``value`` if it is a list of non-empty strings.

        Raises:
            DataFileError: It is something else.
        """
        if not isinstance(value, list):
            raise self.error(f"{name!r} has to be a list of strings", name)
        for word in value:
            if not isinstance(word, str) or not word.strip():
                raise self.error(f"{name!r} holds {word!r}, which is not a word", name)
        return tuple(value)


def parse_toml(name: str, text: str) -> DataFile:
    """Read the text of a data file.

    Raises:
        DataFileError: It is not TOML.
    """
    try:
        return DataFile(name, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        line = _TOML_LINE.search(str(error))
        at = int(line.group(1)) if line else len(text.splitlines())
        raise DataFileError(name, at, f"not valid TOML: {error}") from error


def read_data(name: str) -> DataFile:
    """Read a data file of this package, keeping its text for errors that point at a line.

    Args:
        name: Its name inside ``normalizers/data``, e.g. ``satuan.toml``.

    Raises:
        DataFileError: It cannot be read, or is not TOML.
    """
    try:
        text = resources.files("normalizers").joinpath("data", name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(name, 0, f"cannot be read: {error}") from error
    return parse_toml(name, text)
