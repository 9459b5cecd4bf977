"""Cells whose letters do not say what is drawn in them: what stands there is read off their pictures, or left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from extractors.page import Rule, Word, cell_lines, fraction_lines, lines_of, union
from extractors.tables.reading import Reading
from schemas.stages import Box, Cell

#: Reads a cell off the page's picture.
ReadPart = Callable[[Box], tuple[Sequence[Word], Sequence[Rule]]]

#: A narrower or lower cell holds no formula (points), and so many cells of a table are read at most.
NARROWEST, LOWEST, MOST = 60.0, 12.0, 40
#: Fewer letters than this are a number, a stamp, a signature: those are never read.
LEAST_LETTERS = 8
#: What is read less surely is not taken, and what is taken is no surer than the last.
LEGIBLE, AT_MOST = 0.8, 0.5
#: A drawing keeps so far from its cell's borders (points), more than the margin that its picture leaves out; a stamp is cut by them.
CLEAR = 1.8
#: All that may be typed beside a formula that is a drawing: what it is multiplied with, and signs.
_FACTOR = re.compile(r"[\s=+/()\[\]–−-]*(?:[xX×*]?\s*100\s*%?)?[\s=+/()\[\]–−-]*")
#: Letters that fonts draw as one, which some programs give no name.
_LIGATURES = re.compile(r"ti|tt|tti|fi|fl|ff|ffi|ft|fj|tf")
#: Signs that stand in no word of two or more, unless its letters are others than the font says; so many of such words a text has.
_ODD = re.compile(r"[!#$&*<>?@\\^`~|{}]")
ODD_WORDS, ODD_SHARE = 2, 0.08


def with_pictured(reading: Reading, read: ReadPart, wordless: str, lying: str) -> Reading:
    """A reading with the cells read off the page's picture whose text is missing or garbled.

    Args:
        reading: The reading, on the page as displayed.
        read: Reads a cell; gives nothing where it cannot.
        wordless: The flag of cells in which more is drawn than they say.
        lying: The flag of letters drawn as others.

    Returns:
        What was read is no surer than a half and keeps its flag. A garbled text that cannot be read is left out.
    """
    cells, done = list(reading.cells), 0
    for place, cell in enumerate(cells):
        broken = lying in cell.flags and is_garbled(cell.text)
        large = cell.box[2] - cell.box[0] >= NARROWEST and cell.box[3] - cell.box[1] >= LOWEST
        if done < MOST and (broken or (large and wordless in cell.flags)):
            done += 1
            words, rules = read(cell.box)
            cells[place] = _read_anew(cell, words, rules, broken=broken)
    return replace(reading, cells=tuple(cells)) if done else reading


def is_garbled(text: str) -> bool:
    """Whether letters are drawn that the text does not say: signs stand where letters do."""
    words = text.split()
    odd = [word for word in words if len(word) > 2 and (_ODD.search(word[1:-1]) or len(_ODD.findall(word)) > 1)]
    return len(odd) >= max(ODD_WORDS, ODD_SHARE * len(words))


def _read_anew(cell: Cell, words: Sequence[Word], rules: Sequence[Rule], *, broken: bool) -> Cell:
    if broken:
        # Print, though misnamed: its picture is as sharp as the page, and a bar in it is one.
        words = [replace(word, size=word.box[3] - word.box[1]) for word in words]
    lines = cell_lines(words, cell.page, fraction_lines(words, rules) or lines_of(words)) if words else ()
    text = "\n".join(line.text for line in lines)
    letters, said = (_letters(each) for each in (text, cell.text))
    score = sum(word.score * len(word.text) for word in words) / max(1, sum(len(word.text) for word in words))
    legible = len(letters) >= LEAST_LETTERS and score >= LEGIBLE
    drawing = _FACTOR.fullmatch(cell.text) is not None and _keeps_clear(words, cell.box)
    if legible and (broken or drawing or lacks_ligatures(said, letters)):
        return replace(cell, text=text, lines=lines, score=min(score, AT_MOST))
    return replace(cell, text="", lines=(), score=min(cell.score, AT_MOST)) if broken else cell


def _keeps_clear(words: Sequence[Word], box: Box) -> bool:
    x0, top, x1, bottom = union(word.box for word in words) if words else box
    return min(x0 - box[0], top - box[1], box[2] - x1, box[3] - bottom) >= CLEAR


def lacks_ligatures(said: str, drawn: str) -> bool:
    """Whether a text is another but for letters that are drawn as one shape ("ti", "fi")."""
    at = 0
    missing: list[str] = []
    for letter in said:
        found = drawn.find(letter, at)
        if found < 0:
            return False
        missing.append(drawn[at:found])
        at = found + 1
    missing.append(drawn[at:])
    gaps = [gap for gap in missing if gap]
    return bool(gaps) and all(_LIGATURES.fullmatch(gap) for gap in gaps)


def _letters(text: str) -> str:
    return "".join(ch for ch in text.casefold() if ch.isalnum())
