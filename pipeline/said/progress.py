"""How a run is shown while it goes: a bar on a terminal, plain lines elsewhere, or nothing."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable
from typing import Protocol, TextIO

from pipeline.documents import DocumentSummary, visible
from pipeline.said.messages import Language, explain, say

#: Lines tell the pace every so many seconds.
TELL_PACE = 60.0
#: The bar's pace is that of the last so many seconds: a scan of many pages takes minutes.
PACE_OVER = 600.0
#: The bar names another page at most every so many seconds: no eye follows more.
SHOW_EVERY = 0.1
#: Width of the bar itself, in letters.
_BAR = 16


class Progress(Protocol):
    """Told of a run's events in order."""

    def started(self, documents: int) -> None: ...
    def document_started(self, berkas: str) -> None: ...
    def page_done(self, berkas: str, page: int, pages: int) -> None: ...
    def document_done(self, document: DocumentSummary) -> None: ...
    def finished(self) -> None: ...


class Quiet:
    """Shows nothing."""

    def started(self, documents: int) -> None:
        """Nothing is shown."""

    def document_started(self, berkas: str) -> None:
        """Nothing is shown."""

    def page_done(self, berkas: str, page: int, pages: int) -> None:
        """Nothing is shown."""

    def document_done(self, document: DocumentSummary) -> None:
        """Nothing is shown."""

    def finished(self) -> None:
        """Nothing is shown."""


class Lines(Quiet):
    """One plain line a document, for logs and pipes; every now and then how fast it goes and how long it will take."""

    def __init__(self, language: Language, write: Callable[[str], object], clock: Callable[[], float] = time.monotonic) -> None:
        self.language, self.write, self.clock = language, write, clock
        self.total = self.done = 0
        self.begun = self.told = clock()

    def started(self, documents: int) -> None:
        self.total = documents
        self.begun = self.told = self.clock()

    def document_done(self, document: DocumentSummary) -> None:
        self.done += 1
        self.write(f"[{self.done}/{self.total}] {document.berkas}: {_result(document, self.language)}")
        if self.clock() - self.told >= TELL_PACE and self.done < self.total:
            self.told = self.clock()
            a_second = self.done / (self.told - self.begun)
            left = (self.total - self.done) / a_second
            pace, minutes = pace_of(a_second, self.language), max(1, round(left / 60))
            self.write(f"[{self.done}/{self.total}] {say('pace_and_left', self.language, pace=pace, minutes=minutes)}")


class Bar(Quiet):
    """A progress bar with document, page, pace and time left."""

    def __init__(self, language: Language, stream: TextIO) -> None:
        from rich.console import Console  # noqa: PLC0415 (only when a bar is shown)
        from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn  # noqa: PLC0415 (as above)
        from rich.progress import Progress as RichProgress  # noqa: PLC0415 (as above)
        from rich.table import Column  # noqa: PLC0415 (as above)
        from rich.text import Text  # noqa: PLC0415 (as above)

        class PaceColumn(ProgressColumn):
            def render(self, task: Task) -> Text:
                return Text(pace_of(task.speed, language) if task.speed else "")

        self.language = language
        # One line, however narrow the screen: the page and the file get what the rest leaves, and are cut.
        self.bar = RichProgress(
            BarColumn(bar_width=_BAR),
            MofNCompleteColumn(table_column=Column(no_wrap=True)),
            PaceColumn(table_column=Column(no_wrap=True)),
            TimeRemainingColumn(table_column=Column(no_wrap=True)),
            # A file's name may hold brackets, which are no markup.
            TextColumn("{task.fields[now]}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis", ratio=1)),
            console=Console(file=stream),
            transient=True,
            expand=True,
            speed_estimate_period=PACE_OVER,
        )
        self.task = self.bar.add_task("", total=None, now="")
        self.shown = 0.0

    def started(self, documents: int) -> None:
        self.bar.update(self.task, total=documents)
        self.bar.start()

    def page_done(self, berkas: str, page: int, pages: int) -> None:
        if time.monotonic() - self.shown > SHOW_EVERY:
            self.shown = time.monotonic()
            self.bar.update(self.task, now=f"{say('page_of', self.language, page=page, pages=pages)} {visible(berkas.rpartition('/')[2])}")

    def document_done(self, document: DocumentSummary) -> None:
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

    def write(line: str) -> None:
        # Whoever was reading the lines may have gone; the run goes on.
        with contextlib.suppress(OSError):
            print(visible(line), file=stream, flush=True)

    return Lines(language, write)


def pace_of(documents_a_second: float, language: Language) -> str:
    """Documents a minute, with a digit more where they are few."""
    a_minute = documents_a_second * 60
    return say(
        "a_minute",
        language,
        count=f"{a_minute:.0f}" if a_minute >= 10 else f"{a_minute:.1f}".replace(".", "," if language == "id" else "."),
    )


def _result(document: DocumentSummary, language: Language) -> str:
    if document.problems:
        first = document.problems[0]
        return explain(first.code, language, page=first.page, detail=first.detail)
    if document.status == "gambar" and not document.records:
        return say("scanned", language)
    if document.status == "tanpa_tabel":
        return say("without_tables", language)
    return (
        f"{say('pages', language, count=document.pages)}, {document.records} {say('records', language).lower()}, "
        f"{document.values} {say('values', language).lower()}"
    )
