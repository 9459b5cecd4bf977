"""Titles beside each other that only together say what they count: months that end quarters, bare numbers from one on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from normalizers.header.lexicon import header_words
from normalizers.header.moments import Moments, timeless
from normalizers.header.paths import Path
from normalizers.header.said import Said, Tag, said_by
from normalizers.words import ENDS_OF_QUARTERS, fold, last_month

#: Numbers that count on from one: so many at least.
LEAST_COUNTED = 3
#: How surely a word means what another title's brackets say of it.
EXPLAINED = 0.8
#: A title in so many groups of columns tells what a piece of it is in another one; it has so many letters.
LEAST_ALIKE, LEAST_PIECE = 3, 2
#: What a year without its century is added to.
CENTURY = 2000
#: So many quarters that are summed up to: one alone is no run.
LEAST_SUMMED = 2

#: A column's place, and how deep a title stands above it.
_Place = tuple[int, int]


def told_together(paths: Sequence[Path]) -> list[Path]:
    """The paths above a table's columns with their titles read as the run of titles they stand in says.

    "Maret | Juni | September | Desember", and no other months, are the quarters. "1 | 2 | 3 | 4" below or above other titles are in
    turn (:attr:`Moments.in_turn`) years or quarters, as the document's own time tells later. "s/d TW I | s/d TW II …", or the quarters
    below "Kumulatif", are the quarters, too, each told up to its end: a word that leaves them in doubt.
    """
    paths = _made_whole(paths)
    ends = {month for path in paths for said in path.said if (month := said.when.month) is not None} == set(ENDS_OF_QUARTERS)
    reread = {place: _ends_quarter(said) for place, said in _all_of(paths) if ends and said.when.month is not None}
    for run in _runs(paths, lambda path, depth: path.said[depth].when.bare):
        reread |= _in_turn(paths, run)
    for run in _runs(paths, lambda path, depth: path.said[depth].when.bare or path.said[depth].when.quarter == 1):
        reread |= _after_the_first(run)
    for run in _runs(paths, lambda path, depth: depth == 0 and len(path.texts) == 1 and path.said[0].short is not None):
        reread |= _short_measures(run)
    for run in _runs(paths, _is_short_year):
        reread |= _years(run)
    for run in _runs(paths, _sums_up_to_a_quarter):
        reread |= _summed_up(paths, run)
    reread |= _explained_once(paths)
    return [
        replace(path, reread=tuple(reread.get((at, depth), said) for depth, said in enumerate(path.said)))
        if any((at, depth) in reread for depth in range(len(path.texts)))
        else path
        for at, path in enumerate(paths)
    ]


def _explained_once(paths: Sequence[Path]) -> dict[_Place, Said]:
    """ "2021 [Mau (Target) | Jadi (Realisasi)] | 2022 [Mau | Jadi]": what one title's brackets explain the same words mean elsewhere."""
    explained: dict[str, Said] = {}
    for _, said in _all_of(paths):
        words, brackets, _ = said.text.partition("(")
        unnamed = bool(brackets) and not said_by(words).tags and bool(set(fold(timeless(words)).split()) - header_words().harmless)
        if unnamed and said.tags and said.tags[0].section in ("ukuran", "uang"):
            explained[fold(timeless(words))] = said
    return {
        place: replace(said, tags=known.tags[:1], foreign=0, whole=True, strength=EXPLAINED)
        for place, said in _all_of(paths)
        if explained and not said.tags and (known := explained.get(fold(timeless(said.text)))) is not None
    }


def _made_whole(paths: Sequence[Path]) -> list[Path]:
    """ "2021 [K | Rp(juta)] | 2022 [K | Rp(juta)] | 2023 [K | uta)]": a piece of what stands in that place of the other groups is that.

    Scans lose letters at a title's edge, or its first line. What a title says by itself stays.
    """
    groups: dict[int, list[list[int]]] = {}
    for outer, members in groupby(range(len(paths)), lambda at: paths[at].texts[:-1]):
        group = list(members)
        if outer and len(group) > 1:
            groups.setdefault(len(group), []).append(group)
    mended = list(paths)
    for alike in groups.values():
        for column in zip(*alike, strict=True):
            texts = [paths[at].texts[-1] for at in column]
            whole, count = Counter(texts).most_common(1)[0]
            known = said_by(whole)
            if count < max(LEAST_ALIKE, len(texts) - count) or (not known.tags and known.short is None):
                continue
            for at, text in zip(column, texts, strict=True):
                piece, said = _letters(text), said_by(text)
                if len(piece) >= LEAST_PIECE and text != whole and piece in _letters(whole) and not said.tags and said.short is None:
                    mended[at] = replace(paths[at], texts=(*paths[at].texts[:-1], whole))
    return mended


def _letters(text: str) -> str:
    return fold(text).replace(" ", "")


def _all_of(paths: Sequence[Path]) -> Iterator[tuple[_Place, Said]]:
    for at, path in enumerate(paths):
        for depth, said in enumerate(path.said):
            yield (at, depth), said


