"""Which rows of a grid are a header, and the path of header cells above each column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from normalizers.header.lexicon import header_words
from normalizers.header.said import Said, said_by
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
#: So many letters in a row count the columns.
LEAST_LETTERS = 4
#: So many numbers count columns in a row that is a title of others.
LEAST_COUNTS = 3
#: So many titles at least divide wider ones.
LEAST_DIVIDED = 2
#: The second of two columns is numbered by one of these: forms leave out the number of a column they do not print.
SECOND_OF_TWO = (2, 3)
#: This share of its cells says only what headers say.
LATER_SURE = 0.4
#: A title inside the frame runs over this share of the columns.
WHOLE_WIDTH = 0.8

_INDICATORS = ("indikator", "indikator_tujuan")
_FIGURE = re.compile(r"^[<>≤≥±~]?\s*(?:rp\.?\s*)?-?\(?\d[\d.,]*\)?\s*(?:%|[a-zA-Z/ ]{0,25})?$", re.IGNORECASE)
_LABELLED = re.compile(r"^(?:tujuan|sasaran(?: strategis)?|program|sub[ -]?kegiatan|kegiatan)\s*(?:[\d.]+\s*:?|:)", re.IGNORECASE)
_NOTHING = re.compile(r"^[-–—_.\s]*$|^n/?a$", re.IGNORECASE)
_LETTER = re.compile(r"[(\[]?([a-zA-Z])(?:[=:][a-zA-Z\d×*+\-%()=./:]+)?[)\].]?")
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
_WORD = re.compile(r"[^\W\d_]{3}")
#: A day of a month is a date; only a quarter's last day is also a title of its column.
_DATE = re.compile(r"(?!(?:30|31)\b)\d{1,2} [^\W\d_]{3,}")
_COUNT = re.compile(r"[(\[]?(\d{1,2})(?:\s*[=:]\s*[\d\sx×*+\-%()=./:]+)?[)\].]?")


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that are a header.

    Attributes:
        first, end: The rows, ``end`` exclusive.
        counting: Those of them that only count the columns.
        mixed: Those that count some columns and are titles of others.
    """

    first: int
    end: int
    counting: frozenset[int] = frozenset()
    mixed: frozenset[int] = frozenset()


def find_blocks(grid: Grid) -> list[Block]:
    """Find every header of a table, top to bottom: below a title inside the frame, repeated on a new page, a second one further down."""
    blocks: list[Block] = []
    row = 0
    while row < grid.n_rows:
        block = _block_at(grid, row, later=bool(blocks))
        if block is None or (blocks and not _heads_anew(grid, block, blocks[0])):
            row += 1
        else:
            blocks.append(block)
            row = block.end
    return blocks


def _heads_anew(grid: Grid, block: Block, first: Block) -> bool:
    """Whether a block below a table's header is one, too: nearly as wide, and it names indicators, or nothing is in it but header words.

    A row of short texts ("Nilai SAKIP | Hasil Nilai SAKIP") begins as headers do; what it hides below it would be lost.
    """
    printed = grid.printed(block.first)
    if len(printed) < LATER_SHARE * len(grid.printed(first.first)):
        return False
    known = {fold(cell.text) for row in range(first.first, first.end) for cell in grid.printed(row)}
    said = [(cell, said_by(cell.text)) for cell in printed]
    if any(one.head is not None and one.head.name in _INDICATORS and not one.foreign for _, one in said):
        return True
    sure = sum(one.says_all or fold(cell.text) in known for cell, one in said)
    return sure >= LATER_SURE * len(printed)


def is_number_row(cells: Sequence[Cell]) -> bool:
    """Whether a row only counts the columns: 1, 2, 3 … or (1) (2) (3=2/1), a few numbers missing at most."""
    texts = ["".join(cell.text.split()) for cell in cells]
    filled = [text for text in texts if text]
    if any(map(_WORD.search, filled)):
        return False
    if _letters_columns(filled):
        return True
    counts = [int(m.group(1)) for text in filled if (m := _COUNT.fullmatch(text))]
    letters = [text for text in filled if re.fullmatch(r"[(\[]?[a-zA-Z][)\].]?", text)]
    if len(texts) == len(counts) == len(SECOND_OF_TWO):
        return counts[0] == 1 and counts[1] in SECOND_OF_TWO
    if len(counts) < 3 or len(counts) + len(letters) < 0.7 * len(filled) or len(filled) < 0.6 * len(texts):
        return False
    return counts[0] <= 2 and all(b > a for a, b in pairwise(counts))


def _letters_columns(texts: Sequence[str]) -> bool:
    """Whether texts are the letters from a on, formulas of them among them: a, b, c, d=c/b."""
    letters = [match.group(1).casefold() for text in texts if (match := _LETTER.fullmatch(text))]
    return len(letters) >= LEAST_LETTERS and len(letters) == len(texts) and letters == sorted(set(letters)) and letters[0] == "a"


