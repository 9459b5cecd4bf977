"""The tables of one typed page: read by its rules, else by its white space, and by other readers where in doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extractors.lattice import (
    Frame,
    Lattice,
    below_boxes,
    closed,
    find_frames,
    label_lists,
    lattice_of,
    white_lattices,
    with_parted_titles,
    with_spans,
)
from extractors.page import PageContent, Word, overlap, without_page_number, without_underlines
from extractors.tables.arbiter import SURE, choose, evidence
from extractors.tables.numbered import split_at_column_numbers, split_at_drawn_rows, split_numbered_rows
from extractors.tables.opinions import SecondOpinions
from extractors.tables.reading import Reading, read_lattice, words_outside
from schemas.stages import Box

#: A table without drawn columns needs more evidence than this: in a list of labels or in justified prose, words lie across borders.
LEAST_EVIDENCE = 0.88
#: A page is turned when more than this share of its words is drawn sideways.
MOSTLY = 0.6
#: Two readings whose boxes share more than this of the larger one are of the same table.
SAME_TABLE = 0.9


def make_upright(content: PageContent) -> tuple[int, PageContent]:
    """The page turned so that most of its text is upright, and by how many quarter turns clockwise."""
    quarters = (4 - _text_turn(content)) % 4
    return quarters, content.turned(quarters)


def read_upright(upright: PageContent, opinions: SecondOpinions | None, before: Sequence[float] = ()) -> list[Reading]:
    """Read every table on a page whose text is upright.

    Args:
        upright: The page.
        opinions: Where to ask when the evidence for a reading is weak; None never asks.
        before: The column edges of a table without drawn columns that ends the page before and may go on in this one.

    Returns:
        The readings top to bottom, boxes on the page as given.
    """
    frames, loose = find_frames(without_underlines(upright))
    text = without_page_number(upright.words, upright.height)
    frames, titled = below_boxes(frames, text, loose, upright.shades)
    readings = [reading for frame in frames if (reading := _read_frame(frame, upright, opinions)) is not None]
    readings += _read_white(titled, upright)
    outside = words_outside(text, [reading.box for reading in readings])
    readings += _read_white(white_lattices(outside, loose, upright.shades, () if readings else before), upright)
    return sorted(readings, key=lambda reading: (reading.box[1], reading.box[0]))


def _read_white(lattices: Iterable[tuple[Lattice, bool]], upright: PageContent) -> Iterator[Reading]:
    """The tables whose columns are not drawn, where enough speaks for them.

    Args:
        lattices: Their cells, and whether level rules part their rows.
        upright: The page.
    """
    for lattice, level_rules in lattices:
        reading = read_lattice(lattice, upright, "garis_mendatar" if level_rules else "tanpa_garis", drawn=False)
        score = evidence(reading, None)
        if score > LEAST_EVIDENCE:
            yield choose([(reading, score)])


def read_label_lists(upright: PageContent, outside: Sequence[Word]) -> list[Reading]:
    """The lists of labels and what they say on a page, which are no tables but may be cards.

    Args:
        upright: The page.
        outside: Its words outside tables.
    """
    readings = [read_lattice(lattice, upright, "tanpa_garis", drawn=False) for lattice in label_lists(outside)]
    return [choose([(reading, evidence(reading, None))]) for reading in readings]


def _text_turn(content: PageContent) -> int:
    """The direction most words are drawn in: a table laid sideways on an upright page is read turned."""
    turns = Counter(word.turn for word in content.words)
    if not turns:
        return 0
    turn, count = turns.most_common(1)[0]
    return turn if count > MOSTLY * len(content.words) else 0


def _read_frame(frame: Frame, content: PageContent, opinions: SecondOpinions | None) -> Reading | None:
    lattice, parted = split_numbered_rows(_mended(lattice_of(frame), content.words), content.words)
    white = closed(frame, lattice, content.words, content.shades)
    if white is not None:
        white = split_at_drawn_rows(with_spans(white, frame, content.words), content.words)
        reading = read_lattice(white, content, "garis_mendatar", drawn=False)
        return choose([(reading, evidence(reading, None))])
    if parted:
        lattice = with_spans(lattice, frame, content.words)
    own = read_lattice(lattice, content, "garis")
    if parted:
        own = replace(own, flags=(*own.flags, "baris_dipisah_menurut_nomor"))
    if own.n_cols < 2 or not any(cell.text.strip() for cell in own.cells):
        return None
    score = evidence(own, frame)
    candidates = [(own, score)]
    if score < SURE and opinions is not None:
        for other in opinions.on(content):
            if _covers(other.box, own.box):
                candidates.append((other, evidence(other, frame)))
    return choose(candidates)


def _mended(lattice: Lattice, words: Sequence[Word]) -> Lattice:
    """The cells of a frame with the borders that its words tell of and its rules do not."""
    return split_at_drawn_rows(split_at_column_numbers(with_parted_titles(lattice, words), words), words)


def _covers(a: Box, b: Box) -> bool:
    """Whether two readings are of the same table."""
    shared = overlap(a[0], a[2], b[0], b[2]) * overlap(a[1], a[3], b[1], b[3])
    return shared > SAME_TABLE * max((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]))
