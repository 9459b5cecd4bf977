"""A value cell becomes a number, a range, a grade or text, with its unit. What is not certain says so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from normalizers.figures.cell_units import CellUnit, unit_around
from normalizers.figures.grades import grade_terms, read_grade
from normalizers.figures.marks import without_comma_groups
from normalizers.figures.numerals import NUMBER, Numeral, read_number
from normalizers.figures.sureness import BY_RULE, DOUBTFUL, GUESSED, LIKELY, OPEN, UNKNOWN_UNIT, UNUSUAL
from normalizers.figures.units import Unit, canonical_unit, lexicon
from normalizers.figures.value_text import mend_value
from normalizers.words import FIRST_YEAR, LAST_YEAR, NOTHING_TAUGHT, UserTerms, fold, read_data
from schemas.stages import fixed

#: A longer cell is a text, whatever numbers it holds.
_LONGEST = 300
#: Words for a comparison ("tidak lebih dari", "sekurang kurangnya") are no more than this.
_LONGEST_BOUND = 5
#: Targets are set for these years: a bare number among them may be one of them.
_TARGET_YEARS = range(2010, 2046)

_NUMBER = re.compile(NUMBER)
_SYMBOLS = {"≤": "<=", "⩽": "<=", "≦": "<=", "≥": ">=", "⩾": ">=", "≧": ">=", "<": "<", ">": ">", "＜": "<", "＞": ">"}
_SYMBOL = re.compile(r"(?:(?P<double>[<>]\s*=|=\s*[<>])|(?P<single>[≤⩽≦≥⩾≧<>＜＞]))\s*(?=[^<>=≤≥])")
_BETWEEN = re.compile(r"(?:-|–|—|~|\bs\s*[./]?\s*d\b\.?|\bsampai(?:\s+dengan)?\b|\bhingga\b)", re.IGNORECASE)
_NOTHING = re.compile(r"[\s\-–—―−._…/*]*")
_DASHES = re.compile(r"^[\s\-–—―−.…,]+|[\s\-–—―−.…,]+$")
_FOOTNOTE = re.compile(r"\s*\*+\)?\s*$|^(?P<noted>[^()]*[\d%])\s+[1-9]\d?\)\s*$")
_SEPARATED = re.compile(r"[;,./(%]\s|\s[/(]")
_NEGATIVE = re.compile(r"\(\s*(?P<number>[0-9][0-9.]*,[0-9]+|[0-9]+\.[0-9]{1,2})\s*(?P<unit>%?)\s*\)\s*%?")
_BRACKETED = re.compile(r"^(?P<outside>[^()]*)\((?P<inside>[^()]*)\)\s*\.?$")


@fixed(frozen=True, slots=True)
class ParsedValue:
    """What one value cell says; the fields are those of the contract (``iku.parquet``)."""

    nilai_teks: str | None
    nilai: float | None = None
    nilai_bawah: float | None = None
    nilai_atas: float | None = None
    pembanding: str | None = None
    satuan: str | None = None
    jenis_nilai: str = "teks"
    keyakinan: float = 1.0
    catatan: tuple[str, ...] = ()

    def noted(self, *flags: str, at_most: float = 1.0, times: float = 1.0) -> ParsedValue:
        """The same with more flags and less confidence."""
        catatan, keyakinan = tuple(dict.fromkeys((*self.catatan, *flags))), min(self.keyakinan * times, at_most)
        if catatan == self.catatan and keyakinan == self.keyakinan:
            return self
        return replace(self, catatan=catatan, keyakinan=keyakinan)


@dataclass(frozen=True, slots=True)
class _ValueTerms:
    nothing: frozenset[str]
    bounds: Mapping[str, str]
    words: frozenset[str]


@lru_cache(maxsize=1)
def _value_terms() -> _ValueTerms:
    data = read_data("figures/nilai.toml")
    bounds: dict[str, str] = {}
    for sign, phrases in data.table("pembanding").items():
        if sign not in ("<=", ">=", "<", ">"):
            raise data.error(f"{sign!r} in [pembanding] is no comparison", sign)
        for phrase in data.as_strings(phrases, sign):
            if bounds.setdefault(fold(phrase), sign) != sign:
                raise data.error(f"{phrase!r} stands under two comparisons", phrase, -1)
    words = lexicon().words | grade_terms().vocabulary | {word for phrase in bounds for word in phrase.split()}
    return _ValueTerms(frozenset(fold(word) for word in data.strings("kosong")), bounds, words)


def parse_value(text: str, unit: str | None = None, taught: UserTerms = NOTHING_TAUGHT, *, mark: str | None = None) -> ParsedValue:
    """Read a value cell.

    A unit printed in the cell wins over that of the column. Whatever cannot be read as one value is kept as text, without a
    number. Flags: ``angka_meragukan`` (another reading is as likely), ``angka_terputus`` (put together over line breaks),
    ``angka_dalam_teks`` (a number that is no value of its own), ``nilai_ganda`` (several values in the cell), ``satuan_berbeda``
    (cell and column disagree), ``satuan_tidak_dikenal``, ``satuan_diduga`` (misspelt), ``satuan_berketerangan`` (words follow it).

    Args:
        text: The cell's text, lines joined by newlines.
        unit: The canonical unit of the unit column or the header, if there is one.
        taught: Units that people named.
        mark: What the table's other numbers have before their decimals, a point or a comma; None where they do not tell.

    Returns:
        The value; ``nilai_teks`` is the cell's text with layout damage mended, None when the cell is empty.
    """
    column = canonical_unit(unit, taught) if unit else None
    mended = mend_value(text, _value_terms().words, percent=column is not None and column.name == "persen")
    line = mended.text
    if _is_nothing(line, taught):
        return ParsedValue(line or None, jenis_nilai="kosong", keyakinan=BY_RULE)
    core = _FOOTNOTE.sub(lambda mark: mark["noted"] or "", line).strip(" ;,").strip()
    whole = without_comma_groups(core) if mark == "." else core
    parted, core = whole != core, whole
    read = (_grade(core, column) or _measured(core, _Beside(column, taught, commas=mark == ","))) if len(core) <= _LONGEST else None
    read = read or _text(core)
    satuan, jenis = read.satuan, read.jenis_nilai
    if satuan is None and column is not None and jenis in ("angka", "rentang"):
        satuan = column.name
    if jenis == "angka" and satuan == "persen":
        jenis = "persen"
    read = replace(read, nilai_teks=line, satuan=satuan, jenis_nilai=jenis)
    if parted:
        read = read.noted(at_most=UNUSUAL)
    if {"satuan_berbeda", "satuan_berketerangan"} <= set(read.catatan):
        # Another unit, and more words: perhaps two cells' texts in one.
        read = read.noted(at_most=DOUBTFUL)
    if mended.broken and read.jenis_nilai != "teks":
        read = read.noted("angka_terputus", times=mended.confidence)
        if mended.confidence <= DOUBTFUL:
            read = read.noted("angka_meragukan", at_most=DOUBTFUL)
    return read


def _is_nothing(line: str, taught: UserTerms) -> bool:
    if _NOTHING.fullmatch(line) or fold(line) in _value_terms().nothing:
        return True
    # "- %", "Rp -": a dash where the number would stand.
    bare = _DASHES.sub("", line)
    unit = canonical_unit(bare, taught) if bare != line and not any(ch.isdigit() for ch in bare) else None
    return unit is not None and unit.known and bool(re.search(r"[-–—―−…]|\.\.", line.replace(bare, "")))


def _grade(line: str, column: Unit | None) -> ParsedValue | None:
    bound, rest = _bound(line)
    grade = read_grade(rest)
    if grade is None:
        return None
    satuan = column.name if column is not None and column.behaviour in ("pecahan", "umum") and column.name != "persen" else None
    read = ParsedValue(None, pembanding=bound, satuan=satuan, jenis_nilai="predikat", keyakinan=BY_RULE)
    if column is not None and satuan is None:
        read = read.noted("satuan_berbeda", at_most=GUESSED)
    if grade.doubtful:
        read = read.noted("angka_meragukan", at_most=DOUBTFUL)
    if grade.level is not None:
        read = replace(read, nilai=float(grade.level))
    if grade.score is not None:
        read = replace(read, nilai=grade.score.value).noted(times=grade.score.confidence)
        if grade.score.doubtful:
            read = read.noted("angka_meragukan", at_most=DOUBTFUL)
    return read


def _text(line: str) -> ParsedValue:
    numbers = list(_NUMBER.finditer(line))
    if not any(ch.isnumeric() for ch in line):
        return ParsedValue(None, keyakinan=UNKNOWN_UNIT)
    between = [line[a.end() : b.start()] for a, b in pairwise(numbers)]
    # A ratio, a date or a fraction is one thing with several numbers in it.
    several = any(gap.isspace() or any(ch.isalpha() for ch in gap) or _SEPARATED.search(gap) for gap in between)
    dated = any(fold(gap) in lexicon().months for gap in between)
    return ParsedValue(None, keyakinan=OPEN).noted("nilai_ganda" if several and not dated else "angka_dalam_teks")


# -- numbers ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a number's unit and its digits are read by: its column's unit, what people taught, and how the table writes decimals."""

    column: Unit | None
    taught: UserTerms
    commas: bool


