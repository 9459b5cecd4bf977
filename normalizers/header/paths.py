"""The path of header cells above each column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from normalizers.header.said import Said, said_by
from normalizers.header.tree import Block, ends_a_phrase, is_count
from normalizers.words import fold, squash
from schemas.stages import Cell, Grid

#: A part of a programme code, or several joined ("02", "X", "2.01", "0003").
_CODE_PART = re.compile(r"(?:\d{1,4}|[Xx]{1,2})(?:\.(?:\d{1,4}|[Xx]{1,2}))*")

#: A name has so many words; so many cells, and this share of them, make a column of names.
LEAST_WORDS, LEAST_NAMES, MOSTLY = 2, 2, 0.7
#: Labels of rows have so many words at most; so many cells at least make a column of them.
LABEL_WORDS, LEAST_LABELS = 2, 4


@dataclass(frozen=True, slots=True)
class Path:
    """The header cells above one logical column.

    Attributes:
        cols: The grid columns they all stand above.
        texts: Their printed texts, outermost first.
        reread: What they say where the titles beside them tell more than they do alone; empty where they do not.
    """

    cols: tuple[int, ...]
    texts: tuple[str, ...]
    reread: tuple[Said, ...] = ()

    @property
    def said(self) -> tuple[Said, ...]:
        """What each cell says."""
        return self.reread or tuple(said_by(text) for text in self.texts)

    @property
    def text(self) -> str:
        return " ".join(" ".join(said_by(text).text for text in self.texts).split())


def paths_of(grid: Grid, block: Block) -> list[Path]:
    """The path above every logical column of a header, left to right.

    A title over several columns may be drawn as one filled cell and empty ones beside it: the empty ones share it where something stands
    below them, as something stands below the title itself.
    """
    rows = [row for row in range(block.first, block.end) if row not in block.counting]
    stacks = [_distinct(grid.at(row, col) for row in rows) for col in range(grid.n_cols)]
    filled = _titles_spread(grid, rows, block.mixed)
    found: list[Path] = []
    last: tuple[int, ...] = ()
    for col in range(grid.n_cols):
        texts = tuple(text for text in filled[col] if text.strip())
        key = tuple(id(cell) for cell in stacks[col])
        if found and key and key == last:
            found[-1] = Path((*found[-1].cols, col), found[-1].texts)
        else:
            found.append(Path((col,), texts))
        last = key
    whole = _with_code_parts(grid, block, _without_slivers(grid, block, found))
    return _with_labels_apart(grid, block, _with_names_apart(grid, block, whole))


def _distinct(cells: Iterable[Cell]) -> list[Cell]:
    once: list[Cell] = []
    for cell in cells:
        if not once or once[-1] is not cell:
            once.append(cell)
    return once


def _titles_spread(grid: Grid, rows: Sequence[int], mixed: frozenset[int]) -> list[list[str]]:
    """By column, the texts of its header cells, outermost first, those of unmerged titles included; what counts a column is none."""
    texts: list[list[str]] = [[] for _ in range(grid.n_cols)]
    # A column without any text is the gap of a double rule: titles run over it.
    cols = [col for col in range(grid.n_cols) if any(grid.at(row, col).text.strip() for row in range(grid.n_rows))]
    shared: set[int] = set()
    for depth, row in enumerate(rows):
        below = [_has_text(grid, rows[depth + 1 :], col, row) for col in range(grid.n_cols)]
        covered = [(cell := grid.at(row, col)).row < row and cell.row in rows for col in range(grid.n_cols)]
        counted = [row in mixed and is_count(grid.at(row, col).text) for col in range(grid.n_cols)]
        spread = ["" if covered[col] or counted[col] else grid.at(row, col).text for col in range(grid.n_cols)]
        for run in _open_runs(cols, below, covered, texts):
            _spread_by_repetition(grid, rows[depth + 1 :], run, spread)
            _spread_right_then_left(run, spread)
            shared |= {a for a, b in pairwise(run) if spread[a] == spread[b]}
        for col in range(grid.n_cols):
            if not spread[col].strip():
                continue
            cell = grid.at(row, col)
            if texts[col] and col not in shared and cell.row == row and cell.text.strip() and ends_a_phrase(grid, cell):
                texts[col][-1] = f"{texts[col][-1]}\n{spread[col]}"
            else:
                texts[col].append(spread[col])
    return texts


def _open_runs(cols: Sequence[int], below: Sequence[bool], covered: Sequence[bool], texts: Sequence[Sequence[str]]) -> list[list[int]]:
    """Neighbouring columns below the same titles that have a title or an empty cell in this row and something below it."""
    runs: list[list[int]] = []
    before: int | None = None
    for col in cols:
        if below[col] and not covered[col]:
            if before is not None and runs and runs[-1][-1] == before and list(texts[before]) == list(texts[col]):
                runs[-1].append(col)
            else:
                runs.append([col])
        before = col
    return runs


def _spread_right_then_left(run: Sequence[int], spread: list[str]) -> None:
    """What is right of a title and has none of its own belongs to it; what is left of the first title too, for it may be centred."""
    title = ""
    for col in (*run, *reversed(run)):
        title = spread[col] if spread[col].strip() else title
        spread[col] = title


def _spread_by_repetition(grid: Grid, below: Sequence[int], cols: Sequence[int], spread: list[str]) -> None:
    """Where the texts below repeat (T R C T R C) as often as there are titles, each repetition is below one, wherever that is drawn."""
    labels = [next((fold(text) for r in below if (text := grid.at(r, col).text).strip()), "") for col in cols]
    starts = [index for index, label in enumerate(labels) if label == labels[0]]
    groups = [cols[a:b] for a, b in pairwise((*starts, len(cols)))]
    titles = [[spread[col] for col in group if spread[col].strip()] for group in groups]
    if len(groups) < 2 or not all(len(set(found)) == 1 for found in titles):
        return
    for group, found in zip(groups, titles, strict=True):
        for col in group:
            spread[col] = found[0]


def _has_text(grid: Grid, rows: Sequence[int], col: int, above: int) -> bool:
    return any((cell := grid.at(row, col)).row > above and cell.text.strip() for row in rows)


def _without_slivers(grid: Grid, block: Block, found: list[Path]) -> list[Path]:
    """Columns without header and without text below are the gap of a double rule: their neighbour takes them in."""
    kept: list[Path] = []
    for path in found:
        empty = not path.texts and not any(
            (cell := grid.at(row, col)).text.strip() and cell.col == col for row in range(block.end, grid.n_rows) for col in path.cols
        )
        if empty and kept:
            kept[-1] = Path((*kept[-1].cols, *path.cols), kept[-1].texts)
        else:
            kept.append(path)
    return kept


def _with_code_parts(grid: Grid, block: Block, found: list[Path]) -> list[Path]:
    """Columns without a title beside that of codes, which hold the other parts of the codes, belong to it."""
    found = _codes_joined(grid, block, found)
    codes = next((path for path in found if path.texts and (head := path.said[-1].head) is not None and head.name == "kode"), None)
    if codes is None:
        return found
    at = found.index(codes)
    first = last = at
    while first > 0 and _holds_code_parts(grid, block, found[first - 1]):
        first -= 1
    while last + 1 < len(found) and _holds_code_parts(grid, block, found[last + 1]):
        last += 1
    whole = Path(tuple(col for path in found[first : last + 1] for col in path.cols), codes.texts)
    return [*found[:first], whole, *found[last + 1 :]]


def _codes_joined(grid: Grid, block: Block, found: list[Path]) -> list[Path]:
    """Columns of parts of codes below one title of codes ("Kode [Urusan | Program | Kegiatan]") as one."""
    joined: list[Path] = []
    for path in found:
        head = path.said[0].head if len(path.texts) > 1 else None
        parts = head is not None and head.name == "kode" and _are_code_parts(grid, block, path)
        if parts and joined and joined[-1].texts == path.texts[:1]:
            joined[-1] = Path((*joined[-1].cols, *path.cols), path.texts[:1])
        else:
            joined.append(Path(path.cols, path.texts[:1]) if parts else path)
    return joined


def _holds_code_parts(grid: Grid, block: Block, path: Path) -> bool:
    """Whether a column has no title and nothing but parts of codes below."""
    return not path.texts and _are_code_parts(grid, block, path)


def _are_code_parts(grid: Grid, block: Block, path: Path) -> bool:
    texts = [cell.text.strip() for row in range(block.end, grid.n_rows) for col in path.cols if (cell := grid.at(row, col)).row == row]
    return any(texts) and all(_CODE_PART.fullmatch(text) for text in texts if text)


def _with_names_apart(grid: Grid, block: Block, found: list[Path]) -> list[Path]:
    """Names beside codes or numbers below one title of both ("Kode" over code and name) are a column of their own, without a title."""
    kept: list[Path] = []
    for path in found:
        head = path.said[-1].head if path.texts else None
        names = len(path.cols) - 1
        while head is not None and head.name in ("kode", "nomor") and names > 0 and _holds_names(grid, block, path.cols[names:]):
            names -= 1
        if head is not None and head.name in ("kode", "nomor") and 0 <= names < len(path.cols) - 1:
            kept += [Path(path.cols[: names + 1], path.texts), Path(path.cols[names + 1 :], ())]
        else:
            kept.append(path)
    return kept


def _with_labels_apart(grid: Grid, block: Block, found: list[Path]) -> list[Path]:
    """A few labels that repeat ("Output", "Outcome") left of the indicators below one title are a column of their own, without a title."""
    kept: list[Path] = []
    for path in found:
        head = path.said[-1].head if path.texts else None
        if head is not None and head.name == "indikator" and len(path.cols) > 1 and _holds_labels(grid, block, path.cols):
            kept += [Path(path.cols[:1], ()), Path(path.cols[1:], path.texts)]
        else:
            kept.append(path)
    return kept


def _holds_labels(grid: Grid, block: Block, cols: Sequence[int]) -> bool:
    """Whether the first of some columns holds a few texts of a word or two that repeat, each beside another text."""
    rows = range(block.end, grid.n_rows)
    cells = [cell for row in rows if (cell := grid.at(row, cols[0])).row == row and cell.cols == 1 and cell.text.strip()]
    labels = Counter(squash(cell.text) for cell in cells)
    if len(cells) < LEAST_LABELS or min(labels.values()) == 1 or len(labels) > len(cells) / 2:
        return False
    worded = all(any(map(str.isalpha, label)) for label in labels) and all(len(cell.text.split()) <= LABEL_WORDS for cell in cells)
    return worded and all(any(other.text.strip() for other in grid.cells(cell.row, cols[1:])) for cell in cells)


def _holds_names(grid: Grid, block: Block, cols: Sequence[int]) -> bool:
    """Whether columns hold words in most of the cells that begin in them, and something stands left of them too."""
    cells = [cell for row in range(block.end, grid.n_rows) for cell in grid.cells(row, cols) if cell.row == row and cell.text.strip()]
    own = [cell for cell in cells if cell.col == cols[0]]
    wordy = [cell for cell in own if len(re.findall(r"[^\W\d_]{3,}", cell.text)) >= LEAST_WORDS]
    return len(own) >= LEAST_NAMES and len(wordy) >= MOSTLY * len(own)
