"""What the cells below a header look like: the shares that tell a column of aims from one of indicators, figures or offices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from normalizers.figures import canonical_unit
from normalizers.header import header_words
from normalizers.words import INDICATOR_NUMBER, code_before, code_of, fold, level_of_code, quarter_lines
from schemas.stages import Grid

#: Rows looked at below a header; more add nothing.
MOST_ROWS = 30
#: A number from here on is money, not a performance.
MONEY_SIZE = 1_000_000
#: A column in which this share of the cells has that size holds money.
MONEY_SHARE = 0.5

#: So many numbers count rows when this share of them goes on by one, stays, or begins anew.
LEAST_COUNTS, COUNTING = 2, 0.7

#: A unit that only its first word tells has no more words.
LONGEST_BY_FIRST = 3
#: More than this share of a column's cells are level words where it tells levels.
LEVEL_WORDS = 0.5

_CODE = re.compile(r"^(?:\d{1,2}|[Xx]{1,2})(?:[\s.](?:\d{1,4}|[Xx]{1,2})){1,6}\.?$")
_COUNT = re.compile(r"^\(?(?:\d{1,3}|[A-Za-z]|[IVXivx]{1,5})[.)]*(?:\d{1,2}[.)]*)*$")
_NUMBER = re.compile(r"-?\d[\d.,]*")
_NOTHING = re.compile(r"^[-–—_.\s]*$|^n\s?/?\s?a\.?$", re.IGNORECASE)
_GRADE = re.compile(r"^(?:AA|A|BB|B|CC|C|D|WTP|WDP|TMP|sangat baik|baik|cukup|kurang|sesuai|ya|tidak|level \d)\b.{0,12}$", re.IGNORECASE)
_VALUE = re.compile(
    r"^[<>≤≥±~]?\s*(?:=\s*)?(?:rp\.?\s*)?[-(]?\d[\d.,\s]*\)?\s*"
    r"(?:%|‰|[^\W\d]{0,25}(?:[/ ]+[^\W\d]{1,20}){0,4}|/\s*[\d.]+.{0,25})?\s*(?:[-–]\s*\d[\d.,]*.{0,12})?$",
    re.IGNORECASE,
)
_LEVEL_WORD = re.compile(r"\W*(?:tujuan|sasaran(?:\s+\w+)?|program|sub[ -]?kegiatan|kegiatan)\s*(?:[\d.]+|[ivx]{1,4})?\W*", re.IGNORECASE)
#: What a form of work plans and budgets sets beside its indicators (Permendagri 13/2006).
_STAGE = re.compile(
    r"\W*(?:capaian(?:\s+(?:program|kegiatan|sasaran))?|masukan|inputs?|keluaran|outputs?|hasil|outcomes?|manfaat|benefits?|dampak|impacts?)"
    r"(?:\s+(?:program|kegiatan))?\W*",
    re.IGNORECASE,
)
_NUMBER_OF_INDICATOR = re.compile(rf"\s*{INDICATOR_NUMBER}\s*")
_LEVELLED = re.compile(r"^\W*(?:tujuan|sasaran|program|sub[ -]?kegiatan|kegiatan)\s*(?:[\d.]+|[ivx]{1,4})?\s*[:]", re.IGNORECASE)
_MARKER = re.compile(rf"^\s*(?:\(?\d{{1,2}}[.)]|[a-z][.)]|[-•▪–*]|{INDICATOR_NUMBER})\s+")
#: A number of a list before words is no figure with its unit.
_NUMBERED_NAME = re.compile(r"^\s*\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]\s+[^\W\d_]{3,}\s+[^\W\d_]{2,}")

#: Words set over or beside others: a fraction, a product with a hundred, or how one is made.
_FORMULA = re.compile(
    r"[x×*]\s*100|\bdibagi\b|\bdikali(?:kan)?\b|[^\W\d_]{3}\s*[:÷]\s+[^\W\d_]{3}|[^\W\d_]{3}\s+/\s+[^\W\d_]{3}|\bpenjumlahan\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_RUPIAH = re.compile(r"\W*rp\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Facts:
    """Shares (0..1) of a column's filled cells, at most :data:`MOST_ROWS` of them.

    Attributes:
        filled: How many cells were looked at.
        share_filled: Of all rows looked at, those in which the column has text.
        values: Cells that are a figure, a grade or a sign for nothing.
        money: Cells whose numbers have the size of money.
        rupiah: Cells that print the sign for rupiah.
        percents: Cells with a percent sign.
        years: Cells that are a year.
        counts: Cells that only count or letter rows.
        codes: Cells that are programme codes.
        units: Cells that are a unit's name.
        indicators: Cells that begin as indicators do.
        aims: Cells that begin as aims do ("Meningkatnya …").
        programmes: Cells that begin with "Program", "Kegiatan" or "Sub kegiatan".
        levelled: Cells that name their own level before a colon or number ("Sasaran 1: …").
        offices: Cells that begin as offices do.
        sources: Cells that begin as sources of data do.
        words: The mean number of words.
        nothing: Cells that only say that there is nothing.
        numbered: Cells that are nothing but an indicator's number ("IKU 1.2").
        formulas: Cells that reckon something ("Jumlah … / Jumlah … x 100%").
        ticks: Cells that are one sign or letter ("√", "v").
        level_words: Cells that are nothing but a level's word, where they are of several levels.
        stages: Cells that only say which stage of a kegiatan a row is of ("Masukan", "Keluaran", "Hasil").
        named: The levels of programmes that cells tell by their first word or by the code they are or begin with.
    """

    filled: int = 0
    share_filled: float = 0.0
    values: float = 0.0
    money: float = 0.0
    rupiah: float = 0.0
    percents: float = 0.0
    years: float = 0.0
    counts: float = 0.0
    codes: float = 0.0
    units: float = 0.0
    indicators: float = 0.0
    aims: float = 0.0
    programmes: float = 0.0
    levelled: float = 0.0
    offices: float = 0.0
    sources: float = 0.0
    words: float = 0.0
    nothing: float = 0.0
    numbered: float = 0.0
    formulas: float = 0.0
    ticks: float = 0.0
    level_words: float = 0.0
    stages: float = 0.0
    named: frozenset[str] = frozenset()


def facts_of(grid: Grid, cols: Sequence[int], first: int, end: int) -> Facts:
    """Look at the cells of a column.

    Args:
        grid: The table.
        cols: The grid columns that make the column.
        first, end: The rows below the header, ``end`` exclusive.
    """
    texts: list[str] = []
    rows = 0
    for row in range(first, end):
        cells = [cell for cell in grid.cells(row, cols) if cell.row == row and not _is_band(cell.cols, grid.n_cols, len(cols))]
        if not cells:
            continue
        rows += 1
        text = " ".join(cell.text for cell in cells if cell.text.strip())
        if text.strip():
            texts.append(text.replace("\n", " ").strip())
        if rows >= MOST_ROWS:
            break
    if not texts:
        return Facts()
    return _shares(texts, rows)


def names_an_indicator(text: str) -> bool:
    """Whether a cell's text begins as indicators do, and is more than such a word alone."""
    plain = " ".join(text.split())
    if not plain:
        return False
    looks = _looks(plain)
    return looks.indicator and looks.words > 1