def _measured(line: str, beside: _Beside) -> ParsedValue | None:
    """A number, a bounded number or a range, with or without its unit."""
    if (in_brackets := _NEGATIVE.fullmatch(line)) is not None:
        # As accountants write it; a whole number in brackets may count something, a score stands beside its grade.
        read = _single(f"-{in_brackets['number']}{in_brackets['unit']}", beside)
        listed = re.fullmatch(r"[0-9][.,][0-9]", in_brackets["number"]) and not in_brackets["unit"]
        return read.noted("angka_meragukan", at_most=DOUBTFUL) if read is not None and listed else read
    bound, rest = _bound(line)
    read = _single(rest, beside) or (_range(rest, beside) if bound is None else None)
    if read is None and bound is None:
        read = _with_bracket(rest, beside)
    return None if read is None else replace(read, pembanding=bound)


def _bound(line: str) -> tuple[str | None, str]:
    """The comparison a cell begins with, and the rest."""
    if symbol := _SYMBOL.match(line):
        double = symbol["double"]
        symbol_sign = ("<=" if "<" in double else ">=") if double else _SYMBOLS[symbol["single"]]
        return symbol_sign, line[symbol.end() :].strip()
    words = line.split()
    for count in range(min(_LONGEST_BOUND, len(words) - 1), 0, -1):
        sign = _value_terms().bounds.get(fold(" ".join(words[:count])))
        if sign is not None:
            return sign, " ".join(words[count:])
    return None, line


