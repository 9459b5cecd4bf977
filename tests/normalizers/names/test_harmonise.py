"""One indicator has one id however it is written; another indicator, however alike, has another; what is in doubt is asked."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.names.decisions import Decision, Decisions, standing
from normalizers.names.harmonise import Harmonised, Harmoniser
from normalizers.names.key import name_key
from normalizers.names.reference import ReferenceName, registry
from normalizers.names.vocabulary import corrected, is_word
from normalizers.words.text import squash
from tests.measures.bench_names import made_names, score_names


def key(name: str) -> str:
    return Harmoniser(()).match(name).match.id_indikator


def listed(*names: str) -> Harmoniser:
    return Harmoniser([ReferenceName(name_key(name).id, name, None, "acuan") for name in names])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jumlah Paket Mebel yang Disediakan", "jumlah paket mebel yang di sediakan"),
        ("Persentase PPKS aktif", "Prosentase PPKS aktif"),
        ("% PSKS yang aktif", "Persentase PSKS yang aktif"),
        ("Jumlah anak, Kab/Kota", "Jumlah anak Kabupaten/Kota"),
        ("Jumlah Gedung yang Dipelihara/Direhabilitasi", "Jumlah Gedung yang di pelihara /direhabilitasi"),
        ("Jumlah Keluarga Penerima Manfaat (KPM) yang dibina", "Jumlah KPM dibina"),
        ("Jumlah Teknologi Informasi dan Komunikasi (TIK)", "Jumlah Teknologi Informasi & Komunikasi"),
        ("Jumlah anak-anak terlantar", "Jumlah anak telantar"),
        ("Jumlah peserta pelatihan kewirausahaan", "Jumlah peserta pelatiham kewirausahaan"),
        ("Nilai SAKIP Dinas Kesehatan", "Nilai AKIP OPD"),
    ],
)
def test_spellings_of_one_name_share_an_id(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Persentase penduduk miskin", "Persentase penduduk tidak miskin"),
        ("Jumlah Dokumen RKA-SKPD", "Jumlah Dokumen Perubahan RKA-SKPD"),
        ("APM SD", "APM SMP"),
        ("Jumlah PPKS", "Persentase PPKS"),
        ("Jumlah PPKS yang dibina", "Jumlah PMKS yang dibina"),
        ("Rasio guru terhadap murid", "Rasio murid terhadap guru"),
        ("Jumlah anak di dalam panti", "Jumlah anak di luar panti"),
        ("Jumlah penduduk usia 7-12 tahun", "Jumlah penduduk usia 13-15 tahun"),
        ("Jumlah laporan semester I", "Jumlah laporan semester II"),
        ("Jumlah konsultasi", "Jumlah konsultansi"),
        ("Persentase jalan dalam kondisi rusak ringan", "Persentase jalan dalam kondisi rusak berat"),
        ("Jumlah koperasi sehat", "Jumlah koperasi sesat"),
    ],
)
def test_names_of_other_things_do_not(one: str, other: str) -> None:
    assert key(one) != key(other)
    assert listed(one).match(other).match.id_indikator != key(one)


@given(st.text(min_size=1, max_size=60))
def test_case_space_and_punctuation_never_matter(name: str) -> None:
    spaced = "  ".join(name.split())
    assert key(spaced) == key(name) or squash(spaced) != squash(name)


@given(st.lists(st.sampled_from([each.name for each in registry()]), min_size=1, max_size=6))
def test_a_match_depends_on_the_name_alone(names: list[str]) -> None:
    shared = Harmoniser()
    together = [shared.match(name) for name in names]
    assert together == [Harmoniser().match(name) for name in names]
    assert [shared.match(name) for name in reversed(names)] == together[::-1]


def test_every_standard_name_is_found_exactly() -> None:
    harmoniser = Harmoniser()
    for each in registry():
        found = harmoniser.match(each.name)
        assert (found.match.id_indikator, found.match.status_padanan, found.match.skor_padanan) == (each.id, "baku", 1.0)
        assert found.rule == "persis" or found.rule.startswith("ejaan")


def test_ids_of_names_no_list_knows_are_those_they_have_when_a_list_knows_them() -> None:
    name = "Jumlah Sekolah Baru yang Telah Dibangun"
    assert listed(name).match(name).match.id_indikator == Harmoniser(()).match(name).match.id_indikator


def status(found: Harmonised) -> str:
    return found.match.status_padanan


def test_a_typing_error_beside_one_listed_name_is_matched_and_says_why() -> None:
    found = listed("Jumlah Dokumen Hasil Pengelolaan Surveilans Kesehatan").match("Jumlah Dokumen Hasil Pengelolaan Surveillans Kesehatan")
    assert status(found) == "otomatis"
    assert "surveillans=surveilans" in found.rule


def test_a_name_like_two_listed_names_is_asked_and_not_guessed() -> None:
    found = listed("Jumlah Paket Alat Tulis Kantor", "Jumlah Alat Tulis pada Kantor").match("Jumlah Alat Tulis di Kantor")
    assert status(found) == "tinjau"
    assert len(found.candidates) == 2


def test_an_alike_name_of_something_else_is_asked_with_the_words_that_differ() -> None:
    found = listed("Jumlah Dokumen Perencanaan Perangkat Daerah").match("Jumlah Dokumen Perubahan Perencanaan Perangkat Daerah")
    assert status(found) == "tinjau"
    assert found.match.id_indikator == key("Jumlah Dokumen Perubahan Perencanaan Perangkat Daerah")
    assert found.candidates[0].difference.unexplained == (("perubahan", ""),)


def decided(*lines: tuple[str, str, str, str]) -> Decisions:
    return standing(
        Decision("2026-01-02", "Sari", "indikator", name, what, target, target_name, line=number)
        for number, (name, what, target, target_name) in enumerate(lines, 2)
    )


def test_a_person_has_the_last_word() -> None:
    names = ("Jumlah Dokumen Perencanaan", "Jumlah Dokumen Perencanaan Awal")
    ids = [name_key(name).id for name in names]
    references = listed(names[0]).references
    same = Harmoniser(references, decided((names[1], "sama", ids[0], names[0]))).match("jumlah dokumen  perencanaan AWAL")
    assert (same.match.id_indikator, status(same), same.rule) == (ids[0], "ditetapkan", "keputusan 2026-01-02 Sari")
    apart = Harmoniser(references, decided((names[1], "berbeda", ids[0], ""))).match(names[1])
    assert (apart.match.id_indikator, status(apart), apart.candidates) == (ids[1], "ditetapkan", ())
    new = Harmoniser(references, decided((names[1], "baku_baru", "", "Jumlah Rancangan Awal"))).match(names[1])
    assert (new.match.id_indikator, new.match.indikator_baku) == (key("Jumlah Rancangan Awal"), "Jumlah Rancangan Awal")


def same_as(*pairs: tuple[str, str]) -> Decisions:
    return decided(*((name, "sama", name_key(target).id, target) for name, target in pairs))


def test_decisions_are_followed_through_others() -> None:
    harmoniser = Harmoniser((), same_as(("Luas zat a", "Luas zat b"), ("Luas zat b", "Luas zat c")))
    assert {harmoniser.match(f"Luas zat {letter}").match.id_indikator for letter in "abc"} == {key("Luas zat c")}


def test_decisions_in_a_circle_end() -> None:
    harmoniser = Harmoniser((), same_as(("Luas zat a", "Luas zat b"), ("Luas zat b", "Luas zat a")))
    assert harmoniser.match("Luas zat a").match.id_indikator in {key("Luas zat a"), key("Luas zat b")}


@pytest.mark.parametrize("with_list", [True, False])
def test_respelt_names_are_found_and_traps_are_not(with_list: bool) -> None:
    score = score_names(registry(), with_list=with_list)
    assert score.wrong_examples == ()
    assert score.recall >= (0.9 if with_list else 0.8)
    respelt, traps = made_names([each.name for each in registry()])
    assert len(respelt) > 80
    assert len(traps) > 60


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("disediaakan", "disediakan"),
        ("pemeliharan", "pemeliharaan"),
        ("infomasi", "informasi"),
        ("masyaarakat", "masyarakat"),
        ("sesat", "sesat"),
        ("konsultansi", "konsultansi"),
        ("kalurahan", "kalurahan"),
        ("ppks", "ppks"),
        ("3x1", "3x1"),
    ],
)
def test_only_certain_typing_errors_are_corrected(word: str, right: str) -> None:
    assert corrected(word) == right


@given(st.text(alphabet="abdegiklmnoprstuy", min_size=1, max_size=14))
def test_a_correction_is_a_word_and_final(word: str) -> None:
    fixed = corrected(word)
    assert fixed == word or (is_word(fixed) and corrected(fixed) == fixed)


def test_a_worker_gets_what_was_worked_out_of_the_lists() -> None:
    # Working out the keys of all standard names takes longer than a small document.
    harmoniser = listed("Persentase Rumah Layak Huni", "Indeks Kepuasan Masyarakat")
    before = harmoniser.match("Prosentase rumah layak huni")
    packed = pickle.dumps(harmoniser)
    name_key.cache_clear()
    assert pickle.loads(packed).match("Prosentase rumah layak huni") == before
    assert name_key.cache_info().misses == 1
