"""The words of titles, headings, labels, letters and signatures: ``judul.toml``, checked; what each list decides is said there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TypeVar

from normalizers.words.datafile import DataFile, read_data
from normalizers.words.text import squash

FILE = "words/judul.toml"

_Table = TypeVar("_Table")
_WORD_OF_PHRASE = re.compile(r"\([^()*]+\)|[^()*]+\*?")


@dataclass(frozen=True, slots=True)
class LabelWords:
    """``[label]``: words before a colon."""

    pemilik: tuple[str, ...]
    pemilik_tanpa_titik_dua: tuple[str, ...]
    jabatan: tuple[str, ...]
    jabatan_tanpa_titik_dua: tuple[str, ...]
    dinilai: tuple[str, ...]
    unit: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnerWords:
    """``[pemilik]``: lines that weigh when it is told whose a document is."""

    pemerintah: tuple[str, ...]
    judul: tuple[str, ...]
    kepala_tabel: tuple[str, ...]
    membandingkan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LawWords:
    """``[hukum]``: lines that cite laws."""

    kutipan: tuple[str, ...]
    keputusan: tuple[str, ...]
    pejabat: tuple[str, ...]
    bukan_sambungan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """``[periode]``: lines whose years are the document's."""

    tahunan: tuple[str, ...]
    rencana: tuple[str, ...]
    judul: tuple[str, ...]
    kepala: tuple[str, ...]
    bukan_tahunan: tuple[str, ...]
    kalimat: tuple[str, ...]
    pengumum: tuple[str, ...]
    sesudah_pengumum: tuple[str, ...]
    sampai: tuple[str, ...]
    bersambung: tuple[str, ...]
    kepala_kolom: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignatureWords:
    """``[tanda_tangan]``: days and blocks of signing."""

    pada_tanggal: tuple[str, ...]
    tanggal: tuple[str, ...]
    baris: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetWords:
    """``[lembar]``: sheets of one person."""

    judul: tuple[str, ...]
    singkatan: tuple[str, ...]
    tahun: tuple[str, ...]
    perorangan: tuple[str, ...]
    perorangan_singkat: tuple[str, ...]
    perangkat_daerah: tuple[str, ...]
    baris_baru: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LetterWords:
    """``[surat]``: letters of agreement."""

    pembuka: tuple[str, ...]
    disebut: tuple[str, ...]
    pihak: tuple[str, ...]
    pertama: tuple[str, ...]
    kedua: tuple[str, ...]
    tanpa_disebut: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowWords:
    """``[baris]``: rows of a table that are no indicators."""

    jumlah: tuple[str, ...]
    jumlah_dari: tuple[str, ...]
    rata_rata: tuple[str, ...]
    rata_rata_dari: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionWords:
    """``[bagian]``: titles between rows, by the parent they name."""

    tujuan: tuple[str, ...]
    sasaran: tuple[str, ...]
    program: tuple[str, ...]
    sub_kegiatan: tuple[str, ...]
    kegiatan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TitleWords:
    """The validated content of ``judul.toml``, a field for each of its tables."""

    label: LabelWords
    pemilik: OwnerWords
    hukum: LawWords
    periode: PeriodWords
    tanda_tangan: SignatureWords
    lembar: SheetWords
    surat: LetterWords
    baris: RowWords
    bagian: SectionWords


def read_titles(data: DataFile) -> TitleWords:
    """Check the content of ``judul.toml``.

    Raises:
        DataFileError: A table or list is missing or unknown, a list holds a word twice, or a phrase's brackets or stars stand where they
            mean nothing.
    """
    known = {field.name for field in fields(TitleWords)}
    for name in data.tables:
        if name not in known:
            raise data.error(f"[{name}] is no table of this file", name)
    return TitleWords(
        label=_table(data, "label", LabelWords),
        pemilik=_table(data, "pemilik", OwnerWords),
        hukum=_table(data, "hukum", LawWords),
        periode=_table(data, "periode", PeriodWords),
        tanda_tangan=_table(data, "tanda_tangan", SignatureWords),
        lembar=_table(data, "lembar", SheetWords),
        surat=_table(data, "surat", LetterWords),
        baris=_table(data, "baris", RowWords),
        bagian=_table(data, "bagian", SectionWords),
    )


def _table(data: DataFile, name: str, kind: type[_Table]) -> _Table:
    table = data.table(name)
    wanted = [field.name for field in fields(kind)]  # type: ignore[arg-type]  # all of them dataclasses
    for key in table:
        if key not in wanted:
            raise data.error(f"[{name}] has no list {key!r}; it has {', '.join(wanted)}", key)
    return kind(**{key: _words(data, key, table.get(key)) for key in wanted})


def _words(data: DataFile, name: str, value: object) -> tuple[str, ...]:
    words = data.as_strings(value, name)
    for word in words:
        if words.count(word) > 1:
            raise data.error(f"{word!r} stands twice in {name!r}", word, -1)
        parts = word.split()
        if not all(map(_WORD_OF_PHRASE.fullmatch, parts)) or all(part.startswith("(") for part in parts):
            raise data.error(f'{word!r} in {name!r}: brackets go around one word of several, "*" behind the letters of a word', word)
    return words


@lru_cache(maxsize=1)
def title_words() -> TitleWords:
    """The words of ``judul.toml``.

    Raises:
        DataFileError: The file is not as it has to be.
    """
    return read_titles(read_data(FILE))


def squashed(words: Iterable[str]) -> tuple[str, ...]:
    """Words to look for in squashed text."""
    return tuple(map(squash, words))


def parts_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words, as parts of longer ones too; any white space counts as a space."""
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in words)


def any_of(phrases: Iterable[str], gap: str = r"\s+") -> str:
    r"""A regular expression for any of the phrases, which end where a word does.

    A word in brackets may be missing, one with a star may go on in other letters.

    Args:
        phrases: As they stand in the file.
        gap: What is between two words.

    >>> any_of(["(nama) unit", "target*"])
    '(?:(?:nama\\s+)?unit\\b|target\\w*)'
    """
    return f"(?:{'|'.join(_pattern(phrase.split(), gap) for phrase in phrases)})"


def _pattern(words: list[str], gap: str) -> str:
    certain = max(index for index, word in enumerate(words) if not word.startswith("("))
    pattern = ""
    for index, word in enumerate(words):
        # A slash may stand apart from what is before and behind it.
        bare = re.escape(word.strip("()*")).replace("/", r"\s*/\s*") + (r"\w*" if word.endswith("*") else "")
        with_gap = bare + gap if index < certain else bare if index == certain else gap + bare
        pattern += f"(?:{with_gap})?" if word.startswith("(") else with_gap
    return pattern if words[-1].endswith("*") else rf"{pattern}\b"
