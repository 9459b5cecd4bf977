"""Tables that go on over a page break are one table; tables that only follow each other are not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from schemas.stages import Table
from tests.extractors.reading import BODY, HEADER, WIDTHS, read_pdf
from tests.pdf_maker import C, Sheet

Begin = Callable[..., Sheet]
TITLE = "INDIKATOR KINERJA UTAMA, sasaran dan target"


def grid(table: Table) -> list[list[str]]:
    """The text at every position, a merged cell's at each it covers."""
    cells = table.grid()
    return [[" ".join(cells.at(row, col).text.split()) for col in range(table.n_cols)] for row in range(table.n_rows)]


def two_pages(sheet: Begin, first: list, second: list, *, title: str = "", note: str = "") -> None:  # type: ignore[type-arg]
    page = sheet()
    page.line_of_text(TITLE, 60, 40)
    drawn = page.table(first, WIDTHS, top=80)
    if note:
        page.line_of_text(note, 60, drawn.bottom + 10)
    page.line_of_text("12", 420, 570)
    page.next_page()
    if title:
        page.line_of_text(title, 60, 40)
    page.table(second, WIDTHS, top=60)
    page.line_of_text("13", 420, 570)
    page.save()


def test_a_continuation_without_header_is_joined(sheet: Begin, tmp_path: Path) -> None:
    two_pages(sheet, [*HEADER, BODY[0]], BODY[1:])
    (table,) = read_pdf(tmp_path / "a.pdf").tables
    assert [row[0] for row in grid(table)] == ["No", "No", "1", "2", "3"]
    assert {cell.page for cell in table.cells if cell.row >= 3} == {2}


def test_a_repeated_header_is_dropped_even_when_spelled_otherwise(sheet: Begin, tmp_path: Path) -> None:
    again = [
        [C("NO.", 2), C("SASARAN", 2), C("INDIKATOR", 2), C("TARGET", 1, 3), None, None, C("SUMBER DATA", 2)],
        HEADER[1],
    ]
    two_pages(sheet, [*HEADER, BODY[0]], [*again, *BODY[1:]])
    (table,) = read_pdf(tmp_path / "a.pdf").tables
    assert [row[0] for row in grid(table)] == ["No", "No", "1", "2", "3"]


def test_a_first_row_much_like_the_one_before_is_no_header_again(sheet: Begin, tmp_path: Path) -> None:
    rows = [
        ["", "Program A", f"Persentase laporan {what} yang disusun tepat waktu dan benar", "1", "2", "3", "BPS"]
        for what in ("dana", "aset")
    ]
    two_pages(sheet, [*HEADER, rows[0]], [*HEADER, rows[1]])
    (table,) = read_pdf(tmp_path / "a.pdf").tables
    assert [row[2] for row in grid(table)][2:] == [row[2] for row in rows]


def test_a_new_title_begins_a_new_table(sheet: Begin, tmp_path: Path) -> None:
    two_pages(sheet, [*HEADER, BODY[0]], [*HEADER, *BODY[1:]], title="INDIKATOR KINERJA KUNCI, sasaran, target")
    assert len(read_pdf(tmp_path / "a.pdf").tables) == 2


def test_numbering_that_begins_again_under_its_own_header_is_a_new_table(sheet: Begin, tmp_path: Path) -> None:
    two_pages(sheet, [*HEADER, BODY[0], BODY[1]], [*HEADER, BODY[0]])
    assert len(read_pdf(tmp_path / "a.pdf").tables) == 2


def test_a_running_title_does_not_part_a_table_whose_numbering_goes_on(sheet: Begin, tmp_path: Path) -> None:
    two_pages(sheet, [*HEADER, BODY[0]], [*HEADER, *BODY[1:]], title=TITLE)
    (table,) = read_pdf(tmp_path / "a.pdf").tables
    assert table.n_rows == 5


