"""What the lines above a table name for all of its rows: levels behind labels, and the goal of the heading right above."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from normalizers.form import LEVELS
from normalizers.rows.parents import deepest
from normalizers.rows.row_kinds import named_level
from normalizers.words import fold
from schemas.stages import Record

#: A heading stands at most so many lines above its table.
HEADING_LINES = 3
_HEADING = re.compile(r"^\W*(?:[\divx]{1,4}[.)])?\W*(?:tujuan|sasaran|program|kegiatan)\b[^:]{0,25}:", re.IGNORECASE)

#: A form above a table has at most so many lines.
FORM_LINES = 10
_LABEL = r"(?:tujuan|sasaran(?: strategis| program| kegiatan)?|program|sub[ -]?kegiatan|kegiatan)"
_LABELLED = re.compile(rf"(?:^\W*(?:(?:\d{{1,2}}|[a-z])[.)]\s*)?|(?<=\s))(?:nama\s+)?(?P<label>{_LABEL})\s*:", re.IGNORECASE)
_TWO_LABELS = re.compile(rf"^\W*(?:nama\s+)?(?P<first>{_LABEL})\s*/\s*(?P<second>{_LABEL})\s*:(?P<names>.+)$", re.IGNORECASE)
_BOTH = ("first", "second")
_CODE_BEFORE = re.compile(r"^(?P<code>(?:\d{1,2}|[Xx]{1,2})(?:\.(?:\d{1,4}|[Xx]{1,2}))+)\.?\s*[-–:]?\s*")
#: A table's own caption names no goal.
_CAPTION = re.compile(r"\W*(?:tabel|table|gambar)\s*[\divx]", re.IGNORECASE)
_SECTION = re.compile(r"^\W*(?:\d{1,2}|[A-Za-z])[.)]\s*(?P<name>(?P<role>program|kegiatan)\s+\S.*)$", re.IGNORECASE)
#: Another label of the form ("Penanggung Jawab : …").
_LABEL_BEFORE = re.compile(r"\W*[^\W\d_][\w /]{1,40}\s*:\s*\S")
#: A heading runs on for so many lines.
LONGEST_REST = 2
#: More than this share of a heading's words are capitalised where it is set so.
TITLE_CASE = 0.6


@dataclass(frozen=True, slots=True)
class Labelled:
    """A level that a form names behind its label.

    Attributes:
        role: The level.
        name: What stands behind the label.
        code: The programme code before the name, "" where none is printed.
        of: The level that the label says it is said of ("Sasaran Program").
    """

    role: str
    name: str
    code: str = ""
    of: str | None = None


def goals_of(above: Sequence[str], before: Sequence[Labelled] = ()) -> dict[str, str]:
    """The levels that the lines above a table name, by role; empty when they name none.

    The heading right above names one ("Sasaran 1: Meningkatnya …"); a form names several, a line each ("Program : …", "Kegiatan : …").
    Only the last lines count, and a heading's own number or colon: running text names levels in passing.

    Args:
        above: The lines.
        before: What the forms above the tables before it named, as :func:`form_of` gives it; higher levels hold on.
    """
    own = [each for each in _labels(above) if each.name]
    form = {each.role: each.name for each in form_of(above, before)} if own else {}
    return form if len(own) > 1 or len(form) > len(own) else {**form, **_heading_goal(above)}


def code_above(above: Sequence[str], before: Sequence[Labelled] = ()) -> str | None:
    """The code of the most particular level that the form above a table names with one ("Kegiatan : 1.02.02.2.01 …"); None without.

    Args:
        above, before: As of :func:`goals_of`.
    """
    form = form_of(above, before) if any(each.name for each in _labels(above)) else ()
    return max(form, key=lambda each: LEVELS.index(each.role)).code or None if form else None


def form_of(above: Sequence[str], before: Sequence[Labelled] = ()) -> tuple[Labelled, ...]:
    """What a form above a table names, and what the forms before it named of higher levels.

    "Program : …" on top of several "Kegiatan : …" holds for each. A level whose code does not begin this one's is another one's.
    """
    found = [*before]
    for each in _labels(above):
        if not re.search(r"[^\W\d_]{3}", each.name):
            continue
        # "Sasaran Program" is said of the programme above it.
        rank = LEVELS.index(each.of) + 1 if each.of is not None else LEVELS.index(each.role)
        found = [other for other in found if LEVELS.index(other.role) < rank and other.role != each.role and _may_hold(other, each)]
        found.append(each)
    return tuple(found)


def _may_hold(above: Labelled, below: Labelled) -> bool:
    return not above.code or not below.code or f"{below.code}.".startswith(f"{above.code}.")


def _labels(above: Sequence[str]) -> list[Labelled]:
    return labelled_levels([line for line in above if line.strip()][-FORM_LINES:])


def labelled_levels(lines: Sequence[str]) -> list[Labelled]:
    """The levels that a form's lines name, each behind its label and a colon ("1. Program : …  Kegiatan : …"), in reading order.

    A colon may begin the next line; two labels before one colon have as many names behind it ("Program/Kegiatan : … / …").
    """
    joined: list[str] = []
    for line in lines:
        if joined and line.lstrip().startswith(":"):
            joined[-1] = f"{joined[-1]} {line.strip()}"
        else:
            joined.append(line.strip())
    found: list[Labelled] = []
    for line in joined:
        if (both := _TWO_LABELS.match(line)) is not None:
            names = re.split(r"\s+/\s+", both["names"])
            if len(names) == len(_BOTH):
                found += [_labelled(both[label], name) for label, name in zip(_BOTH, names, strict=True)]
            continue
        labels = list(_LABELLED.finditer(line))
        if not labels or labels[0].start() > 0:
            continue
        ends = [*(label.start() for label in labels[1:]), len(line)]
        found += [_labelled(label["label"], line[label.end() : end]) for label, end in zip(labels, ends, strict=True)]
    return found


def _labelled(label: str, name: str) -> Labelled:
    words = re.split(r"[\s-]+", label.casefold())
    code = _CODE_BEFORE.match(name.strip())
    bare = name.strip()[code.end() :] if code is not None else name
    return Labelled(
        "sub_kegiatan" if words[0].startswith("sub") else words[0],
        bare.strip(),
        code["code"] if code is not None else "",
        next((word for word in words[1:] if word in LEVELS), None) if words[0] == "sasaran" else None,
    )


def _heading_goal(above: Sequence[str]) -> dict[str, str]:
    """The level that the heading right above a table names."""
    near = [line for line in above if line.strip() and not _CAPTION.match(line)][-HEADING_LINES:]
    for index in range(len(near) - 1, -1, -1):
        match = _HEADING.match(near[index])
        role, name = named_level(near[index])
        if match is not None and role is not None and name and name != near[index].strip():
            return {role: _run_on(name, [line for line in near[index + 1 :] if not named_level(line)[0]])}
    return _section_goal([line for line in above if line.strip()][-FORM_LINES:])


def _section_goal(near: Sequence[str]) -> dict[str, str]:
    """The programme that a numbered heading names and the table's caption says again: "2. Program X", "Tabel 5. Sasaran Program X"."""
    caption = next((k for k in range(len(near) - 1, -1, -1) if _CAPTION.match(near[k])), None)
    for index in range((caption or 0) - 1, -1, -1):
        match = _SECTION.match(near[index])
        if match is not None and caption is not None and f" {fold(match['name'])} " in f" {fold(' '.join(near[caption:]))} ":
            return {match["role"].casefold(): match["name"].strip()}
    return {}


