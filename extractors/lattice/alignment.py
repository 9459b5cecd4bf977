"""Tables without upright rules: columns from the white rivers between words, rows from rules, numbering and line spacing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extractors.lattice.cells import Lattice, Region
from extractors.lattice.header_spans import PieceLine, header_spans
from extractors.page import Rule, Word, cluster, lines_of, merge_intervals, overlap

#: A white gap at least this wide parts two columns (points), more for large type.
RIVER = 3.5
#: A table has at least this many columns and lines.
LEAST_COLUMNS, LEAST_LINES = 3, 3
#: As many level rules over all columns part its rows.
LEAST_BARS = 3

_NUMBER = re.compile(r"^\(?\d{1,3}(?:\.\d{1,2})*[.)]?$")


def white_lattices(words: Sequence[Word], rules: Sequence[Rule]) -> list[tuple[Lattice, bool]]:
    """Find the tables among words that no frame encloses.

    Args:
        words: The page's words outside ruled tables.
        rules: Its level rules outside ruled tables; where they part rows, they decide.

    Returns:
        One lattice a table, top to bottom, and whether level rules part its rows; empty when nothing stands in columns.
    """
    lines = _split_lines([word for word in words if word.turn == 0])
    found: list[tuple[Lattice, bool]] = []
    for zone in _zones(lines, rules):
        columns = _columns(zone)
        if len(columns) < LEAST_COLUMNS or _is_label_list(zone):
            continue
        bars = _bars(rules, zone, columns)
        lattice = _lattice(zone, columns, bars)
        if lattice is not None:
            found.append((lattice, len(bars) >= LEAST_BARS))
    return found


def _is_label_list(zone: Sequence[PieceLine]) -> bool:
    """Whether the lines are labels and what they say ("Name : …"): a form, not a table."""
    with_colon = sum(any(piece[0].text in (":", ";") or piece[-1].text in (":", ";") for piece in line.pieces) for line in zone)
    first = sum(any(piece[0].text.startswith(":") for piece in line.pieces[1:]) for line in zone)
    return max(with_colon, first) >= max(1, 0.25 * len(zone))


def _split_lines(words: list[Word]) -> list[PieceLine]:
    if not words:
        return []
    gap = _least_river(words)
    result = []
    for line in lines_of(words):
        pieces: list[list[Word]] = [[line[0]]]
        for word in line[1:]:
            if word.box[0] - max(w.box[2] for w in pieces[-1]) > gap:
                pieces.append([])
            pieces[-1].append(word)
        top, bottom = min(w.box[1] for w in line), max(w.box[3] for w in line)
        result.append(PieceLine(top, bottom, tuple(tuple(piece) for piece in pieces)))
    return result


def _least_river(words: Sequence[Word]) -> float:
    """The narrowest white gap that parts columns: wider than a space, which is 0.28 of the type size; letters are 0.7 of it high."""
    return max(RIVER, 0.6 * median(word.box[3] - word.box[1] for word in words))


def _zones(lines: Sequence[PieceLine], rules: Sequence[Rule]) -> list[list[PieceLine]]:
    """Runs of lines that stand in columns: most have several pieces, none far below the one before."""
    if not lines:
        return []
    height = median(line.bottom - line.top for line in lines)
    ruled = _rule_blocks(rules)
    zones: list[list[PieceLine]] = []
    zone: list[PieceLine] = []

    def close() -> None:
        while zone and not _belongs(zone) and not any(a <= zone[-1].top and zone[-1].bottom <= b for a, b in ruled):
            zone.pop()
        many = sum(len(line.pieces) >= LEAST_COLUMNS for line in zone)
        if len(zone) >= LEAST_LINES and many >= 2:
            zones.append(list(zone))
        zone.clear()

    for line in lines:
        block = next(((a, b) for a, b in ruled if a - 2 <= line.top and line.bottom <= b + 2), None)
        if zone:
            same_block = block is not None and block[0] - 2 <= zone[0].top
            left_block = block is None and any(a - 2 <= zone[0].top and zone[-1].bottom <= b + 2 < line.bottom for a, b in ruled)
            far = line.top - zone[-1].bottom > 3.2 * height
            if left_block or (not same_block and (far or _is_running_text(line, zone))):
                close()
        if zone or len(line.pieces) >= 2 or block is not None:
            zone.append(line)
    close()
    return zones


def _belongs(zone: Sequence[PieceLine]) -> bool:
    """Whether the last line of a zone is part of it: several pieces, or the end of a text wrapped in one of the columns."""
    last = zone[-1]
    if len(last.pieces) >= 2 or len(zone) < 2:
        return len(last.pieces) >= 2
    box = last.boxes[0]
    in_column = any(a - 1 <= box[0] and box[2] <= b + RIVER for a, b in _columns(zone[:-1]))
    return in_column and last.top - zone[-2].bottom < 0.8 * (last.bottom - last.top)


def _rule_blocks(rules: Sequence[Rule]) -> list[tuple[float, float]]:
    """Stretches of the page between rules of one length: tables with horizontal rules only."""
    blocks: list[tuple[float, float]] = []
    by_extent: list[list[Rule]] = []
    for rule in sorted(_whole_bars(rules), key=lambda r: r.at):
        if rule.length < 100:
            continue
        for group in by_extent:
            if abs(group[0].start - rule.start) < 8 and abs(group[0].end - rule.end) < 8:
                group.append(rule)
                break
        else:
            by_extent.append([rule])
    for group in by_extent:
        if len(group) >= 3:
            blocks.append((group[0].at, group[-1].at))
    return blocks


def _whole_bars(rules: Sequence[Rule]) -> list[Rule]:
    """Rules at one height drawn in pieces, a piece a column, joined from first to last."""
    bars: list[Rule] = []
    for at in cluster([rule.at for rule in rules], 1.5):
        pieces = [rule for rule in rules if abs(rule.at - at) <= 1.5]
        bars.extend(Rule(at, a, b) for a, b in merge_intervals([(p.start, p.end) for p in pieces], 14.0))
    return bars


def _is_running_text(line: PieceLine, zone: Sequence[PieceLine]) -> bool:
    """Whether a line runs across the rivers of the lines above it."""
    columns = _columns(zone)
    if len(columns) < LEAST_COLUMNS:
        return False
    return any(sum(overlap(box[0], box[2], a, b) > 2 for a, b in columns) >= max(3, 0.5 * len(columns)) for box in line.boxes)


def _columns(zone: Sequence[PieceLine]) -> list[tuple[float, float]]:
    """The columns' extents: the words of all lines projected on the x axis, without pieces that span several columns.

    Words, not pieces: a text that reaches far into its column's padding leaves less white than a piece needs, but in most other lines
    the river is wide.
    """
    if not any(len(line.pieces) >= 2 for line in zone):
        return []
    river = _least_river([word for line in zone for piece in line.pieces for word in piece]) - 0.01
    columns: list[tuple[float, float]] = []
    # From the bottom up: the body shows the rivers, and a header piece that lies across one spans the columns on both sides.
    for line in reversed(zone):
        kept = [
            (word.box[0], word.box[2])
            for piece, box in zip(line.pieces, line.boxes, strict=True)
            if sum(overlap(box[0] - river, box[2] + river, a, b) > 0 for a, b in columns) < 2
            for word in piece
        ]
        columns = merge_intervals([*columns, *kept], river)
    return columns


def _bars(rules: Sequence[Rule], zone: Sequence[PieceLine], columns: Sequence[tuple[float, float]]) -> list[float]:
    """Heights of the rules that run over all columns."""
    left, right = columns[0][0], columns[-1][1]
    top, bottom = zone[0].top, zone[-1].bottom
    return sorted(
        bar.at
        for bar in _whole_bars(rules)
        if top - 14 <= bar.at <= bottom + 14 and overlap(bar.start, bar.end, left, right) > 0.85 * (right - left)
    )


def _lattice(zone: Sequence[PieceLine], columns: Sequence[tuple[float, float]], bars: Sequence[float]) -> Lattice | None:
    xs = [columns[0][0] - 3, *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), columns[-1][1] + 3]
    starts = _row_starts(zone, xs, bars)
    if len(starts) < 2:
        return None
    edges = _edges(zone, starts)
    head = [line for line in zone if line.top < edges[0]]
    spans = header_spans(head, xs)
    edges = [min(bars, key=lambda bar: abs(bar - e)) if bars and min(abs(bar - e) for bar in bars) < 8 else e for e in edges]
    top, bottom = zone[0].top - 2, max(line.bottom for line in zone) + 2
    regions: list[Region] = []
    cols = len(xs) - 1
    if not head:
        ys = [top, *edges[1:], bottom]
        first_body = 0
    elif spans:
        middle = max(line.bottom for line, _, _ in spans)
        below = [line.top for line in head if line.top >= middle - 1]
        split = (middle + min(below)) / 2 if below else middle + 0.5
        ys = [top, split, *edges, bottom]
        covered = {c for _, a, b in spans for c in range(a, b)}
        regions += [Region(0, a, 1, b) for _, a, b in spans]
        regions += [Region(1, c, 2, c + 1) for c in covered]
        regions += [Region(0, c, 2, c + 1) for c in range(cols) if c not in covered]
        first_body = 2
    else:
        ys = [top, *edges, bottom]
        regions += [Region(0, c, 1, c + 1) for c in range(cols)]
        first_body = 1
    if any(b <= a for a, b in pairwise(ys)):
        return None
    regions += [Region(r, c, r + 1, c + 1) for r in range(first_body, len(ys) - 1) for c in range(cols)]
    return Lattice(tuple(xs), tuple(ys), tuple(sorted(regions, key=lambda g: (g.row, g.col))))


def _edges(zone: Sequence[PieceLine], starts: Sequence[float]) -> list[float]:
    """Where the rows part: in the widest white band between one row's start and the next one's.

    In tables set from the top that is the band above each start. Where numbers stand in the middle of their rows, texts begin above
    them, and the widest band lies higher up.
    """
    words = sorted((word.box[1], word.box[3]) for line in zone for piece in line.pieces for word in piece)
    pitch = min((b - a for a, b in pairwise(starts)), default=0.0)
    edges: list[float] = []
    for index, start in enumerate(starts):
        low = starts[index - 1] if index else max(zone[0].top, start - pitch)
        bands = [(b[0] - a[1], (a[1] + b[0]) / 2) for a, b in pairwise(merge_intervals(words, 0.0)) if low < b[0] <= start + 1]
        if not bands:
            edges.append(start - 1)
            continue
        nearest = max(bands, key=lambda band: band[1])
        widest = max(bands)
        edges.append((widest if widest[0] > 1.3 * nearest[0] else nearest)[1])
    return edges


def _row_starts(zone: Sequence[PieceLine], xs: Sequence[float], bars: Sequence[float]) -> list[float]:
    """Tops of the lines that begin a row below the header.

    Rules decide where they part the lines into rows. Else a row begins at each number in the first column; in a table that has none,
    where the lines are further apart than usual, or where the figures stand.
    """
    tops = [line.top for line in zone]
    if len(bars) >= 3:
        inner = [bar for bar in bars if tops[0] < bar < zone[-1].bottom - 2]
        starts = [min((t for t in tops if t > bar - 1.5), default=None) for bar in inner]
        found = sorted({t for t in starts if t is not None})
        numbers = _number_tops(zone, xs)
        if found and len(numbers) <= len(found) + 1:
            return found
        if found:
            return sorted({t for t in numbers if t >= found[0] - 2} | {found[0]})
    numbers = _number_tops(zone, xs)
    if len(numbers) >= 2:
        return _with_figure_starts(zone, xs, numbers)
    gaps = [b.top - a.bottom for a, b in pairwise(zone)]
    usual = median(gaps) if gaps else 0.0
    height = median(line.bottom - line.top for line in zone)
    wide = [b.top for a, b in pairwise(zone) if b.top - a.bottom > usual + 0.45 * height]
    figures = _figure_tops(zone, xs)
    if len(wide) >= 2:
        return wide
    return figures


def _number_tops(zone: Sequence[PieceLine], xs: Sequence[float]) -> list[float]:
    tops = []
    for line in zone:
        first = line.pieces[0]
        if first[0].box[2] <= xs[1] and _NUMBER.match(first[0].text) and len([w for w in first if w.box[2] <= xs[1]]) == 1:
            tops.append(line.top)
    return tops


def _figure_tops(zone: Sequence[PieceLine], xs: Sequence[float]) -> list[float]:
    """Tops of lines with figures in at least one column that is not the first and no year header."""
    tops = []
    for line in zone:
        figures = [
            piece
            for piece in line.pieces
            if piece[0].box[0] > xs[1] and re.match(r"^[<>≤≥±-]?\d[\d.,]*%?$", piece[0].text) and len(piece) <= 3
        ]
        years = [piece for piece in figures if re.fullmatch(r"(?:19|20)\d\d", piece[0].text)]
        if figures and len(years) < len(figures):
            tops.append(line.top)
    return tops


def _with_figure_starts(zone: Sequence[PieceLine], xs: Sequence[float], numbers: list[float]) -> list[float]:
    """Numbered rows that hold several indicators: figures at the top of each number tell where the unnumbered ones begin."""
    figures = _figure_tops(zone, xs)
    body = [top for top in figures if top >= numbers[0] - 1]
    aligned = sum(any(abs(top - number) < 2 for top in body) for number in numbers)
    if body and aligned >= 0.7 * len(numbers):
        return sorted({*numbers, *(top for top in body if all(abs(top - n) >= 2 for n in numbers))})
    return numbers