def _single(line: str, beside: _Beside) -> ParsedValue | None:
    column, taught = beside.column, beside.taught
    number = _NUMBER.search(line)
    if number is None:
        return None
    before = line[: number.start()]
    # A minus stands right before its number; with a space between, it is a bullet.
    negative = before in ("-", "−", "–")
    printed = unit_around("" if negative else before, line[number.end() :], taught)
    if printed is None:
        return None
    unit = printed.unit or column
    numeral = read_number(number.group(), _behaviour(unit), commas=beside.commas)
    if numeral is None:
        return None
    read = _doubted(_with_unit(ParsedValue(None, nilai=numeral.value, jenis_nilai="angka"), printed, column, taught), numeral)
    if printed.spoken is not None and printed.spoken != numeral.value:
        read = read.noted("angka_meragukan", at_most=DOUBTFUL)
    if unit is None and number.group().isdigit() and int(numeral.value) in _TARGET_YEARS:
        # Without a unit it may as well be a year.
        read = read.noted("angka_meragukan", at_most=DOUBTFUL)
    return _negated(read, unit, number.group()) if negative else read


def _negated(read: ParsedValue, unit: Unit | None, token: str) -> ParsedValue | None:
    """The negative of a value, where one can be: growth, inflation, scores."""
    if read.nilai is None or (unit is not None and unit.behaviour in ("cacah", "uang")):
        return None
    read = replace(read, nilai=-read.nilai)
    if "," in token or _behaviour(unit) == "pecahan":
        return read.noted(at_most=GUESSED)
    # Before whole numbers a dash is more often a bullet.
    return read.noted("angka_meragukan", at_most=DOUBTFUL)


