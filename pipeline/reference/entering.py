"""Where errors about the reference folder enter the pipeline: the normalizers' and the system's become what ends a command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from normalizers.names import DecisionError, NomenclatureError
from pipeline.documents import EXIT_NOTHING, EXIT_USAGE, Stop


class ReferenceBroken(Stop):
    """The reference folder cannot be used as it is.

    Attributes:
        messages: What is wrong, one line each in Indonesian.
    """

    def __init__(self, messages: Sequence[str]) -> None:
        super().__init__("reference_broken", EXIT_USAGE, detail=tuple(messages))
        self.messages = tuple(messages)


class ListUnusable(Stop):
    """A file is no nomenclature that can be imported; nothing was."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__("at_place", EXIT_USAGE, place=path, detail=reason)


class FolderUnwritable(Stop):
    """The system does not let the reference folder be changed."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__("at_place", EXIT_NOTHING, place=folder, detail=reason)


@contextmanager
def entering(folder: Path, imported: Path | None = None) -> Iterator[None]:
    """Turn errors into what ends a command.

    Args:
        folder: The reference folder.
        imported: The file that is being imported, when one is.

    Raises:
        ReferenceBroken: A list or the decisions in the folder are not as they must be.
        ListUnusable: The file that is being imported is not.
        FolderUnwritable: The system refused.
    """
    try:
        yield
    except DecisionError as error:
        raise ReferenceBroken(error.messages) from error
    except NomenclatureError as error:
        raise (ReferenceBroken([str(error)]) if imported is None else ListUnusable(imported, str(error))) from error
    except OSError as error:
        raise FolderUnwritable(folder, error.strerror or str(error)) from error
