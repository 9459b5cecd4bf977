"""Whose document it is: region and office, weighed from the lines that name them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from normalizers.owner.evidence import EvidenceLine, Role, is_pulled_apart, label_value
from normalizers.owner.office import OfficeMention, find_offices
from normalizers.owner.region import Region, RegionMention, find_regions, regions
from normalizers.words import parts_of, squash, title_words

#: What a mention in a line of each role is worth.
WEIGHT = {Role.TITLE: 10.0, Role.LABEL: 8.0, Role.HEADING: 5.0, Role.SMALL: 1.0, Role.TEXT: 0.2}
#: However often a region stands in lines of a role, it earns no more than this there: a list of regions is not a title.
MOST = {Role.TITLE: 60.0, Role.LABEL: 40.0, Role.HEADING: 40.0, Role.SMALL: 5.0, Role.TEXT: 4.0}
#: A region or office in capitals that stands in no title (a table of regions, a cell) keeps this share of its weight.
LOOSE = 0.1
#: Without a heading, running text must name the same at least so often, and so much more often than anything else.
ENOUGH_TEXT, CLEARLY_MORE = 0.4, 2.0
#: A second owner worth this share of the first, and at least a title, contradicts it.
CONTRADICTS = 0.4
#: An abbreviation counts half beside a name written in full.
SHORT = 0.5
#: A document of a whole region names many offices; its author has more than this share of what they weigh together.
STANDS_OVER = 0.5

#: What so many lines name is kept: a document is asked whose it is several times, with ever more of its pages looked at.
LINES_KEPT = 10_000

#: What every word for a region's kind begins with, letters pulled apart or not: other lines need not be searched for one.
_NAMES_REGION = re.compile(r"k ?a ?b|k ?o ?t ?a|p ?r ?o ?[vp]|gub|bup|wali|pem|k\w{2,4}pat", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _OwnerPatterns:
    """What of ``judul.toml`` tells that a line speaks for a region, says what the document is, or is the header of a table."""

    government: re.Pattern[str]
    title: re.Pattern[str]
    header: re.Pattern[str]


@cache
def _patterns() -> _OwnerPatterns:
    words = title_words().pemilik
    return _OwnerPatterns(
        government=re.compile(parts_of(words.pemerintah)),
        title=re.compile(parts_of(words.judul)),
        # The first column counts the rows: "No".
        header=re.compile(rf"^\W*no\b|{parts_of(words.kepala_tabel)}"),
    )


@dataclass(slots=True)
class Scores:
    """What the lines of a document say, summed up.

    Attributes:
        owners: Weight of each region (by code) as the owner of the document.
        provinces: Weight of each province (by code) as the one the owner lies in.
        unclear: Weight of each set of regions that a bare name fits.
        offices, units: Weight of each office's and each unit's name.
        titled: Offices named in a title or behind a label.
        whole_region: A title speaks of a region itself and of no office.
    """

    owners: dict[str, float] = field(default_factory=dict)
    provinces: dict[str, float] = field(default_factory=dict)
    unclear: dict[tuple[Region, ...], float] = field(default_factory=lambda: defaultdict(float))
    offices: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    units: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    titled: set[str] = field(default_factory=set)
    whole_region: bool = False


def weigh(lines: Iterable[EvidenceLine]) -> Scores:
    """Sum up what the lines say about region and office."""
    scores = Scores()
    owners: dict[tuple[Role, str], float] = defaultdict(float)
    provinces: dict[tuple[Role, str], float] = defaultdict(float)
    for line in lines:
        offices, mentions = _named_in(line.text, line.after, line.role)
        if not offices and not mentions:
            continue
        weight = WEIGHT[line.role] * (1.0 if offices or _in_title(line) else LOOSE)
        owner, around = _owner(line, mentions, offices)
        if len(owner) == 1:
            owners[line.role, owner[0].kode] += weight
        elif owner:
            scores.unclear[owner] += weight
        for province in around:
            provinces[line.role, province.kode] += weight
        _weigh_offices(scores, line, offices, mentions)
        scores.whole_region |= bool(owner) and not offices and _speaks_for_region(line)
    scores.owners, scores.provinces = _capped(owners), _capped(provinces)
    return scores


def owner_of(scores: Scores) -> tuple[Region | None, bool]:
    """The region that owns the document, and whether the pages contradict each other about it."""
    if not scores.owners:
        return None, False
    code = _heaviest(scores.owners)
    best, owner = scores.owners[code], regions()[code]
    second = max((weight for other, weight in scores.owners.items() if not _nested(owner, regions()[other])), default=0.0)
    if best < WEIGHT[Role.SMALL] and (best < ENOUGH_TEXT or best < CLEARLY_MORE * second):
        return None, False
    rival = second >= max(WEIGHT[Role.TITLE], CONTRADICTS * best)
    misplaced = any(province != owner.provinsi and weight >= WEIGHT[Role.HEADING] for province, weight in scores.provinces.items())
    return owner, rival or misplaced


def office_of(scores: Scores) -> str | None:
    """The office the document is of; None for one of the whole region, or when the pages do not tell."""
    enough = sum(scores.offices.values()) >= WEIGHT[Role.SMALL] or not scores.units
    named = scores.offices if enough else scores.units
    if not named:
        return None
    name = _heaviest(named)
    weight = named[name]
    if scores.whole_region:
        certain = name in scores.titled or weight >= WEIGHT[Role.TITLE]
        return name if certain and weight > STANDS_OVER * sum(named.values()) else None
    return name if weight >= ENOUGH_TEXT else None


def _capped(weights: Mapping[tuple[Role, str], float]) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for (role, code), weight in weights.items():
        total[code] += min(weight, MOST[role])
    return dict(total)


def _heaviest(weights: Mapping[str, float]) -> str:
    """The name of the greatest weight; the first one printed among equals."""
    return max(weights, key=lambda name: weights[name])


def _nested(one: Region, other: Region) -> bool:
    """Whether they are the same, or one is the province of the other: no contradiction."""
    return one == other or (one.provinsi == other.provinsi and "provinsi" in (one.jenis, other.jenis))


def _plain(text: str) -> str:
    return squash(text) if is_pulled_apart(text) else text.casefold()


def _says_what(plain: str) -> bool:
    """Whether a line says what the document is or for when, and is not the header of a table."""
    return _patterns().title.search(plain) is not None and _patterns().header.search(plain) is None


def _speaks_for_region(line: EvidenceLine) -> bool:
    """Whether a title is of a region itself: says what the document is beside its name, and no office near it."""
    if line.role is not Role.TITLE or find_offices(line.before) or find_offices(line.after):
        return False
    return any(_says_what(_plain(text)) for text in (line.before, line.text, line.after))


def _in_title(line: EvidenceLine) -> bool:
    """Whether a line stands in a title: it says so, or a line beside it does, or names an office or a government."""
    if line.role not in (Role.TITLE, Role.HEADING):
        return True
    texts = [_plain(text) for text in (line.text, line.before, line.after)]
    if any(_says_what(text) or _patterns().government.search(text) for text in texts):
        return True
    return bool(find_offices(line.before) or find_offices(line.after))


@lru_cache(maxsize=LINES_KEPT)
def _named_in(text: str, after: str, role: Role) -> tuple[tuple[OfficeMention, ...], tuple[RegionMention, ...]]:
    """The offices and the regions that a line names, given the line below it."""
    return _offices_of(text, after, role), _regions_of(text, after, role)


def _regions_of(text: str, after: str, role: Role) -> tuple[RegionMention, ...]:
    """The regions that begin in the line; a name that goes on below is read on there."""
    if not (_NAMES_REGION.search(text) or is_pulled_apart(text)):
        return ()
    found = find_regions(text)
    if not after or (found and role is Role.TEXT):
        return tuple(found)
    over_the_end = [m for m in find_regions(f"{text} {after}") if m.start < len(text) < m.end]
    for mention in over_the_end[:1]:
        # "KABUPATEN SOLOK" / "SELATAN" is one longer name; anything else that begins here only ends below.
        found = [other for other in found if other.end <= mention.start] + [mention]
    return tuple(found)


def _offices_of(text: str, after: str, role: Role) -> tuple[OfficeMention, ...]:
    value = label_value(text)
    return tuple(find_offices(text if value is None else value, after if role is not Role.TEXT else ""))


def _owner(
    line: EvidenceLine, mentions: Sequence[RegionMention], offices: Sequence[OfficeMention]
) -> tuple[tuple[Region, ...], list[Region]]:
    """Which region owns what the line is about (several: it is not clear), and which provinces only say where that lies."""
    certain = [mention.regions[0] for mention in mentions if len(mention.regions) == 1]
    if not certain:
        bare = next((office.regions for office in offices if office.regions), ())
        return (mentions[0].regions if mentions else bare), []
    provinces = [region for region in certain if region.jenis == "provinsi"]
    local = [region for region in certain if region.jenis != "provinsi"]
    owns = bool(offices) or _patterns().government.search(_plain(line.text)) is not None
    if local and (certain[0] is local[0] or not owns):
        return (local[0],), provinces
    if not local and not owns and _stands_by_local(line):
        return (), provinces
    return (certain[0],), []


def _stands_by_local(line: EvidenceLine) -> bool:
    """Whether a line that is only "PROVINSI X" belongs to a kabupaten or kota printed over or under it."""
    over = [region for mention in find_regions(line.before) for region in mention.regions]
    offices = find_offices(line.before)
    over += [region for office in offices for region in office.regions]
    if over or offices:
        return any(region.jenis != "provinsi" for region in over)
    return any(region.jenis != "provinsi" for mention in find_regions(line.after) for region in mention.regions)


def _weigh_offices(scores: Scores, line: EvidenceLine, offices: Sequence[OfficeMention], mentions: Sequence[RegionMention]) -> None:
    """Only the first office of a line counts: what follows is where it belongs ("KELURAHAN X KECAMATAN Y")."""
    whole = [office for office in offices if not office.is_cut]
    main = next((office for office in whole if not office.is_unit), None)
    unit = next((office for office in whole if office.is_unit), None)
    by_region = bool(mentions) or any(office.regions for office in whole) or _region_begins(line.after)
    in_title = by_region or line.role is Role.LABEL or _titled(line)
    for office, names in ((main, scores.offices), (unit, scores.units)):
        # "Jabatan : Kepala Bagian Umum" tells a person's unit, not the document's.
        if office is None or (office is unit and line.role not in (Role.TITLE, Role.HEADING)):
            continue
        weight = WEIGHT[line.role] * (1.0 if in_title else LOOSE) * (SHORT if office.is_short else 1.0)
        names[office.name] += weight
        if in_title and line.role in (Role.TITLE, Role.LABEL):
            scores.titled.add(office.name)


def _titled(line: EvidenceLine) -> bool:
    """Whether an office without its region stands in a title: on a line with, or next to, what the document is."""
    if line.role not in (Role.TITLE, Role.HEADING):
        return False
    if _says_what(_plain(line.text)) or _patterns().government.search(_plain(line.before)):
        return True
    return line.role is Role.TITLE and any(text.isupper() and _says_what(_plain(text)) for text in (line.before, line.after))


def _region_begins(text: str) -> bool:
    if not (_NAMES_REGION.match(text.lstrip()) or is_pulled_apart(text)):
        return False
    found = find_regions(text)
    return bool(found) and found[0].start <= 2
