"""Every entry of padanan.toml does what it says: each has a test made from it."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from normalizers.names.guards import difference
from normalizers.names.harmonise import Harmoniser
from normalizers.names.key import name_key
from normalizers.names.lexicon import parse_lexicon, tokens_of
from normalizers.names.reference import ReferenceName
from normalizers.words.datafile import DataFileError, parse_toml

TEXT = resources.files("normalizers").joinpath("data", "names/padanan.toml").read_text(encoding="utf-8")
DATA = tomllib.loads(TEXT)
VARIANTS = [(word, variant) for section in ("ejaan", "frasa", "singkatan") for word, names in DATA[section].items() for variant in names]
MISSING = [*DATA["hilang"]["kata"], *DATA["hilang"]["frasa"], *(f"({each})" for each in DATA["hilang"]["dalam_kurung"])]
GUARDS = [(group, word) for group, words in DATA["penjaga"].items() for word in words]


def letters(name: str) -> str:
    return name_key(name).letters


@pytest.mark.parametrize(("word", "variant"), VARIANTS)
def test_a_variant_is_the_word(word: str, variant: str) -> None:
    assert letters(f"Jumlah hasil {variant} zzyx") == letters(f"jumlah hasil {word} zzyx")


@pytest.mark.parametrize("root", DATA["suara"]["akar"])
def test_di_and_ter_are_one_for_listed_verbs(root: str) -> None:
    assert letters(f"Jumlah hasil ter{root} zzyx") == letters(f"jumlah hasil di{root} zzyx") == letters(f"jumlah hasil di {root} zzyx")


@pytest.mark.parametrize(
    "word", [*DATA["hilang"]["kata"], *DATA["hilang"]["frasa"], *(f"({each})" for each in DATA["hilang"]["dalam_kurung"])]
)
def test_what_may_be_missing_may_be_missing(word: str) -> None:
    assert letters(f"Jumlah hasil {word} zzyx") == letters("Jumlah hasil zzyx")


@pytest.mark.parametrize("word", DATA["longgar"]["kata"])
def test_a_loose_word_is_no_difference_beside_a_reference_name(word: str) -> None:
    name = ReferenceName("x", f"Jumlah hasil {word} zzyx wwvu", None, "baku")
    found = Harmoniser([name]).match("Jumlah hasil zzyx wwvu").match
    assert (found.id_indikator, found.status_padanan) == ("x", "otomatis")


@pytest.mark.parametrize(("group", "word"), GUARDS)
def test_a_guard_word_keeps_names_apart(group: str, word: str) -> None:
    with_word, without = f"Jumlah hasil zzyx {word} wwvu", "Jumlah hasil zzyx wwvu"
    assert letters(with_word) != letters(without)
    name = ReferenceName("x", without, None, "baku")
    assert Harmoniser([name]).match(with_word).match.id_indikator != "x"


@pytest.mark.parametrize(("group", "word"), GUARDS)
def test_a_guard_word_is_never_a_typing_error_for_another(group: str, word: str) -> None:
    for other in DATA["penjaga"][group]:
        if tokens_of(other) != tokens_of(word) and letters(other) != letters(word):
            assert not difference(name_key(f"hasil {word} zzyx").tokens, name_key(f"hasil {other} zzyx").tokens).is_writing_only


@pytest.mark.parametrize("office", DATA["sendiri"]["nama"])
@pytest.mark.parametrize("begin", DATA["sendiri"]["awal"])
def test_the_own_office_is_the_office(begin: str, office: str) -> None:
    assert letters(f"{begin} SAKIP {office} Pertanian") == letters(f"{begin} SAKIP Perangkat Daerah")
    assert letters(f"Jumlah kunjungan ke {office} Pertanian") != letters("Jumlah kunjungan ke perangkat daerah")


def test_a_variant_of_two_words_is_an_error_with_its_line() -> None:
    broken = TEXT.replace('risiko = ["resiko"]', 'risiko = ["resiko"]\nbahaya = ["resiko"]')
    with pytest.raises(DataFileError, match=r"padanan.toml:\d+: 'resiko' stands under"):
        parse_lexicon(parse_toml("names/padanan.toml", broken))


def test_a_word_that_is_itself_a_variant_is_an_error() -> None:
    broken = TEXT.replace('risiko = ["resiko"]', 'risiko = ["resiko"]\nbahaya = ["risiko"]')
    with pytest.raises(DataFileError, match="is a word with variants and a variant of"):
        parse_lexicon(parse_toml("names/padanan.toml", broken))