def _runs(paths: Sequence[Path], alike: Callable[[Path, int], bool]) -> Iterator[dict[_Place, Said]]:
    """Titles of a kind that stand right beside each other below the same outer titles."""
    for depth in range(max((len(path.texts) for path in paths), default=0)):
        run: dict[_Place, Said] = {}
        above: tuple[str, ...] | None = None
        for at, path in enumerate(paths):
            outer = path.texts[:depth] if len(path.texts) > depth and alike(path, depth) else None
            if run and outer != above:
                yield run
                run = {}
            above = outer
            if outer is not None:
                run[at, depth] = path.said[depth]
        if run:
            yield run


def _in_turn(paths: Sequence[Path], run: Mapping[_Place, Said]) -> dict[_Place, Said]:
    """Titles that are nothing but numbers as places in turn, where they count on from one, each over one column or several."""
    numbers = [said.when.counted for said in run.values()]
    once = [number for number, _ in groupby(numbers)]
    lone = any(len(paths[at].texts) == 1 for at, _ in run)
    if lone or len(once) < LEAST_COUNTED or once != list(range(1, len(once) + 1)):
        return {}
    return {place: replace(said, when=Moments(in_turn=said.when.counted)) for place, said in run.items()}


def _after_the_first(run: Mapping[_Place, Said]) -> dict[_Place, Said]:
    """ "Triwulan I | II | III | IV": what is called by its number alone behind the first is a quarter, too."""
    quarters = [said.when.quarter or said.when.counted for said in run.values()]
    once = [quarter for quarter, _ in groupby(quarters)]
    named = [said.when.quarter is not None for said in run.values()]
    if not named[0] or all(named) or once != list(range(1, len(ENDS_OF_QUARTERS) + 1)):
        return {}
    return {place: replace(said, when=replace(said.when, quarter=said.when.counted)) for place, said in run.items() if said.when.bare}


def _short_measures(run: Mapping[_Place, Said]) -> dict[_Place, Said]:
    """ "T | R | % C" beside each other: what each stands for below another title, and what one alone does not say."""
    named = [said.short for said in run.values()]
    if named[:2] != ["target", "realisasi"] or len(set(named)) < len(named) or not all(said.text[:1] in "TRC%" for said in run.values()):
        return {}
    return {
        place: replace(said, tags=(Tag("ukuran", said.short or "", 0, 1),), whole=True, foreign=0, unknown=0) for place, said in run.items()
    }


def _is_short_year(path: Path, depth: int) -> bool:
    """Whether a title is a year without its century below one that speaks of years ("Tahun [19 | 20 | 21]")."""
    return (
        path.texts[depth].strip().isdigit()
        and len(path.texts[depth].strip()) == len("21")
        and any("tahun" in said.when.speaks_of for said in path.said[:depth])
    )


def _years(run: Mapping[_Place, Said]) -> dict[_Place, Said]:
    """Years without their century, where they go on one by one."""
    numbers = [int(said.text) for said in run.values()]
    once = [number for number, _ in groupby(numbers)]
    if len(once) < LEAST_COUNTED or once != list(range(once[0], once[0] + len(once))):
        return {}
    return {place: replace(said, when=Moments(years=(CENTURY + int(said.text),))) for place, said in run.items()}


def _ends_quarter(said: Said) -> Said:
    tags = tuple(tag for tag in said.tags if tag.name != "bulan")
    return replace(said, tags=tags, unit=None, when=replace(said.when, quarter=_quarters_end(said)))


def _quarters_end(said: Said) -> int | None:
    """The quarter that a title names, or whose last month it does."""
    month = last_month(said.text) or said.when.month
    return said.when.quarter or (ENDS_OF_QUARTERS.index(month) + 1 if month in ENDS_OF_QUARTERS else None)


def _quarter_of(path: Path, depth: int) -> int | None:
    """The quarter that a title names, by its last month or by its number below a title that speaks of quarters."""
    said = path.said[depth]
    spoken = any("triwulan" in above.when.speaks_of for above in path.said[:depth])
    return _quarters_end(said) or (said.when.bare_quarter if spoken else None)


def _sums_up_to_a_quarter(path: Path, depth: int) -> bool:
    return _quarter_of(path, depth) is not None and any(said.has("lain", "kumulatif") for said in path.said[: depth + 1])


def _summed_up(paths: Sequence[Path], run: Mapping[_Place, Said]) -> dict[_Place, Said]:
    """Titles that tell up to the ends of quarters as these quarters, where they are several in order from the first on."""
    quarters = {(at, depth): _quarter_of(paths[at], depth) for at, depth in run}
    at, depth = min(run)
    left = paths[at - 1] if at else None
    first = (
        left.said[depth].when.quarter
        if left is not None and len(left.texts) > depth and left.texts[:depth] == paths[at].texts[:depth]
        else None
    )
    # "TW I | s/d TW II | s/d TW III | s/d TW IV": up to the end of the first is the first.
    once = list(dict.fromkeys([*([1] if first == 1 else []), *quarters.values()]))
    if len(once) < LEAST_SUMMED or once != list(range(1, len(once) + 1)):
        return {}
    found: dict[_Place, Said] = {}
    for (at, depth), quarter in quarters.items():
        for above, said in enumerate(paths[at].said[: depth + 1]):
            plain = replace(said, tags=tuple(tag for tag in said.tags if tag.name not in ("bulan", "kumulatif")))
            found[at, above] = (
                plain if above < depth else replace(plain, unknown=max(1, said.unknown), when=replace(said.when, quarter=quarter))
            )
    return found
