"""The post and the echelon an individual sheet belongs to, from the lines above its table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from normalizers.owner.evidence import is_pulled_apart
from normalizers.owner.office import OFFICE_FILE, find_offices, title_case
from normalizers.owner.region import find_regions
from normalizers.words import fold, read_data, squash

#: A sheet's own lines: what stands further above its table belongs to something else.
NEAREST = 90
#: A post is printed on at most so many lines, of at most so many words each.
POST_LINES, POST_WORDS = 3, 16
#: A heading that names an echelon is no longer than this.
ECHELON_WORDS = 12

_NUMBERING = r"^\W*(?:\d{1,2}[.)]?\s+|[a-z][.)]\s+)?"
_POST_LABEL = re.compile(rf"{_NUMBERING}(?:nama\s+)?jabatan\s*[:;]\s*(?P<value>.*)$", re.IGNORECASE)
_POST_BARE = re.compile(rf"{_NUMBERING}(?:[Nn]ama\s+)?(?:Jabatan|JABATAN)(?:\s+(?P<value>.*))?$")
_UNIT_LABEL = re.compile(
    rf"{_NUMBERING}(?:nama\s+)?(?:unit(?:\s+kerja|\s+organisasi)?|organisasi|satuan\s+kerja)\s*[:;]\s*(?P<value>.*)$", re.IGNORECASE
)
_SHEET_TITLE = re.compile(
    r"^\W*(?:indikator\s+kinerja\s+(?:individu|utama)|perjanjian\s+kinerja|iki|iku)\b\W*(?:(?:iki|iku)\b\W*)?(?:tahun\s+\d{4}\W*)?(?P<value>.*)$",
    re.IGNORECASE,
)
_NEW_LABEL = re.compile(
    _NUMBERING + r"(?:tugas|fungsi|nama|nip\b|pangkat|gol|selanjutnya|selaku|dalam\b|indikator|sasaran|tahun|thn|unit|uraian|no\b|target|"
    r"ikhtisar|pihak|eselon|iku\b|iki\b|perjanjian|instansi|opd\b|skpd\b|periode|atasan|tujuan|jabatan|organisasi|satuan|kinerja|program|"
    r"bertindak|untuk|yang|dengan|lampiran|kegiatan|melaksanakan|membantu|pembina|penata|[^:]{1,40}:)",
    re.IGNORECASE,
)
_PARTY = re.compile(r"(?:disebut|sebagai)(?:sebagai)?pihak(pe?r?tama|kesatu|satu|ke1|1|kedua|dua|ke2|2|i+)")
_ANY_PARTY = re.compile(r"pihak(?:per?tama|kesatu|kedua)")
_LETTER_START = re.compile(r"bertandatangandi|tandatangandibawahini")
_INDIVIDUAL = ("kinerjaindividu", "sasarankinerjapegawai")
_OFFICIAL = ("indikatorkinerjautama", "perjanjiankinerja", "penetapankinerja")

_LEVEL = r"(?P<level>I[Vv]|iv|[Ii]{1,3}|[1-4])"
#: In small letters "eselon" is a word of running text, unless the line begins with it.
_ECHELON = re.compile(rf"(?:\bE[Ss]+[EeAa][Ll]+[Oo][Nn]|\bE[Ss]\.|\bES\b|^\W*es+elon)[\s.:-]*{_LEVEL}(?=[\s.,/-]*(?:[abAB]\b|\W|$))")
_ECHELON_RANGE = re.compile(r"^[\s,.]*(?:[abAB]\b)?[\s,]*(?:/|-|–|&|,|dan\b|s\.?/?d\b)\s*(?:eselon\s+)?(?:I[Vv]|[Ii]{1,3}|[1-4])\b")
_LEVELS = {"1": "I", "2": "II", "3": "III", "4": "IV"}


@dataclass(frozen=True, slots=True)
class _PostWords:
    begins: tuple[str, ...]
    heads: tuple[str, ...]
    no_heads: tuple[str, ...]


def post_of(lines: Sequence[str]) -> str | None:
    """The post that the sheet under these lines belongs to.

    Told by a label ("Jabatan : ...", "Nama Unit : Kepala Seksi ..."), by the sheet's title ("INDIKATOR KINERJA INDIVIDU KEPALA
    BIDANG ..."), or by a letter of agreement, where it is the first party's. Posts of signature blocks and table headers are none.

    Args:
        lines: The lines above the table, top to bottom.

    Returns:
        The post as printed (capitals made normal), without the region and without "pada Dinas ..." behind it. None when there is
        none, or when it is the head of an office and the sheet therefore the office's own: in a letter, or under a heading
        of the office's main indicators. A sheet of *individual* indicators names its head all the same.
    """
    near = [line.strip() for line in lines[-NEAREST:]]
    letter: list[str] = []
    parties: dict[int, str] = {}
    found: tuple[str, bool] | None = None
    for position, line in enumerate(near):
        if _LETTER_START.search(squash(line)):
            letter, parties = [], {}
        if post := _labelled(near, position):
            letter.append(post)
            # The second party of a letter is not the next sheet.
            found = found if set(parties) == {1} else (post, False)
        elif post := _in_title(near, position):
            found = (post, False)
        if letter and "pihak" in line.casefold():
            text = squash(f"{line} {near[position + 1]}" if line.casefold().endswith(("disebut", "sebagai")) else line)
            for party in _PARTY.finditer(text):
                number = 2 if party.group(1) in ("kedua", "dua", "ke2", "2", "ii") else 1
                parties.setdefault(number, letter[-1])
            if parties or _ANY_PARTY.search(text):
                found = (parties.get(1) or letter[0], True)
    if found is None:
        return None
    post, agreed = found
    if _is_head(post) and (agreed or _is_official(near)):
        return None
    return _trimmed(post)


def echelon_of(lines: Sequence[str]) -> str | None:
    """The echelon named nearest above the table ("IKU Eselon III", "Eselon 3", "ESELON II.b"): I, II, III or IV.

    A line that names several echelons tells none; long lines of running text are passed over.
    """
    for line in reversed(lines):
        pulled = is_pulled_apart(line)
        if len(line.split()) > ECHELON_WORDS and not pulled:
            continue
        hit = _ECHELON.search(line)
        if hit is None and pulled:
            hit = re.search(rf"eselon{_LEVEL}", squash(line))
        if hit is None:
            continue
        if _ECHELON_RANGE.match(line[hit.end() :]) and not pulled:
            return None
        level = hit["level"]
        return _LEVELS.get(level, level.upper())
    return None


def _labelled(lines: Sequence[str], position: int) -> str | None:
    """The post behind a label that begins in this line."""
    line = lines[position]
    following = lines[position + 1 : position + 1 + POST_LINES]
    if label := _POST_LABEL.match(line):
        return _joined(label["value"], following)
    if unit := _UNIT_LABEL.match(line):
        return _joined(unit["value"], following) if _begins_post(unit["value"]) else None
    if bare := _POST_BARE.match(line):
        value = bare["value"] or ""
        if not value and following and following[0].startswith((":", ";")):
            return _joined(following[0].lstrip(":; "), following[1:])
        if _begins_post(value) and len(value.split()) <= POST_WORDS:
            return _joined(value, following)
    return None


def _in_title(lines: Sequence[str], position: int) -> str | None:
    """The post in the sheet's title, or on the line under it."""
    title = _SHEET_TITLE.match(lines[position])
    if title is None:
        return None
    following = lines[position + 1 : position + 1 + POST_LINES]
    value = title["value"].strip()
    if not value and following and following[0].isupper():
        value, following = following[0], following[1:]
    if value.isupper() != lines[position].isupper() or not _begins_post(value):
        return None
    # The office under the title is not part of the post.
    own = takewhile(lambda line: not any(mention.start == 0 for mention in find_offices(line)), following)
    return _joined(value, list(own))


