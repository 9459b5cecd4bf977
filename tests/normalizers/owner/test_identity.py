"""Whose document it is, for which years, and whose sheet a table stands on."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalizers.owner.identity import identify
from normalizers.owner.region import Region, regions
from schemas.stages import DocumentIdentity, PageText, TextLine

EVERY_REGION = sorted(regions().values(), key=lambda region: region.kode)


def pages_of(*pages: str) -> list[PageText]:
    """Pages of a document, a line of text each line."""
    return [
        PageText(
            number=number,
            lines=tuple(TextLine(line.strip(), (0.0, 0.0, 0.0, 0.0), number) for line in page.strip().splitlines() if line.strip()),
            kind="teks" if page.strip() else "kosong",
            parsed=True,
            reason="",
        )
        for number, page in enumerate(pages, start=1)
    ]


def identity_of(*pages: str, berkas: str = "scan001.pdf", target_years: Sequence[int] = ()) -> DocumentIdentity:
    return identify(pages_of(*pages), berkas, target_years)


def region_of(identity: DocumentIdentity) -> tuple[str | None, str | None]:
    return identity.nama_provinsi, identity.nama_kabupaten_kota


def period_of(identity: DocumentIdentity) -> tuple[int | None, int | None]:
    return identity.periode_awal, identity.periode_akhir


# Region -----------------------------------------------------------------------------------------------------------------


@given(region=st.sampled_from(EVERY_REGION), on_one_line=st.booleans())
@settings(deadline=None, max_examples=200)
def test_every_region_owns_the_document_that_its_title_names(region: Region, on_one_line: bool) -> None:
    name = f"PROVINSI {region.nama.upper()}" if region.jenis == "provinsi" else region.nama.upper()
    identity = identity_of(f"INDIKATOR KINERJA UTAMA\nDINAS SOSIAL{' ' if on_one_line else chr(10)}{name}\nTAHUN 2024")
    local = None if region.jenis == "provinsi" else region.kode
    assert (identity.kode_provinsi, identity.kode_kabupaten_kota) == (region.provinsi, local)
    assert (identity.perangkat_daerah, identity.catatan) == ("Dinas Sosial", ())


def test_a_title_tells_region_office_and_year() -> None:
    assert identity_of("INDIKATOR KINERJA UTAMA (IKU)\nDINAS PERIKANAN KABUPATEN BOMBANA\nTAHUN 2022") == DocumentIdentity(
        kode_provinsi="74",
        nama_provinsi="Sulawesi Tenggara",
        kode_kabupaten_kota="74.06",
        nama_kabupaten_kota="Kabupaten Bombana",
        perangkat_daerah="Dinas Perikanan",
        periode_awal=2022,
        periode_akhir=2022,
    )


def test_a_provincial_office_has_no_kabupaten() -> None:
    identity = identity_of(
        "PEMERINTAH PROVINSI NUSA TENGGARA BARAT\nDINAS PERHUBUNGAN\nJalan Udayana 14 Mataram\nPERJANJIAN KINERJA TAHUN 2021"
    )
    assert region_of(identity) == ("Nusa Tenggara Barat", None)
    assert identity.perangkat_daerah == "Dinas Perhubungan"


def test_the_province_printed_with_a_kabupaten_only_says_where_it_lies() -> None:
    identity = identity_of("PROVINSI JAWA TENGAH\nKABUPATEN TEGAL\nRENCANA STRATEGIS\nDINAS PERHUBUNGAN\nTAHUN 2019-2024")
    assert region_of(identity) == ("Jawa Tengah", "Kabupaten Tegal")
    assert identity.catatan == ()


def test_a_kabupaten_in_the_wrong_province_is_a_contradiction() -> None:
    identity = identity_of("DINAS SOSIAL\nKABUPATEN TEGAL\nPROVINSI JAWA TIMUR\nTAHUN 2019-2024")
    assert identity.catatan == ("wilayah_bertentangan",)


def test_titles_of_two_regions_are_a_contradiction() -> None:
    title = "INDIKATOR KINERJA UTAMA\nDINAS SOSIAL KABUPATEN {}\nTAHUN 2022"
    assert identity_of(title.format("ALOR"), title.format("BELU")).catatan == ("wilayah_bertentangan",)


def test_places_in_running_text_and_laws_do_not_win() -> None:
    identity = identity_of(
        "INDIKATOR KINERJA UTAMA\nDINAS SOSIAL KABUPATEN KATINGAN\nTAHUN 2022",
        """Dibandingkan dengan Kabupaten Barito Utara capaian ini lebih tinggi, juga dari Kabupaten Barito Utara
        tahun lalu. Kabupaten Barito Utara mencapai lebih sedikit, dan Kabupaten/Kota se Kalimantan Tengah juga.
        1. Undang-Undang Nomor 5 Tahun 2002 tentang Pembentukan Kabupaten Katingan, Kabupaten Seruyan, Kabupaten
        Sukamara, Kabupaten Lamandau, Kabupaten Gunung Mas dan Kabupaten Barito Timur""",
    )
    assert identity.nama_kabupaten_kota == "Kabupaten Katingan"
    assert identity.catatan == ()


def test_a_table_of_regions_does_not_win_over_the_title() -> None:
    rows = "\n".join(["KABUPATEN BADUNG", "KABUPATEN GIANYAR", "KOTA DENPASAR", "KABUPATEN BADUNG", "KABUPATEN BADUNG"])
    identity = identity_of("INDIKATOR KINERJA UTAMA\nDINAS KESEHATAN PROVINSI BALI\nTAHUN 2022", rows, rows, rows)
    assert region_of(identity) == ("Bali", None)


def test_a_region_wrapped_over_two_lines_is_one() -> None:
    assert identity_of("DINAS SOSIAL KABUPATEN\nTAPANULI SELATAN\nTAHUN 2025").nama_kabupaten_kota == "Kabupaten Tapanuli Selatan"
    assert identity_of("IKU DINAS SOSIAL KABUPATEN SOLOK\nSELATAN TAHUN 2025").nama_kabupaten_kota == "Kabupaten Solok Selatan"


def test_damaged_titles_are_still_read() -> None:
    identity = identity_of(
        "I N D I K A T O R K I N E R J A U T A M A\nD I N A S S O S I A L\nK A B U P A T E N W A Y K A N A N\nT A H U N 2 0 2 4"
    )
    assert (identity.kode_kabupaten_kota, identity.perangkat_daerah) == ("18.08", "Dinas Sosial")
    misread = identity_of("1NDIKATOR KINERJA UTAMA\nD1NAS SOSIAL KABUPATFN PURBALINGA\nTAHUN 2023")
    assert (misread.kode_kabupaten_kota, misread.perangkat_daerah) == ("33.03", "Dinas Sosial")


def test_labels_tell_as_well_as_titles() -> None:
    identity = identity_of("PROVINSI : JAWA TIMUR\nKABUPATEN : MALANG\nSKPD : DINAS PERTANIAN\nTAHUN : 2022")
    assert (identity.kode_kabupaten_kota, identity.perangkat_daerah) == ("35.07", "Dinas Pertanian")


def test_a_bare_name_that_is_unique_is_believed_behind_an_office() -> None:
    assert identity_of("IKU DINAS SOSIAL WAKATOBI\nTAHUN 2022").nama_kabupaten_kota == "Kabupaten Wakatobi"


def test_a_bare_name_that_fits_several_leaves_the_kabupaten_open() -> None:
    identity = identity_of("DINAS SOSIAL GORONTALO\nTAHUN 2024")
    assert region_of(identity) == ("Gorontalo", None)
    assert "wilayah_meragukan" in identity.catatan
    assert region_of(identity_of("DINAS SOSIAL BANJAR\nTAHUN 2024")) == (None, None)


def test_the_province_or_the_path_can_clear_up_a_bare_name() -> None:
    by_province = identity_of("DINAS SOSIAL BANJAR\nPROVINSI KALIMANTAN SELATAN\nTAHUN 2024")
    assert (by_province.nama_kabupaten_kota, by_province.catatan) == ("Kabupaten Banjar", ())
    by_path = identity_of("DINAS SOSIAL BANJAR\nTAHUN 2024", berkas="kota banjar/iku.pdf")
    assert (by_path.nama_kabupaten_kota, by_path.catatan) == ("Kota Banjar", ("wilayah_dari_nama_berkas",))


# Office -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("heading", ["PEMERINTAH KABUPATEN GARUT", "KABUPATEN GARUT"])
def test_a_document_of_the_whole_region_is_of_no_office(heading: str) -> None:
    cells = "NO SASARAN INDIKATOR TARGET\nDINAS KESEHATAN\nDINAS PENDIDIKAN\nDINAS KESEHATAN"
    identity = identity_of(f"INDIKATOR KINERJA UTAMA\n{heading}\nTAHUN 2021-2026", cells, cells, berkas="dinkes.pdf")
    assert (identity.nama_kabupaten_kota, identity.perangkat_daerah) == ("Kabupaten Garut", None)


def test_the_office_under_the_letterhead_of_the_government_is_the_author() -> None:
    identity = identity_of("PEMERINTAH KOTA AMBON\nDINAS KESEHATAN\nJalan Sultan Hasanuddin\nINDIKATOR KINERJA UTAMA TAHUN 2023")
    assert identity.perangkat_daerah == "Dinas Kesehatan"


def test_the_office_most_named_in_titles_wins() -> None:
    title = "INDIKATOR KINERJA UTAMA\nDINAS SOSIAL KABUPATEN ALOR"
    identity = identity_of(title, title, "Sumber data : Dinas Kesehatan Kabupaten Alor\nDinas Kesehatan Kabupaten Alor\nDinas Kesehatan")
    assert identity.perangkat_daerah == "Dinas Sosial"


def test_a_unit_belongs_to_its_office() -> None:
    identity = identity_of("INDIKATOR KINERJA UTAMA\nUPTD PUSKESMAS NANIA\nDINAS KESEHATAN KOTA AMBON\nTAHUN 2022")
    assert identity.perangkat_daerah == "Dinas Kesehatan"
    alone = identity_of("INDIKATOR KINERJA UTAMA\nUPTD PUSKESMAS NANIA\nKOTA AMBON\nTAHUN 2022")
    assert alone.perangkat_daerah == "UPTD Puskesmas Nania"


def test_the_post_in_a_letter_tells_the_office() -> None:
    identity = identity_of(
        """PERJANJIAN KINERJA TAHUN 2016
        Nama : A
        Jabatan : KEPALA DINAS ENERGI DAN SUMBER DAYA MINERAL
        PROVINSI RIAU
        selanjutnya disebut PIHAK KESATU"""
    )
    assert (identity.nama_provinsi, identity.perangkat_daerah) == ("Riau", "Dinas Energi dan Sumber Daya Mineral")


# Path -------------------------------------------------------------------------------------------------------------------


def test_only_what_the_pages_do_not_tell_comes_from_the_path() -> None:
    identity = identity_of("No Sasaran Indikator Target", berkas="jateng/dinkes_2017.pdf")
    assert (region_of(identity), identity.perangkat_daerah, period_of(identity)) == (("Jawa Tengah", None), "Dinas Kesehatan", (2017, 2017))
    assert identity.catatan == ("wilayah_dari_nama_berkas", "perangkat_daerah_dari_nama_berkas", "periode_dari_nama_berkas")


def test_pages_win_over_the_path_and_the_contradiction_is_flagged() -> None:
    identity = identity_of("INDIKATOR KINERJA UTAMA\nDINAS SOSIAL KABUPATEN ALOR\nTAHUN 2022", berkas="jateng/dinkes_2017.pdf")
    assert (identity.nama_kabupaten_kota, identity.perangkat_daerah, identity.periode_awal) == ("Kabupaten Alor", "Dinas Sosial", 2022)
    assert identity.catatan == ("wilayah_bertentangan",)


def test_a_kabupaten_inside_the_folder_of_its_province_is_none() -> None:
    identity = identity_of("INDIKATOR KINERJA UTAMA\nDINAS SOSIAL KABUPATEN ALOR\nTAHUN 2022", berkas="ntt/alor.pdf")
    assert identity.catatan == ()


def test_the_path_may_name_the_kabupaten_in_the_folder_of_its_province() -> None:
    assert identity_of("1", berkas="Bengkulu/bengkulu-utara.pdf").nama_kabupaten_kota == "Kabupaten Bengkulu Utara"


def test_an_ambiguous_path_tells_at_most_the_province() -> None:
    identity = identity_of("1", berkas="jabar/bandung.pdf")
    assert region_of(identity) == ("Jawa Barat", None)
    assert identity.catatan == ("wilayah_dari_nama_berkas", "wilayah_meragukan")


@pytest.mark.parametrize("pages", [(), ("",), ("1 2 3",)])
def test_what_cannot_be_known_is_none(pages: tuple[str, ...]) -> None:
    assert identity_of(*pages) == DocumentIdentity()


# Period -----------------------------------------------------------------------------------------------------------------

TITLE = "INDIKATOR KINERJA UTAMA\nDINAS SOSIAL KABUPATEN ALOR\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("TAHUN 2023-2026", (2023, 2026)),
        ("TAHUN 2025 - 2029", (2025, 2029)),
        ("TAHUN 2018 s/d 2023", (2018, 2023)),
        ("TAHUN 2024", (2024, 2024)),
        ("TAHUN ANGGARAN 2024", (2024, 2024)),
        ("TAHUN 2023 -\n2026", (2023, 2026)),
    ],
)
def test_the_title_prints_the_period(line: str, expected: tuple[int, int]) -> None:
    assert period_of(identity_of(TITLE + line)) == expected


def test_a_year_behind_the_region_is_of_the_title_that_goes_on_there() -> None:
    found = identity_of("Indikator Manual Dinas Sosial\nKota Tegal Tahun 2024\nRealisasi Tahun 2021")
    assert (period_of(found), found.catatan) == ((2024, 2024), ())


def test_a_period_in_the_title_wins_over_the_year_of_its_making() -> None:
    assert period_of(identity_of(f"{TITLE}TAHUN 2025-2029\nTAHUN 2025")) == (2025, 2029)


def test_a_single_year_among_the_target_years_means_all_of_them() -> None:
    assert period_of(identity_of(f"{TITLE}TAHUN 2024", target_years=range(2022, 2027))) == (2022, 2026)
    assert period_of(identity_of(f"{TITLE}TAHUN 2020", target_years=range(2022, 2027))) == (2020, 2020)


def test_target_years_alone_are_no_period() -> None:
    assert period_of(identity_of(TITLE, target_years=range(2022, 2027))) == (None, None)


@pytest.mark.parametrize("kind", ["PERJANJIAN KINERJA", "LAPORAN KINERJA INSTANSI PEMERINTAH", "RENCANA KINERJA TAHUNAN"])
def test_an_annual_document_is_of_its_year_whatever_it_compares(kind: str) -> None:
    pages = (f"{kind}\nDINAS SOSIAL KOTA PALU\nTAHUN 2023", "RENCANA STRATEGIS TAHUN 2021-2026\nTujuan dan sasaran")
    assert period_of(identity_of(*pages, target_years=range(2021, 2027))) == (2023, 2023)


def test_the_plan_in_the_text_of_a_decree_tells_when_no_title_does() -> None:
    identity = identity_of(
        f"{TITLE}Mengingat : 1. Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas",
        "pencapaian kinerja sesuai dengan dokumen Rencana Strategis\nDinas Sosial\nTahun 2013-2018 sebagai ukuran keberhasilan",
    )
    assert period_of(identity) == (2013, 2018)


@pytest.mark.parametrize("line", ["Kalabahi, 2016", "Kalabahi, 12 Januari 2016", "pada tanggal 29 September 2016", "Kalabahi,        2016"])
def test_the_day_of_signing_is_weak_evidence(line: str) -> None:
    identity = identity_of(f"{TITLE}NO SASARAN INDIKATOR\n{line}\nKEPALA DINAS SOSIAL")
    assert (period_of(identity), identity.catatan) == ((2016, 2016), ("periode_dari_tanggal",))


def test_years_of_laws_and_columns_are_no_period() -> None:
    identity = identity_of(f"{TITLE}TARGET TAHUN 2022\nPERATURAN MENTERI NOMOR 9 TAHUN 2007")
    assert period_of(identity) == (None, None)
