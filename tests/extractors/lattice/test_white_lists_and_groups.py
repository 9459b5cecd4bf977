"""White tables whose rows hold lists, broken values and groups: what stands together without any rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from extractors.lattice.column_lines import Column, ColumnLine, value_goes_on
from extractors.lattice.white_cells import merged_in_groups, one_line_a_row
from extractors.lattice.white_rows import lists_in
from tests.extractors.lattice.test_white_rows_and_zones import BOLD, line, spans
from tests.extractors.reading import read_page, texts
from tests.pdf_maker import Sheet

Begin = Callable[..., Sheet]
XS = (40.0, 70.0, 240.0, 420.0, 500.0)
HEADER = ("No", "Sasaran", "Indikator", "Satuan", "Target")


def lines(page: Sheet, rows: Sequence[Sequence[str]], top: float, pitch: float = 10.0, xs: Sequence[float] = XS) -> float:
    for k, row in enumerate(rows):
        line(page, row, top + pitch * k, xs)
    return top + pitch * len(rows)


def test_lists_that_all_columns_count_are_one_row(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    line(page, HEADER, 80, XS, BOLD)
    end = lines(
        page,
        [
            ("1", "Meningkatnya mutu air", "1. Indeks air", "1. Indeks", "1. 51,5"),
            ("", "dan udara", "2. Indeks udara yang diukur", "2. Indeks", "2. 84,6 -"),
            ("", "", "di kota", "", "85,0"),
        ],
        100,
    )
    lines(
        page,
        [("2", "Meningkatnya layanan", "1. Persentase sampah", "1. %", "1. 15"), ("", "", "2. Jumlah bank", "2. Unit", "2. 3")],
        end + 20,
    )
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert [row[4] for row in texts(reading)] == ["Target", "1. 51,5 2. 84,6 - 85,0", "1. 15 2. 3"]


def test_a_list_begins_where_two_columns_count_one_and_values_are_among_them() -> None:
    listed = [{2: "1. Indeks air", 4: "1. 5"}, {2: "2. Indeks udara", 4: "2. 6"}, {2: "dan tanah"}, {2: "1. Lain", 4: "1. 7"}]
    assert lists_in(listed) == [(0, 1), (3, 3)]
    # Names alone may be numbered row by row.
    assert lists_in([{1: "1. Sasaran", 2: "1. Indikator"}, {1: "2. Sasaran", 2: "2. Indikator"}]) == []


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("Rp", "1.245.600.000", True), ("1.300.000.0", "00", True), ("B", "(62,50)", True), ("85 -", "87", True),
        ("18.432,", "6 Ton", True), ("62,50", "(B)", True), ("45", "(90%)", True), ("31.550", "(28.914)", False),
        ("1.300", "1.400", False), ("72,5", "75,0", False), ("B (60)", "(62)", False), ("2.5", "300", False),
        ("12.5", "13", False), ("12.", "345", False), ("-", "12,5", False), ("–", "-", False),
        ("28 Februari", "2024", True), ("28 dokumen", "2024 dokumen", False), ("Februari", "2024", False),
    ],
)  # fmt: skip
def test_a_value_goes_on_below_what_it_lacks(above: str, below: str, expected: bool) -> None:
    assert value_goes_on(above, below) is expected


def test_scores_below_their_grades_are_no_rows(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    line(page, ("No", "Indikator", "2021", "2022", "2023"), 80, XS, BOLD)
    end = lines(page, [(str(k), f"Persentase {k}", "61", "62", "63") for k in (1, 2, 3)], 100, 18)
    end = lines(page, [("4", "Nilai akuntabilitas", "B", "B", "BB"), ("", "", "(62,50)", "(65,00)", "(70,50)")], end)
    lines(page, [("5", "Jumlah kasus", "7", "6", "5")], end + 8)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading)[4] == ["4", "Nilai akuntabilitas", "B (62,50)", "B (65,00)", "BB (70,50)"]


def test_names_in_the_middle_of_groups_hold_the_rows_that_white_sets_apart(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    line(page, HEADER, 80, XS, BOLD)
    lines(page, [("", "", f"• Indikator {k}", "%", f"4{k}") for k in (1, 2)], 100, 11)
    line(page, ("1", "Meningkatnya keselamatan", "", "", ""), 117, XS)
    lines(page, [("", "", f"• Indikator {k}", "%", f"4{k}") for k in (3, 4, 5)], 148, 11)
    line(page, ("2", "Meningkatnya layanan", "", "", ""), 166, XS)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert spans(reading, "Meningkatnya keselamatan") == (2, 1)
    assert spans(reading, "Meningkatnya layanan") == (3, 1)


def test_the_last_wrapped_line_above_a_heading_is_the_tables(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    line(page, HEADER, 80, XS, BOLD)
    end = lines(page, [(str(k), f"Program {k}", "Jumlah kegiatan yang dilaksanakan", "Unit", f"{k}") for k in (1, 2)], 100, 18)
    end = lines(page, [("3", "Program 3", "Nilai keterbukaan informasi yang", "Nilai", "88"), ("", "", "diumumkan", "", "")], end)
    line(page, ("IKU ESELON IV",), end + 12, (36,), BOLD)
    line(page, HEADER, end + 30, XS, BOLD)
    lines(page, [(str(k), f"Kegiatan {k}", "Jumlah dokumen", "Dokumen", f"{k}") for k in (1, 2, 3)], end + 48, 18)
    page.save()
    first, _ = read_page(tmp_path / "a.pdf")
    assert texts(first)[-1][2] == "Nilai keterbukaan informasi yang diumumkan"


def test_texts_of_two_columns_that_nearly_touch_are_two(sheet: Begin, tmp_path: Path) -> None:
    xs = (40.0, 130.0, 300.0, 360.0)
    page = sheet()
    line(page, ("Kegiatan", "Indikator", "2021", "2022"), 80, xs, BOLD)
    for k in range(4):
        top = 100 + 36 * k
        line(page, ("Pendataan rumah", "Persentase rumah", f"{k}1", f"{k}2"), top, xs)
        line(page, ("Rehabilitasi para korban", "penyelesaian sosialisasi", "", ""), top + 9, xs)
        line(page, ("bencana alam", "di daerah", "", ""), top + 18, xs)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert [row[:2] for row in texts(reading)[1:]] == [
        ["Pendataan rumah Rehabilitasi para korban bencana alam", "Persentase rumah penyelesaian sosialisasi di daerah"]
    ] * 4


def test_numbers_in_the_middle_of_pairs_of_columns_make_no_columns(sheet: Begin, tmp_path: Path) -> None:
    xs = (40.0, 70.0, *(220.0 + 60 * k for k in range(8)))
    page = sheet()
    line(page, ("I", "II", "III", "IV"), 68, tuple(257.0 + 120 * k for k in range(4)), BOLD)
    line(page, ("No", "Indikator", *("K", "Rp") * 4), 80, xs, BOLD)
    line(page, ("1", "2", "3", "4", "5", "6"), 94, (42.0, 110.0, *(256.0 + 120 * k for k in range(4))))
    for k in range(5):
        line(page, (str(k + 1), f"Persentase layanan {k}", *("61", "785.333") * 4), 110 + 18 * k, xs)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert reading.n_cols == 10


def test_a_page_that_begins_with_a_row_has_no_header(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    for k in range(6):
        top = 60 + 22 * k
        if k < 2:
            # Programmes are shaded, as headers are.
            page.canvas.setFillGray(0.85)
            page.canvas.rect(36, page.height - top - 14, 500, 20, stroke=0, fill=1)
            page.canvas.setFillGray(0)
        line(page, (str(k + 1), "Program", f"Indikator {k}", "%", f"6{k},5"), top, XS)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert [row[4] for row in texts(reading)] == [f"6{k},5" for k in range(6)]


def test_a_title_over_two_columns_is_none_of_its_own(sheet: Begin, tmp_path: Path) -> None:
    xs = (40.0, 70.0, *(220.0 + 60 * k for k in range(8)))
    page = sheet()
    line(page, ("Triwulan",), 60, (400,), BOLD)
    line(page, ("I", "II", "III", "IV"), 74, tuple(256.0 + 120 * k for k in range(4)), BOLD)
    line(page, ("No", "Indikator", *("K", "Rp") * 4), 90, xs, BOLD)
    for k in range(8):
        line(page, (str(k + 1), f"Persentase layanan {k}", *("61 %", "785.333") * 4), 106 + 18 * k, xs)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert (reading.n_cols, [spans(reading, title)[1] for title in ("I", "II", "III", "IV")]) == (10, [2, 2, 2, 2])


def test_a_tall_shaded_header_may_have_few_rows_below_it(sheet: Begin, tmp_path: Path) -> None:
    xs = (58.0, 75.0, *(172.0 + 43 * k for k in range(9)))
    page = sheet()
    page.canvas.setFillGray(0.85)
    page.canvas.rect(52, page.height - 96, 520, 42, stroke=0, fill=1)
    page.canvas.setFillGray(0)
    line(page, tuple(f"Tahun {year}" for year in (2019, 2020, 2021)), 60, (205, 334, 463), BOLD)
    line(page, ("N",), 66, (58,), BOLD)
    line(page, ("Indikator Kinerja",), 71, (75,), BOLD)
    line(page, ("o",), 76, (58,), BOLD)
    line(page, ("Target", "Realisasi", "%") * 3, 82, xs[2:], BOLD)
    for k in range(3):
        line(page, (str(k + 1), "Produksi padi (ton)", *("405.000", "389.742", "96,2") * 3), 102 + 21 * k, xs)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert [spans(reading, f"Tahun {year}")[1] for year in (2019, 2020, 2021)] == [3, 3, 3]


def test_tall_rows_far_from_each_other_are_one_table(sheet: Begin, tmp_path: Path) -> None:
    xs = (40.0, 140.0, 240.0, 290.0, 340.0, 390.0, 440.0, 490.0)
    page = sheet()
    for k in range(3):
        top = 60 + 76 * k
        line(page, (f"Pencegahan {k}", f"Persentase {k}", *(f"6{k},{j}" for j in range(6))), top, xs)
        for more in range(1, 4):
            line(page, ("dan kawasan", "pemenuhan di"), top + 9 * more, xs[:2])
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert (reading.n_rows, reading.n_cols) == (3, 8)


def test_titles_that_count_stand_above_the_rule_over_bare_figures(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    line(page, ("", "Kurang dari", "1 sampai 4", "5 tahun"), 80, (40, 200, 270, 340))
    line(page, ("Wilayah", "1 tahun", "tahun", "dan lebih"), 90, (40, 200, 270, 340))
    for top in (78, 102, 152.5):
        page.canvas.line(36, page.height - top, 400, page.height - top)
    lines(page, [(f"Kecamatan {k}", f"{k}2,1", f"{k}3,4", f"{k}5,6") for k in range(1, 5)], 106, 12, (40, 200, 270, 340))
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading)[0] == ["Wilayah", "Kurang dari 1 tahun", "1 sampai 4 tahun", "5 tahun dan lebih"]
    assert [row[0] for row in texts(reading)[1:]] == [f"Kecamatan {k}" for k in range(1, 5)]


def test_the_name_of_a_group_that_had_room_for_the_next_word_is_a_row(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    xs = (40.0, 300.0, 360.0)
    line(page, ("Pos", "2021", "2022"), 80, xs, BOLD)
    names = [("Aset lancar", ""), ("Kas dan setara kas pada bank umum", "7"), ("Piutang", "8"), ("Aset tetap", ""), ("Tanah", "9")]
    lines(page, [(name, value and f"{value}1,0", value and f"{value}2,0") for name, value in names], 96, 10, xs)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert [row[0] for row in texts(reading)[1:]] == [name for name, _ in names]


def test_a_name_that_wraps_above_its_values_is_one_row(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    xs = (40.0, 180.0, 240.0)
    line(page, ("Indikator", "2021", "2022"), 80, xs, BOLD)
    rows = []
    for k in range(3):
        rows += [("Persentase penduduk miskin yang", "", ""), (f"Mendapat bantuan {k}", f"{k}1,0", f"{k}2,0")]
    lines(page, rows, 96, 10, xs)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert [row[0] for row in texts(reading)[1:]] == [f"Persentase penduduk miskin yang Mendapat bantuan {k}" for k in range(3)]


@pytest.mark.parametrize("mark", ["X", "v", "√"])
def test_marks_below_each_other_are_values_of_rows(sheet: Begin, tmp_path: Path, mark: str) -> None:
    page = sheet()
    xs = (40.0, 240.0, 300.0, 360.0)
    line(page, ("Kegiatan", "TW I", "TW II", "TW III"), 80, xs, BOLD)
    lines(page, [(f"Rapat koordinasi {k}", mark if k > 1 else "", mark, mark) for k in range(1, 5)], 96, 10, xs)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert [row[0] for row in texts(reading)[1:]] == [f"Rapat koordinasi {k}" for k in range(1, 5)]


def test_a_total_in_another_currency_is_a_row(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    xs = (40.0, 240.0, 300.0)
    line(page, ("Badan", "2021", "2022"), 80, xs, BOLD)
    lines(page, [("Pertanian", "$ 4,173", "$ 9,321"), ("Energi", "8,658", "4,075"), ("Jumlah", "$ 12,831", "$ 13,396")], 96, 10, xs)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert [row[0] for row in texts(reading)[1:]] == ["Pertanian", "Energi", "Jumlah"]


def test_a_name_at_the_top_of_rows_that_rules_group_holds_those_of_its_group(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    xs = (40.0, 150.0, 300.0, 360.0)
    line(page, ("Uraian", "Indikator", "Target", "Realisasi"), 80, xs, BOLD)
    top, edges = 98.0, [76.0, 94.0]
    for name, count in (("Terkendalinya lahan", 3), ("Meningkatnya hasil", 2), ("Meningkatnya peran", 2)):
        for k in range(count):
            line(page, (name if k == 0 else "", f"Jumlah hasil {name[:3]} {k}", f"{k}1 Ton", f"{k}2 Ton"), top, xs)
            line(page, ("dan hutan" if k == 0 else "", "yang ditangani", "Kubik", "Kubik"), top + 10, xs)
            line(page, ("rakyat" if k == 0 else "", "", "", ""), top + 20, xs)
            top += 26
        edges.append(top - 4)
        top += 2
    for at in edges:
        page.canvas.line(36, page.height - at, 420, page.height - at)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    spans = {f"{cell.text} -": cell.rows for cell in reading.cells if cell.col == 0 and cell.text}
    assert [(text.split()[1], rows) for text, rows in spans.items()][1:] == [("lahan", 3), ("hasil", 2), ("peran", 2)]


def test_a_line_of_justified_prose_is_no_row(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    line(page, ("No", "Indikator", "2021", "2022", "2023"), 80, XS, BOLD)
    end = lines(page, [(str(k), f"Persentase layanan {k}", "61", "62", "63") for k in (1, 2, 3)], 100, 14)
    page.canvas.setFont("Helvetica", 8)
    x = 40.0
    for word in ("Tidak", "seluruh", "indikator", "memiliki", "pembanding", "di", "tingkat", "nasional"):
        page.canvas.drawString(x, page.height - end - 12, word)
        x += stringWidth(word, "Helvetica", 8) + 9
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert [row[0] for row in texts(reading)] == ["No", "1", "2", "3"]


def test_rules_that_group_rows_hold_the_one_text_of_each_group_together() -> None:
    ys = [200.0, 240.0, 280.0, 320.0, 360.0, 400.0]
    assert merged_in_groups([(202.0, 232.0), (322.0, 352.0)], ys, 0, [320.0]) == {1, 2, 4}
    # Two texts in one group, or none: each has to be looked at by where it stands.
    assert merged_in_groups([(202.0, 232.0), (282.0, 300.0), (322.0, 352.0)], ys, 0, [320.0]) is None
    assert merged_in_groups([(202.0, 232.0)], ys, 0, [320.0]) is None


def test_a_row_of_its_own_may_begin_with_a_small_letter() -> None:
    """Lines further apart than those of a text: each has its own row."""
    names = ("Produksi padi", "Produksi Jagung", "produksi kedelai", "Produktivitas padi", "Produksi kopi")
    column = [tuple(ColumnLine(pitch * k, pitch * k + 10.5, name, 100.0, 40.0) for k, name in enumerate(names)) for pitch in (17.2, 15.0)]
    spread, close = (Column(lines, 14.0, values=False, numbers=False) for lines in column)
    assert one_line_a_row(spread, [17.2 * k - 3 for k in range(6)])
    assert not one_line_a_row(close, [15.0 * k - 3 for k in range(6)])
