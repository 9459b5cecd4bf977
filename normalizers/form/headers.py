"""Which rows of a grid are the header, and what each column below it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from normalizers.form.synonyms import CellTerms, cell_terms, role_of
from normalizers.words import fold, quarter_in
from schemas.stages import Grid

#: A header has no more rows than this.
TALLEST = 5
#: Roles that stand for a parent of the indicator.
PARENTS = ("tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan", "program_kegiatan")


@dataclass(frozen=True, slots=True)
class Column:
    """One logical column: the grid columns below one header cell.

    Attributes:
        cols: The grid columns.
        role: A role of ``kepala_kolom.toml``, ``nilai`` for values or ``lainnya``.
        text: The header's printed text, rows joined by spaces.
        score: 0..1, how surely the role is meant.
        tahun, triwulan, ukuran, satuan: What the header says of the values below it.
        tahun_ke: The year counted from the period's beginning, where the header only counts ("Tahun ke-" 1, 2, 3).
    """

    cols: tuple[int, ...]
    role: str
    text: str
    score: float
    tahun: int | None = None
    triwulan: int | None = None
    ukuran: str | None = None
    satuan: str | None = None
    tahun_ke: int | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """A header block.

    Attributes:
        first, end: Its grid rows, ``end`` exclusive, column-number row included.
        columns: Left to right.
    """

    first: int
    end: int
    columns: tuple[Column, ...]

    def of_role(self, role: str) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.role == role)

    @property
    def has_indicator(self) -> bool:
        return bool(self.of_role("indikator"))

    @property
    def values(self) -> tuple[Column, ...]:
        return self.of_role("nilai")


def find_headers(grid: Grid) -> list[Header]:
    """Find every header block of a table, top to bottom.

    A header may stand below a title inside the frame, and a table may hold a second one (two tables drawn in one frame, a header
    repeated in other words on a new page).

    Args:
        grid: The table's cells by position.

    Returns:
        The blocks; empty when no rows look like a header.
    """
    headers: list[Header] = []
    row = 0
    while row < grid.n_rows:
        header = _header_at(grid, row)
        if header is None:
            row += 1
        else:
            headers.append(header)
            row = header.end
    return headers


def _header_at(grid: Grid, first: int) -> Header | None:
    own = grid.begins(first)
    named = {terms.role for cell in own if (terms := cell_terms(cell.text)).role is not None and terms.score >= 0.7}
    valued = sum(1 for cell in own if cell_terms(cell.text).says_value)
    if len(own) < 2 or len(named) < 2 or (len(named) + min(valued, 2) < 3 and not ("indikator" in named and len(own) <= 3)):
        return None
    end = _block_end(grid, first)
    columns = _resolve(_columns(grid, first, end))
    if end < grid.n_rows and is_number_row(grid, end):
        end += 1
    return Header(first, end, columns)


def _block_end(grid: Grid, first: int) -> int:
    """The row after the header: below the tallest header cell, and below the rows that only subdivide."""
    end = first + 1
    while end < min(grid.n_rows, first + TALLEST):
        above = [cell for cell in grid.row(end - 1) if cell.row >= first]
        reaching = max((cell.row + cell.rows for cell in above if cell.rows < TALLEST), default=end)
        if reaching > end:
            end = min(reaching, first + TALLEST, grid.n_rows)
        elif _subdivides(grid, end):
            end += 1
        else:
            break
    return end


def _subdivides(grid: Grid, row: int) -> bool:
    """Whether every text in a row is one that only a header holds: years, quarters, measures, units."""
    texts = [cell.text for cell in grid.printed(row)]
    if not texts:
        return False
    if is_number_row(grid, row):
        return False
    said = [cell_terms(text) for text in texts]
    # Bare unit words alone do not make a header: "orang", "jumlah" stand in data as well.
    telling = any(terms.says_value or terms.short is not None or terms.role is not None for terms in said)
    bracketed = all(text.strip().startswith("(") for text in texts)
    return all(_is_header_word(terms) for terms in said) and (telling or bracketed) and (len(said) > 1 or said[0].says_value)


def _is_header_word(terms: CellTerms) -> bool:
    return (
        terms.says_value
        or terms.short is not None
        or terms.satuan is not None
        or terms.bare_unit is not None
        or (terms.role is not None and terms.score >= 0.86)
    )


def is_number_row(grid: Grid, row: int) -> bool:
    """Whether a row only counts the columns: 1, 2, 3 … or (1) (2) (3=2/1), with a few numbers missing at most."""
    texts = [re.sub(r"\s", "", cell.text) for cell in grid.row(row)]
    filled = [text for text in texts if text]
    if any(re.search(r"[^\W\d_]{3}", text) for text in filled):
        return False
    counts = [int(m.group(1)) for text in filled if (m := re.fullmatch(r"[(\[]?(\d{1,2})(?:[=:][\d/x×*+\-%()=.]+)?[)\].]?", text))]
    letters = [text for text in filled if re.fullmatch(r"[(\[]?[a-zA-Z][)\].]?", text)]
    if len(counts) < 3 or len(counts) + len(letters) < 0.7 * len(filled) or len(filled) < 0.6 * len(texts):
        return False
    return counts[0] <= 2 and all(b > a for a, b in pairwise(counts))


def _columns(grid: Grid, first: int, end: int) -> list[Column]:
    """Group grid columns by the header cells above them and read what those say."""
    columns: list[Column] = []
    last_stack: tuple[int, ...] = ()
    for col in range(grid.n_cols):
        stack = grid.down(col, first, end)
        key = tuple(id(cell) for cell in stack)
        if columns and key == last_stack:
            columns[-1] = replace(columns[-1], cols=(*columns[-1].cols, col))
        else:
            after_value = bool(columns) and columns[-1].role == "nilai"
            columns.append(_read_stack([cell.text for cell in stack], col, after_value=after_value))
        last_stack = key
    return _spread_unmerged(columns, grid, first, end)


def _read_stack(texts: Sequence[str], col: int, *, after_value: bool) -> Column:
    """What a column's header cells say, top to bottom; ``after_value``: whether the column left of it holds values."""
    filled = [text for text in texts if text.strip()]
    whole = "\n".join(filled)
    shown = re.sub(r"\s+", " ", whole).strip()
    terms = [cell_terms(text) for text in filled]
    role, score = role_of(whole)
    if role is None or score < 0.86:
        named = [(t.score, t.role) for t in terms if t.role is not None and t.score > score]
        if named and not any(t.says_value for t in terms):
            score, role = max(named)
    year = next((t.tahun for t in reversed(terms) if t.tahun is not None), None)
    quarter = next((t.triwulan for t in reversed(terms) if t.triwulan is not None), None) or _bare_quarter(filled)
    among_values = after_value or any(t.says_value for t in terms)
    measure = next((m for t in reversed(terms) if (m := t.ukuran or (t.short if among_values else None)) is not None), None)
    unit = next((t.satuan for t in reversed(terms) if t.satuan is not None), None) or (terms[-1].bare_unit if len(terms) > 1 else None)
    if (role is None or score < 0.8) and (year is not None or quarter is not None or measure is not None):
        return Column((col,), "nilai", shown, 1.0, year, quarter, measure, unit, _counted_year(filled) if year is None else None)
    if role is None:
        return Column((col,), "lainnya", shown, 0.0, satuan=unit)
    return Column((col,), role, shown, score, satuan=unit)


