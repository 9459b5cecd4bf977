"""What lines above a table, at a page's edges or in a form drawn as a table say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from normalizers.form import PLANS, measure_of_heading, nearest_kind, speaks_of_performance, speaks_of_quarters
from normalizers.owner import echelon_of, post_of
from normalizers.rows import goals_of, labelled_levels
from normalizers.words import fold, mend, period_in, years_in
from schemas.stages import Grid, PageText

#: A page's running lines are among so many at its top and bottom, and stand on this share of the pages.
EDGE_LINES, RUNNING = 4, 0.5
#: A single year is looked for in so many lines above a table, of at most so many words each.
YEAR_LINES, YEAR_WORDS = 8, 18
#: A line of so many words that ends in a stop is a sentence.
PROSE_WORDS = 6
_DIGITS = re.compile(r"\d+")
#: An amount of money; a label before a year.
_AMOUNT = re.compile(r"\brp\b\.?\s*\d|\d{1,3}(?:\.\d{3}){2}", re.IGNORECASE)
#: Lines that tell of the paper and not of what it is about, and dates in figures.
_OF_THE_PAPER = re.compile(
    r"\W*(?:nomor|nomer|no|tanggal|tgl|dicetak|cetak|waktu cetak|printed|ditetapkan|disahkan"
    r"|berdasarkan|sesuai|menurut|merujuk|mengacu|sebagaimana)\b",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d(?!\d)|\b(?:tanggal|tgl)\b\W*\d{1,2}\b", re.IGNORECASE)
#: Lines of a heading that go on with a small letter.
_TELLS_A_TIME = re.compile(r"(?:s\s*[./]?\s*d\b|sampai|hingga|per|tahun|periode|bulan|triwulan)", re.IGNORECASE)
_LABELLED_YEAR = re.compile(r".{0,60}:\s*(?:tahun\s*)?(?:19|20)\d\d\W*", re.IGNORECASE)


def said_above(lines: Sequence[str]) -> object:
    """What lines above a table may say of it: to be compared with what others say, and nothing else.

    Args:
        lines: The lines, top to bottom.
    """
    columns = nearest_kind(lines), speaks_of_performance(tuple(lines), ()), speaks_of_quarters(lines), measure_of_heading(lines)
    return columns, year_of_title(lines), period_of_title(lines), echelon_of(lines), post_of(lines), goals_of(lines)


def form_lines(grid: Grid) -> list[str]:
    """A form drawn as a table ("Jabatan | : | Kepala …") as the lines of text it is."""
    return [" ".join(mend(cell.text) for cell in grid.begins(row)) for row in range(grid.n_rows)]


def labels_inside(grid: Grid) -> list[str]:
    """The lines of a table's cells that name a level behind its label: forms between the lists of a budget."""
    return [line for row in range(grid.n_rows) for cell in grid.begins(row) for line in cell.text.split("\n") if labelled_levels([line])]


def year_of_title(above: Sequence[str]) -> tuple[int | None, bool]:
    """The year of the nearest heading line above that names exactly one, and whether another line names another.

    Running text names other years in passing, amounts of money their own, plans their period; a label's year ("Tahun : 2024") gives
    way to a heading's. When a paper was signed, numbered or printed says only in doubt what year it is about.
    """
    named: list[tuple[bool, int]] = []
    signed: list[int] = []
    for line in _heading_lines(above):
        years = set(years_in(line, skip_laws=True))
        if _OF_THE_PAPER.match(line) or _DATE.search(line):
            signed += sorted(years)
            continue
        if len(years) > 1 and PLANS & set(fold(line).split()):
            # The plan that the year is one of ("Renstra Tahun 2018-2023").
            continue
        if len(years) > 1:
            break
        if years:
            named.append((_LABELLED_YEAR.match(line.strip()) is not None, years.pop()))
    if not named and signed:
        return signed[0], True
    nearest = next((year for labelled, year in named if not labelled), named[0][1] if named else None)
    labels = {year for labelled, year in named if labelled}
    return nearest, bool(labels - {nearest})


def period_of_title(above: Sequence[str]) -> tuple[int, int] | None:
    """The period of the nearest heading line above that names one ("Renstra Tahun 2019-2023")."""
    for line in _heading_lines(above):
        period = period_in(line)
        if period is not None and period[0] < period[1]:
            return period
    return None


def _heading_lines(above: Sequence[str]) -> Iterator[str]:
    """The nearest lines above that may be headings, the nearest first: short, no running text, no amounts of money."""
    for line in list(above)[: -YEAR_LINES - 1 : -1]:
        if not (_is_prose(line) or _AMOUNT.search(line) or len(line.split()) > YEAR_WORDS):
            yield line


def _is_prose(line: str) -> bool:
    """Whether a line is of running text: it goes on with a small letter, or ends as sentences do."""
    text = line.strip()
    return (text[:1].islower() and not (_TELLS_A_TIME.match(text) and len(text.split()) <= PROSE_WORDS)) or (
        len(text.split()) >= PROSE_WORDS and text.endswith((".", ",", ";"))
    )


def undated_line(line: str) -> str:
    """A line as it is the same on every page: without numbers."""
    return " ".join(_DIGITS.sub(" ", fold(line)).split())


def running_lines(pages: Sequence[PageText]) -> frozenset[str]:
    """The lines, as :func:`undated_line` has them, that many pages print at their top or bottom: they head no table."""
    seen = Counter(
        text
        for page in pages
        for text in {undated_line(line.text) for line in (*page.lines[:EDGE_LINES], *page.lines[-EDGE_LINES:])}
        if text
    )
    return frozenset(text for text, count in seen.items() if count >= max(2, RUNNING * len(pages)))
