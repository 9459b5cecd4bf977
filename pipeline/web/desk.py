"""What the pages show and where decisions go: the run's files and the reference folder, looked at again whenever they changed."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from normalizers.names import WITHDRAWN, Decision
from pipeline.documents import PagePictures, Stop
from pipeline.reference import DECISIONS, Reference, all_decisions, append_decisions, load_reference
from pipeline.report import Row, RunData, find_sources, state_of_run
from pipeline.review import ReviewItem
from pipeline.said import Language, say
from pipeline.web.refusals import in_words

Made = TypeVar("Made")
#: So often are the files read again when a run lands in the middle of reading them.
_TRIES = 5


class Refused(Exception):
    """A decision that cannot be kept as it is; nothing was.

    Attributes:
        key: Why, as a key of :data:`pipeline.web.refusals.REFUSALS`.
        earlier: The decision that stands in its way, when one does: it can be replaced.
        facts: What the reason names.
    """

    def __init__(self, key: str, earlier: Decision | None = None, **facts: object) -> None:
        super().__init__(key)
        self.key, self.earlier, self.facts = key, earlier, facts


class Desk:
    """One output folder with one reference folder, open for decisions.

    Args:
        output: The output folder.
        acuan: The reference folder.
        who: Who decides, where a page does not say.
        language: Of the words.
        pdfs: Where the PDFs lie, when they were moved.

    Raises:
        Stop: There are no results, or the reference folder is broken.
    """

    def __init__(self, output: Path, acuan: Path, who: str, language: Language, pdfs: Path | None = None) -> None:
        self.output, self.acuan, self.who, self.language = output, acuan, who, language
        self._pdfs = pdfs
        self._lock = threading.Lock()
        self._data: RunData | None = None
        self._reference: tuple[tuple[int, int], Reference] | None = None
        #: The questions of a run, with the decisions that stood when they were found; see :mod:`pipeline.web.questions`.
        self.asked: tuple[RunData, frozenset[tuple[str, str]], list[ReviewItem]] | None = None
        self._kept: dict[str, tuple[RunData, Reference, Any]] = {}
        self.pictures = PagePictures({})
        self.data()
        self.reference()

    def data(self) -> RunData:
        """The run as it lies in the folder now."""
        with self._lock:
            for _ in range(_TRIES):
                state = state_of_run(self.output)
                if self._data is not None and self._data.state == state:
                    return self._data
                fresh = RunData(self.output)
                if fresh.state == state_of_run(self.output):
                    self._data = fresh
                    self.pictures = PagePictures(find_sources(self.output, self._pdfs))
                    return fresh
            if self._data is None:
                self._data = RunData(self.output)
            return self._data

    def reference(self) -> Reference:
        """Names, terms and decisions as they stand now."""
        state = _state(self.acuan / DECISIONS)
        with self._lock:
            if self._reference is None or self._reference[0] != state:
                self._reference = (state, load_reference(self.acuan))
            return self._reference[1]

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """What takes long to make, made again only when the run or a decision changed."""
        now = (self.data(), self.reference())
        found = self._kept.get(name)
        if found is None or found[0] is not now[0] or found[1] is not now[1]:
            found = self._kept[name] = (*now, make())
        made: Made = found[2]
        return made

    def overlay(self, row: Row) -> Row:
        """A landed row with what was decided since."""
        return self.reference().corrections.on_row(row)

    def marked(self, row: Row) -> Row:
        """The same; what landed stands beside it where that was changed, for a value is asked about by what landed."""
        changed = self.overlay(row)
        return changed if changed is row else {**changed, "mendarat": row}

    # -- decisions ------------------------------------------------------------------------------------------------------

    def standing(self, hal: str, key: str) -> Decision | None:
        """The decision about something that stands now."""
        return self.standing_now().get((hal, key))

    def standing_now(self) -> Mapping[tuple[str, str], Decision]:
        """Every decision that stands now, by what it is about."""
        return self.once("standing", lambda: {(each.hal, each.key): each for each in self.reference().harmoniser.decisions.standing})

    def history(self) -> list[Decision]:
        """Everything ever decided, in its order."""
        return all_decisions(self.acuan)

    def keep(self, decisions: Sequence[Decision], *, instead: bool = False) -> int:
        """Add decisions to the file; how many were new.

        Args:
            decisions: What was decided.
            instead: Take back what stands in their way first; both stay in the file, with who and when.

        Raises:
            Refused: Another decision stands in the way, or the file cannot be written.
        """
        lines: list[Decision] = []
        for decision in decisions:
            earlier = self.standing(decision.hal, decision.key)
            if earlier is not None and earlier.says != decision.says:
                if not instead:
                    raise Refused("decided", earlier, what=in_words(earlier, self.language))
                lines.append(self.withdrawal(earlier, decision.oleh, "diganti"))
            lines.append(decision)
        return self._append(lines)

    def withdraw(self, decisions: Sequence[Decision], who: str, why: str) -> None:
        """Take decisions back, all or none.

        Raises:
            Refused: There are none, or the file cannot be written.
        """
        if not decisions:
            raise Refused("withdrawn")
        self._append([self.withdrawal(each, who, why) for each in decisions])

    def withdrawal(self, earlier: Decision, who: str, why: str) -> Decision:
        """The line that takes a decision back."""
        return replace(earlier, tanggal=today(), oleh=who or self.who, keputusan=WITHDRAWN, alasan=why, line=0)

    def _append(self, lines: Sequence[Decision]) -> int:
        try:
            return append_decisions(lines, self.acuan)
        except Stop as stop:
            # Another decided meanwhile: the file is as it was.
            for line in lines:
                other = self.standing(line.hal, line.key) if line.keputusan != WITHDRAWN else None
                if other is not None and other.says != line.says:
                    raise Refused("decided", other, what=in_words(other, self.language)) from stop
            raise Refused("not_kept", why=say(stop.key, self.language, **stop.facts)) from stop


def today() -> str:
    """The date, as decisions have it."""
    return dt.datetime.now(tz=dt.UTC).date().isoformat()


def _state(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns
