"""Which province, kabupaten or kota a line of text names."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import accumulate

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from normalizers.words import DataFileError, fold, read_data, squash, squashed

LIST_FILE = "owner/wilayah.csv"
ALIAS_FILE = "owner/wilayah_alias.toml"
KINDS = ("provinsi", "kabupaten", "kota")
ANY_KIND = "apa_saja"

#: Names shorter than this are never matched with misspellings.
SHORTEST_FUZZY = 8
#: From this length on two letters may be wrong, below it one.
TWO_ERRORS_FROM = 12
#: How alike a misspelt "kabupaten" or "provinsi" must be (0..100).
KIND_LIKENESS = 85
#: A misread "kabupaten" or "provinsi" has so many letters, and the first one right.
MISREAD_KIND, KIND_INITIALS = range(7, 11), "kp"
#: No region's name has more words or letters than this, its misspellings included.
LONGEST_NAME, LONGEST_LETTERS = 5, 40

_WORD = re.compile(r"[^\W_]+")
_FOREWORD = re.compile(r"^(?:kabupaten|kota)(?: administrasi)? ", re.IGNORECASE)
#: Letters and digits that misreadings put for one another.
_LOOKALIKES = str.maketrans("l10", "iio")
_LONG_KINDS = ("kabupaten", "provinsi", "propinsi")


@dataclass(frozen=True, slots=True)
class Region:
    """One province, kabupaten or kota of the list.

    Attributes:
        kode: Kemendagri code, "17" or "17.01".
        nama: The name as the list writes it, with "Kabupaten" or "Kota" for those.
        jenis: ``provinsi``, ``kabupaten`` or ``kota``.
    """

    kode: str
    nama: str
    jenis: str

    @property
    def provinsi(self) -> str:
        """The code of the province it is or lies in."""
        return self.kode[:2]


@dataclass(frozen=True, slots=True)
class RegionMention:
    """A place in a text that names a region.

    Attributes:
        regions: The region; several when the words fit more than one.
        start, end: Where it stands in the text, the word for its kind included.
        kind: The word that told the kind (``bupati``, ``kabupaten`` ...), squashed.
    """

    regions: tuple[Region, ...]
    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    by_code: Mapping[str, Region]
    #: kind -> squashed name -> regions
    names: Mapping[str, Mapping[str, tuple[Region, ...]]]
    kind_words: Sequence[tuple[str, str]]
    kind_pattern: re.Pattern[str]
    needs_kind: frozenset[str]
    #: What stands before the kind where regions in general are meant: another kind (squashed), a word (folded).
    general_kinds: tuple[str, ...]
    general_words: frozenset[str]


def regions() -> Mapping[str, Region]:
    """All regions by code.

    Raises:
        DataFileError: ``wilayah.csv`` or ``wilayah_alias.toml`` is not as it has to be.
    """
    return _gazetteer().by_code


def region_fields(region: Region | None) -> dict[str, str | None]:
    """The fields of a document's identity that a region gives: its province, and itself where it is none."""
    province = regions()[region.provinsi] if region else None
    local = region if region and region.jenis != "provinsi" else None
    return {
        "kode_provinsi": province.kode if province else None,
        "nama_provinsi": province.nama if province else None,
        "kode_kabupaten_kota": local.kode if local else None,
        "nama_kabupaten_kota": local.nama if local else None,
    }