def _bare_quarter(texts: Sequence[str]) -> int | None:
    """The quarter of a lone "III" or "3" below a title that speaks of quarters."""
    above = fold(" ".join(texts[:-1])).split()
    return quarter_in(f"Triwulan {texts[-1]}") if {"triwulan", "tw"} & set(above) else None


def _counted_year(texts: Sequence[str]) -> int | None:
    """The count in "Target Tahun ke-" over "3", or in "Tahun ke-3"."""
    whole = fold(" ".join(texts))
    match = re.search(r"\b(?:tahun|thn|th) ke (?:\S+ )*?([1-9]|10)$", whole)
    return int(match.group(1)) if match else None


def _spread_unmerged(columns: list[Column], grid: Grid, first: int, end: int) -> list[Column]:
    """A title over several columns may be drawn as one filled cell and empty ones beside it: the empty ones share what it says."""
    spread: list[Column] = []
    measure = unit = None
    year: int | None = None
    for column in columns:
        if column.role != "nilai":
            measure, unit, year = None, None, None
            spread.append(column)
            continue
        top = grid.at(first, column.cols[0])
        if top.text.strip():
            terms = cell_terms(top.text)
            measure, unit, year = terms.ukuran, terms.satuan, terms.tahun
            spread.append(column)
            continue
        own = [cell_terms(grid.at(row, column.cols[0]).text) for row in range(first, end)]
        if measure is not None and not any(t.ukuran for t in own):
            column = replace(column, ukuran=measure)
        if year is not None and column.tahun is None:
            column = replace(column, tahun=year)
        if unit is not None and column.satuan is None:
            column = replace(column, satuan=unit)
        spread.append(column)
    return _fill_measures(spread)