def _is_band(cols: int, n_cols: int, own: int) -> bool:
    """A title over several columns says nothing of any one of them."""
    return cols > max(own, 0.5 * n_cols)


@dataclass(frozen=True, slots=True)
class _Looks:
    """What one cell's text looks like by itself; fields as of :class:`Facts`."""

    value: bool
    money: bool
    rupiah: bool
    percent: bool
    year: bool
    code: bool
    unit: bool
    indicator: bool
    aim: bool
    programme: bool
    levelled: bool
    office: bool
    source: bool
    words: int
    nothing: bool
    numbered: bool
    stage: bool
    named: str | None


# Columns are looked at several times, as part of one header and of another, and many cells say the same.
@lru_cache(maxsize=20_000)
def _looks(text: str) -> _Looks:
    begins = header_words().begins
    folded = fold(_MARKER.sub("", text))

    def begin(kind: str) -> bool:
        # A word alone ("persen", "indeks") names a unit or a grade, no indicator.
        return begins[kind].match(folded) is not None

    return _Looks(
        value=_is_value(text),
        money=_is_money(text),
        rupiah=_RUPIAH.match(text) is not None,
        percent="%" in text,
        year=_YEAR.fullmatch(text) is not None,
        code=_CODE.match(text) is not None,
        unit=_is_unit(text),
        indicator=begin("indikator"),
        aim=begin("aras"),
        programme=any(map(begin, ("program", "kegiatan", "sub_kegiatan"))),
        levelled=_LEVELLED.match(text) is not None,
        # "Sekretariat" is an office, too.
        office=begins["kantor"].match(f"{folded} ") is not None,
        source=begins["sumber"].match(f"{folded} ") is not None,
        words=len(folded.split()),
        nothing=_NOTHING.match(text) is not None,
        numbered=_NUMBER_OF_INDICATOR.fullmatch(text) is not None,
        stage=_STAGE.fullmatch(text) is not None,
        named=_level_named(text, folded),
    )