def test_a_running_head_above_another_table_of_the_page_is_known_on_the_next(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    page.line_of_text("LKjIP Dinas Kesehatan Tahun 2024", 300, 36)
    other = page.table([["Golongan", "Sasaran", "Target"], ["IV", "6", "4"]], [80.0, 80.0, 80.0], top=70)
    page.line_of_text("Tabel 3.2 " + TITLE, 60, other.bottom + 20)
    rows = [*HEADER, BODY[0], ["", "", "Persentase luas areal", "1", "2", "3", "BPS"]]
    page.table(rows, WIDTHS, top=other.bottom + 40)
    page.next_page()
    page.line_of_text("LKjIP Dinas Kesehatan Tahun 2024", 300, 36)
    page.table([*HEADER, BODY[1]], WIDTHS, top=60)
    page.save()
    _, table = read_pdf(tmp_path / "a.pdf").tables
    assert [row[2] for row in grid(table)][2:] == [" ".join(str(row[2]).split()) for row in (BODY[0], rows[-1], BODY[1])]


def test_text_below_a_table_ends_it(sheet: Begin, tmp_path: Path) -> None:
    two_pages(sheet, [*HEADER, BODY[0]], [*HEADER, *BODY[1:]], note="Ditetapkan di Purwokerto")
    assert len(read_pdf(tmp_path / "a.pdf").tables) == 2


def test_a_row_cut_by_the_break_is_one_row_again(sheet: Begin, tmp_path: Path) -> None:
    upper = [
        "1",
        "Meningkatnya kualitas pelayanan",
        "Persentase penduduk yang mendapat layanan",
        "70",
        "80",
        "90",
        "BPS",
    ]
    lower = ["", "kesehatan masyarakat di daerah", "kesehatan dasar sesuai standar", "", "", "", ""]
    two_pages(sheet, [*HEADER, upper], [lower, BODY[1]])
    (table,) = read_pdf(tmp_path / "a.pdf").tables
    assert grid(table)[2] == [
        "1", "Meningkatnya kualitas pelayanan kesehatan masyarakat di daerah",
        "Persentase penduduk yang mendapat layanan kesehatan dasar sesuai standar", "70", "80", "90", "BPS",
    ]  # fmt: skip
    assert grid(table)[3][0] == "2"


def test_a_row_that_ended_with_room_to_spare_is_not_cut(sheet: Begin, tmp_path: Path) -> None:
    upper = [
        "1",
        "Kegiatan penyediaan layanan dasar",
        "Persentase penduduk terlayani sesuai standar",
        "70",
        "80",
        "90",
        "Dinas\nKesehatan\ndan RSUD",
    ]
    lower = ["", "Penyelenggaraan layanan rujukan", "Pertumbuhan kunjungan rawat jalan", "", "", "", ""]
    two_pages(sheet, [*HEADER, upper], [lower, BODY[1]])
    (table,) = read_pdf(tmp_path / "a.pdf").tables
    assert [row[0] for row in grid(table)][2:] == ["1", "", "2"]
    assert grid(table)[3][1:3] == lower[1:3]


def test_an_unnumbered_row_with_figures_of_its_own_is_not_a_cut_row(sheet: Begin, tmp_path: Path) -> None:
    two_pages(sheet, [*HEADER, BODY[0]], [["", *BODY[1][1:]]])
    (table,) = read_pdf(tmp_path / "a.pdf").tables
    assert [row[3] for row in grid(table)][2:] == ["70,1", "8,1"]


def test_an_amount_whose_last_digits_stand_on_the_next_page_is_one(sheet: Begin, tmp_path: Path) -> None:
    upper = [
        "1",
        "Meningkatnya kualitas pelayanan",
        "Persentase penduduk yang mendapat layanan",
        "1.450.000.00",
        "6.390.000.00",
        "90",
        "BPS",
    ]
    lower = ["", "kesehatan masyarakat di daerah", "kesehatan dasar sesuai standar", "0", "0", "", ""]
    two_pages(sheet, [*HEADER, upper], [lower, BODY[1]])
    (table,) = read_pdf(tmp_path / "a.pdf").tables
    assert [text.replace(" ", "") for text in grid(table)[2][3:6]] == ["1.450.000.000", "6.390.000.000", "90"]


def test_a_merged_cell_goes_on_over_the_break(sheet: Begin, tmp_path: Path) -> None:
    first = [
        ["1", C("Satu sasaran", 2), "Indikator A", "1", "2", "3", "BPS"],
        ["2", None, "Indikator B", "1", "2", "3", "BPS"],
    ]
    second = [["3", C("", 2), "Indikator C", "1", "2", "3", "BPS"], ["4", None, "Indikator D", "1", "2", "3", "BPS"]]
    two_pages(sheet, [*HEADER, *first], second)
    (table,) = read_pdf(tmp_path / "a.pdf").tables
    assert [row[1] for row in grid(table)][2:] == ["Satu sasaran"] * 4


def test_a_table_goes_on_over_pages_that_leave_out_one_of_its_rules(sheet: Begin, tmp_path: Path) -> None:
    widths = [30.0, 150.0, 180.0, 240.0, 60.0]
    page = sheet()
    page.line_of_text(TITLE, 60, 40)
    page.table(
        [["No", "Sasaran", "Indikator", C("Formula", 1, 2), None], ["1", "Sasaran A", "Indikator A", "Jumlah A / Jumlah B", "x 100%"]],
        widths,
        top=80,
    )
    for number in ("2", "3"):
        page.next_page()
        page.table([[number, "Sasaran B", "Indikator B", "Jumlah B"]], [30.0, 150.0, 180.0, 300.0], top=60)
    page.save()
    (table,) = read_pdf(tmp_path / "a.pdf").tables
    assert [row[0] for row in grid(table)] == ["No", "1", "2", "3"]
    assert [row[4] for row in grid(table)] == ["Formula", "x 100%", "Jumlah B", "Jumlah B"]


def test_tables_with_other_columns_are_not_joined(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    page.line_of_text(TITLE, 60, 40)
    page.table([*HEADER, BODY[0]], WIDTHS, top=80)
    page.next_page()
    page.table([["No", "Indikator", "Satuan", "Target"], ["1", "Angka", "orang", "5"]], [40, 200, 100, 80], top=60)
    page.save()
    assert len(read_pdf(tmp_path / "a.pdf").tables) == 2


def test_a_table_without_rules_goes_on_over_the_break(sheet: Begin, tmp_path: Path) -> None:
    header = ["No", "Sasaran", "Indikator", "2021", "2022", "2023", "Sumber Data"]
    page = sheet()
    page.line_of_text(TITLE, 60, 40)
    page.table([header, *BODY[:2]], WIDTHS, top=80, style="tanpa")
    page.next_page()
    page.table([BODY[2], ["4", *BODY[1][1:]], ["5", *BODY[0][1:]]], WIDTHS, top=60, style="tanpa")
    page.save()
    (table,) = read_pdf(tmp_path / "a.pdf").tables
    assert [row[0] for row in grid(table)] == ["No", "1", "2", "3", "4", "5"]


def test_a_last_column_that_a_page_without_upright_rules_leaves_empty_stays_empty(sheet: Begin, tmp_path: Path) -> None:
    header = ["Sasaran", "Indikator", "2021", "2022", "Ket."]
    widths = [160.0, 200.0, 80.0, 80.0, 120.0]
    page = sheet()
    page.line_of_text(TITLE, 60, 40)
    page.table([header, *([f"Sasaran {k}", f"Indikator {k}", "10", "20", "Kumulatif"] for k in "ABC")], widths, top=80, style="mendatar")
    page.next_page()
    page.table([[f"Sasaran {k}", f"Indikator {k}", "10", "20", ""] for k in "DEF"], widths, top=60, style="mendatar")
    page.save()
    (table,) = read_pdf(tmp_path / "a.pdf").tables
    assert [row[3:] for row in grid(table)] == [["2022", "Ket."], *[["20", "Kumulatif"]] * 3, *[["20", ""]] * 3]


def test_first_columns_that_a_page_without_rules_does_not_show_go_on_over_the_break(sheet: Begin, tmp_path: Path) -> None:
    widths = [110.0, 40.0, 180.0, 60.0, 70.0, 70.0, 70.0]
    header = ["Sasaran", "No", "Indikator", "Satuan", "2021", "2022", "2023"]
    rows = [[C("Meningkatnya tata kelola", 3, 1), "1.", "Nilai reformasi", "Nilai", "61,5", "62,5", "63,5"]]
    rows += [[None, f"{k}.", f"Persentase layanan {k}", "%", "71,5", "72,5", "73,5"] for k in (2, 3)]  # type: ignore[list-item]
    page = sheet()
    page.line_of_text(TITLE, 60, 40)
    page.table([header, *rows], widths, top=80, style="tanpa")
    page.next_page()
    page.table([["", f"{k}.", f"Indeks {k}", "Indeks", "2,10", "2,20", "2,30"] for k in (4, 5)], widths, top=60, style="tanpa")
    page.save()
    (table,) = read_pdf(tmp_path / "a.pdf").tables
    assert table.n_cols == 7
    assert [row[1] for row in grid(table)][1:] == ["1.", "2.", "3.", "4.", "5."]
