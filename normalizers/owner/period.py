"""The period a document is made for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from normalizers.owner.evidence import COVER_PAGES, EvidenceLine, Role
from normalizers.owner.region import find_regions
from normalizers.words import any_of, period_in, squash, squashed, title_words, years_in

Period = tuple[int, int]

#: How many lines above a period its plan may be named.
PLAN_LINES = 3

#: A period and nothing else: "2025-2029", "2025 s.d. 2029". A single year may as well head a column.
_YEARS_ALONE = re.compile(r"(?:tahun\s*)?(?:19|20)\d\d\s*(?:[-–/]|s\.?/?d\.?|sampai(?: dengan)?)\s*(?:19|20)\d\d", re.IGNORECASE)
#: The year that a budget is for: a form that names it on its first page is of that year.
_FISCAL_YEAR = re.compile(r"tahunanggaran\d{4}$")
#: A heading that names more years than this lists them.
_MOST_YEARS = 2


@dataclass(frozen=True, slots=True)
class _PeriodWords:
    """What of ``judul.toml`` tells the years of a document; tuples are of squashed words."""

    annual: tuple[str, ...]
    not_annual: tuple[str, ...]
    plans: tuple[str, ...]
    titles: tuple[str, ...]
    headings: tuple[str, ...]
    sentences: tuple[str, ...]
    announcing: tuple[str, ...]
    goes_on: tuple[str, ...]
    only_years: re.Pattern[str]
    ends_dated: re.Pattern[str]
    column_header: re.Pattern[str]
    signed: re.Pattern[str]


@cache
def _words() -> _PeriodWords:
    words, signed = title_words().periode, title_words().tanda_tangan
    annual, plans = squashed(words.tahunan), squashed(words.rencana)
    announcing = squashed(words.pengumum)
    behind, between = "|".join(squashed(words.sesudah_pengumum)), "|".join(squashed(words.sampai))
    return _PeriodWords(
        annual=annual,
        not_annual=squashed(words.bukan_tahunan),
        plans=plans,
        titles=(*annual, *plans, *squashed(words.judul)),
        headings=(*annual, *plans, *squashed(words.kepala)),
        sentences=(*plans, *squashed(words.kalimat)),
        announcing=announcing,
        goes_on=words.bersambung,
        only_years=re.compile(rf"(?:{'|'.join(announcing)})(?:{behind})?\d{{4}}(?:(?:{between})?\d{{4}})?"),
        ends_dated=re.compile(rf"(?:{'|'.join(announcing)})(?:{behind})?\d{{4}}(?:(?:{between})?\d{{4}})?$"),
        column_header=re.compile(rf"^\W*{any_of(words.kepala_kolom)}", re.IGNORECASE),
        # "Place, 2 Januari 2025" with or without the day filled in.
        signed=re.compile(
            rf"^(?:.*\b{any_of(signed.pada_tanggal)}.*|[A-Z][\w .'-]{{2,30}},\s*"
            rf"(?:(?:{any_of(signed.tanggal)}\s+)?[\d.…_ ]{{0,12}}\s*(?:[A-Za-z]{{3,9}})?)\s*(?:19|20)\d\d)\W*$"
        ),
    )


def period_of(lines: Sequence[EvidenceLine], target_years: Sequence[int]) -> tuple[Period | None, bool]:
    """The document's own period from its lines.

    Titles on the cover tell first, then headings further in, then a plan's period in the running text ("sesuai dengan Rencana
    Strategis Tahun 2013-2018"), last the date of signing.

    Args:
        lines: The lines of the document that can tell.
        target_years: The years of its value columns: a title with a single year among them means all of them, unless the document
            is of an annual kind.

    Returns:
        First and last year, or None; and whether only the date of signing told.
    """
    titles = [line for line in lines if line.role in (Role.TITLE, Role.SMALL, Role.HEADING) and _may_tell(line)]
    cover = [line for line in titles if line.role is Role.TITLE or (line.role is Role.SMALL and line.page == 0)]
    cover += _alone_on_cover(lines, titles)
    annual = _is_annual([line for line in lines if line.role is Role.TITLE or line in cover] or titles)
    bare = [
        line for line in lines if line.role is Role.SMALL and line.page < COVER_PAGES and _words().only_years.fullmatch(squash(line.text))
    ]
    for level in (cover, titles, bare):
        if found := _titled(level, annual=annual):
            return _stretched(found, target_years, annual=annual), False
    if planned := _planned(lines):
        return planned, False
    dates = Counter(year for line in lines if _words().signed.match(line.text) for year in years_in(line.text)[-1:])
    if dates:
        year = max(dates, key=lambda key: (dates[key], key))
        return _stretched((year, year), target_years, annual=annual), True
    return None, False


def _alone_on_cover(lines: Sequence[EvidenceLine], told: Sequence[EvidenceLine]) -> list[EvidenceLine]:
    """Lines of the cover that are nothing but a period, below a title that may have years."""
    found: list[EvidenceLine] = []
    above = ""
    for line in lines:
        if line.page > 0:
            break
        alone = _YEARS_ALONE.fullmatch(line.text.strip()) is not None and line not in told
        if alone and any(word in above for word in _words().titles):
            found.append(line)
        above += squash(line.text)
    return found


def period_in_path(path: str) -> Period | None:
    """The period that the name of a file or its folders tell, the file's name first."""
    for part in reversed(re.split(r"[/\\]", path.rsplit(".", 1)[0])):
        spaced = part.replace("_", " ")
        if found := period_in(spaced):
            return found
        years = years_in(spaced)
        if years:
            return (years[-1], years[-1])
    return None


