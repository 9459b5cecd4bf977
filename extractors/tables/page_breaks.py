"""What stands around a page break: the tables above and below it, page numbers, running heads and feet, texts that go on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.tables.reading import Ink
from schemas.stages import Table, TextLine

#: The share of a page's height at its upper and lower edge where running heads and feet stand.
MARGIN = 0.08
#: On a page laid sideways running heads hang as low as on an upright one (points).
HEAD = 60.0
#: A running head stands at the same height on every page, to so many points.
SAME_HEIGHT = 4.0
#: A line of more words in the lower margin is text, no running foot.
LONGEST_FOOT = 12
#: The page's number at the end of a running foot: "… | 3", "… | II - 1".
_ENDS_IN_NUMBER = re.compile(r"[|•–-]\s*(?:[ivxlc]{1,7}\s*[-–.]\s*)?\d{1,3}\s*$", re.IGNORECASE)
_LAST_WORD = re.compile(r"\w+$")


def plain(text: str) -> str:
    """A text's letters and digits, for comparing it with another page's."""
    return re.sub(r"\W+", "", text.casefold())


def stands_as_head(line: TextLine, height: float) -> bool:
    """Whether a line of a page, so many points high, stands where running heads do."""
    return line.box[3] < max(MARGIN * height, HEAD)


@dataclass(frozen=True, slots=True)
class PagedTable:
    """A table with what stitching needs to know beside it.

    Attributes:
        table: The table as read from one page.
        below: The text lines between it and the end of its page.
        ends_page, starts_page: Whether it is the last, or the first table of its page.
        ink: How full each cell's last line is and how wide its first word, by row and column.
        height: Of its page, in points.
        heads: The text lines where running heads stand on its page.
        placed: Where its column edges are among those of the table it was joined to; as they are when it begins one.
    """

    table: Table
    below: tuple[TextLine, ...]
    starts_page: bool
    ends_page: bool
    ink: dict[tuple[int, int], Ink]
    height: float
    heads: tuple[TextLine, ...] = ()
    placed: tuple[int, ...] = ()

    def repeats(self, line: TextLine, height: float) -> bool:
        """Whether a line of another page is a running head that its own page has, too.

        Args:
            line: The line.
            height: Of the line's page, in points.
        """
        return stands_as_head(line, height) and any(
            abs(line.box[1] - head.box[1]) <= SAME_HEIGHT and plain(line.text) == plain(head.text) for head in self.heads
        )

    def place(self, col: int) -> int:
        """Where a column begins in the stitched table."""
        return self.placed[col] if self.placed else col


@dataclass(frozen=True, slots=True)
class BreakWords:
    """The words around a page break; the caller's language, not ours.

    Attributes:
        page: Stand before a page number ("Page 3").
        total: Stand between a page number and how many there are ("3 of 12").
        hanging: No text ends with one: what follows goes on.
    """

    page: tuple[str, ...]
    total: tuple[str, ...]
    hanging: tuple[str, ...]

    def is_page_number(self, text: str) -> bool:
        """Whether a line is nothing but a page number."""
        return _page_number(self).match(text) is not None

    def numbers_page(self, line: TextLine, height: float) -> bool:
        """Whether a line is the page's number in its upper or lower margin."""
        return self.is_page_number(line.text) and not MARGIN * height < line.box[1] < (1 - MARGIN) * height

    def is_foot(self, line: TextLine, height: float) -> bool:
        """Whether a line is a page number, or a line in the lower margin that is short or ends in one: it ends no table.

        Args:
            line: The line.
            height: Of its page, in points.
        """
        if self.is_page_number(line.text):
            return True
        short = len(line.text.split()) <= LONGEST_FOOT or _ENDS_IN_NUMBER.search(line.text) is not None
        return line.box[1] > (1 - MARGIN) * height and short

    def hangs(self, text: str) -> bool:
        """Whether a text's last word is one that another must follow."""
        # Looked for behind the last space: texts are long.
        last = _LAST_WORD.search(text, text.rfind(" ") + 1)
        return last is not None and last.group() in self.hanging


@lru_cache(maxsize=4)
def _page_number(words: BreakWords) -> re.Pattern[str]:
    """A number of up to four digits, or a small Roman one, with dashes around it or its words before and behind."""
    page, total = ("|".join(map(re.escape, some)) for some in (words.page, words.total))
    number = r"(?:\d{1,4}|[ivxlc]{1,7})"
    return re.compile(rf"^(?:(?:{page})\.?)?\s*[-–|]?\s*{number}\s*(?:/\s*\d+|(?:{total}) \d+)?\s*[-–|]?$", re.IGNORECASE)
