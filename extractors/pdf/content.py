"""A typed page's words and rules, read straight from the page's objects with PDFium.

This is the fast path (some 2 ms a page): no layout analysis, only positions. All boxes are in points of the page as displayed
(rotation and crop box applied), origin top left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from extractors.page import PageContent, Word
from extractors.pdf.display import Display
from extractors.pdf.letters import Letters, Seen, read_letters
from extractors.pdf.shapes import Shapes
from extractors.pdf.type_of_letters import Type, TypeOfLetters

#: What parts letters, in heights of a letter. A letter so far off the line begins a new one; a superscript is nearer.
OFF_LINE = 0.6
#: A jump so far back or on is another run of text; up to the gap it is a space, and less is kerning.
BACK, ON, GAP = -1.2, 2.5, 0.9
#: The same word within so many points of the same spot is printed twice.
SAME_SPOT = 2

#: A word with a letter that is drawn as another says so, and is no surer than this.
LYING, LYING_SCORE = "huruf_beda_gambar", 0.5
_ALL_SEEN = Seen()


def read_content(
    page: pdfium.PdfPage, number: int, text: pdfium.PdfTextPage | None = None, letters: Letters | None = None, seen: Seen = _ALL_SEEN
) -> PageContent:
    """Read a page's words and rules.

    Args:
        page: An open PDFium page.
        number: Its number in the file, from 1.
        text: The page's text where it is open already.
        letters: The page's letters where they are read already.
        seen: What is known to be drawn otherwise.

    Returns:
        The page's content in display coordinates.
    """
    display = Display(page)
    shapes = Shapes(display)
    shapes.read(page)
    text = text or page.get_textpage()
    return PageContent(
        number=number,
        width=display.width,
        height=display.height,
        words=tuple(_words(text, letters or read_letters(text, display), seen)),
        horizontal=tuple(shapes.horizontal),
        vertical=tuple(shapes.vertical),
        shades=tuple(shapes.shades),
        colours=tuple(shapes.colours),
    )


def _words(text_page: pdfium.PdfTextPage, letters: Letters, seen: Seen) -> Iterator[Word]:
    """The words that letters make: a word ends at white space, at a gap, and where drawing goes on somewhere else.

    A word drawn again on the very same spot, which is how some programs print bold, is one.
    """
    count = len(letters.text)
    if not count:
        return
    jumps, gaps = _jumps(letters)
    firsts = np.flatnonzero(jumps | gaps | letters.spaced)
    ends = [*firsts[1:].tolist(), count]
    lows, highs = np.minimum.reduceat(letters.boxes[:, :2], firsts), np.maximum.reduceat(letters.boxes[:, 2:], firsts)
    boxes, spots = zip(*lows.T.tolist(), *highs.T.tolist(), strict=True), zip(*np.rint(lows / SAME_SPOT).T.tolist(), strict=True)
    middles = tuple(((letters.boxes[:, 0] + letters.boxes[:, 2]) / 2).tolist())
    runs, turns = np.cumsum(jumps)[firsts].tolist(), letters.turns[firsts].tolist()
    places, text, types = letters.places[firsts].tolist(), letters.text, TypeOfLetters(text_page.raw)
    # Asking costs time: what is drawn on without a jump is taken to go on in the same type.
    drawn_as: Type = (False, 0.0)
    there: set[tuple[str, tuple[float, ...]]] = set()
    for first, end, asked, place, box, turn, run, spot in zip(
        firsts.tolist(), ends, (jumps | gaps)[firsts].tolist(), places, boxes, turns, runs, spots, strict=True
    ):
        if asked:
            drawn_as = types.at(place)
        word = Word(text[first:end], box, turn, run, middles[first:end] if turn == 0 else (), 1.0, *drawn_as)
        if seen.drawn_as:
            word = _as_drawn(word, letters.places[first:end].tolist(), seen)
        if (key := (word.text, spot)) not in there:
            there.add(key)
            yield word


def _jumps(letters: Letters) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Before which letters drawing goes on somewhere else, and which of the others stand apart from the letter before; (n,) each."""
    boxes, turns = letters.boxes, letters.turns
    x0, top, x1, bottom = boxes.T
    start, stop = x0, x1
    size = bottom - top
    if turns.any():
        # Where a letter begins and ends along its line.
        start, stop = np.choose(turns, (x0, top, -x1, -bottom)), np.choose(turns, (x1, bottom, -x0, -top))
        size = np.where(turns % 2 == 1, x1 - x0, size)
    size = np.maximum(size, 1.0)[1:]
    gap = start[1:] - stop[:-1]
    aside = np.abs(letters.across[1:] - letters.across[:-1])
    jumps = np.ones(len(boxes), dtype=bool)
    jumps[1:] = letters.broken[1:] | (turns[1:] != turns[:-1]) | (aside > OFF_LINE * size) | ~((BACK * size <= gap) & (gap <= ON * size))
    gaps = np.zeros(len(boxes), dtype=bool)
    gaps[1:] = ~jumps[1:] & (gap > GAP * size)
    return jumps, gaps


def _as_drawn(word: Word, places: Collection[int], seen: Seen) -> Word:
    """The word with what its letters look like; flagged where that is not what the text says."""
    letters = [seen.drawn_as.get(place, letter) or letter for place, letter in zip(places, word.text, strict=True)]
    if not any(place in seen.drawn_as for place in places):
        return word
    return replace(word, text="".join(letters), score=LYING_SCORE, flags=(*word.flags, LYING))