def _may_tell(line: EvidenceLine) -> bool:
    """Whether a heading with a year speaks of the document and not of a column or of the day it was signed."""
    words = _words()
    if not any(map(str.isdigit, line.text)) or words.signed.match(line.text) or words.column_header.match(line.text):
        return False
    if len(set(years_in(line.text))) > _MOST_YEARS:
        return False
    key = squash(line.text)
    if line.page == 0 and _FISCAL_YEAR.search(key):
        return True
    if line.role is Role.TITLE:
        return any(map(key.__contains__, words.titles))
    if key.startswith(words.announcing) or (words.ends_dated.search(key) and find_regions(line.text)):
        # "Manual Indikator Dinas Sosial" / "Kota X Tahun 2024".
        key = squash(line.before) + key
    return any(map(key.__contains__, words.headings))


def _is_annual(titles: Sequence[EvidenceLine]) -> bool:
    words = _words()
    for line in titles:
        key = squash(f"{line.before} {line.text}")
        if any(word in key for word in words.annual):
            return True
        if any(word in key for word in words.not_annual):
            return False
    return False


def _titled(titles: Sequence[EvidenceLine], *, annual: bool) -> Period | None:
    """A period of several years when a title prints one, else its single year; the one printed most often, then first."""
    several: Counter[Period] = Counter()
    single: Counter[Period] = Counter()
    for line in titles:
        goes_on = line.text.rstrip().casefold().endswith(_words().goes_on)
        found = period_in(f"{line.text} {line.after}" if goes_on else line.text)
        if found is None:
            continue
        of_plan = annual and any(word in squash(f"{line.before} {line.text}") for word in _words().plans)
        if found[0] == found[1]:
            single[found] += 1
        elif not of_plan:
            several[found] += 1
    # An annual document whose headings name periods too is still of its year.
    order = (single, several) if annual else (several, single)
    for counts in order:
        if counts:
            return counts.most_common(1)[0][0]
    return None


def _stretched(period: Period, target_years: Sequence[int], *, annual: bool) -> Period:
    first, last = period
    if annual or first != last or not target_years or not min(target_years) <= first <= max(target_years):
        return period
    return (min(target_years), max(target_years))


def _planned(lines: Sequence[EvidenceLine]) -> Period | None:
    """The period of the plan that the running text speaks of most; its name may stand some lines above its years."""
    found: Counter[Period] = Counter()
    for position, line in enumerate(lines):
        if line.role not in (Role.TEXT, Role.SMALL) or len(set(years_in(line.text))) != 2:
            continue
        period = period_in(line.text)
        sentence = squash(" ".join(near.text for near in lines[max(0, position - PLAN_LINES) : position + 1] if near.page == line.page))
        if period and period[0] < period[1] and any(word in sentence for word in _words().sentences):
            found[period] += 1
    return found.most_common(1)[0][0] if found else None
