"""Words become pieces (runs without a wide gap) and pieces become lines: what white lattices are sought in."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import itemgetter
from statistics import median

from extractors.page import Rule, Word, cluster, merge_intervals, overlap, union
from schemas.stages import Box, fixed

#: White at least this wide, in heights of the letters' boxes, may part two columns: a space is some 0.25, in justified text up to 0.5.
WIDE = 0.6
#: Words whose middles are nearer than this, in heights, stand on one line: cells set in the middle of a taller row are half a line apart.
SAME_LINE = 0.35
#: A letter's box is usually this high, in sizes of the type.
BOX = 1.15
#: What parts a label from what it says.
COLONS = (":", ";")
#: Letters this many times as high as most are a watermark or a title, and tell nothing of columns.
HUGE = 3.0
#: A gap this many times as wide as most spaces parts columns where at least so many lines show it at one place (points), behind figures of
#: so many digits: those that count a list stand so too.
GAP_OF_SPACES, LEAST_GAPS, SAME_EDGE, LEAST_DIGITS = 1.5, 3, 0.8, 3
#: A line goes on the one above it when it is no further below, in heights; it begins where so many others do, to so many points.
WRAPPED_LINE, LEAST_STARTS, SAME_START = 1.5, 2, 1.0
#: So many words whose spaces differ by no more than this share may be a line of justified prose.
JUSTIFIED_WORDS, ONE_WIDTH = 5, 0.1
#: Pieces of a level rule nearer than this were drawn a cell at a time (points).
RULE_GAP = 4.0
#: Text that reaches no further over a border than this does not cross it (points).
ON_EDGE = 2.0

_FIRST = itemgetter(0)


@fixed(frozen=True, slots=True)
class Piece:
    """Words of one line without a wide gap between them."""

    words: tuple[Word, ...]
    box: Box

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def middle(self) -> float:
        return (self.box[0] + self.box[2]) / 2


@fixed(frozen=True, slots=True)
class PieceLine:
    """One line of pieces, left to right."""

    top: float
    bottom: float
    pieces: tuple[Piece, ...]
    height: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def crosses(self, at: float) -> bool:
        """Whether its text runs across a place: one of its words does, or all of it; else texts of two columns nearly touch there."""
        across = [piece for piece in self.pieces if piece.box[0] + ON_EDGE < at < piece.box[2] - ON_EDGE]
        return any(len(self.pieces) == 1 or any(word.box[0] < at < word.box[2] for word in piece.words) for piece in across)


def _height(word: Word) -> float:
    """How high a line of a word's type is: some programs draw boxes that leave out what their letters lack."""
    high, size = word.box[3] - word.box[1], BOX * word.size
    return size if size > high else high


def _usual(heights: Sequence[float]) -> float:
    """The usual height of a line of type, at least a point."""
    return max(1.0, median(heights)) if heights else 1.0


def piece_lines(words: Iterable[Word]) -> list[PieceLine]:
    """The words' lines in pieces, top to bottom; huge letters are left out."""
    # Each word with twice its middle and its height, which every line is asked for again.
    upright = [((box := word.box)[1] + box[3], _height(word), word) for word in words if word.turn == 0]
    height = _usual([high for _, high, _ in upright])
    lines: list[list[tuple[float, float, Word]]] = []
    middle = -1e9
    for measured in sorted([each for each in upright if (box := each[2].box)[3] - box[1] <= HUGE * height], key=_FIRST):
        at = measured[0] / 2
        if not lines or at - middle > SAME_LINE * height:
            lines.append([])
            middle = at
        lines[-1].append(measured)
    return [_line([word for _, _, word in line], height, _usual([high for _, high, _ in line])) for line in lines]


def widest_gap(line: PieceLine) -> float:
    """The widest white between two pieces of a line, in heights; 0 when it has but one."""
    return max([(b.box[0] - a.box[2]) / line.height for a, b in pairwise(line.pieces)], default=0.0)


def _line(words: list[Word], height: float, own_height: float) -> PieceLine:
    """The line of some words.

    Args:
        words: The words, in any order.
        height: The usual height of all lines.
        own_height: That of this one.
    """
    words.sort(key=_left)
    pieces: list[list[Word]] = [[words[0]]]
    end, gap = words[0].box[2], WIDE * height
    for word in words[1:]:
        x0, _, x1, _ = word.box
        if x0 - end > gap:
            pieces.append([word])
        else:
            pieces[-1].append(word)
        end = max(end, x1)
    if len(pieces) >= JUSTIFIED_WORDS and _is_justified(words):
        pieces = [words]
    tops, bottoms = [word.box[1] for word in words], [word.box[3] for word in words]
    return PieceLine(median(tops), median(bottoms), tuple([_piece(piece) for piece in pieces]), own_height)


