"""The post and the echelon an individual sheet belongs to, from the lines above its table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from normalizers.owner.evidence import NUMBERED, is_pulled_apart
from normalizers.owner.office import OFFICE_FILE, find_offices, title_case
from normalizers.owner.region import find_regions
from normalizers.words import any_of, fold, read_data, squash, squashed, title_words
from schemas.stages import Cell, Grid

#: A sheet's own lines: what stands further above its table belongs to something else.
NEAREST = 90
#: A post is printed on at most so many lines, of at most so many words each.
POST_LINES, POST_WORDS = 3, 16
#: A heading that is a post alone has so many lines at most.
LINES_OF_HEADING = 2
#: What has fewer letters is no post: "....", "II.b".
SHORTEST_POST = 4
#: A heading that names an echelon is no longer than this.
ECHELON_WORDS = 12

_LEVEL = r"(?P<level>I[Vv]|iv|[Ii]{1,3}|[1-4])"
#: In small letters "eselon" is a word of running text, unless the line begins with it.
_ECHELON = re.compile(rf"(?:\bE[Ss]+[EeAa][Ll]+[Oo][Nn]|\bE[Ss]\.|\bES\b|^\W*es+elon)[\s.:-]*{_LEVEL}(?=[\s.,/-]*(?:[abAB]\b|\W|$))")
_ECHELON_RANGE = re.compile(r"^[\s,.]*(?:[abAB]\b)?[\s,]*(?:/|-|–|&|,|dan\b|s\.?/?d\b)\s*(?:eselon\s+)?(?:I[Vv]|[Ii]{1,3}|[1-4])\b")
_LEVELS = {"1": "I", "2": "II", "3": "III", "4": "IV"}

#: A label and what it says in one cell, numbered perhaps.
_NUMBERED_LABEL = re.compile(r"\W*(?:\d{1,2}[.)]?\s+)?(?P<label>[^\W\d_]+)\s*:?\s+(?P<post>\S.*)")


@dataclass(frozen=True, slots=True)
class _PostWords:
    """What of ``judul.toml`` and of the posts in ``perangkat_daerah.toml`` tells whose a sheet is.

    Tuples are of folded words (posts) and of squashed ones (headings, letters).
    """

    begins: tuple[str, ...]
    heads: tuple[str, ...]
    no_heads: tuple[str, ...]
    acting: re.Pattern[str]
    held_at: re.Pattern[str]
    assessed: tuple[str, ...]
    post_names: tuple[str, ...]
    post_label: re.Pattern[str]
    bare_label: re.Pattern[str]
    unit_label: re.Pattern[str]
    sheet_title: re.Pattern[str]
    new_line: re.Pattern[str]
    individual: tuple[str, ...]
    individual_short: re.Pattern[str]
    official: tuple[str, ...]
    letter_begins: tuple[str, ...]
    named_as: tuple[str, ...]
    party_word: tuple[str, ...]
    party: re.Pattern[str]
    second: tuple[str, ...]
    any_party: tuple[str, ...]


@cache
def _words() -> _PostWords:
    label, sheet, letter = title_words().label, title_words().lembar, title_words().surat
    file = read_data(OFFICE_FILE)
    table = file.table("jabatan")
    begins, heads, no_heads, acting, held_at = (
        tuple(map(fold, file.as_strings(table.get(key), key)))
        for key in ("awal", "kepala_perangkat_daerah", "bukan_kepala", "pelaksana", "di_tempat")
    )
    named_as, party, first, second = map(squashed, (letter.disebut, letter.pihak, letter.pertama, letter.kedua))
    # Of two names that begin alike the longer one is meant.
    parties = "|".join(sorted((*first, *second), key=len, reverse=True))
    return _PostWords(
        begins=begins,
        heads=heads,
        no_heads=no_heads,
        acting=re.compile(rf"^(?:{'|'.join(acting)})\s+"),
        held_at=re.compile(rf"\s+{any_of(held_at)}\s+", re.IGNORECASE),
        assessed=squashed(label.dinilai),
        post_names=squashed(label.jabatan_tanpa_titik_dua),
        post_label=re.compile(rf"{NUMBERED}{any_of(label.jabatan)}\s*[:;]\s*(?P<value>.*)$", re.IGNORECASE),
        bare_label=re.compile(rf"{NUMBERED}{any_of(label.jabatan_tanpa_titik_dua)}(?:\s+(?P<value>.*))?$"),
        unit_label=re.compile(rf"{NUMBERED}{any_of(label.unit)}\s*[:;]\s*(?P<value>.*)$", re.IGNORECASE),
        sheet_title=re.compile(
            rf"^\W*{any_of(sheet.judul)}\W*(?:{any_of(sheet.singkatan)}\W*)?(?:{any_of(sheet.tahun)}\s+\d{{4}}\W*)?(?P<value>.*)$",
            re.IGNORECASE,
        ),
        # A label of any other sort begins a line of its own too.
        new_line=re.compile(rf"{NUMBERED}(?:{any_of(sheet.baris_baru)}|[^:]{{1,40}}:)", re.IGNORECASE),
        individual=squashed(sheet.perorangan),
        individual_short=re.compile(rf"\b{any_of(sheet.perorangan_singkat)}", re.IGNORECASE),
        official=squashed(sheet.perangkat_daerah),
        letter_begins=squashed(letter.pembuka),
        named_as=named_as,
        party_word=party,
        party=re.compile(rf"(?:{'|'.join(named_as)})(?:{'|'.join(party)})({parties}|i+)"),
        second=(*second, "ii"),
        any_party=squashed(letter.tanpa_disebut),
    )


def labels_a_post(cells: Sequence[Cell]) -> bool:
    """Whether one of a row's cells is the label of a post, and nothing else."""
    return any(squash(cell.text) in _words().post_names or _post_in_cell(cell.text) is not None for cell in cells)


