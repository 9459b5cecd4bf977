"""How a run is shown while it goes: a bar on a terminal, plain lines elsewhere, or nothing."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Protocol, TextIO

from pipeline.messages import Language, explain, say
from pipeline.outcome import Outcome


class Progress(Protocol):
    """Told of a run's events in order."""

    def started(self, documents: int) -> None: ...
    def document_started(self, berkas: str) -> None: ...
    def page_done(self, berkas: str, page: int, pages: int) -> None: ...
    def document_done(self, outcome: Outcome) -> None: ...
    def finished(self) -> None: ...


class Quiet:
    """Shows nothing."""

    def started(self, documents: int) -> None:
        """Nothing is shown."""

    def document_started(self, berkas: str) -> None:
        """Nothing is shown."""

    def page_done(self, berkas: str, page: int, pages: int) -> None:
        """Nothing is shown."""

    def document_done(self, outcome: Outcome) -> None:
        """Nothing is shown."""

    def finished(self) -> None:
        """Nothing is shown."""


class Lines(Quiet):
    """One plain line a document, for logs and pipes."""

    def __init__(self, language: Language, write: Callable[[str], object]) -> None:
        self.language, self.write = language, write
        self.total = self.done = 0

    def started(self, documents: int) -> None:
        self.total = documents

    def document_done(self, outcome: Outcome) -> None:
        self.done += 1
        self.write(f"[{self.done}/{self.total}] {outcome.found.berkas}: {_result(outcome, self.language)}")


class Bar(Quiet):
    """A progress bar with document, page and time left."""

    def __init__(self, language: Language, stream: TextIO) -> None:
        from rich.console import Console  # noqa: PLC0415 (only when a bar is shown)
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
        from rich.progress import Progress as RichProgress  # noqa: PLC0415

        self.language = language
        self.bar = RichProgress(
            TextColumn(say("reading", language)),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[now]}"),
            console=Console(file=stream),
            transient=True,
        )
        self.task = self.bar.add_task("", total=None, now="")
        self.shown = 0.0

    def started(self, documents: int) -> None:
        self.bar.update(self.task, total=documents)
        self.bar.start()

    def page_done(self, berkas: str, page: int, pages: int) -> None:
        if time.monotonic() - self.shown > 0.1:
            self.shown = time.monotonic()
            self.bar.update(self.task, now=f"{berkas[-40:]} {say('page_of', self.language, page=page, pages=pages)}")

    def document_done(self, outcome: Outcome) -> None:
        self.bar.advance(self.task)

    def finished(self) -> None:
        self.bar.stop()


def progress_for(language: Language, *, quiet: bool, stream: TextIO | None = None) -> Progress:
    """The right kind of progress for where the output goes."""
    stream = stream or sys.stderr
    if quiet:
        return Quiet()
    if stream.isatty():
        return Bar(language, stream)
    return Lines(language, lambda line: print(line, file=stream, flush=True))


def _result(outcome: Outcome, language: Language) -> str:
    if outcome.problems:
        first = outcome.problems[0]
        return explain(first.code, language, page=first.page, detail=first.detail)
    if outcome.status == "gambar" and not outcome.records:
        return say("scanned", language)
    if outcome.status == "tanpa_tabel":
        return say("without_tables", language)
    values = sum(len(record.values) for record in outcome.records)
    return (
        f"{say('pages', language, count=outcome.pages.total)}, {len(outcome.records)} {say('records', language).lower()}, "
        f"{values} {say('values', language).lower()}"
    )