def _is_justified(words: Sequence[Word]) -> bool:
    """Whether words are a line of justified prose: all spaces are of one width, and most words begin small, as those of titles do not."""
    gaps = [b.box[0] - a.box[2] for a, b in pairwise(words)]
    if max(gaps) - min(gaps) > ONE_WIDTH * max(gaps):
        return False
    return sum(word.text[0].islower() for word in words) > len(words) / 2


def _piece(words: Sequence[Word]) -> Piece:
    return Piece(tuple(words), words[0].box if len(words) == 1 else union([word.box for word in words]))


def _left(word: Word) -> float:
    return word.box[0]


def split_at(line: PieceLine, borders: Sequence[float], only: Callable[[Piece], bool] = lambda _: True) -> PieceLine:
    """The line with its pieces parted where they run on from column to column: words that a narrow column set close to their neighbours.

    A line that is one piece stays: it is the name of a group of rows.

    Args:
        line: The line.
        borders: The inner column borders.
        only: Which pieces may be parted.
    """
    if len(line.pieces) < 2:
        return line
    pieces: list[Piece] = []
    for piece in line.pieces:
        if not only(piece):
            pieces.append(piece)
            continue
        columns = [column_of(word.centre[0], borders) for word in piece.words]
        pieces += _turning(piece.words, _changes(columns))
    return replace(line, pieces=tuple(pieces))


def split_at_starts(line: PieceLine, others: Sequence[PieceLine]) -> PieceLine:
    """A line of one piece parted where its words begin as texts of other lines do that stand beside others.

    Args:
        line: The line.
        others: The lines above it.
    """
    words = line.pieces[0].words
    starts = [piece.box[0] for other in others if len(other.pieces) > 1 for piece in other.pieces]
    turns = [k for k, word in enumerate(words) if k and _begins(word, starts)]
    return replace(line, pieces=tuple(_turning(words, turns)))


def split_run_together(lines: Sequence[PieceLine], borders: Sequence[float]) -> list[PieceLine]:
    """The lines with those parted that are one piece only because texts of two columns nearly touch: each goes on what stands around it.

    The name of a group of rows is one piece, too; but its words do not begin where those of the columns do, or it is bold as no row is.
    It may stand behind its number, and so may the texts of a row.

    Args:
        lines: The body's lines, top to bottom.
        borders: The inner column borders.
    """
    starts: dict[int, list[float]] = defaultdict(list)
    for piece in (piece for line in lines for piece in line.pieces):
        begins, ends = (column_of(word.centre[0], borders) for word in (piece.words[0], piece.words[-1]))
        if begins == ends:
            starts[begins].append(piece.box[0])
    wide = [line for line in lines if len(line.pieces) > 2]
    bold_rows = any(map(is_bold, wide))
    found: list[PieceLine] = []
    for index, line in enumerate(lines):
        *before, last = line.pieces
        near = [other for other in (*found[-2:], *lines[index + 1 : index + 2]) if _is_near(line, other)]
        if len(before) < 2 and found and _is_near(line, found[-1]) and (bold_rows or not is_bold(line)):
            columns = [column_of(word.centre[0], borders) for word in last.words]
            turns = _changes(columns)
            around = {column_of(piece.middle, borders) for other in near for piece in other.pieces}
            begin = all(_begins(last.words[k], starts[columns[k]]) for k in turns)
            if turns and begin and (set(columns) <= around or _begins(last.words[0], starts[columns[0]])):
                line = replace(line, pieces=(*before, *_turning(last.words, turns)))
        found.append(line)
    return found


def is_bold(line: PieceLine) -> bool:
    """Whether every word of a line is bold."""
    return all(word.bold for piece in line.pieces for word in piece.words)


def _is_near(line: PieceLine, other: PieceLine) -> bool:
    """Whether a line stands as near to another one as the lines of a text do."""
    return abs(line.middle - other.middle) <= WRAPPED_LINE * line.height


def _begins(word: Word, starts: Iterable[float]) -> bool:
    """Whether a word begins where so many texts of other lines do."""
    return sum(abs(word.box[0] - x) < SAME_START for x in starts) >= LEAST_STARTS


def _changes(columns: Sequence[int]) -> list[int]:
    """The places where the column is another than before."""
    return [k for k, (a, b) in enumerate(pairwise(columns), 1) if a != b]