def _post_in_cell(text: str) -> str | None:
    """The post behind its label in one cell ("4 JABATAN Kepala Bidang"); None where none is labelled."""
    match = _NUMBERED_LABEL.match(" ".join(text.split()))
    return match["post"] if match is not None and squash(match["label"]) in _words().post_names else None


def posts_of_form(grid: Grid, until: int | None = None) -> list[str]:
    """The line that names the post of the person assessed, of a form about two people side by side; nothing of other tables.

    Args:
        grid: A table that holds no indicators, or a form above its indicators.
        until: The row after the form's last one.
    """
    words = _words()
    cells = [cell for row in range(grid.n_rows if until is None else until) for cell in grid.begins(row) if cell.text.strip()]
    assessed = next((cell for cell in cells if any(word in squash(cell.text) for word in words.assessed)), None)
    if assessed is None:
        return []
    for label in cells:
        if squash(label.text) in words.post_names and label.col == assessed.col:
            says = next((cell for cell in cells if cell.row == label.row and cell.col > label.col and cell.text.strip(" :")), None)
            # Nothing below the form goes on the post's name.
            return [f"Jabatan : {' '.join(says.text.split())}", ""] if says is not None else []
        if (named := _post_in_cell(label.text)) is not None and label.col == assessed.col:
            return [f"Jabatan : {named}", ""]
    return []


def post_of(lines: Sequence[str], *, of_heads: bool = False) -> str | None:
    """The post that the sheet under these lines belongs to.

    Told by a label ("Jabatan : ...", "Nama Unit : Kepala Seksi ..."), by the sheet's title ("INDIKATOR KINERJA INDIVIDU KEPALA
    BIDANG ..."), or by a letter of agreement, where it is the first party's. Posts of signature blocks and table headers are none.

    Args:
        lines: The lines above the table, top to bottom.
        of_heads: Whether the head of an office named right above the table is a post like others: of one document that holds agreements
            of all echelons.

    Returns:
        The post as printed (capitals made normal), without the region and without "pada Dinas ..." behind it. None when there is
        none, or when it is the head of an office and the sheet therefore the office's own: in a letter, or under a heading
        of the office's main indicators. A sheet of *individual* indicators names its head all the same.
    """
    words = _words()
    near = [line.strip() for line in lines[-NEAREST:]]
    letter: list[str] = []
    said: list[str] = []
    parties: dict[int, str] = {}
    found: tuple[str, bool] | None = None
    told_at = 0
    for position, line in enumerate(near):
        before = found
        if any(begin in squash(line) for begin in words.letter_begins):
            letter, parties = [], {}
        if post := _labelled(near, position):
            letter.append(post)
            said.append(post)
            # The second party of a letter is not the next sheet.
            found = found if set(parties) == {1} else (post, False)
        elif post := _in_title(near, position) or _as_heading(near, position):
            found = (_in_full(post, said), False)
        if letter and any(word in line.casefold() for word in words.party_word):
            text = squash(f"{line} {near[position + 1]}" if line.casefold().endswith(words.named_as) else line)
            for party in words.party.finditer(text):
                parties.setdefault(2 if party.group(1) in words.second else 1, letter[-1])
            if parties or any(party in text for party in words.any_party):
                found = (parties.get(1) or letter[0], True)
        told_at = position if found is not before else told_at
    if found is None:
        return None
    post, agreed = found
    right_above = of_heads and told_at >= len(near) - LINES_OF_HEADING
    if _is_head(post) and (agreed or (_is_official(near) and not right_above)):
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
    words, line = _words(), lines[position]
    following = lines[position + 1 : position + 1 + POST_LINES]
    if label := words.post_label.match(line):
        return _joined(label["value"], following)
    if unit := words.unit_label.match(line):
        return _joined(unit["value"], following) if _begins_post(unit["value"]) else None
    if bare := words.bare_label.match(line):
        value = bare["value"] or ""
        if not value and following and following[0].startswith((":", ";")):
            return _joined(following[0].lstrip(":; "), following[1:])
        if _begins_post(value) and len(value.split()) <= POST_WORDS:
            return _joined(value, following)
    return None