def find_regions(text: str) -> list[RegionMention]:
    """The regions that a line names with their kind ("KABUPATEN LAMPUNG BARAT", "Bupati Seruyan", "Pemprov Jabar").

    Letters may be pulled apart and long names misspelt; short names have to be exact. Phrases that mean regions in general
    ("Kabupaten/Kota se Jawa Barat") name none.
    """
    words = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]
    folded = [_mended_kind(fold(word)) for word, _, _ in words]
    squashed = "".join(folded)
    places = _gazetteer()
    # A name begins and ends where a word does; with letters pulled apart that is everywhere.
    bounds = [0, *accumulate(len(word) for word in folded)]
    index = {offset: number for number, offset in reversed(list(enumerate(bounds)))}
    found: list[RegionMention] = []
    position = 0
    while match := places.kind_pattern.search(squashed, position):
        begin = match.start()
        position = begin + 1
        if begin not in index or _is_generic(folded, index[begin], squashed[:begin]):
            continue
        best = _longest_name(squashed, begin, bounds, index, places)
        if best is None:
            continue
        kind, found_regions, stop = best
        found.append(RegionMention(found_regions, words[index[begin]][1], words[_word_before(bounds, stop)][2], kind))
        position = stop
    return found


def bare_region(words: Iterable[str]) -> tuple[Region, ...]:
    """The regions whose name is exactly these words, without the word for their kind; names that are ordinary words excepted."""
    places = _gazetteer()
    key = squash(" ".join(words))
    if not key or key in places.needs_kind:
        return ()
    return places.names[ANY_KIND].get(key, ())


def regions_in_path(path: str) -> list[tuple[Region, ...]]:
    """What the folders and the name of a file tell, last part first; an entry of several regions is one ambiguous name."""
    found: list[tuple[Region, ...]] = []
    for part in reversed(re.split(r"[/\\]", path.rsplit(".", 1)[0])):
        spaced = " ".join(re.findall(r"[^\W\d_]+", part))
        named = [mention.regions for mention in find_regions(spaced)]
        found += named or _bare_in(spaced.split())
    return found


def common_province(candidates: Iterable[Region]) -> Region | None:
    """The province that all of them are or lie in."""
    codes = {region.provinsi for region in candidates}
    return regions()[codes.pop()] if len(codes) == 1 else None


def _bare_in(words: Sequence[str]) -> list[tuple[Region, ...]]:
    found: list[tuple[Region, ...]] = []
    start = 0
    while start < len(words):
        for stop in range(min(len(words), start + LONGEST_NAME), start, -1):
            if hits := bare_region(words[start:stop]):
                found.append(hits)
                start = stop - 1
                break
        start += 1
    return found


def _is_generic(folded: Sequence[str], word: int, before: str) -> bool:
    """Whether the kind word at this place belongs to "Kabupaten/Kota ..." or "se-Kabupaten ..."."""
    places = _gazetteer()
    return before.endswith(places.general_kinds) or (word > 0 and folded[word - 1] in places.general_words)


def _longest_name(
    squashed: str, begin: int, bounds: Sequence[int], index: Mapping[int, int], places: _Gazetteer
) -> tuple[str, tuple[Region, ...], int] | None:
    best: tuple[int, int, str, tuple[Region, ...], int] | None = None
    for word, jenis in places.kind_words:
        after = begin + len(word)
        if after not in index or not squashed.startswith(word, begin):
            continue
        for stop in bounds[index[after] + 1 :]:
            if stop - after > LONGEST_LETTERS:
                break
            hit = _name(squashed[after:stop], jenis)
            # The longest name wins ("Solok Selatan" misspelt over "Solok"), then the better spelt.
            if hit and (best is None or (hit[0], -hit[1]) > (best[0], -best[1])):
                best = (hit[0], hit[1], word, hit[2], stop)
    return best[2:] if best else None


@lru_cache(maxsize=20_000)
def _name(key: str, jenis: str) -> tuple[int, int, tuple[Region, ...]] | None:
    """The region of that kind called so: length of its name, wrong letters, the region."""
    names = _gazetteer().names[jenis]
    if key in names:
        return (len(key), 0, names[key])
    if len(key) < SHORTEST_FUZZY or jenis == ANY_KIND:
        return None
    allowed = 2 if len(key) >= TWO_ERRORS_FROM else 1
    near = process.extract(key, names.keys(), scorer=OSA.distance, score_cutoff=allowed, limit=4)
    near = [hit for hit in near if len(hit[0]) >= SHORTEST_FUZZY and hit[0][0] == key[0]]
    if not near:
        return None
    least = min(hit[1] for hit in near)
    closest = {region for hit in near if hit[1] == least for region in names[hit[0]]}
    if len(closest) > 1:
        return None
    return (max(len(hit[0]) for hit in near if hit[1] == least), int(least), tuple(closest))


