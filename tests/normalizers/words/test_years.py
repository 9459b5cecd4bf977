"""Rules for years, periods and quarters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.words.quarters import quarter_in
from normalizers.words.years import FIRST_YEAR, LAST_YEAR, period_in, single_year, years_in


@pytest.mark.parametrize(
    ("printed", "years"),
    [
        ("Target 2025", (2025,)),
        ("thn 2025", (2025,)),
        ("2 0 2 5", (2025,)),
        ("202\n5", (2025,)),
        ("202 / 5", (2025,)),
        ("20\n25", (2025,)),
        ("2\n0\n2\n5", (2025,)),
        ("TA.2024", (2024,)),
        ("Th.2023", (2023,)),
        ("RPJMD2021", (2021,)),
        ("1\n2025", (2025,)),
        ("2024 2025\n2026", (2024, 2025, 2026)),
        ("2023,2024,2025", (2023, 2024, 2025)),
        ("31 Desember 2024", (2024,)),
        ("31.12.2024", (2024,)),
        ("31/12/2024", (2024,)),
        ("2025-20269", (2025,)),
    ],
)
def test_years_however_they_are_printed(printed: str, years: tuple[int, ...]) -> None:
    assert years_in(printed) == years


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "1989",
        "2101",
        "12025",
        "NIP 19680405 198703 1 010",
        "NIP. 1968 0405 1987 03 1 010",
        "19680405 198703 1 010",
        "Rp 2.024.000",
        "Rp 2000",
        "2025,5",
        "2025.000",
        "1.2025",
        "2000 %",
        "20 25",
        "25/1/2024 10.14 e-SAKIP",
        "5/31/22, 1:41 PM",
    ],
)
def test_what_is_no_year(printed: str) -> None:
    assert years_in(printed) == ()


@pytest.mark.parametrize(
    "law",
    [
        "Undang-Undang Nomor 23 Tahun 2014",
        "Peraturan Presiden No. 29 Th. 2018",
        "Permendagri 86 Tahun 2017",
        "UU 25/2004",
        "PER/9/M.PAN/5/2007",
        "Nomor : 060/12/KPTS/2016",
        "Perda Kabupaten X Nomor 3 A Tahun 2021",
    ],
)
def test_the_year_of_a_law_can_be_left_out(law: str) -> None:
    assert len(years_in(law)) == 1
    assert years_in(law, skip_laws=True) == ()
    assert years_in(f"{law} tentang Rencana Tahun 2025", skip_laws=True) == (2025,)


def test_a_numbered_heading_is_no_law() -> None:
    assert years_in("No Sasaran Tahun 2025", skip_laws=True) == (2025,)


@pytest.mark.parametrize(
    ("header", "year"),
    [
        ("Target\n2025", 2025),
        ("Kondisi Awal (31 Desember 2020)", 2020),
        ("Target 2024 (TA 2024)", 2024),
        ("Target 2024 2025", None),
        ("2023-2026", None),
        ("2025-20269", None),
        ("Target", None),
        ("Sesuai UU Nomor 23 Tahun 2014", None),
    ],
)
def test_a_header_means_one_year_or_none(header: str, year: int | None) -> None:
    assert single_year(header) == year


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("TAHUN 2023-2026", (2023, 2026)),
        ("2025 – 2029", (2025, 2029)),
        ("2021 s/d 2026", (2021, 2026)),
        ("2021 s.d. Tahun 2026", (2021, 2026)),
        ("2021 sampai dengan 2026", (2021, 2026)),
        ("Renstra 2023-\n2026", (2023, 2026)),
        ("202\n3 - 202\n6", (2023, 2026)),
        ("Tahun 2016", (2016, 2016)),
        ("Renstra 2021-2026, Perubahan Tahun 2024", (2021, 2026)),
        ("Perda Nomor 5 Tahun 2021 tentang RPJMD 2021-2026", (2021, 2026)),
        ("2026 - 2021", None),
        ("2023, 2024 dan 2025", None),
        ("2025-20269", None),
        ("Indikator", None),
    ],
)
def test_a_period(title: str, period: tuple[int, int] | None) -> None:
    assert period_in(title) == period


@pytest.mark.parametrize(
    ("header", "quarter"),
    [
        ("TW I", 1),
        ("TW-II", 2),
        ("Trw I", 1),
        ("Triw. III", 3),
        ("Tw.4", 4),
        ("TWIII", 3),
        ("T W I", 1),
        ("Triwulan III", 3),
        ("TRIWULAN 2", 2),
        ("TRI\nWULAN\nIV", 4),
        ("Triwulan\nI I", 2),
        ("Triwulan ke-2", 2),
        ("Triwulan Kedua", 2),
        ("Trwln I", 1),
        ("Target TW III 2024", 3),
        ("TW I\nIndikator", 1),
        ("Q1", 1),
        ("Kuartal 3", 3),
        ("Triwulan", None),
        ("Triwulan 2024", None),
        ("Triwulan V", None),
        ("TW I - IV", None),
        ("TW I dan TW II", None),
        ("Triwulan 1 s/d 3", None),
        ("network 1", None),
        ("Target I", None),
    ],
)
def test_a_quarter(header: str, quarter: int | None) -> None:
    assert quarter_in(header) == quarter


YEARS = st.integers(FIRST_YEAR, LAST_YEAR)
FORMS = st.sampled_from(
    [
        "{}",
        "Tahun {}",
        "thn {}",
        "TA.{}",
        "Th.{}",
        "(Target {})",
        "Target\n{}",
        "{}*)",
        "Kondisi s.d. {}",
        "31 Des {}",
        "TARGET TAHUN KE-1 ({})",
    ]
)


@given(YEARS, FORMS)
def test_every_year_in_every_form_comes_back(year: int, form: str) -> None:
    assert years_in(form.format(year)) == (year,)
    assert single_year(form.format(year)) == year
    assert period_in(form.format(year)) == (year, year)


@given(
    st.integers(2000, 2099),
    st.sampled_from(["{0} {1} {2} {3}", "{0}{1}{2}\n{3}", "{0}{1}{2} / {3}", "{0}{1}\n{2}{3}", "{0}\n{1}\n{2}\n{3}"]),
)
def test_every_year_pulled_apart_comes_back(year: int, form: str) -> None:
    assert years_in(f"Target\n{form.format(*str(year))}") == (year,)


@given(YEARS, st.integers(0, 20), st.sampled_from(["-", " - ", "–", "-\n", " s/d ", " s.d. ", " sampai dengan ", " hingga "]))
def test_every_period_comes_back(first: int, length: int, sign: str) -> None:
    if first + length <= LAST_YEAR:
        assert period_in(f"TAHUN {first}{sign}{first + length}") == (first, first + length)


@given(st.text(max_size=80), st.booleans())
def test_any_text_gives_years_in_bounds(text: str, skip_laws: bool) -> None:
    assert all(FIRST_YEAR <= year <= LAST_YEAR for year in years_in(text, skip_laws=skip_laws))
    assert single_year(text) is None or single_year(text) in years_in(text)
    period = period_in(text)
    assert period is None or period[0] <= period[1]
    assert quarter_in(text) in (None, 1, 2, 3, 4)


@pytest.mark.parametrize("piece", ["a/b/", "20\n", "no 1 ", "(a)", "t r i "])
def test_endless_lines_are_read_in_no_time(piece: str) -> None:
    assert years_in(piece * 2000, skip_laws=True) in ((), (2020,) * 1000)
    assert quarter_in(piece * 2000) is None
