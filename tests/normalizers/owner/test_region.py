"""Which region a line names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalizers.owner import region as region_module
from normalizers.owner.region import Region, bare_region, common_province, find_regions, regions, regions_in_path
from normalizers.words.datafile import DataFileError, parse_toml

EVERY_REGION = sorted(regions().values(), key=lambda region: region.kode)


def named(text: str) -> list[str]:
    """The names of the regions found, alternatives joined by a slash."""
    return ["/".join(region.nama for region in mention.regions) for mention in find_regions(text)]


def with_kind(region: Region) -> str:
    return f"Provinsi {region.nama}" if region.jenis == "provinsi" else region.nama


def test_the_list_holds_every_province_and_region_once() -> None:
    kinds = [region.jenis for region in EVERY_REGION]
    assert (kinds.count("provinsi"), kinds.count("kabupaten"), kinds.count("kota")) == (38, 416, 98)
    assert len({region.nama for region in EVERY_REGION}) == len(EVERY_REGION)


def test_a_kabupaten_lies_in_the_province_of_its_code() -> None:
    assert regions()["17.01"].nama == "Kabupaten Bengkulu Selatan"
    assert regions()[regions()["17.01"].provinsi].nama == "Bengkulu"


@given(region=st.sampled_from(EVERY_REGION), year=st.sampled_from(["", " TAHUN 2024", " 2021-2026"]))
@settings(deadline=None)
def test_every_region_in_a_title_is_found(region: Region, year: str) -> None:
    mentions = find_regions(f"DINAS SOSIAL {with_kind(region).upper()}{year}")
    assert [mention.regions for mention in mentions] == [(region,)]


@given(region=st.sampled_from(EVERY_REGION))
@settings(deadline=None)
def test_every_region_is_found_with_its_letters_pulled_apart(region: Region) -> None:
    title = " ".join(f"DINAS SOSIAL {with_kind(region).upper()}".replace(" ", ""))
    assert [mention.regions for mention in find_regions(title)] == [(region,)]


@given(region=st.sampled_from(EVERY_REGION), short=st.sampled_from([("Kab.", "Prov."), ("Kab", "Prov"), ("KAB. ", "PROP. ")]))
@settings(deadline=None)
def test_every_region_is_found_behind_an_abbreviated_kind(region: Region, short: tuple[str, str]) -> None:
    title = "Dinas Sosial " + with_kind(region).replace("Kabupaten", short[0]).replace("Provinsi", short[1])
    assert [mention.regions for mention in find_regions(title)] == [(region,)]


@given(region=st.sampled_from([r for r in EVERY_REGION if len(r.nama.split(" ", 1)[-1].replace(" ", "")) >= 12]), data=st.data())
@settings(deadline=None)
def test_a_doubled_letter_in_a_long_name_is_forgiven(region: Region, data: st.DataObject) -> None:
    name = region.nama.upper()
    place = data.draw(st.integers(len(name) - 6, len(name) - 1).filter(lambda at: name[at].isalpha()))
    title = ("PROVINSI " if region.jenis == "provinsi" else "") + name[:place] + name[place] + name[place:]
    assert [mention.regions for mention in find_regions(title)] == [(region,)]


def test_all_regions_of_the_list_are_found_in_every_writing() -> None:
    """The same as the properties above for each region, for those draw only some."""
    for region in EVERY_REGION:
        name = with_kind(region).upper()
        for title in (name, " ".join(name.replace(" ", "")), name.replace("KABUPATEN", "KAB.").replace("PROVINSI", "PROV.")):
            assert [mention.regions for mention in find_regions(f"DINAS SOSIAL {title}")] == [(region,)], title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PEMERINTAH KABUPATEN ENDE", "Kabupaten Ende"),
        ("Bupati Bulungan", "Kabupaten Bulungan"),
        ("WALI KOTA PAREPARE", "Kota Parepare"),
        ("Walikota Pare-Pare", "Kota Parepare"),
        ("a.n. GUBERNUR MALUKU UTARA", "Maluku Utara"),
        ("Pemkab Sikka", "Kabupaten Sikka"),
        ("PEMERINTAH ACEH", "Aceh"),
        ("PEMERINTAH DAERAH DAERAH ISTIMEWA YOGYAKARTA", "DI Yogyakarta"),
        ("KOTA JAKARTA UTARA", "Kota Administrasi Jakarta Utara"),
        ("Kab. Kep. Aru", "Kabupaten Kepulauan Aru"),
        ("KABUPATEN KOTA BARU", "Kabupaten Kotabaru"),
        ("Kabupaten Kota Waringin Timur", "Kabupaten Kotawaringin Timur"),
        ("KABUPATEN LIMA PULUH KOTA", "Kabupaten Lima Puluh Kota"),
        ("KABUPATEN : MALANG", "Kabupaten Malang"),
        ("Prov. Sultra", "Sulawesi Tenggara"),
        ("Kabupaten PALI", "Kabupaten Penukal Abab Lematang Ilir"),
        ("Kabupaten Maluku Tenggara Barat", "Kabupaten Kepulauan Tanimbar"),
    ],
)
def test_a_region_is_known_by_the_word_before_it_and_its_other_names(text: str, expected: str) -> None:
    assert named(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KABUPATEN MINAHASA TENGARA", "Kabupaten Minahasa Tenggara"),
        ("KABUPATFN PURBALINGGA", "Kabupaten Purbalingga"),
        ("PROPlNSl KALIMANTAN TIMUR", "Kalimantan Timur"),
        ("KABUPATEN SOLOK SELATN", "Kabupaten Solok Selatan"),
    ],
)
def test_a_long_name_may_be_misspelt(text: str, expected: str) -> None:
    assert named(text) == [expected]


@pytest.mark.parametrize("text", ["KABUPATEN ENDA", "KOTA BATO", "KABUPATEN SIGA", "KOTA TEGAI", "KABUPATEN BANDUNGAN"])
def test_a_short_name_may_not(text: str) -> None:
    assert named(text) == []


def test_the_longest_name_wins() -> None:
    assert named("KABUPATEN BANDUNG BARAT") == ["Kabupaten Bandung Barat"]
    assert named("PROVINSI PAPUA BARAT DAYA") == ["Papua Barat Daya"]
    assert named("KABUPATEN BANDUNG") == ["Kabupaten Bandung"]


def test_kota_and_kabupaten_of_one_name_are_two_regions() -> None:
    assert named("KOTA BIMA") == ["Kota Bima"]
    assert named("KABUPATEN BIMA") == ["Kabupaten Bima"]


def test_two_regions_on_one_line_are_both_found() -> None:
    assert named("KABUPATEN TEGAL PROVINSI JAWA TENGAH") == ["Kabupaten Tegal", "Jawa Tengah"]


@pytest.mark.parametrize(
    "text",
    [
        "Kabupaten/Kota se Jawa Barat",
        "kewenangan kabupaten/kota yang didata",
        "Jumlah Kabupaten / Kota Bandung Raya",
        "antar Kabupaten Sleman",
        "Kecamatan Kota Manna",
        "kota besar",
        "perkotaan",
        "",
    ],
)
def test_regions_in_general_are_no_region(text: str) -> None:
    assert named(text) == []


def test_a_name_that_fits_several_keeps_them_all() -> None:
    assert named("PEMERINTAH BENGKULU") == ["Bengkulu/Kota Bengkulu"]
    assert {region.kode for region in bare_region(["BANJAR"])} == {"32.79", "63.03"}


def test_names_that_are_ordinary_words_need_their_kind() -> None:
    assert bare_region(["BATU"]) == ()
    assert named("KOTA BATU") == ["Kota Batu"]


def test_what_several_regions_have_in_common_is_their_province() -> None:
    bandung, banjar = bare_region(["Bandung"]), bare_region(["Banjar"])
    province = common_province(bandung)
    assert province is not None and province.nama == "Jawa Barat"
    assert common_province(banjar) is None


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("jateng/dinkes_2017.pdf", [["33"]]),
        ("Kab. Kaur/iku.pdf", [["17.04"]]),
        ("minut_dispora_2023.pdf", [["71.06"]]),
        ("kaltim/kota-bontang/iku-2024.pdf", [["64.74"], ["64"]]),
        ("bogor.pdf", [["32.01", "32.71"]]),
        ("scan001.pdf", []),
    ],
)
def test_folders_and_file_names_tell_regions(path: str, expected: list[list[str]]) -> None:
    assert [sorted(region.kode for region in told) for told in regions_in_path(path)] == expected


def test_an_alias_of_an_unknown_region_is_an_error_that_names_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(region_module, "read_data", lambda name: parse_toml(name, '[alias]\n"Bali" = []\n"Balu" = ["BL"]\n'))
    with pytest.raises(DataFileError) as caught:
        region_module._gazetteer.__wrapped__()
    assert (caught.value.file, caught.value.line) == ("owner/wilayah_alias.toml", 3)