def is_title_row(grid: Grid, row: int) -> bool:
    """Whether a row is one text over (nearly) the whole width."""
    printed = grid.printed(row)
    return len(printed) == 1 and printed[0].cols >= max(2, WHOLE_WIDTH * grid.n_cols)


def _block_at(grid: Grid, first: int, *, later: bool) -> Block | None:
    """The header that begins in a row; ``later`` when the table has one above: one with a cell of data is a row then."""
    if is_title_row(grid, first) or is_number_row(grid.row(first)):
        return None
    said, figures = _row_says(grid, first, most=0 if later else None)
    heads = [one for one in said if one.head is not None and not one.foreign]
    named = any(one.head is not None and one.head.name != "nomor" for one in heads)
    kinds = {(one.head.section, one.head.name) for one in heads if one.head is not None} | {
        ("waktu", one.text) for one in said if one.times
    }
    times_below = not later and _times_below(grid, first)
    share = NAMED_SHARE if ("peran", "indikator") in kinds or times_below else HEADER_SHARE
    # What years divide is a title, whatever it begins like ("Jumlah yang Harus Diselesaikan").
    most = 0.0 if later else max(MOST_DATA * len(said), float(times_below))
    if (
        len(kinds) < 2
        or len(heads) + sum(one.times for one in said if named) < min(2, len(said))
        or figures > most
        or len(heads) + sum(one.times or bool(one.when.speaks_of and one.head is None) for one in said) < share * len(said)
    ):
        return None
    if grid.n_cols <= 3 and len(heads) < 2:
        return None
    end, counting, mixed = first + 1, set(), set()
    while end < min(grid.n_rows, first + TALLEST):
        if is_number_row(grid.row(end)) and not _is_level(grid, first, end):
            counting.add(end)
        elif _counts_beside_titles(grid, first, end):
            mixed.add(end)
        elif not _belongs(grid, first, end):
            if not _is_caption(grid, first, end):
                break
            counting.add(end)
        end += 1
    return Block(first, max(end, _reach(grid, first)), frozenset(counting), frozenset(mixed))


def _times_below(grid: Grid, first: int) -> bool:
    """Whether years or quarters, and nothing else, divide the wide cells of a row: only titles are divided so."""
    if first + 1 >= grid.n_rows or not any(cell.cols > 1 for cell in grid.printed(first)):
        return False
    below = grid.printed(first + 1)
    times = [one.times or one.when.bare_quarter is not None for one in (said_by(cell.text) for cell in below)]
    return len(below) > 1 and all(times) and all(_subdivides(grid, cell, first, first + 1) for cell in below)


def is_count(text: str) -> bool:
    """Whether a text counts a column: 3, (3), 5=4/3."""
    return _COUNT.fullmatch("".join(text.split())) is not None


def _counts_beside_titles(grid: Grid, first: int, row: int) -> bool:
    """Whether a row counts the columns whose titles end above it, and divides wider ones ("1 | 2 | 3 | TW I | TW II" below "Realisasi")."""
    printed = grid.printed(row)
    counts = [cell for cell in printed if is_count(cell.text)]
    titles = [cell for cell in printed if not is_count(cell.text)]
    if len(counts) < LEAST_COUNTS or not titles or any(cell.row != row for cell in printed):
        return False
    wide = all(_subdivides(grid, cell, first, row) and grid.at(row - 1, cell.col).text.strip() for cell in titles)
    return wide and is_number_row(counts) and all(_divides_values(said_by(cell.text)) for cell in titles)


def _reach(grid: Grid, first: int) -> int:
    """The row after the last one that most titles of a header's first row stretch down to: what stands beside them there is header, too."""
    ends = [cell.row + cell.rows for cell in grid.printed(first)]
    usual, count = Counter(ends).most_common(1)[0]
    return usual if count > 0.5 * len(ends) and usual - first <= TALLEST and usual < grid.n_rows else first


def _is_caption(grid: Grid, first: int, row: int) -> bool:
    """Whether a row says more of the titles right above it, before they are divided ("Sasaran" / "Kepala Dinas" / …)."""
    if row + 1 >= grid.n_rows:
        return False
    printed, over, below = (grid.printed(each) for each in (row, row - 1, row + 1))
    begins, ends = {cell.col for cell in over}, {cell.col + cell.cols for cell in over}
    whole = all(cell.col in begins and cell.col + cell.cols in ends for cell in printed)
    return whole and 1 < len(printed) < len(below) and not _row_says(grid, row, most=0)[1] and _belongs(grid, first, row + 1)


def _is_level(grid: Grid, first: int, row: int) -> bool:
    """Whether a row of counts (1 2 3 4 5 1 2 3 4 5, I II III IV) counts years or quarters below a title instead of the columns."""
    spanned = [cell for cell in grid.row(row) if first <= cell.row < row and cell.text.strip()]
    return bool(spanned)