def _run_on(name: str, below: Sequence[str]) -> str:
    """A heading's name with the lines below it that go on with it."""
    rest: list[str] = []
    for line in below:
        if _begins_anew(name, line) or _LABEL_BEFORE.match(line):
            break
        rest.append(line)
    return " ".join([name, *rest]) if len(rest) <= LONGEST_REST and not any(line.rstrip().endswith(":") for line in rest) else name


def _begins_anew(name: str, line: str) -> bool:
    """Whether a line below a name begins a sentence of its own; a name of capitalised words may go on in one."""
    words = [word for word in name.split() if word[:1].isalpha()]
    titled = sum(word[0].isupper() for word in words) > TITLE_CASE * len(words)
    return line.lstrip()[:1].isupper() and (not titled or line.rstrip().endswith("."))


@dataclass(frozen=True, slots=True)
class Headed:
    """A table below a heading that names levels ("Sasaran 1: …").

    Attributes:
        goals: What the heading names, by role.
        indicators: The indicators of the table, folded.
    """

    goals: Mapping[str, str]
    indicators: frozenset[str]


def headed_alike(records: Sequence[Record], headed: Headed | None) -> list[Record]:
    """Records without a level of their own, below the levels of the heading whose table has all of their indicators.

    Reports compare the indicators of one aim in table after table: with earlier years, with the plan's end, with the nation.
    """
    bare = all(not any(getattr(record, role) for role in LEVELS) for record in records)
    # One indicator may be several programmes'.
    if headed is None or not set(headed.goals) <= set(LEVELS[:2]):
        return list(records)
    if not records or not bare or not {fold(record.indikator) for record in records} <= headed.indicators:
        return list(records)
    lowest = deepest(headed.goals)
    return [
        replace(record, tingkat=record.tingkat or lowest, catatan=(*record.catatan, "induk_dari_judul"), **headed.goals)  # type: ignore[arg-type]
        for record in records
    ]
