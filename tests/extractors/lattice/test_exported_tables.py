"""Tables that spreadsheets and web pages print without upright rules: figures that touch their units, titles of pairs and of groups."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from extractors.lattice.title_groups import ways_to_group
from tests.extractors.lattice.test_white_lattices import centred
from tests.extractors.lattice.test_white_rows_and_zones import BOLD, line, rule
from tests.extractors.reading import read_page, texts
from tests.pdf_maker import Sheet

Begin = Callable[..., Sheet]
UNITS = ("Persen", "Orang", "Medali", "Unit", "Laporan")


def test_figures_at_the_right_edge_part_from_their_units_whatever_their_title_stands_over(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    line(page, ("Indikator", "Target", "Satuan"), 80, (40.0, 240.0, 302.0), BOLD)
    for k, unit in enumerate(UNITS):
        top = 100 + 18 * k
        line(page, (f"Jumlah kegiatan yang dilaksanakan {k}", unit), top, (40.0, 302.0))
        page.canvas.drawRightString(300.0, page.height - top - 8, ("16.9", "84", "1050", "77", "120")[k])
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert [row[1:] for row in texts(reading)][1:] == [
        ["16.9", "Persen"],
        ["84", "Orang"],
        ["1050", "Medali"],
        ["77", "Unit"],
        ["120", "Laporan"],
    ]


def test_the_same_words_in_all_rows_part_below_two_titles(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    line(page, ("Tahun", "Tipe", "Indikator", "Target"), 80, (30.0, 64.0, 180.0, 400.0), BOLD)
    for k in range(5):
        top = 100 + 18 * k
        line(page, ("Perjanjian Kinerja", f"Jumlah kegiatan {k}", f"{k}7"), top, (64.0, 180.0, 400.0))
        page.canvas.drawRightString(62.0, page.height - top - 8, "2023")
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert [row[:2] for row in texts(reading)] == [["Tahun", "Tipe"], *[["2023", "Perjanjian Kinerja"]] * 5]


def test_titles_far_apart_are_two_though_each_stands_over_two_columns(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    rule(page, 76, 36, 480)
    line(page, ("No.", "Tujuan"), 80, (40.0, 80.0))
    for text, middle in (("Sasaran", 220.0), ("Indikator", 360.0), ("Target", 455.0)):
        centred(page, text, middle, 80)
    rule(page, 94, 36, 480)
    for k in range(4):
        texts_of_row = (str(k + 1), f"Tujuan {k}", f"{k}.1", f"Meningkatnya hal {k}", f"{k}.1.1", f"Persentase hal {k}", f"{k}5,2")
        line(page, texts_of_row, 100 + 20 * k, (40.0, 80.0, 160.0, 190.0, 290.0, 320.0, 445.0))
        rule(page, 116 + 20 * k, 36, 480)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert [text for text in texts(reading)[0] if text] == ["No.", "Tujuan", "Sasaran", "Indikator", "Target"]


def test_groups_are_looked_for_from_each_of_their_titles_on() -> None:
    leaves = ["satuan", "anggaran", "realisasi", "anggaran", "realisasi", "anggaran"]
    assert ways_to_group(leaves) == [[None, 0, 0, 1, 1, None], [None, None, 0, 0, 1, 1]]
    assert ways_to_group(["target", "realisasi", "target", "realisasi"]) == [[0, 0, 1, 1]]


def test_a_title_of_two_lines_within_groups_is_no_title_over_them(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    middles = [260.0, 310.0, 360.0, 410.0, 460.0, 510.0]
    line(page, ("Indikator",), 100, (40.0,), BOLD)
    centred(page, "Anggaran", 210, 100, BOLD)
    centred(page, "Realisasi pada Triwulan", 385, 76, BOLD)
    for quarter, middle in zip(("I", "II", "III"), (285.0, 385.0, 485.0), strict=True):
        centred(page, quarter, middle, 88, BOLD)
    for at, middle in enumerate(middles):
        if at % 2:
            centred(page, "Penyerapan", middle, 100, BOLD)
            centred(page, "Anggaran", middle, 110, BOLD)
        else:
            centred(page, "Realisasi", middle, 105, BOLD)
    for k in range(5):
        top = 132 + 18 * k
        line(page, (f"Jumlah kegiatan yang dilaksanakan {k}",), top, (40.0,))
        for at, middle in enumerate((210.0, *middles)):
            centred(page, f"{k + 1}{at}" if at in (1, 3, 5) else f"{k + 1}{at}.250.000", middle, top)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    titles = [(" ".join(cell.text.split()), cell.col, cell.cols) for cell in reading.cells]
    assert [each for each in titles if each[0] in ("I", "II", "III")] == [("I", 2, 2), ("II", 4, 2), ("III", 6, 2)]
    assert [each for each in titles if each[0] == "Realisasi"] == [("Realisasi", col, 1) for col in (2, 4, 6)]
    assert [each for each in titles if each[0] == "Penyerapan Anggaran"] == [("Penyerapan Anggaran", col, 1) for col in (3, 5, 7)]