def _turning(words: Sequence[Word], turns: Sequence[int]) -> list[Piece]:
    """The words as pieces, a new one at each of some places."""
    return [_piece(words[a:b]) for a, b in pairwise([0, *turns, len(words)])]


def split_at_aligned_gaps(lines: Sequence[PieceLine], ends: Iterable[float] = ()) -> list[PieceLine]:
    """The lines with their pieces parted where a narrow gap stands in line after line: figures set to the right edge, and the next column.

    Words before the gap end at one place and words behind it begin at one place, which the spaces of a text do not; a list's numbers do,
    and so do figures with their units: a gap no wider than a space parts figures of unlike widths from unlike words.

    Args:
        lines: The lines.
        ends: Where short rules end: pieces part there too, if the rules end in no word.
    """
    spaces = [gap for line in lines for piece in line.pieces for gap in _gaps(piece)]
    if not spaces:
        return list(lines)
    words = [word.box for line in lines for piece in line.pieces for word in piece.words]
    borders = [x for x in ends if not any(box[0] + 1 < x < box[2] - 1 for box in words)]
    least = GAP_OF_SPACES * median(spaces)
    pairs = [
        (piece.words[k - 1], piece.words[k], " ".join(word.text for word in piece.words[k:]))
        for line in lines
        for piece in line.pieces
        for k in range(1, len(piece.words))
        if sum(map(str.isdigit, piece.words[k - 1].text)) >= LEAST_DIGITS
    ]
    ending: dict[int, list[tuple[Word, Word, str]]] = defaultdict(list)
    for pair in pairs:
        ending[round(pair[0].box[2])].append(pair)
    for figure, word, _ in pairs:
        right, left = figure.box[2], word.box[0]
        near = [pair for at in (-1, 0, 1) for pair in ending.get(round(right) + at, ())]
        like = [(a, b, text) for a, b, text in near if abs(right - a.box[2]) < SAME_EDGE and abs(left - b.box[0]) < SAME_EDGE]
        wide = sum(b.box[0] - a.box[2] >= least for a, b, _ in like)
        widths = cluster([a.box[2] - a.box[0] for a, _, _ in like], SAME_EDGE)
        unlike = len(widths) > 1 and len({text for _, _, text in like}) > 1
        if wide >= LEAST_GAPS or (len(like) >= LEAST_GAPS and (unlike or _parts_titles(lines, figure, word))):
            borders.append((right + left) / 2)
    columns = cluster(borders, 2 * SAME_EDGE)
    if not columns:
        return list(lines)
    # Below the first row that is not bold a bold text alone is the name of a group: it stands over the columns.
    rows = next((index for index, line in enumerate(lines) if len(line.pieces) > 2 and not is_bold(line)), len(lines))
    return [
        line if index > rows and len(line.pieces) == 1 and is_bold(line) else _parted(line, columns) for index, line in enumerate(lines)
    ]


def _parts_titles(lines: Sequence[PieceLine], figure: Word, word: Word) -> bool:
    """Whether some line has two texts side by side, one over a figure and the other over the word right of it."""
    return any(
        a.box[2] <= word.box[0] + SAME_EDGE
        and b.box[0] >= figure.box[2] - SAME_EDGE
        and overlap(a.box[0], a.box[2], figure.box[0], figure.box[2]) > 0
        and overlap(b.box[0], b.box[2], word.box[0], word.box[2]) > 0
        for line in lines
        for a, b in pairwise(line.pieces)
    )


def _gaps(piece: Piece) -> list[float]:
    return [b.box[0] - a.box[2] for a, b in pairwise(piece.words)]


def _parted(line: PieceLine, borders: Sequence[float]) -> PieceLine:
    """The line with its pieces parted where one of the borders runs between two words."""
    pieces: list[Piece] = []
    for piece in line.pieces:
        turns = [k for k, (a, b) in enumerate(pairwise(piece.words), 1) if any(a.box[2] <= x <= b.box[0] for x in borders)]
        pieces += _turning(piece.words, turns)
    return replace(line, pieces=tuple(pieces))


def column_of(x: float, borders: Sequence[float]) -> int:
    """The column that a position lies in."""
    return bisect_right(borders, x)


def whole_bars(rules: Sequence[Rule]) -> list[tuple[float, list[tuple[float, float]]]]:
    """Level rules by height, each with the stretches that are drawn."""
    bars: list[tuple[float, list[tuple[float, float]]]] = []
    for at in cluster([rule.at for rule in rules], 1.5):
        here = [(rule.start, rule.end) for rule in rules if abs(rule.at - at) <= 1.6]
        if here:
            bars.append((at, merge_intervals(here, RULE_GAP)))
    return bars
