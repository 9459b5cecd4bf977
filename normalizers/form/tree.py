"""Which rows of a grid are a header, and the path of header cells above each column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from normalizers.form.lexicon import header_words
from normalizers.form.said import Said, said_by
from normalizers.words import fold
from schemas.stages import Cell, Grid

#: A header has no more rows than this, numbering rows included.
TALLEST = 12
#: A row is a header's when this share of its cells says what only headers say.
HEADER_SHARE = 0.55
#: A row that names the indicators is a header when fewer of its cells are known: the others are what a person is asked.
NAMED_SHARE = 0.35
#: A header row may hold so small a share of cells that read like data ("Jumlah Penerima Layanan").
MOST_DATA = 0.2
#: Texts of fewer words may be unknown header words; longer ones are data.
SHORT_TEXT = 4
#: A second header has at least this share of the first one's cells; fewer are labels of the rows below ("Sasaran 1 | Indikator Sasaran").
LATER_SHARE = 0.6
#: A title inside the frame runs over this share of the columns.
WHOLE_WIDTH = 0.8

_FIGURE = re.compile(r"^[<>≤≥±~]?\s*(?:rp\.?\s*)?-?\(?\d[\d.,]*\)?\s*(?:%|[a-zA-Z/ ]{0,25})?$", re.IGNORECASE)
_LABELLED = re.compile(r"^(?:tujuan|sasaran(?: strategis)?|program|sub[ -]?kegiatan|kegiatan)\s*(?:[\d.]+\s*:?|:)", re.IGNORECASE)
_NOTHING = re.compile(r"^[-–—_.\s]*$|^n/?a$", re.IGNORECASE)
_COUNT = re.compile(r"[(\[]?(\d{1,2})(?:\s*[=:]\s*[\d\sx×*+\-%()=./:]+)?[)\].]?")


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that are a header.

    Attributes:
        first, end: The rows, ``end`` exclusive.
        counting: Those of them that only count the columns.
    """

    first: int
    end: int
    counting: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Path:
    """The header cells above one logical column.

    Attributes:
        cols: The grid columns they all stand above.
        texts: Their printed texts, outermost first.
        said: What each says.
    """

    cols: tuple[int, ...]
    texts: tuple[str, ...]

    @property
    def said(self) -> tuple[Said, ...]:
        return tuple(said_by(text) for text in self.texts)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(said_by(text).text for text in self.texts)).strip()


def find_blocks(grid: Grid) -> list[Block]:
    """Find every header of a table, top to bottom: below a title inside the frame, repeated on a new page, a second one further down."""
    blocks: list[Block] = []
    row = 0
    while row < grid.n_rows:
        block = _block_at(grid, row)
        if block is None or (blocks and len(grid.printed(block.first)) < LATER_SHARE * len(grid.printed(blocks[0].first))):
            row += 1
        else:
            blocks.append(block)
            row = block.end
    return blocks


def is_number_row(cells: Sequence[Cell]) -> bool:
    """Whether a row only counts the columns: 1, 2, 3 … or (1) (2) (3=2/1), a few numbers missing at most."""
    texts = [re.sub(r"\s", "", cell.text) for cell in cells]
    filled = [text for text in texts if text]
    if any(re.search(r"[^\W\d_]{3}", text) for text in filled):
        return False
    counts = [int(m.group(1)) for text in filled if (m := _COUNT.fullmatch(text))]
    letters = [text for text in filled if re.fullmatch(r"[(\[]?[a-zA-Z][)\].]?", text)]
    if len(counts) < 3 or len(counts) + len(letters) < 0.7 * len(filled) or len(filled) < 0.6 * len(texts):
        return False
    return counts[0] <= 2 and all(b > a for a, b in pairwise(counts))


def is_title_row(grid: Grid, row: int) -> bool:
    """Whether a row is one text over (nearly) the whole width."""
    printed = grid.printed(row)
    return len(printed) == 1 and printed[0].cols >= max(2, WHOLE_WIDTH * grid.n_cols)


def _block_at(grid: Grid, first: int) -> Block | None:
    if is_title_row(grid, first) or is_number_row(grid.row(first)):
        return None
    said, figures = _row_says(grid, first)
    heads = [one for one in said if one.head is not None and not one.foreign]
    kinds = {(one.head.section, one.head.name) for one in heads if one.head is not None} | {
        ("waktu", one.text) for one in said if one.times
    }
    share = NAMED_SHARE if ("peran", "indikator") in kinds else HEADER_SHARE
    if (
        len(kinds) < 2
        or len(heads) < min(2, len(said))
        or figures > MOST_DATA * len(said)
        or len(heads) + sum(one.times for one in said) < share * len(said)
    ):
        return None
    if grid.n_cols <= 3 and len(heads) < 2:
        return None
    end, counting = first + 1, set()
    while end < min(grid.n_rows, first + TALLEST):
        if is_number_row(grid.row(end)) and not _is_level(grid, first, end):
            counting.add(end)
        elif not _belongs(grid, first, end):
            break
        end += 1
    return Block(first, end, frozenset(counting))