@lru_cache(maxsize=20_000)
def _mended_kind(word: str) -> str:
    if len(word) in MISREAD_KIND and word[0] in KIND_INITIALS and word not in _LONG_KINDS:
        hit = process.extractOne(word.translate(_LOOKALIKES), _LONG_KINDS, scorer=fuzz.ratio, score_cutoff=KIND_LIKENESS)
        # "kabupaten" and what is built on it ("kabupatennya") are near too, but only misreadings keep the length.
        if hit and abs(len(hit[0]) - len(word)) <= 1:
            return hit[0]
    return word


def _word_before(bounds: Sequence[int], stop: int) -> int:
    return next(number for number, offset in enumerate(bounds) if offset == stop) - 1


@cache
def _gazetteer() -> _Gazetteer:
    by_code = _read_regions()
    names: dict[str, dict[str, dict[str, Region]]] = {kind: defaultdict(dict) for kind in (*KINDS, ANY_KIND)}

    def add(region: Region, name: str) -> None:
        for kind in (region.jenis, ANY_KIND):
            names[kind][squash(name)][region.kode] = region

    for region in by_code.values():
        add(region, _FOREWORD.sub("", region.nama))
    file = read_data(ALIAS_FILE)
    by_name = {region.nama: region for region in by_code.values()}
    for name, spellings in file.table("alias").items():
        if name not in by_name:
            raise file.error(f"{name!r} is not a name in {LIST_FILE}", name)
        for spelling in file.as_strings(spellings, name):
            add(by_name[name], spelling)
    kinds, general = file.table("jenis"), file.table("umum")
    kind_words = [(squash(w), kind) for kind in names for w in file.as_strings(kinds.get(kind), kind)]
    kind_words.sort(key=lambda item: (-len(item[0]), item))
    return _Gazetteer(
        by_code=by_code,
        names={kind: {key: tuple(hits.values()) for key, hits in keys.items()} for kind, keys in names.items()},
        kind_words=kind_words,
        kind_pattern=re.compile("|".join(re.escape(word) for word, _ in kind_words)),
        needs_kind=frozenset(squash(word) for word in file.as_strings(file.table("perlu_jenis").get("nama"), "nama")),
        general_kinds=squashed(file.as_strings(general.get("jenis"), "jenis")),
        general_words=frozenset(fold(word) for word in file.as_strings(general.get("kata"), "kata")),
    )


def _read_regions() -> dict[str, Region]:
    text = resources.files("normalizers").joinpath("data", LIST_FILE).read_text(encoding="utf-8")
    by_code: dict[str, Region] = {}
    for line, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        kode, nama, jenis = (row.get(column) or "" for column in ("kode", "nama", "jenis"))
        is_province = re.fullmatch(r"\d\d", kode) is not None
        if not nama or jenis not in KINDS or not re.fullmatch(r"\d\d(\.\d\d)?", kode) or is_province != (jenis == "provinsi"):
            raise DataFileError(LIST_FILE, line, f"not a region: {kode!r}, {nama!r}, {jenis!r}")
        if kode in by_code:
            raise DataFileError(LIST_FILE, line, f"code {kode} stands there twice")
        by_code[kode] = Region(kode, nama, jenis)
    orphans = [region.kode for region in by_code.values() if region.provinsi not in by_code]
    if orphans or not by_code:
        raise DataFileError(LIST_FILE, 0, f"no province for {', '.join(orphans[:5]) or 'any region'}")
    return by_code
