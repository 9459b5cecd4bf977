"""Results of a part of the year, where only the table's own caption says that they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from normalizers.form.captions import SEMESTER, caption_of
from normalizers.form.meaning import Column, Header, Meaning
from normalizers.words import quarter_in, years_in

#: What was reached up to a moment. A target is the year's unless its own column says otherwise.
REACHED = ("realisasi", "capaian", "realisasi_anggaran")
#: The quarters before the last one, as documents print them.
_ROMAN = {1: "I", 2: "II", 3: "III"}
#: A heading without a number runs over so many lines at most, of so many words.
HEADING_LINES, HEADING_WORDS = 3, 25

_QUARTER = r"(?:triwulan|tribulan|tw|trw)"
_NAMED = re.compile(rf"\b{_QUARTER}\b", re.IGNORECASE)
_UP_TO = r"(?:s\s*[./]?\s*d\b\.?|sampai(?:\s+dengan)?|hingga|kumulatif)"
_CUMULATIVE = re.compile(rf"\b{_UP_TO}\s*(?:(?:akhir|dengan|periode)\s+)*{_QUARTER}\b", re.IGNORECASE)
_FROM_FIRST = re.compile(rf"\b{_QUARTER}[\s.]*(?:i|1)\s*(?:[-–—]|{_UP_TO})\s*(?:{_QUARTER}[\s.]*)?(?:ii|iii|2|3)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a year that a caption tells of.

    Attributes:
        quarter: Its one quarter.
        up_to: Whether it tells of the year up to some moment before its end, or of half of it: no quarter's and no year's value.
        years: The years it may be a part of; empty where the caption names none.
        mixed: Whether the caption names other years beside it ("Tahun 2024 dan Triwulan I Tahun 2025").
        said: How it says that.
    """

    quarter: int | None = None
    up_to: bool = False
    years: tuple[int, ...] = ()
    mixed: bool = False
    said: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """Results that only the caption dates within their year.

    Attributes:
        header: The columns, as far as the caption is plain.
        moments: Measures and years of the columns that hang on it.
        quarter: The quarter they are of now; None where they stay the year's, in doubt.
    """

    header: Header
    moments: frozenset[tuple[str | None, int | None]] = frozenset()
    quarter: int | None = None

    def in_years(self, years: Collection[int]) -> Moved:
        """The same where the rows print these years; as it is where they print none."""
        return replace(self, moments=frozenset((measure, year) for measure, _ in self.moments for year in years)) if years else self


WHOLE_YEAR = Part()


def part_of_year(above: Sequence[str]) -> Part:
    """The part of a year that a table's own caption tells of; the whole year where it names none.

    The caption is what :func:`caption_of` finds, else the heading right above: headings of chapters further up speak of other tables.
    """
    caption = caption_of(above)
    text = caption.text if caption is not None else _heading(above)
    half = SEMESTER.search(text) or _FROM_FIRST.search(text)
    quarter, named = quarter_in(text), _NAMED.search(text)
    if half is None and (quarter is None or named is None):
        return WHOLE_YEAR
    at = half.start() if half is not None else named.start() if named is not None else 0
    years = years_in(text, skip_laws=True)
    behind = years_in(text[at:], skip_laws=True) or years
    part = Part(years=tuple(dict.fromkeys(behind)), mixed=len(set(years)) > 1)
    if half is not None:
        return replace(part, up_to=True, said=half.group())
    up_to = _CUMULATIVE.search(text)
    if up_to is None or quarter is None:
        return replace(part, quarter=quarter)
    # Up to the fourth quarter is the year.
    return replace(part, up_to=True, said=f"{up_to.group()} {_ROMAN[quarter]}") if quarter in _ROMAN else WHOLE_YEAR


def _heading(above: Sequence[str]) -> str:
    """The lines right above a table that are a heading's: none of running text, which ends as sentences do or goes on in small letters."""
    found: list[str] = []
    for line in reversed([line.strip() for line in above if re.search(r"[^\W\d_]{2}", line)][-HEADING_LINES:]):
        if line.endswith((".", ":", ";", ",")) or len(line.split()) > HEADING_WORDS or line[:1].islower():
            break
        found.insert(0, line)
    return " ".join(found)


def in_its_part(header: Header, part: Part) -> Moved:
    """The header with what was reached in the part of the year that the caption names.

    One quarter's results are that quarter's. What was reached up to some moment before the year's end is no value of a year nor of a
    quarter: it is kept under its title. Where the caption names several years the columns stay as they are, in doubt.

    Args:
        header: The columns in their years.
        part: What the caption says.
    """
    # Columns that say their own quarters know better than the caption, and of the year's columns beside them it says only when they are of.
    if (part.quarter is None and not part.up_to) or any(column.triwulan is not None for column in header.values):
        return Moved(header)
    reached = [column for column in header.values if column.ukuran in REACHED and (not part.years or column.tahun in part.years)]
    moments = frozenset((column.ukuran, column.tahun) for column in reached)
    if part.mixed:
        return Moved(header, moments)
    changed = {column.cols: _moved(column, part) for column in reached}
    header = header.mapped(lambda column: changed.get(column.cols, column))
    sets = tuple(replace(each, values=tuple(column for column in each.values if column.role == "nilai")) for each in header.sets)
    header = replace(header, sets=sets)
    return Moved(header) if part.up_to else Moved(header, moments, part.quarter)


def _moved(column: Column, part: Part) -> Column:
    if part.up_to:
        return replace(column, meaning=Meaning("lainnya"), text=f"{column.text} ({part.said})")
    return replace(column, meaning=replace(column.meaning, triwulan=part.quarter))
