"""White tables on whole pages: where one ends and the next begins, and which lines are of one row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from extractors.tables import Reading
from tests.extractors.reading import read_page, read_pdf, texts
from tests.pdf_maker import Sheet

Begin = Callable[..., Sheet]
XS = (40.0, 70.0, 240.0, 300.0, 360.0)
HEADER = ("No", "Indikator", "2021", "2022", "2023")
NAMES = ("Angka harapan hidup", "Rata-rata lama sekolah", "Laju pertumbuhan")
BOLD = "Helvetica-Bold"


def line(page: Sheet, cells: Sequence[str], top: float, xs: Sequence[float] = XS, font: str = "Helvetica") -> None:
    for text, x in zip(cells, xs, strict=True):
        if text:
            page.canvas.setFont(font, 8)
            page.canvas.drawString(x, page.height - top - 8, text)


def rows(page: Sheet, top: float, pitch: float = 16.0) -> float:
    for k, name in enumerate(NAMES):
        line(page, (str(k + 1), name, f"{k},1", f"{k},2", f"{k},3"), top + pitch * k)
    return top + pitch * len(NAMES)


def rule(page: Sheet, top: float, x0: float = 36, x1: float = 400) -> None:
    page.canvas.line(x0, page.height - top, x1, page.height - top)


def spans(reading: Reading, text: str) -> tuple[int, int]:
    """How many rows and columns a cell fills."""
    cell = next(cell for cell in reading.cells if " ".join(cell.text.split()) == text)
    return cell.rows, cell.cols


def test_a_heading_and_a_bold_header_begin_a_new_table(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    line(page, HEADER, 80, font=BOLD)
    end = rows(page, 96)
    line(page, ("Program dan Anggaran",), end + 6, (40,), BOLD)
    xs = (40.0, 90.0, 280.0, 350.0)
    line(page, ("No", "Program", "Anggaran", "Ket"), end + 24, xs, BOLD)
    for k in range(3):
        line(page, (str(k + 1), f"Program pengelolaan {k}", f"{k + 1}.000.000", "APBD"), end + 40 + 16 * k, xs)
    page.save()
    readings = read_page(tmp_path / "a.pdf")
    assert [(reading.n_rows, reading.n_cols) for reading in readings] == [(4, 5), (4, 4)]


def test_the_name_of_a_group_above_bold_figures_begins_none(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    line(page, HEADER, 80, font=BOLD)
    end = rows(page, 96)
    line(page, ("Sasaran kedua yang namanya lebih panjang daripada kolom pertama",), end, (40,), BOLD)
    line(page, ("4", "Program", "4,1", "4,2", "4,3"), end + 16, font=BOLD)
    rows(page, end + 32)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert reading.n_rows == 9


def test_zebra_stripes_begin_no_table(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    line(page, HEADER, 80, font=BOLD)
    for k in range(6):
        top = 96 + 24 * k
        if k % 2:
            page.canvas.setFillGray(0.9)
            page.canvas.rect(36, page.height - top - 20, 370, 24, stroke=0, fill=1)
            page.canvas.setFillGray(0)
        line(page, ("", "Indikator yang panjang", "", "", ""), top - 4)
        line(page, (str(k + 1), "", f"{k},1", f"{k},2", f"{k},3"), top + 1)
        line(page, ("", "sekali namanya", "", "", ""), top + 6)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert [row[1] for row in texts(reading)[1:]] == ["Indikator yang panjang sekali namanya"] * 6


def test_the_last_lines_of_the_last_row_are_the_tables(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    line(page, HEADER, 80, font=BOLD)
    end = rows(page, 96)
    line(page, ("4", "Persentase penduduk", "4,1", "4,2", "4,3"), end)
    line(page, ("", "yang bekerja di luar", "", "", ""), end + 10)
    line(page, ("", "pertanian", "", "", ""), end + 20)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading)[-1][1] == "Persentase penduduk yang bekerja di luar pertanian"


def test_a_row_below_the_last_rule_is_the_tables(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    rule(page, 78)
    line(page, HEADER, 81, font=BOLD)
    rule(page, 94)
    for k in range(4):
        line(page, (str(k + 1), f"Indikator nomor {k}", f"{k},1", f"{k},2", f"{k},3"), 97 + 16 * k)
        if k < 3:
            rule(page, 110 + 16 * k)
    page.line_of_text("Demikian perjanjian ini dibuat.", 40, 190)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert [row[0] for row in texts(reading)] == ["No", "1", "2", "3", "4"]


def test_a_header_parted_from_its_rows_by_names_of_groups_stays_theirs(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    line(page, HEADER, 80, font=BOLD)
    for k, name in enumerate(
        ("Misi kedua: mewujudkan tata kelola yang bersih", "Tujuan: meningkatnya layanan", "Sasaran: meningkatnya mutu")
    ):
        line(page, (name,), 96 + 16 * k, (40,), BOLD)
    rows(page, 144)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading)[0] == list(HEADER)
    assert reading.n_rows == 7


def test_rows_between_the_rules_of_groups_are_told_by_the_white_in_several_columns(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    xs = (40.0, 70.0, 200.0, 330.0)
    rule(page, 78)
    line(page, ("No", "Sasaran", "Indikator", "Sumber Data"), 81, xs, BOLD)
    rule(page, 94)
    top = 98.0
    for group in range(3):
        line(page, (str(group + 1), "Meningkatnya mutu", "", ""), top, xs)
        line(page, ("", "pelayanan", "", ""), top + 10, xs)
        for item in range(2):
            line(page, ("", "", f"Persentase {group}{item}", "Laporan"), top + 26 * item, xs)
            line(page, ("", "", "yang terlayani", "bidang"), top + 26 * item + 10, xs)
        top += 54
        rule(page, top - 4)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert [row[2] for row in texts(reading)[1:]] == [f"Persentase {group}{item} yang terlayani" for group in range(3) for item in range(2)]


def test_figures_at_the_right_edge_are_parted_from_the_texts_that_nearly_touch_them(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    line(page, ("No", "Indikator"), 80, (40, 70), BOLD)
    line(page, ("Pagu", "Unit"), 80, (262, 306), BOLD)
    for k, (money, unit) in enumerate(
        (("6.330.959", "Bidang Tata"), ("92.913", "Bidang Umum"), ("119.795", "Bidang Air"), ("14.292", "Bidang Tata"))
    ):
        line(page, (str(k + 1), f"Indikator nomor {k}"), 96 + 16 * k, (40, 70))
        page.canvas.setFont("Helvetica", 8)
        page.canvas.drawRightString(300, page.height - 104 - 16 * k, money)
        page.canvas.drawString(304.4, page.height - 104 - 16 * k, unit)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert [row[2:] for row in texts(reading)[1:3]] == [["6.330.959", "Bidang Tata"], ["92.913", "Bidang Umum"]]


def test_texts_beside_values_of_their_own_are_no_text_of_several_rows(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    xs = (*XS, 420.0)
    line(page, (*HEADER, "Ket"), 80, xs, BOLD)
    notes = ("", "Tercapai", "Outcome", "Tercapai", "")
    for k, note in enumerate(notes):
        line(page, (str(k + 1), f"Indikator nomor {k}", f"{k},1", f"{k},2", f"{k},3", note), 94 + 12 * k, xs)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert [row[5] for row in texts(reading)[1:]] == list(notes)


def test_names_at_the_top_of_their_rows_fill_all_of_them(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    line(page, ("No", "Sasaran", "Indikator", "2021", "2022"), 80, (40, 70, 170, 300, 360), BOLD)
    names = {0: "Sasaran pertama", 3: "Sasaran kedua", 4: "Sasaran ketiga"}
    for k in range(7):
        top = 100 + 24 * k
        line(page, ("", "", f"Indikator nomor {k}", f"{k},1", f"{k},2"), top, (40, 70, 170, 300, 360))
        if k in names:
            line(page, (str(len([n for n in names if n <= k])), names[k]), top - 5, (40, 70))
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert [spans(reading, name)[0] for name in names.values()] == [3, 1, 3]


def test_a_name_that_goes_on_beside_the_next_row_is_one_cell(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    xs = (40.0, 170.0, 300.0, 360.0, 420.0)
    line(page, ("Sasaran", "Indikator", "2022", "2023", "2024"), 80, xs, BOLD)
    for k, name in enumerate(("Terciptanya hubungan yang", "harmonis", "Meningkatnya mutu kinerja", "dan keuangan")):
        line(page, (name, f"Indikator nomor {k}", f"{k},2", f"{k},3", f"{k},4"), 96 + 11 * k, xs)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert spans(reading, "Terciptanya hubungan yang harmonis")[0] == 2
    assert [row[1] for row in texts(reading)[1:]] == [f"Indikator nomor {k}" for k in range(4)]


def test_a_name_in_the_middle_of_two_rows_is_one_cell(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    xs = (40.0, 170.0, 300.0, 360.0)
    line(page, ("Program", "Indikator", "2022", "2023"), 80, xs, BOLD)
    tops = (100, 124, 148, 172)
    for k, top in enumerate(tops):
        line(page, ("", f"Indikator panjang nomor {k}", f"{k},2", f"{k},3"), top, xs)
    for name, top in (("PROGRAM", 103), ("PENGELOLAAN", 112), ("PELAYARAN", 121), ("PROGRAM JALAN", 148), ("PROGRAM AIR", 172)):
        line(page, (name, "", "", ""), top, xs)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert spans(reading, "PROGRAM PENGELOLAAN PELAYARAN")[0] == 2
    assert [spans(reading, name)[0] for name in ("PROGRAM JALAN", "PROGRAM AIR")] == [1, 1]


def test_letters_number_columns_as_figures_do(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    line(page, HEADER, 80)
    line(page, ("a", "b", "c", "d", "e"), 96)
    rows(page, 112)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading)[:2] == [list(HEADER), ["a", "b", "c", "d", "e"]]


def test_a_title_over_the_middle_one_of_a_group_is_the_groups(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    middles = [220.0 + 50.0 * k for k in range(6)]

    def centred(text: str, middle: float, top: float) -> None:
        page.canvas.setFont("Helvetica", 8)
        page.canvas.drawCentredString(middle, page.height - top - 8, text)

    centred("Kinerja", middles[1], 80)
    centred("Anggaran", middles[4], 80)
    page.line_of_text("Indikator", 40, 98)
    for k, middle in enumerate(middles):
        centred(("Target", "Realisasi", "%")[k % 3], middle, 98)
    for row, name in enumerate(NAMES):
        page.line_of_text(name, 40, 116 + 16 * row)
        for k, middle in enumerate(middles):
            centred(f"{row + 1}{k},5", middle, 116 + 16 * row)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert (spans(reading, "Kinerja"), spans(reading, "Anggaran")) == ((1, 3), (1, 3))


def test_a_rule_below_a_title_parts_it_from_the_one_below_in_its_column(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    middles = [260.0 + 50.0 * k for k in range(4)]

    def centred(text: str, middle: float, top: float) -> None:
        page.canvas.setFont("Helvetica", 8)
        page.canvas.drawCentredString(middle, page.height - top - 8, text)

    rule(page, 76, 36, 440)
    centred("Kondisi", middles[0], 82)
    centred("awal", middles[0], 91)
    centred("Target", middles[2], 86)
    rule(page, 104, 235, 440)
    page.line_of_text("Indikator", 40, 95)
    for k, middle in enumerate(middles):
        centred(str(2019 + k), middle, 108)
    rule(page, 120, 36, 440)
    for row, name in enumerate((*NAMES, *NAMES)):
        page.line_of_text(name, 40, 123 + 16 * row)
        for k, middle in enumerate(middles):
            centred(f"{row + 1}{k},5", middle, 123 + 16 * row)
        rule(page, 136 + 16 * row, 36, 440)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert (spans(reading, "Kondisi awal"), spans(reading, "Target")) == ((1, 1), (1, 3))


def test_lines_set_wider_than_wrapped_ones_are_rows_whatever_their_values_say(sheet: Begin, tmp_path: Path) -> None:
    """An aim that wraps tells how near the lines of one text stand; grades among the values are as short as they are."""
    page = sheet()
    rows = [("Persentase peserta aktif", ">= 80"), ("Angka kebutuhan", "<5"), ("Jumlah akseptor", "6.850 org"), ("Nilai survei", "min. 75"),
            ("Desa tepat waktu", "85 prosen"), ("Kategori penilaian", "Baik"), ("Hasil evaluasi", "CC"),
            ("Nilai SAKIP", "WTP")]  # fmt: skip
    for text, x in zip(("No", "Sasaran", "Indikator", "Target"), (40, 70, 220, 400), strict=True):
        page.canvas.setFont("Helvetica-Bold", 8)
        page.canvas.drawString(x, page.height - 108, text)
    for k, (name, value) in enumerate(rows):
        page.line_of_text(name, 220, 116 + 15 * k)
        page.line_of_text(value, 400, 116 + 15 * k)
    for number, first in (("1.", 0), ("2.", 4)):
        page.line_of_text(number, 40, 116 + 15 * first)
        for line, text in enumerate(("Meningkatnya kualitas", "pelayanan keluarga", "berencana")):
            page.line_of_text(text, 70, 116 + 15 * first + 9.5 * line)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert [row[2:] for row in texts(reading)[1:]] == [list(row) for row in rows]


def test_titles_in_a_box_head_the_rows_below_that_no_rules_part(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    edges = (36, 66, 236, 296, 356, 416)
    line(page, HEADER, 80)
    for top in (76, 94):
        rule(page, top, edges[0], edges[-1])
    for x in edges:
        page.canvas.line(x, page.height - 76, x, page.height - 94)
    bottom = rows(page, 99)
    rule(page, bottom, edges[0], edges[-1])
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading) == [list(HEADER), *([str(k + 1), name, f"{k},1", f"{k},2", f"{k},3"] for k, name in enumerate(NAMES))]


def test_a_page_without_a_header_goes_on_in_the_columns_of_the_one_before(sheet: Begin, tmp_path: Path) -> None:
    """A column that the second page leaves empty is there all the same, and a code in parts is one column's."""
    xs = (40.0, 120.0, 290.0, 350.0, 410.0)
    page = sheet()
    line(page, ("Kode", "Indikator Kinerja", "Target", "Catatan", "Pagu"), 500, xs, BOLD)
    line(page, ("2 15 02", "Jumlah kapal yang dibina", "12", "baru", "1.250.000"), 516, xs)
    line(page, ("2 15 03", "Persentase jalan mantap", "83", "lama", "2.750.000"), 532, xs)
    page.next_page()
    for k, name in enumerate(NAMES):
        line(page, ("", name, f"{k}5", "", f"{k + 1}.400.000"), 40 + 16 * k, xs)
        for x, part in zip((40, 58, 80), ("2", "15", f"0{k + 4}"), strict=True):
            line(page, (part,), 40 + 16 * k, (x,))
    page.save()
    (whole,) = read_pdf(tmp_path / "a.pdf").tables
    assert whole.n_cols == 5
    assert [[cell.text for cell in whole.grid().row(row)] for row in (3, 5)] == [
        ["2 15 04", NAMES[0], "05", "", "1.400.000"],
        ["2 15 06", NAMES[2], "25", "", "3.400.000"],
    ]


