"""Which columns a header's titles span: a title over several columns has their own titles below it and stands over their middle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from extractors.lattice.pieces import Piece, PieceLine, column_of
from extractors.lattice.zones import Zone
from extractors.page import overlap, union

#: A title's lines are no further apart than this, in heights.
LEADING = 0.45
#: A column's own title goes on with its next line within this, in heights.
STACKED = 0.3
#: Texts whose middles, or left edges, are nearer than this, in heights, stand over each other.
SAME_AXIS = 0.8
#: A title may stand off the middle of its columns by this share of their width, or this many heights.
OFF_CENTRE, OFF_CENTRE_HEIGHTS = 0.15, 1.2
#: What it costs to leave a column that could lie under a title without one, as a share of its width.
UNCOVERED = 0.6
#: A column's own title stands in the middle of the whole header to within this share of a line's height; lower ones are below a title.
LOWER = 0.3
#: A short rule below a title is drawn under this share of a column that lies below it.
UNDER = 0.6


@dataclass(frozen=True, slots=True)
class Title:
    """A header cell: its columns (end exclusive), and the stretch of heights it fills."""

    first: int
    end: int
    top: float
    bottom: float


def titles(zone: Zone, count: int, borders: Sequence[float], top: float, bottom: float) -> list[Title]:
    """The header's cells: every column lies under titles that reach from the header's top to its bottom.

    Args:
        zone: The lines.
        count: How many of them are the header.
        borders: The inner column borders.
        top, bottom: The header's extent.
    """
    blocks = _blocks(zone.lines[:count], borders, zone.height)
    return _Header(zone, borders).under(blocks, 0, len(borders) + 1, top, bottom)


def header_heights(found: Iterable[Title]) -> list[float]:
    """The heights at which a header's cells part, its top and bottom among them."""
    heights: list[float] = []
    for at in sorted({at for title in found for at in (title.top, title.bottom)}):
        if not heights or at - heights[-1] > 0.5:
            heights.append(at)
    return heights


def _blocks(lines: Sequence[PieceLine], borders: Sequence[float], height: float) -> list[Piece]:
    """The header's texts, those that run across a border with the lines they are wrapped into."""
    blocks: list[Piece] = []
    for line in lines:
        for piece in line.pieces:
            above = next((k for k, block in enumerate(blocks) if _wraps(block, piece, borders, height)), None)
            if above is None:
                blocks.append(piece)
            else:
                blocks[above] = Piece((*blocks[above].words, *piece.words), union([blocks[above].box, piece.box]))
    return blocks


def _wraps(above: Piece, below: Piece, borders: Sequence[float], height: float) -> bool:
    crosses = any(column_of(b.box[0] + 1, borders) != column_of(b.box[2] - 1, borders) for b in (above, below))
    aligned = abs(above.middle - below.middle) < SAME_AXIS * height or abs(above.box[0] - below.box[0]) < 0.3 * height
    return crosses and aligned and -0.5 * height < below.box[1] - above.box[3] < LEADING * height