def _shares(texts: Sequence[str], rows: int) -> Facts:
    count = len(texts)
    all_looks = [_looks(text) for text in texts]
    level_words = _level_words(texts)
    return Facts(
        filled=count,
        share_filled=count / max(1, rows),
        values=sum([looks.value for looks in all_looks]) / count,
        money=sum([looks.money for looks in all_looks]) / count,
        rupiah=sum([looks.rupiah for looks in all_looks]) / count,
        percents=sum([looks.percent for looks in all_looks]) / count,
        years=sum([looks.year for looks in all_looks]) / count,
        counts=_counting(texts),
        codes=sum([looks.code for looks in all_looks]) / count,
        # "Program" and "kegiatan" are units too; where sasaran stand among them they are levels.
        units=sum([looks.unit for looks in all_looks]) / count if level_words < LEVEL_WORDS else 0.0,
        indicators=sum([looks.indicator for looks in all_looks]) / count,
        aims=sum([looks.aim for looks in all_looks]) / count,
        programmes=sum([looks.programme for looks in all_looks]) / count,
        levelled=sum([looks.levelled for looks in all_looks]) / count,
        offices=sum([looks.office for looks in all_looks]) / count,
        sources=sum([looks.source for looks in all_looks]) / count,
        words=sum([looks.words for looks in all_looks]) / count,
        nothing=sum([looks.nothing for looks in all_looks]) / count,
        numbered=sum([looks.numbered for looks in all_looks]) / count,
        formulas=sum([_FORMULA.search(text) is not None for text in texts]) / count,
        ticks=sum([len(text) == 1 and not text.isdigit() for text in texts]) / count,
        level_words=level_words,
        stages=sum([looks.stage for looks in all_looks]) / count,
        named=frozenset(looks.named for looks in all_looks if looks.named),
    )


def _level_words(texts: Sequence[str]) -> float:
    """The share of texts that are words of levels, where there are several levels."""
    words = [text for text in texts if _LEVEL_WORD.fullmatch(text) is not None]
    return len(words) / len(texts) if len({fold(word).split()[0] for word in words}) > 1 else 0.0


def _level_named(text: str, folded: str) -> str | None:
    """The level that a cell tells by its code or first word."""
    by_code = level_of_code(code_before(text) or (code_of(text) if _CODE.match(text) else None))
    begins = header_words().begins
    return by_code or next((role for role in ("sub_kegiatan", "program", "kegiatan") if begins[role].match(folded)), None)


def _counting(texts: Sequence[str]) -> float:
    """The share of cells that number or letter their rows; figures that do not count on from one to the next are none."""
    counts = [text for text in texts if _COUNT.match(text)]
    numbers = [int(match.group()) for text in counts if (match := re.match(r"\d+", text.lstrip("(")))]
    if len(numbers) == 1 and numbers[0] > 1:
        # One number alone counts nothing unless it begins to.
        return 0.0
    if len(numbers) >= LEAST_COUNTS and sum(0 <= b - a <= 1 or b == 1 for a, b in pairwise(numbers)) < COUNTING * (len(numbers) - 1):
        return 0.0
    return len(counts) / len(texts)


def _is_value(text: str) -> bool:
    if _NUMBERED_NAME.match(text) or level_of_code(code_before(text)) is not None:
        return False
    if _NOTHING.match(text) or _VALUE.match(text) or _GRADE.match(text) or quarter_lines(text):
        return True
    # Several values in one cell: mostly digits.
    bare = re.sub(r"\s", "", text)
    return len(bare) > 0 and sum(ch.isdigit() or ch in ".,%-/" for ch in bare) >= 0.6 * len(bare)


def _is_money(text: str) -> bool:
    largest = 0.0
    for number in _NUMBER.findall(re.sub(r"(?<=\d[.,])\s+(?=\d)", "", text)):
        groups = re.split(r"[.,]", number.strip(".,"))
        whole = "".join(groups[:-1]) if len(groups) > 1 and len(groups[-1]) <= 2 else "".join(groups)
        if (len(groups) > 1 and whole) or (whole.isdigit() and len(whole) >= 7):
            largest = max(largest, float(whole))
    return largest >= MONEY_SIZE


def _is_unit(text: str) -> bool:
    if len(text.split()) > 5 or any(ch.isdigit() for ch in text if not text.startswith("per")):
        return False
    if (bracket := text.find("(")) > 0 and len(text[:bracket].split()) > 1:
        # "Balita yang ditimbang (orang)".
        return False
    # "Orang per tahun"; more words begin a name as well ("Balita yang ditimbang").
    first = text.split(maxsplit=1)[0] if len(text.split()) <= LONGEST_BY_FIRST else None
    unit = canonical_unit(text.replace("/", " / ")) or (canonical_unit(first) if first is not None else None)
    if unit is not None and unit.known:
        return True
    parts = text.split()
    return len(parts) > 1 and all((one := canonical_unit(part)) is not None and one.known for part in parts)
