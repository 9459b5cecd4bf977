"""What is drawn differently means the same: the golden forms with rows, columns, borders and words changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from normalizers.form import Surroundings, interpret, nearest_kind, speaks_of_performance
from normalizers.header import header_words, is_title_row, said_by
from tests.normalizers.form.golden_cases import Golden, described, golden_cases
from tests.normalizers.grids import table
from tests.pdf_maker import C

Rows = list[list[C | None]]
FORMS = [
    case
    for case in golden_cases()
    if case.meanings and case.sets != 0 and case.beyond is None and not is_title_row(table(case.rows).grid(), 0)
]
#: Bands that stand over the whole width between rows.
BANDS = (
    "Misi 1: Meningkatkan capaian target pembangunan manusia",
    "Sasaran Strategis 2: Terwujudnya pelayanan yang prima",
    "II. ASPEK PELAYANAN UMUM",
    "URUSAN PEKERJAAN UMUM DAN PENATAAN RUANG",
)
forms = st.sampled_from(FORMS)
some = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def meanings(case: Golden, rows: Rows) -> list[str]:
    """The meanings of the first header with indicators."""
    grid = table(rows).grid()
    around = Surroundings(case.above, nearest_kind(case.above), speaks_of_performance(case.above, case.title))
    header = next((header for header in interpret(grid, around) if header.has_indicator), None)
    return [described(column.meaning) for column in header.columns] if header is not None else []


def whole_width(text: str, width: int) -> list[C | None]:
    return [C(text, 1, width), *[None] * (width - 1)]


@some
@given(forms)
def test_a_numbering_row_below_the_header_changes_nothing(case: Golden) -> None:
    width = len(case.header[0])
    assume(width >= 3)
    numbers: list[C | None] = [C(f"({number})") for number in range(1, width + 1)]
    assert meanings(case, [*case.header, numbers, *case.body]) == meanings(case, case.rows)


@some
@given(forms, st.sampled_from(BANDS), st.integers(0, 3))
def test_a_band_between_the_rows_changes_nothing(case: Golden, band: str, at: int) -> None:
    width = len(case.header[0])
    assume(width >= 3 and at < len(case.body) and all(cell is not None for cell in case.body[at]))
    body = [*case.body[:at], whole_width(band, width), *case.body[at:]]
    assert meanings(case, [*case.header, *body]) == meanings(case, case.rows)


@some
@given(forms, st.data())
def test_a_blank_column_changes_nothing(case: Golden, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(case.header[0]) - 1))
    blank = C("", len(case.header))
    # Between two titles, not through a merged one.
    assume(all(row[at] is not None for row in (case.header[0],)) and all(_begins(case.header, r, at) for r in range(len(case.header))))
    assume(all(row[at] is not None for row in case.body))
    header: Rows = [[*row[:at], blank if number == 0 else None, *row[at:]] for number, row in enumerate(case.header)]
    body: Rows = [[*row[:at], C(""), *row[at:]] for row in case.body]
    assert meanings(case, [*header, *body]) == meanings(case, case.rows)


def _begins(rows: Sequence[Sequence[C | None]], row: int, col: int) -> bool:
    """Whether no cell of a row runs over the border left of a column."""
    place = col
    while place >= 0 and rows[row][place] is None:
        above = row
        while above >= 0 and rows[above][place] is None:
            above -= 1
        cell = rows[above][place] if above >= 0 else None
        if cell is not None and above + cell.rows > row:
            return place + cell.cols <= col or place == col
        place -= 1
    cell = rows[row][place]
    return place == col or (cell is not None and place + cell.cols <= col)


@some
@given(forms, st.integers(1, 3))
def test_the_header_repeated_further_down_changes_nothing(case: Golden, at: int) -> None:
    assume(at < len(case.body) and all(cell is not None for cell in case.body[at]))
    assert meanings(case, [*case.header, *case.body[:at], *case.header, *case.body[at:]]) == meanings(case, case.rows)


@some
@given(forms)
def test_missing_merge_borders_change_nothing(case: Golden) -> None:
    header: Rows = [[C("") if cell is None else C(cell.text) for cell in row] for row in case.header]
    # A title that nothing stands below cannot be seen to run over its neighbours.
    lowest = {c: cell for row in case.header for c, cell in enumerate(row) if cell is not None}
    assume(all(cell.cols == 1 and cell.text for cell in lowest.values()) and len(lowest) == len(case.header[0]))
    assert meanings(case, [*header, *case.body]) == meanings(case, case.rows)


@some
@given(forms)
def test_capital_letters_change_nothing(case: Golden) -> None:
    header: Rows = [[None if cell is None else C(cell.text.upper(), cell.rows, cell.cols) for cell in row] for row in case.header]
    assert meanings(case, [*header, *case.body]) == meanings(case, case.rows)


#: Names of phrases that stand for one another wherever they are printed.
SYNONYMS = (
    "nomor",
    "kode",
    "sumber_data",
    "penanggung_jawab",
    "keterangan",
    "satuan",
    "formula",
    "definisi",
    "sasaran",
    "program",
    "kegiatan",
)


@some
@given(forms, st.data())
def test_another_word_for_a_text_column_changes_nothing(case: Golden, data: st.DataObject) -> None:
    count = Counter(case.meanings)
    places = [
        (r, c, head.name)
        for r, row in enumerate(case.header)
        for c, cell in enumerate(row)
        if cell is not None
        and (head := said_by(cell.text).head) is not None
        and head.name in SYNONYMS
        and said_by(cell.text).whole
        and count[head.name] == 1
        and not any(other[c] is not None and other[c].text for other in case.header if other is not row)
        and cell.cols == 1
        and "(" not in cell.text
        and len(said_by(cell.text).tags) == 1
    ]
    assume(places)
    r, c, name = data.draw(st.sampled_from(places))
    words = sorted(" ".join(key) for key, (section, own) in header_words().phrases.items() if own == name and section == "peran")
    cell = case.header[r][c]
    assert cell is not None
    header: Rows = [list(row) for row in case.header]
    header[r][c] = C(data.draw(st.sampled_from(words)).title(), cell.rows, cell.cols)
    assert meanings(case, [*header, *case.body]) == meanings(case, case.rows)