class _Header:
    """Goes down a header, from the topmost titles to the columns' own."""

    def __init__(self, zone: Zone, borders: Sequence[float]) -> None:
        self.zone, self.borders = zone, borders
        self.edges = [zone.left, *borders, zone.right]

    def under(self, blocks: Sequence[Piece], first: int, end: int, top: float, bottom: float) -> list[Title]:
        """The cells of columns ``first`` to ``end`` between two heights."""
        here = [b for b in blocks if first <= column_of(b.middle, self.borders) < end]
        spans = self._spans(here, first, end, top, bottom) if end - first > 1 and len(here) > 1 else []
        found: list[Title] = []
        col = first
        for a, b, title, split in spans:
            found += [Title(c, c + 1, top, bottom) for c in range(col, a)]
            found.append(Title(a, b, top, split))
            found += self.under([x for x in here if x is not title and x.box[1] > split - 0.5 * self.zone.height], a, b, split, bottom)
            col = b
        return found + [Title(c, c + 1, top, bottom) for c in range(col, end)]

    def _spans(self, blocks: Sequence[Piece], first: int, end: int, top: float, bottom: float) -> list[tuple[int, int, Piece, float]]:
        """The topmost titles over several columns: columns, text, and the height their cell ends at."""
        ordered = sorted(blocks, key=lambda block: block.box[1] + block.box[3])
        for title in ordered:
            beside = [b for b in ordered if abs(b.box[1] + b.box[3] - title.box[1] - title.box[3]) < 0.9 * self.zone.height]
            found: list[tuple[int, int, Piece, float]] = []
            for run, split in self._runs(title, beside, ordered, first, end, top, bottom):
                left, right = self.edges[run[0]], self.edges[run[-1] + 1]
                over = sorted((b for b in beside if left < b.middle < right and b.box[3] < split + 1), key=lambda b: b.middle)
                middles = {c: self._own_middle([b for b in ordered if b.box[1] > split - 1], c) for c in run}
                found += [(a, b, piece, split) for a, b, piece in self._share_out(run, over, middles)]
            if found:
                return sorted(found, key=lambda item: item[0])
        return []

    def _runs(
        self, title: Piece, beside: Sequence[Piece], blocks: Sequence[Piece], first: int, end: int, top: float, bottom: float
    ) -> list[tuple[list[int], float]]:
        """Runs of columns that may lie under titles on one line, and the height that parts them from the titles.

        A short rule below the titles tells. Else the columns whose own titles stand lower than the middle of the header do.
        """
        for bar in self.zone.bars:
            if bar.whole or not max(top, title.box[3] - 2) <= bar.at < bottom - 2:
                continue
            nearest = [b for b in blocks if title.box[3] < b.box[1] < bar.at - 1]
            runs = [run for stretch in bar.stretches if len(run := self._columns_under(stretch, first, end)) >= 2]
            if runs and not any(column_of(b.middle, self.borders) in run for run in runs for b in nearest):
                return [(run, bar.at) for run in runs]
        low = title.box[3] - 0.25 * self.zone.height
        middle = (min(b.box[1] for b in blocks) + max(b.box[3] for b in blocks)) / 2
        lower: dict[int, list[Piece]] = {}
        for block in blocks:
            if block.box[1] > low and all(block is not b for b in beside):
                for col in range(column_of(block.box[0] + 1, self.borders), column_of(block.box[2] - 1, self.borders) + 1):
                    lower.setdefault(col, []).append(block)
        own = {column_of(b.middle, self.borders) for b in beside if self._is_whole(b, lower)}
        below = [c for c in range(first, end) if c in lower and c not in own and self._middle(lower[c]) > middle + LOWER * self.zone.height]
        runs = [[c for _, c in group] for _, group in groupby(enumerate(below), key=lambda item: item[1] - item[0])]
        tops = {c: min(b.box[1] for b in lower[c]) for c in below}
        return [(run, (title.box[3] + max(title.box[3], min(tops[c] for c in run))) / 2) for run in runs if len(run) >= 2]

    def _is_whole(self, block: Piece, lower: dict[int, list[Piece]]) -> bool:
        """Whether a text is its column's own title with its next line right below: no title over others."""
        col = column_of(block.middle, self.borders)
        single = col == column_of(block.box[0] + 1, self.borders) == column_of(block.box[2] - 1, self.borders)
        return single and any(-0.5 * self.zone.height <= b.box[1] - block.box[3] < STACKED * self.zone.height
                              and abs(b.middle - block.middle) < 0.3 * self.zone.height and len(b.words) + len(block.words) > 2
                              for b in lower.get(col, ()))  # fmt: skip

    def _own_middle(self, below: Sequence[Piece], col: int) -> float:
        """The middle of a column's own title, of the column where it has none."""
        own = [b for b in below if column_of(b.middle, self.borders) == col]
        return median(b.middle for b in own) if own else (self.edges[col] + self.edges[col + 1]) / 2

    def _middle(self, blocks: Sequence[Piece]) -> float:
        return (min(b.box[1] for b in blocks) + max(b.box[3] for b in blocks)) / 2

    def _columns_under(self, stretch: tuple[float, float], first: int, end: int) -> list[int]:
        def share(col: int) -> float:
            left, right = self.edges[col], self.edges[col + 1]
            return overlap(*stretch, left, right) / max(right - left, 1.0)

        return [c for c in range(first, end) if share(c) > UNDER]

    def _share_out(self, run: Sequence[int], over: Sequence[Piece], middles: dict[int, float]) -> list[tuple[int, int, Piece]]:
        """The columns of a run shared out among the titles over it: each stands over the middle of its own, few are left without."""
        if not over:
            return []
        n = len(run)
        width = [self.edges[c + 1] - self.edges[c] for c in run]
        usual = median(width)
        best: dict[tuple[int, int], tuple[float, list[tuple[int, int, Piece]]]] = {(0, 0): (0.0, [])}
        for k in range(n + 1):
            for t in range(len(over) + 1):
                options = []
                if k and (k - 1, t) in best:
                    cost, groups = best[k - 1, t]
                    options.append((cost + UNCOVERED * width[k - 1], groups))
                for size in range(1, k + 1) if t else ():
                    if (k - size, t - 1) not in best:
                        continue
                    cost, groups = best[k - size, t - 1]
                    a, b = run[k - size], run[k - 1] + 1
                    off = self._off(over[t - 1], a, b, middles)
                    options.append((cost + off + (usual if size == 1 else 0.0), [*groups, (a, b, over[t - 1])]))
                if options:
                    best[k, t] = min(options, key=lambda option: option[0])
        found = best.get((n, len(over)))
        plain = self._over_first(run, over, middles)
        if plain is None and not (found is not None and self._all_centred(run, found[1], middles)):
            plain = self._evenly(run, over, middles)
        if plain is not None:
            return plain
        if found is None:
            return []
        return [(a, b, piece) for a, b, piece in found[1] if b - a >= 2 and self._fits(piece, a, b, middles)]

    def _all_centred(self, run: Sequence[int], groups: Sequence[tuple[int, int, Piece]], middles: dict[int, float]) -> bool:
        """Whether every column of a run lies under a title that stands over the middle of its own."""
        covered = sum(b - a for a, b, _ in groups) == len(run)
        return covered and all(self._off(piece, a, b, middles) < SAME_AXIS * self.zone.height for a, b, piece in groups)

    def _over_first(self, run: Sequence[int], over: Sequence[Piece], middles: dict[int, float]) -> list[tuple[int, int, Piece]] | None:
        """The groups when every title stands over the middle of its first column, the cells beside it left blank."""
        starts = [min(run, key=lambda c: abs(middles[c] - title.middle)) for title in over]
        exact = all(abs(middles[c] - title.middle) < SAME_AXIS * self.zone.height for c, title in zip(starts, over, strict=True))
        ends = [*starts[1:], run[-1] + 1]
        if not exact or starts[0] != run[0] or any(b - a < 2 for a, b in zip(starts, ends, strict=True)):
            return None
        return [(a, b, title) for a, b, title in zip(starts, ends, over, strict=True)]

    def _evenly(self, run: Sequence[int], over: Sequence[Piece], middles: dict[int, float]) -> list[tuple[int, int, Piece]] | None:
        """Groups of one size when every title stands over its own, all equally far off the middle."""
        size, rest = divmod(len(run), len(over))
        if rest or size < 2 or len(over) < 2:
            return None
        groups = [(run[k * size], run[(k + 1) * size - 1] + 1, title) for k, title in enumerate(over)]
        inside = all(self.edges[a] < title.middle < self.edges[b] for a, b, title in groups)
        offs = [title.middle - (middles[a] + middles[b - 1]) / 2 for a, b, title in groups]
        return groups if inside and max(offs) - min(offs) < OFF_CENTRE_HEIGHTS * self.zone.height else None

    def _off(self, title: Piece, first: int, end: int, middles: dict[int, float]) -> float:
        """How far a title stands off the middle of its columns, and out of them.

        Where they begin and end is not known exactly: borders lie anywhere in the white. The columns' own titles stand in their middles.
        """
        left, right = self.edges[first], self.edges[end]
        out = max(0.0, left - title.box[0]) + max(0.0, title.box[2] - right)
        off = min(abs(title.middle - (left + right) / 2), abs(title.middle - (middles[first] + middles[end - 1]) / 2))
        return off + 2 * out

    def _fits(self, title: Piece, first: int, end: int, middles: dict[int, float]) -> bool:
        left, right = self.edges[first], self.edges[end]
        off = self._off(title, first, end, middles)
        at_left = abs(title.box[0] - left) < 2 * self.zone.height
        return at_left or off <= max(OFF_CENTRE_HEIGHTS * self.zone.height, OFF_CENTRE * (right - left), self._slack(first, end))

    def _slack(self, first: int, end: int) -> float:
        """Half of what the outer columns' edges may be off: they lie anywhere in the white."""
        return 0.25 * max(self.edges[first + 1] - self.edges[first], self.edges[end] - self.edges[end - 1])
