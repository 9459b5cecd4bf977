"""Which kind of table it is: its columns first where they are telling, then the nearest heading, then the document's title."""

from __future__ import annotations

import pytest

from normalizers.form import Header, Surroundings, as_header, interpret, kind_of, nearest_kind, other_kind
from tests.normalizers.grids import table

PLAIN = ["No", "Sasaran", "Indikator", "Target"]


def header_of(columns: list[str]) -> Header:
    texts = {"Sasaran": "Meningkatnya mutu air", "Indikator": "Persentase air layak", "Definisi Operasional": "Air yang layak diminum"}
    (header,) = interpret(table([columns, *[[texts.get(name, "5") for name in columns]] * 3]).grid(), Surroundings())
    return header


def kind(above: list[str], columns: list[str] | None = None, title: list[str] | None = None) -> str:
    return kind_of(header_of(columns or PLAIN), above, title or [])[0]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("INDIKATOR KINERJA UTAMA (IKU)", "iku"),
        ("INDIKATOR KINERJA INDIVIDU (IKI)", "iki"), ("Indikator Kinerja Kunci (IKK) Dinas", "ikk"),
        ("PERJANJIAN KINERJA TAHUN 2023", "pk"),
        ("RENCANA AKSI PERJANJIAN KINERJA", "renaksi"), ("Target SPM Bidang Sosial Tahun 2025", "spm"),
        ("Cascading (Penjenjangan) Kinerja", "cascading"),
        ("I N D I K A T O R  K I N E R J A  U T A M A", "iku"), ("RENCANA KERJA TAHUNAN", "renstra"),
    ],
)  # fmt: skip
def test_the_heading_names_the_kind(heading: str, expected: str) -> None:
    assert kind([heading]) == expected


def test_the_nearest_heading_wins() -> None:
    assert kind(["PERJANJIAN KINERJA TAHUN 2023", "INDIKATOR KINERJA UTAMA"]) == "iku"


def test_running_text_names_no_kind() -> None:
    prose = (
        "Perjanjian kinerja ini disusun sebagai penjabaran rencana strategis dan menjadi tolok ukur keberhasilan bagi kedua belah pihak."
    )
    assert kind(["INDIKATOR KINERJA UTAMA", prose]) == "iku"


def test_a_sentence_over_two_lines_names_no_kind() -> None:
    sentence = [
        "Penyusunan daftar ini mengacu pada aturan tentang laporan kinerja, dengan",
        "memperhatikan hasil evaluasi tahun sebelumnya.",
    ]
    assert nearest_kind(["INDIKATOR KINERJA UTAMA", *sentence]) == "iku"


def test_a_phrase_inside_a_longer_word_names_no_kind() -> None:
    assert nearest_kind(["Pelaporan Kinerja"]) is None
    assert nearest_kind(["L A P O R A N  K I N E R J A"]) == "realisasi"


def test_the_name_of_the_plan_below_a_list_of_indicators_does_not_make_it_the_plan() -> None:
    assert nearest_kind(["INDIKATOR KINERJA UTAMA KABUPATEN BUOL", "RPJMD TAHUN 2019-2023"]) == "iku"
    assert nearest_kind(["PROGRAM DAN KEGIATAN", "RENSTRA TAHUN 2019-2023"]) == "renstra"


def test_a_line_that_goes_on_from_the_one_before_names_no_kind() -> None:
    prose = [
        "KEDUA Indikator Kinerja Utama sebagaimana dimaksud",
        "menyusun dokumen perjanjian kinerja",
        "kinerja sesuai Rencana Strategis",
    ]
    assert kind(prose) == "iku"


def test_the_title_of_the_document_helps_where_nothing_is_near() -> None:
    assert kind(["Halaman berikut"], title=["INDIKATOR KINERJA INDIVIDU"]) == "iki"


def test_without_any_heading_it_is_iku_and_only_supposed() -> None:
    assert kind_of(header_of(["No", "Sasaran", "Indikator"]), [], []) == ("iku", False)


def test_actual_beside_target_is_a_report_whatever_the_heading() -> None:
    assert kind(["INDIKATOR KINERJA UTAMA"], ["No", "Sasaran", "Indikator", "Target", "Realisasi", "Capaian"]) == "realisasi"


def test_definitions_without_values_are_definisi() -> None:
    assert kind(["INDIKATOR KINERJA KUNCI"], ["No", "Indikator", "Definisi Operasional", "Rumus"]) == "definisi"


def test_quarters_make_an_action_plan() -> None:
    quarters = ["No", "Indikator", "Target", "Target TW I", "Target TW II", "Target TW III", "Target TW IV"]
    assert kind([], quarters) == "renaksi"
    assert kind(["PERJANJIAN KINERJA"], quarters) == "pk"


def test_no_heading_in_a_sentence_of_25_words() -> None:
    assert nearest_kind(["Indikator Kinerja Utama " + "kata " * 30]) is None


def test_a_table_of_nothing_but_targets_is_a_plan_whatever_its_title() -> None:
    title = "Tabel Capaian Kinerja Penyelenggaraan Urusan"
    assert kind([title], ["No", "Indikator", "Target 2022", "Target 2023"]) != "realisasi"
    assert kind([title], ["No", "Indikator", "Target 2022", "Realisasi 2022"]) == "realisasi"


def test_a_list_that_its_heading_calls_main_indicators_is_one_though_it_defines_them() -> None:
    columns = ["No", "Indikator", "Definisi Operasional"]
    assert kind(["INDIKATOR KINERJA UTAMA"], columns) == "iku"
    assert kind(["DEFINISI OPERASIONAL INDIKATOR KINERJA UTAMA"], columns) == "definisi"


def test_programmes_in_a_document_of_actions_are_planned_actions() -> None:
    columns = ["Program", "Indikator", "Target", "Anggaran (Rp)"]
    assert kind(["B. Jadwal Pelaksanaan"], columns, ["RENCANA AKSI TAHUN 2021"]) == "renaksi"


PURCHASE = ["Kode Rekening", "Uraian", "Rincian Perhitungan Koefisien", "Satuan", "Harga", "PPN", "Jumlah"]


def titles(columns: list[str]) -> Header:
    return as_header(
        table([columns, ["5.1.02", "Kertas HVS", "11 Rim", "Rim", "85.400", "0", "939.400"][: len(columns)]]).grid(), Surroundings()
    )


def test_programmes_with_money_in_an_agreement_are_the_agreements() -> None:
    rows = [
        ["Program", "Indikator Kinerja", "Target", "Anggaran"],
        ["Penyelenggaraan Jalan", "Persentase jalan mantap", "68", "96.415.250.000"],
    ]
    (header,) = interpret(table(rows).grid(), Surroundings((), "pk", speaks_of_performance=True))
    assert kind_of(header, (), ["PERJANJIAN KINERJA TAHUN 2021"]) == ("pk", True)
    assert kind_of(header, (), ["RENCANA KERJA TAHUN 2021"]) == ("renstra", True)


def test_a_list_of_purchases_is_no_table_of_indicators() -> None:
    """As the forms of work plans and budgets (RKA, DPA) have them below their indicators."""
    assert other_kind(titles(PURCHASE)) == "rincian belanja"


def test_one_title_of_purchases_tells_nothing() -> None:
    assert other_kind(titles(["No", "Uraian", "Satuan", "Harga", "Jumlah"])) is None


def test_a_table_with_an_indicator_column_is_one_of_indicators() -> None:
    assert other_kind(header_of(["No", "Sasaran", "Indikator", "Koefisien", "Harga"])) is None
