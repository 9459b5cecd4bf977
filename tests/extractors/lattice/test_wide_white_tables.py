"""Wide tables without rules, as evaluations print them: groups of titles, names of groups, texts that nearly touch, lone rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from extractors.lattice import white_lattices
from extractors.lattice.column_lines import goes_on_code
from extractors.lattice.heads import numbering_line
from extractors.lattice.pieces import piece_lines, split_at_aligned_gaps
from extractors.lattice.title_groups import counted_runs, repeated_groups
from extractors.page import Word
from extractors.pdf.letters import _adjoining
from extractors.tables import read_left_out
from schemas.stages import LEFT_OUT
from tests.extractors.lattice.test_white_lattices import centred, rule
from tests.extractors.lattice.test_white_rows_and_zones import BOLD, line
from tests.extractors.reading import read_page, texts
from tests.pdf_maker import Sheet

Begin = Callable[..., Sheet]


def words(*placed: tuple[str, float, float], bold: bool = False) -> list[Word]:
    """Words 5 points a letter wide and 8 high."""
    return [Word(text, (x, top, x + 5.0 * len(text), top + 8.0), 0, 0, size=7.0, bold=bold) for text, x, top in placed]


def test_groups_whose_titles_change_follow_right_on_each_other() -> None:
    leaves = ["indikator", "kinerja", "anggaran", "kinerja", "anggaran", "kinerja", "keuangan", "kinerja", "keuangan"]
    assert repeated_groups(leaves) == [None, 0, 0, 1, 1, 2, 2, 3, 3]


def test_what_begins_anew_counts_years_and_not_the_columns() -> None:
    years = [(str(k % 3 + 1), 60.0 * k, 10.0) for k in range(6)]
    columns = [(f"({k + 1})", 60.0 * k, 30.0) for k in range(6)]
    assert numbering_line(piece_lines(words(*years))) is None
    assert numbering_line(piece_lines(words(*years, *columns))) == 1


def test_letters_that_adjoin_are_one_word_however_they_are_drawn() -> None:
    boxes = np.array([[0, 0, 4, 10], [4, 0, 8, 10], [10.5, 0, 14, 10], [13.2, 0, 17, 10], [17, 12, 21, 22]], dtype=float)
    across = np.array([8.0, 8.0, 8.0, 8.0, 20.0])
    found = _adjoining(boxes, np.zeros(5, dtype=np.int8), across)
    # The third stands a space further, the fourth is kerned, the last one is on another line.
    assert found.tolist() == [False, True, False, True, False]


def test_letters_drawn_upwards_adjoin_upwards() -> None:
    boxes = np.array([[0, 90, 10, 96], [0, 84, 10, 90], [0, 70, 10, 76]], dtype=float)
    assert _adjoining(boxes, np.full(3, 3, dtype=np.int8), np.zeros(3)).tolist() == [False, True, False]


def test_figures_and_the_next_columns_words_are_parted_where_the_words_go_on_unlike() -> None:
    rows = [("441.687.000", "Bidang Pendaftaran"), ("26.033.000", "Bidang Pencatatan"), ("1.191.958.000", "Bidang PIAK")]
    units = [("120", "Orang"), ("35", "Orang"), ("1.250", "Orang")]

    def pieces(pairs: list[tuple[str, str]]) -> set[int]:
        placed = [(a, 200.0 - 5.0 * len(a), 20.0 * k) for k, (a, _) in enumerate(pairs)]
        placed += [(word, 202.0 + 33.0 * at, 20.0 * k) for k, (_, b) in enumerate(pairs) for at, word in enumerate(b.split())]
        return {len(each.pieces) for each in split_at_aligned_gaps(piece_lines(words(*placed)))}

    assert pieces(units) == {1}
    assert pieces(rows) == {2}


def test_titles_that_name_years_one_after_the_other_are_a_columns_each(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    centres = (330.0, 372.0, 414.0, 456.0)
    centred(page, "Target Renstra", 393, 80, BOLD)
    for x, year, count in zip(centres, (2020, 2021, 2022, 2023), ("n-2", "n-1", "n", "n+1"), strict=True):
        centred(page, f"Tahun {year}", x, 90, BOLD)
        centred(page, f"(thn {count})", x, 100, BOLD)
    line(page, ("No", "Indikator"), 90, (40.0, 70.0), BOLD)
    for k in range(4):
        line(page, (str(k + 1), f"Persentase layanan {k}"), 120 + 18 * k, (40.0, 70.0))
        for x in centres:
            centred(page, f"{k + 1}2,5", x, 120 + 18 * k)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    header = [row for row in texts(reading) if not row[0].isdigit()]
    leaves = [" ".join(text for row in header if "Target" not in (text := row[col]) and text) for col in range(2, 6)]
    assert leaves == ["Tahun 2020 (thn n-2)", "Tahun 2021 (thn n-1)", "Tahun 2022 (thn n)", "Tahun 2023 (thn n+1)"]


def test_names_of_groups_between_rows_that_stand_alike_part_no_table(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    xs = (40.0, 70.0, 250.0, 320.0, 390.0)
    line(page, ("No", "Indikator", "Satuan", "2021", "2022"), 80, xs, BOLD)
    top = 100.0
    for k in range(4):
        line(page, (f"Kegiatan : Penyelenggaraan pelayanan pendaftaran penduduk {k}",), top, (40.0,), BOLD)
        line(page, (str(k + 1), f"Jumlah dokumen {k}", "Dokumen", "12", "13"), top + 16, xs)
        top += 34
    line(page, ("Kegiatan : Penyusunan profil kependudukan kabupaten",), top, (40.0,), BOLD)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    first = [row[0] for row in texts(reading)]
    assert sum(text.isdigit() for text in first) == 4
    # The last name's rows are on the next page.
    assert sum(text.startswith("Kegiatan") for text in first) == 5


def test_the_first_lines_of_a_row_set_in_its_middle_belong_below_a_ruled_header(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    xs = (40.0, 70.0, 250.0, 320.0, 390.0)
    rule(page, 36, 480, 76)
    line(page, ("No", "Indikator", "2021", "2022", "Pelaksana"), 80, xs, BOLD)
    rule(page, 36, 480, 94)
    for k in range(4):
        top = 100 + 34 * k
        line(page, ("Dinas",), top, (390.0,))
        line(page, (str(k + 1), f"Persentase layanan {k}", "12", "13", "Kependudukan"), top + 9, xs)
        line(page, ("Kabupaten",), top + 18, (390.0,))
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading)[0][:2] == ["No", "Indikator"]
    assert [row[4] for row in texts(reading)][1:] == ["Dinas Kependudukan Kabupaten"] * 4


def test_the_last_row_of_a_table_alone_on_the_next_page_goes_on_in_its_columns() -> None:
    edges = (30.0, 60.0, 200.0, 260.0, 320.0)
    row = words(("13", 36, 40), ("Jumlah", 64, 40), ("dokumen", 98, 40), ("12", 210, 40), ("13", 270, 40), ("kabupaten", 64, 49))
    signature = words(("Kepala", 240, 90), ("Dinas,", 275, 90))
    ((lattice, _),) = white_lattices([*row, *signature], (), (), edges)
    assert lattice.xs == edges
    assert lattice.ys[-1] < 70
    assert white_lattices([*row, *signature], ()) == []


def test_a_title_stands_over_all_columns_that_count_on_below_it() -> None:
    said = [{2: "1", 4: "2", 6: "3", 8: "Ket"}, {0: "No", 2: "Target"}]
    groups = [None, None, 0, 0, 1, 1, 2, 2, None]
    assert counted_runs(said, groups) == [frozenset({2, 3, 4, 5, 6, 7})]
    # Years that go on may be those of two titles.
    assert counted_runs([{0: "2021", 1: "2022", 2: "2023"}, {0: "1", 1: "3", 2: "5"}], [None] * 3) == []


def test_rows_that_no_table_holds_are_kept_as_they_stand() -> None:
    rows = words(("Jumlah", 60, 40), ("dokumen", 93, 40), ("12", 210, 40), ("Dinas", 270, 40))
    rows += words(("Jumlah", 66, 60), ("laporan", 99, 60), ("7", 221, 60), ("Kantor", 280, 60))
    reading = read_left_out([*rows, *words(("Kepala", 200, 100), ("Dinas,", 280, 100))], 3)
    assert reading is not None
    assert [[cell.text for cell in reading.cells if cell.row == row] for row in range(2)] == [
        ["Jumlah dokumen", "12", "Dinas"],
        ["Jumlah laporan", "7", "Kantor"],
    ]
    assert (reading.n_rows, reading.flags, {cell.page for cell in reading.cells}) == (2, (LEFT_OUT,), {3})
    assert read_left_out(rows[:4], 3) is None


def test_the_rest_of_a_code_is_no_number_of_a_row() -> None:
    assert goes_on_code("2.11.02.2.01.", "0002")
    assert goes_on_code("2.11.02.2.01.0", "002")
    assert not goes_on_code("2.11.02", "3")
    assert not goes_on_code("1", "2")