def _in_title(lines: Sequence[str], position: int) -> str | None:
    """The post in the sheet's title, or on the line under it."""
    title = _words().sheet_title.match(lines[position])
    if title is None:
        return None
    following = lines[position + 1 : position + 1 + POST_LINES]
    value = title["value"].strip()
    if not value and following and following[0].isupper():
        value, following = following[0], following[1:]
    if value.isupper() != lines[position].isupper() or not _begins_post(value):
        return None
    return _joined(value, _before_office(following))


def _before_office(lines: Sequence[str]) -> list[str]:
    """The lines above one that begins with an office: that is no part of a post above it."""
    return list(takewhile(lambda line: not any(mention.start == 0 for mention in find_offices(line)), lines))


def _as_heading(lines: Sequence[str], position: int) -> str | None:
    """The post that the heading right above the table is, and nothing else."""
    if position < len(lines) - LINES_OF_HEADING:
        return None
    line, following = lines[position], _before_office(lines[position + 1 :])
    below_label = position > 0 and squash(lines[position - 1]) in _words().post_names
    if below_label or not _begins_post(line) or len(line.split()) > POST_WORDS or not _is_heading(line):
        return None
    post = _joined(line, following)
    return post if post == " ".join([line, *following]) else None


def _is_heading(line: str) -> bool:
    """Whether a line is in capitals, or each of its longer words begins with one; a sentence, or a line that goes on, is none."""
    words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > len("yang")]
    return bool(words) and all(word[0].isupper() for word in words) and line[-1] not in ".,;:"


def _in_full(post: str, said: Sequence[str]) -> str:
    """The post of a title as the letter before it says it, where the title leaves words of it out ("Kepala Tata Usaha")."""
    words = fold(_trimmed(post)).split()
    for each in reversed(said):
        full, at = [fold(word) for word in each.split()], 0
        for word in words:
            at = full.index(word, at) + 1 if word in full[at:] else len(full) + 1
        # What stands behind the title's last word is where the post is held.
        if full[:1] == words[:1] and len(words) < at <= len(full):
            return " ".join(each.split()[:at])
    return post


def _joined(value: str, following: Sequence[str]) -> str | None:
    """The value and the lines it goes on in; a capital office or region of its own below a title is none of them."""
    rest = list(following)
    value = value.strip(" :;.…_-")
    if not value and rest:
        value = rest.pop(0).strip(" :;")
        if _words().new_line.match(value):
            return None
    parts = [value]
    for line in rest[: POST_LINES - 1]:
        if not line or len(line.split()) > POST_WORDS or _words().new_line.match(line) or not any(ch.isalpha() for ch in line):
            break
        if line.isupper() and not value.isupper():
            break
        parts.append(line)
    post = " ".join(parts).strip()
    return post if sum(ch.isalpha() for ch in post) >= SHORTEST_POST else None


def _begins_post(text: str) -> bool:
    return f"{fold(text)} ".startswith(tuple(f"{word} " for word in _words().begins))


def _without_acting(post: str) -> str:
    return _words().acting.sub("", fold(post))


def _is_head(post: str) -> bool:
    plain = f"{_without_acting(post)} "
    words = _words()
    return plain.startswith(tuple(f"{word} " for word in words.heads)) and not plain.startswith(words.no_heads)


def _is_official(lines: Sequence[str]) -> bool:
    """Whether the headings speak of an office's indicators and not of a person's."""
    words = _words()
    keys = [squash(line) for line in lines if len(line.split()) <= POST_WORDS]
    if any(word in key for key in keys for word in words.individual) or any(map(words.individual_short.search, lines)):
        return False
    return any(word in key for key in keys for word in words.official) or any(map(words.unit_label.match, lines))


def _trimmed(post: str) -> str:
    """The post without where it is held: a region at its end, "pada Dinas ..."."""
    for match in _words().held_at.finditer(post):
        tail = find_offices(post[match.end() :])
        if tail and tail[0].start == 0 and len(post[: match.start()].split()) > 1:
            post = post[: match.start()]
            break
    for mention in reversed(find_regions(post)):
        if not post[mention.end :].strip(" .,;") and mention.start > 0 and len(post[: mention.start].split()) > 1:
            post = post[: mention.start]
    post = re.sub(r"\s+", " ", post).strip(" .,;:")
    return title_case(post) if post.isupper() else post