def _row_says(grid: Grid, row: int, most: int | None = None) -> tuple[list[Said], int]:
    """What the cells that begin in a row say, and how many are figures or the beginnings of data.

    Args:
        grid: The table.
        row: The row.
        most: Where there are more of those nothing else is asked, and the cells behind them are not read.
    """
    said: list[Said] = []
    data = 0
    for cell in grid.printed(row):
        one = said_by(cell.text)
        said.append(one)
        data += is_data(cell.text, one)
        if most is not None and data > most:
            break
    return said, data


def is_data(text: str, said: Said) -> bool:
    """Whether a text is one that stands in rows, not in headers: a figure, an indicator's or an aim's name, a sentence."""
    folded = fold(text)
    words = folded.split()
    if said.when.years and not said.tags and len(words) <= 3:
        return False
    if _DATE.match(folded) and said.has("lain", "bulan"):
        return True
    if said.when.bare or said.when.bare_quarter is not None or said.when.month is not None or said.short is not None:
        return False
    if _FIGURE.match(text.strip()) or _NOTHING.match(text.strip()):
        return True
    if _LABELLED.match(text.strip()):
        return True
    begins_as = header_words().begins
    begins = bool(begins_as["aras"].match(f"{folded} "))
    if begins:
        return True
    if said.head is not None and not said.foreign:
        # "Program Pengelolaan …" begins as a header does and goes on as a name; "Capaian (c = b/a x 100%)" only explains itself.
        words = fold(_BRACKETED.sub(" ", text)).split() or words
        unknown = len(words) - sum(tag.words for tag in said.tags) - sum(word in header_words().fillers for word in words)
        return unknown >= SHORT_TEXT and len(words) > 1.8 * (len(words) - unknown)
    return len(words) > SHORT_TEXT + 2 or (len(words) >= 3 and bool(begins_as["indikator"].match(folded)))


def _belongs(grid: Grid, first: int, row: int) -> bool:
    """Whether a row goes on with the header above it."""
    printed = grid.printed(row)
    tall = [cell for cell in grid.row(row) if first <= cell.row < row and cell.text.strip()]
    if not printed:
        below = row + 1
        return bool(tall) or (below < min(grid.n_rows, first + TALLEST) and bool(grid.printed(below)) and _belongs(grid, first, below))
    if _divides_all_open_titles(grid, first, row):
        return True
    said, data = _row_says(grid, row, most=0)
    if data or any(_bridges_titles(grid, cell, first) for cell in printed):
        return False
    if not tall and is_number_row(grid.row(row - 1)) and not all(map(_divides_values, said)):
        # Below a row that counts the columns only years, quarters and measures go on; names are the first rows.
        return False
    ends = [ends_a_phrase(grid, cell) for cell in printed]
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


def _divides_all_open_titles(grid: Grid, first: int, row: int) -> bool:
    """Whether all that begins in a row divides wider titles, and the titles of all other columns stretch down beside it: only a header
    is drawn so, whatever its words are."""
    inner = [cell for cell in grid.row(row) if cell.row == row]
    beside = [cell for cell in grid.row(row) if cell.row < row]
    if len(inner) < LEAST_DIVIDED or not beside or any(cell.row < first or not cell.text.strip() for cell in beside):
        return False
    if not all(cell.text.strip() and grid.at(row - 1, cell.col).cols > cell.cols for cell in inner):
        return False
    return not any(_FIGURE.match(cell.text.strip()) and not said_by(cell.text).when.years for cell in inner)


def _bridges_titles(grid: Grid, cell: Cell, first: int) -> bool:
    """Whether a cell stands below several titles at once: a band, for a header's titles only grow narrower downwards."""
    lowest = set()
    for col in range(cell.col, cell.col + cell.cols):
        titles = [above for above in grid.down(col, first, cell.row) if above.text.strip()]
        lowest |= {id(titles[-1])} if titles else set()
    return len(lowest) > 1


def ends_a_phrase(grid: Grid, cell: Cell) -> bool:
    """Whether a cell goes on with the header phrase above it ("Sasaran", below it "Strategis")."""
    over = grid.at(cell.row - 1, cell.col) if cell.row else cell
    phrase = tuple(fold(f"{over.text} {cell.text}").split())
    return bool(over.text.strip()) and over.cols == cell.cols and len(phrase) <= header_words().longest and phrase in header_words().phrases


def _is_strong(said: Said) -> bool:
    return said.times or said.short is not None or said.when.bare_quarter is not None or (said.head is not None and not said.foreign)


def _divides_values(said: Said) -> bool:
    measure = said.head is not None and said.head.section in ("ukuran", "uang")
    return measure or said.times or said.short is not None or said.when.bare or said.when.bare_quarter is not None or said.unit is not None


def _subdivides(grid: Grid, cell: Cell, first: int, row: int) -> bool:
    """Whether a cell stands below a wider title, or below an empty cell beside one: what stands below a title as wide as itself is data."""
    for above in range(row - 1, first - 1, -1):
        over = grid.at(above, cell.col)
        if not is_number_row(grid.row(above)):
            return over.cols > cell.cols or not over.text.strip()
    return True