def _fill_measures(columns: list[Column]) -> list[Column]:
    """A year without a measure has that of the year before it in an unbroken run; the first of a run is a target."""
    filled: list[Column] = []
    for column in columns:
        if column.role == "nilai" and column.ukuran is None:
            before = filled[-1] if filled and filled[-1].role == "nilai" else None
            goes_on = (
                before is not None and None not in (before.tahun, column.tahun) and before.tahun < column.tahun  # type: ignore[operator]
            )
            column = replace(column, ukuran=before.ukuran if before is not None and goes_on else "target")
        filled.append(column)
    return filled


def _resolve(columns: list[Column]) -> tuple[Column, ...]:
    """Settle columns that claim one role, and roles that depend on their neighbours."""
    columns = _tell_indicators_apart(columns)
    has_formula = any(column.role == "formula" for column in columns)
    has_remark = any(column.role == "keterangan" for column in columns)
    resolved: list[Column] = []
    for column in columns:
        if column.role == "penjelasan":
            role = "formula" if not has_formula else ("keterangan" if not has_remark else "lainnya")
            column = replace(column, role=role)
        resolved.append(column)
    best: dict[str, Column] = {}
    for column in resolved:
        if column.role not in ("nilai", "lainnya", "indikator") and (column.role not in best or column.score > best[column.role].score):
            best[column.role] = column
    return tuple(
        column if column.role in ("nilai", "lainnya", "indikator") or best[column.role] is column else replace(column, role="lainnya")
        for column in resolved
    )


def _tell_indicators_apart(columns: list[Column]) -> list[Column]:
    """Of several indicator columns, the one right of the goal is the goal's own indicator."""
    claims = [index for index, column in enumerate(columns) if column.role == "indikator"]
    if len(claims) < 2 or any(column.role == "indikator_tujuan" for column in columns):
        return columns
    result = list(columns)
    for index in claims[:-1]:
        parent = next((columns[k].role for k in range(index - 1, -1, -1) if columns[k].role in PARENTS), None)
        if parent == "tujuan":
            result[index] = replace(columns[index], role="indikator_tujuan")
    return result


def with_uraian_as_indicator(header: Header) -> Header | None:
    """The header with its one column of descriptions taken for the indicators; None when it has no such column."""
    if header.has_indicator or len(header.of_role("uraian")) != 1:
        return None
    columns = tuple(replace(c, role="indikator", score=0.8) if c.role == "uraian" else c for c in header.columns)
    return replace(header, columns=columns)


def header_text(columns: Sequence[Column]) -> str:
    """The header as one line, for messages and quarantine."""
    return " | ".join(column.text for column in columns)


def looks_like_indicators(grid: Grid) -> bool:
    """Whether a table without a usable header still looks like one of indicators.

    It does when its upper rows speak of indicators, or when a column holds names that begin as indicators do.
    """
    upper = " ".join(fold(cell.text) for row in islice(grid, 3) for cell in row)
    if re.search(r"\bindikator\b|\bi n ?d i k", upper):
        return True
    names = [fold(cell.text) for row in grid for cell in row]
    opening = re.compile(r"(persentase|presentase|prosentase|jumlah|indeks|nilai|tingkat|rasio|cakupan|angka) \w+ \w+")
    return sum(1 for name in names if opening.match(name)) >= max(2, 0.5 * grid.n_rows)