def _range(line: str, beside: _Beside) -> ParsedValue | None:
    column, taught = beside.column, beside.taught
    numbers = list(_NUMBER.finditer(line))[:2]
    if len(numbers) < 2:
        return None
    low, high = numbers
    between = line[low.end() : high.start()]
    dash = _BETWEEN.search(between)
    if dash is None or any(re.match(r"0[0-9]", number.group()) for number in numbers):
        return None
    around = (
        unit_around(line[: low.start()], between[: dash.start()], taught),
        unit_around(between[dash.end() :], line[high.end() :], taught),
    )
    if around[0] is None or around[1] is None:
        return None
    if around[0].unit is not None and around[1].unit is not None and around[0].unit != around[1].unit:
        return None
    printed = around[1] if around[1].unit is not None else around[0]
    unit = printed.unit or column
    ends = [read_number(number.group(), _behaviour(unit), commas=beside.commas) for number in numbers]
    if ends[0] is None or ends[1] is None or ends[0].value > ends[1].value or _are_years(numbers, unit):
        return None
    read = ParsedValue(None, nilai_bawah=ends[0].value, nilai_atas=ends[1].value, jenis_nilai="rentang")
    read = _doubted(read, min((ends[0], ends[1]), key=lambda end: end.confidence))
    return _with_unit(read, printed, column, taught)


def _are_years(numbers: Sequence[re.Match[str]], unit: Unit | None) -> bool:
    """A period, not a range of values."""
    years = all(number.group().isdigit() and FIRST_YEAR <= int(number.group()) <= LAST_YEAR for number in numbers)
    return years and (unit is None or unit.name == "tahun")


def _with_bracket(line: str, beside: _Beside) -> ParsedValue | None:
    """ "100% (45 orang)": the number before the bracket is the value, or the one whose unit is the column's."""
    column = beside.column
    match = _BRACKETED.match(line)
    if match is None:
        return None
    outside, inside = (_single(match[part].strip(), beside) for part in ("outside", "inside"))
    if outside is None:
        return None
    if inside is not None and column is not None and inside.satuan == column.name != outside.satuan:
        return inside.noted("nilai_ganda", at_most=LIKELY)
    agreed = column is not None and outside.satuan == column.name
    return outside.noted("nilai_ganda", at_most=LIKELY if agreed and inside is not None else DOUBTFUL)


def _behaviour(unit: Unit | None) -> str | None:
    if unit is None:
        return None
    # What the lexicon does not know is nearly always counted ("12.500 rantai").
    return unit.behaviour if unit.known else "cacah"


def _doubted(read: ParsedValue, numeral: Numeral) -> ParsedValue:
    read = read.noted(times=numeral.confidence)
    return read.noted("angka_meragukan", at_most=DOUBTFUL) if numeral.doubtful else read


def _with_unit(read: ParsedValue, printed: CellUnit, column: Unit | None, taught: UserTerms) -> ParsedValue:
    """The value with the cell's own unit, noting where the column says otherwise."""
    read = read.noted(*printed.flags, times=printed.confidence)
    own = printed.unit
    if own is None:
        return read
    if own.name in lexicon().multiples.values() and column is not None:
        # "1,5 juta" in a column of persons.
        combined = canonical_unit(f"{own.name} {column.name}", taught)
        own = combined if combined is not None and combined.known else own
        return replace(read, satuan=own.name)
    read = replace(read, satuan=own.name)
    if column is None or own.name == column.name or column.behaviour == "umum":
        return read
    parts = set(column.name.split("/")), set(own.name.split("/"))
    if parts[0] & parts[1]:
        return read
    return read.noted("satuan_berbeda", at_most=GUESSED)