def _is_level(grid: Grid, first: int, row: int) -> bool:
    """Whether a row of counts (1 2 3 4 5 1 2 3 4 5, I II III IV) counts years or quarters below a title instead of the columns."""
    spanned = [cell for cell in grid.row(row) if first <= cell.row < row and cell.text.strip()]
    return bool(spanned)


def _row_says(grid: Grid, row: int) -> tuple[list[Said], int]:
    """What the cells that begin in a row say, and how many are figures or the beginnings of data."""
    said: list[Said] = []
    data = 0
    for cell in grid.printed(row):
        one = said_by(cell.text)
        said.append(one)
        data += is_data(cell.text, one)
    return said, data


def is_data(text: str, said: Said) -> bool:
    """Whether a text is one that stands in rows, not in headers: a figure, an indicator's or an aim's name, a sentence."""
    folded = fold(text)
    words = folded.split()
    if said.when.years and not said.tags and len(words) <= 3:
        return False
    if said.when.bare or said.when.bare_quarter is not None or said.short is not None:
        return False
    if _FIGURE.match(text.strip()) or _NOTHING.match(text.strip()):
        return True
    if _LABELLED.match(text.strip()):
        return True
    openings = header_words().openings
    begins = any(folded == word or folded.startswith(f"{word} ") for word in openings["aras"])
    if begins:
        return True
    if said.head is not None and not said.foreign:
        # "Program Pengelolaan …" begins as a header does and goes on as a name.
        unknown = len(words) - sum(tag.words for tag in said.tags) - sum(word in header_words().fillers for word in words)
        return unknown >= SHORT_TEXT and len(words) > 1.8 * (len(words) - unknown)
    return len(words) > SHORT_TEXT + 2 or (len(words) >= 3 and any(folded.startswith(f"{word} ") for word in openings["indikator"]))


def _belongs(grid: Grid, first: int, row: int) -> bool:
    """Whether a row goes on with the header above it."""
    printed = grid.printed(row)
    tall = [cell for cell in grid.row(row) if first <= cell.row < row and cell.text.strip()]
    if not printed:
        below = row + 1
        return bool(tall) or (below < min(grid.n_rows, first + TALLEST) and bool(grid.printed(below)) and _belongs(grid, first, below))
    said, data = _row_says(grid, row)
    if data:
        return False
    ends = [_ends_a_phrase(grid, cell) for cell in printed]
    good = sum(one.is_header_word or one.when.bare_quarter is not None or end for one, end in zip(said, ends, strict=True))
    units = sum(one.unit is not None for one in said)
    if tall and (good or not units):
        return good + units >= 0.3 * len(said)
    if len(printed) == 1 and printed[0].cols > 1 and not said[0].times:
        return False
    if row + 1 < grid.n_rows and len(printed) == 1 and len(grid.row(row)) > 2 and not said[0].times and not tall:
        return bool(said[0].when.speaks_of) and _belongs(grid, first, row + 1)
    strong = sum(_is_strong(one) for one in said)
    if not (strong >= 1 and good > 0 and good + units >= HEADER_SHARE * len(said)):
        return False
    parts = sum(
        end or one.times or one.unit is not None or _subdivides(grid, cell, first, row)
        for cell, one, end in zip(printed, said, ends, strict=True)
    )
    return parts >= 0.5 * len(printed)


def _ends_a_phrase(grid: Grid, cell: Cell) -> bool:
    """Whether a cell goes on with the header phrase above it ("Sasaran", below it "Strategis")."""
    over = grid.at(cell.row - 1, cell.col) if cell.row else cell
    phrase = tuple(fold(f"{over.text} {cell.text}").split())
    return over.cols == cell.cols and len(phrase) <= header_words().longest and phrase in header_words().phrases


def _is_strong(said: Said) -> bool:
    return said.times or said.short is not None or said.when.bare_quarter is not None or (said.head is not None and not said.foreign)