def test_merged_titles_in_a_box_and_names_behind_a_number_between_the_rows(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    edges = (36, 66, 236, 296, 356, 416)
    line(page, ("", "", "Target", "", ""), 80, (40, 70, 320, 330, 360))
    line(page, ("No", "Indikator", "2021", "2022", "2023"), 94)
    for top in (76, 108):
        rule(page, top, edges[0], edges[-1])
    rule(page, 91, edges[2], edges[-1])
    for x in edges:
        page.canvas.line(x, page.height - (91 if x in (296, 356) else 76), x, page.height - 108)
    for top, number, name in (
        (112, "I", "Sasaran : Meningkatnya kualitas lingkungan hidup secara berkelanjutan"),
        (176, "II", "Sasaran : Meningkatnya tata kelola perangkat daerah dan pelayanannya"),
    ):
        page.line_of_text(number, 40, top)
        page.line_of_text(name, 70, top)
    rows(page, 128)
    rows(page, 192)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert spans(reading, "Target") == (1, 3)
    assert spans(reading, "I Sasaran : Meningkatnya kualitas lingkungan hidup secara berkelanjutan") == (1, 5)
    assert [row[1] for row in texts(reading) if row[1] in NAMES] == [*NAMES, *NAMES]


def test_justified_prose_in_larger_type_parts_two_tables(sheet: Begin, tmp_path: Path) -> None:
    """Its spaces are as wide as the white between columns, and stand in one line each."""
    page = sheet()
    line(page, HEADER, 80, font=BOLD)
    end = rows(page, 96)
    page.canvas.setFont("Helvetica", 12)
    for word, x in zip(("Pencapaian", "kinerja", "didukung", "anggaran", "perubahan"), (40, 125, 190, 260, 330), strict=True):
        page.canvas.drawString(x, page.height - end - 18, word)
    page.canvas.drawString(40, page.height - end - 33, "yang dibandingkan pada tabel berikut.")
    top = end + 44
    xs = (40.0, 200.0, 280.0, 340.0)
    line(page, ("Program", "Pagu", "Realisasi", "%"), top, xs, BOLD)
    for k in range(3):
        line(page, (f"Program pelayanan {k}", f"{k}.500.000", f"{k}.400.000", "96"), top + 16 * (k + 1), xs)
    page.save()
    first, second = read_page(tmp_path / "a.pdf")
    assert [row[1] for row in texts(first)] == ["Indikator", *NAMES]
    assert [row[0] for row in texts(second)] == ["Program", *(f"Program pelayanan {k}" for k in range(3))]


def test_a_new_header_right_below_a_closed_table_begins_another(sheet: Begin, tmp_path: Path) -> None:
    """Nothing but white parts the two, and both are as wide."""
    page = sheet()
    line(page, ("No", "Program", "Indikator", "Target"), 80, (40, 70, 180, 340), BOLD)
    line(page, ("1", "Pendaftaran", "Cakupan penerbitan kartu", "99 %"), 98, (40, 70, 180, 340))
    line(page, ("2", "Pengelolaan", "Jumlah perangkat daerah", "17"), 116, (40, 70, 180, 340))
    line(page, ("No", "Program", "Anggaran", "Ket."), 140, (40, 70, 250, 340), BOLD)
    line(page, ("1", "Pendaftaran penduduk dan pencatatan", "402.115.000", "APBD"), 158, (40, 70, 250, 340))
    line(page, ("2", "Pengelolaan informasi", "96.800.000", "APBD"), 176, (40, 70, 250, 340))
    for top in (77, 94, 112, 130, 136, 154, 172, 190):
        rule(page, top)
    page.save()
    first, second = read_page(tmp_path / "a.pdf")
    assert texts(first)[-1] == ["2", "Pengelolaan", "Jumlah perangkat daerah", "17"]
    assert texts(second)[0] == ["No", "Program", "Anggaran", "Ket."]