def _joined(value: str, following: Sequence[str]) -> str | None:
    """The value and the lines it goes on in; a capital office or region of its own below a title is none of them."""
    rest = list(following)
    value = value.strip(" :;.…_-")
    if not value and rest:
        value = rest.pop(0).strip(" :;")
        if _NEW_LABEL.match(value):
            return None
    parts = [value]
    for line in rest[: POST_LINES - 1]:
        if not line or len(line.split()) > POST_WORDS or _NEW_LABEL.match(line) or not any(ch.isalpha() for ch in line):
            break
        if line.isupper() and not value.isupper():
            break
        parts.append(line)
    post = " ".join(parts).strip()
    return post if sum(ch.isalpha() for ch in post) >= 4 else None


def _begins_post(text: str) -> bool:
    return f"{fold(text)} ".startswith(tuple(f"{word} " for word in _words().begins))


def _without_acting(post: str) -> str:
    return re.sub(r"^(?:plt|plh|pj|pjs)\s+", "", fold(post))


def _is_head(post: str) -> bool:
    plain = f"{_without_acting(post)} "
    words = _words()
    return plain.startswith(tuple(f"{word} " for word in words.heads)) and not plain.startswith(words.no_heads)


def _is_official(lines: Sequence[str]) -> bool:
    """Whether the headings speak of an office's indicators and not of a person's."""
    keys = [squash(line) for line in lines if len(line.split()) <= POST_WORDS]
    if any(word in key for key in keys for word in _INDIVIDUAL) or any(re.search(r"\biki\b", line, re.IGNORECASE) for line in lines):
        return False
    return any(word in key for key in keys for word in _OFFICIAL) or any(_UNIT_LABEL.match(line) for line in lines)


def _trimmed(post: str) -> str:
    """The post without where it is held: a region at its end, "pada Dinas ..."."""
    for match in re.finditer(r"\s+pada\s+", post, re.IGNORECASE):
        tail = find_offices(post[match.end() :])
        if tail and tail[0].start == 0 and len(post[: match.start()].split()) > 1:
            post = post[: match.start()]
            break
    for mention in reversed(find_regions(post)):
        if not post[mention.end :].strip(" .,;") and mention.start > 0 and len(post[: mention.start].split()) > 1:
            post = post[: mention.start]
    post = re.sub(r"\s+", " ", post).strip(" .,;:")
    return title_case(post) if post.isupper() else post


@cache
def _words() -> _PostWords:
    file = read_data(OFFICE_FILE)
    table = file.table("jabatan")
    begins, heads, no_heads = (
        tuple(map(fold, file.as_strings(table.get(key), key))) for key in ("awal", "kepala_perangkat_daerah", "bukan_kepala")
    )
    return _PostWords(begins, heads, no_heads)