def _subdivides(grid: Grid, cell: Cell, first: int, row: int) -> bool:
    """Whether a cell stands below a wider title, or below an empty cell beside one: what stands below a title as wide as itself is data."""
    for above in range(row - 1, first - 1, -1):
        over = grid.at(above, cell.col)
        if not is_number_row(grid.row(above)):
            return over.cols > cell.cols or not over.text.strip()
    return True


# -- paths --------------------------------------------------------------------------------------------------------------


def paths(grid: Grid, block: Block) -> list[Path]:
    """The path above every logical column of a header, left to right.

    A title over several columns may be drawn as one filled cell and empty ones beside it: the empty ones share it where something stands
    below them, as something stands below the title itself.
    """
    rows = [row for row in range(block.first, block.end) if row not in block.counting]
    stacks = [[cell for cell in _distinct(grid.at(row, col) for row in rows)] for col in range(grid.n_cols)]
    filled = _titles_spread(grid, rows)
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
    return _without_slivers(grid, block, found)


def _distinct(cells: object) -> list[Cell]:
    once: list[Cell] = []
    for cell in cells:  # type: ignore[attr-defined]
        if not once or once[-1] is not cell:
            once.append(cell)
    return once


def _titles_spread(grid: Grid, rows: Sequence[int]) -> list[list[str]]:
    """By column, the texts of its header cells, outermost first, those of unmerged titles included."""
    texts: list[list[str]] = [[] for _ in range(grid.n_cols)]
    for depth, row in enumerate(rows):
        below = [_has_text(grid, rows[depth + 1 :], col, row) for col in range(grid.n_cols)]
        shown = [
            "" if (cell := grid.at(row, col)).row < row and row != rows[0] and cell.row in rows else cell.text for col in range(grid.n_cols)
        ]
        spread = list(shown)
        for cols in _open_runs(grid, row, rows, below, texts):
            _spread_by_repetition(grid, row, rows[depth + 1 :], cols, spread)
        title = ""
        for col in range(grid.n_cols):
            cell = grid.at(row, col)
            if cell.row < row and cell.row in rows:
                title = ""
            elif spread[col].strip():
                title = spread[col] if below[col] else ""
            elif title and below[col] and _same_parent(texts, col - 1, col):
                spread[col] = title
            else:
                title = ""
        for col in range(grid.n_cols - 2, -1, -1):
            # A title centred over its columns: what is left of it and has no title of its own belongs to it too.
            right = spread[col + 1]
            empty = not spread[col].strip() and not (grid.at(row, col).row < row and grid.at(row, col).row in rows)
            if empty and below[col] and right.strip() and below[col + 1] and _same_parent(texts, col, col + 1):
                spread[col] = right
        for col in range(grid.n_cols):
            if spread[col].strip():
                cell = grid.at(row, col)
                if texts[col] and cell.row == row and cell.text.strip() and _ends_a_phrase(grid, cell):
                    texts[col][-1] = f"{texts[col][-1]}\n{spread[col]}"
                else:
                    texts[col].append(spread[col])
    return texts


def _open_runs(grid: Grid, row: int, rows: Sequence[int], below: Sequence[bool], texts: Sequence[Sequence[str]]) -> list[list[int]]:
    """Neighbouring columns below the same titles that have a title or an empty cell in this row and something below it."""
    runs: list[list[int]] = []
    for col in range(grid.n_cols):
        cell = grid.at(row, col)
        if not below[col] or (cell.row < row and cell.row in rows):
            continue
        if runs and runs[-1][-1] == col - 1 and _same_parent(texts, col - 1, col):
            runs[-1].append(col)
        else:
            runs.append([col])
    return runs


def _spread_by_repetition(grid: Grid, row: int, below: Sequence[int], cols: Sequence[int], spread: list[str]) -> None:
    """Where the texts below repeat (T R C T R C) as often as there are titles, each repetition is below one of them, wherever it is drawn."""
    labels = [next((fold(text) for r in below if (text := grid.at(r, col).text).strip()), "") for col in cols]
    starts = [index for index, label in enumerate(labels) if label == labels[0]]
    groups = [cols[a:b] for a, b in pairwise((*starts, len(cols)))]
    titles = [[spread[col] for col in group if spread[col].strip()] for group in groups]
    if len(groups) < 2 or not all(len(set(found)) == 1 for found in titles):
        return
    for group, found in zip(groups, titles, strict=True):
        for col in group:
            spread[col] = found[0]


def _same_parent(texts: Sequence[Sequence[str]], a: int, b: int) -> bool:
    """Whether two columns stand below the same titles so far."""
    return list(texts[a]) == list(texts[b])


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
