"""A typed page's words and rules, read straight from the page's objects with PDFium.

This is the fast path (some 5 ms a page): no layout analysis, only positions. All boxes are in points of the page as displayed
(rotation and crop box applied), origin top left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

import pypdfium2 as pdfium

from extractors.page import PageContent, Word
from extractors.pdf.display import Display
from extractors.pdf.letters import Letters, Seen, letters_of
from extractors.pdf.shapes import Shapes
from extractors.pdf.type_of_letters import Type, TypeOfLetters
from schemas.stages import Box

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
        letters: Filled with the page's letters.
        seen: What is known to be drawn otherwise; letters that nobody can see are left out.

    Returns:
        The page's content in display coordinates.
    """
    display = Display(page)
    shapes = Shapes(display)
    shapes.read(page)
    return PageContent(
        number=number,
        width=display.width,
        height=display.height,
        words=tuple(_once(_words(text or page.get_textpage(), display, letters or Letters(), seen))),
        horizontal=tuple(shapes.horizontal),
        vertical=tuple(shapes.vertical),
        shades=tuple(shapes.shades),
        colours=tuple(shapes.colours),
    )


def _once(words: Iterator[Word]) -> Iterator[Word]:
    """The words without those drawn again on the very same spot, which is how some programs print bold."""
    seen: set[tuple[str, int, int]] = set()
    for word in words:
        key = (word.text, round(word.box[0] / SAME_SPOT), round(word.box[1] / SAME_SPOT))
        if key not in seen:
            seen.add(key)
            yield word


def _words(text_page: pdfium.PdfTextPage, display: Display, kept: Letters, seen: Seen) -> Iterator[Word]:
    """The page's words in drawing order; a word ends at a space, a jump or a change of direction."""
    types = TypeOfLetters(text_page.raw)
    letters: list[str] = []
    boxes: list[Box] = []
    places, edges = kept.places, kept.edges
    turn = run = 0
    baseline = end = 0.0
    drawn_as: Type = (False, 0.0)
    new_line = True

    def finished() -> Word:
        x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
        middles = tuple([(b[0] + b[2]) / 2 for b in boxes]) if turn == 0 else ()
        word = Word("".join(letters), (min(x0s), min(tops), max(x1s), max(bottoms)), turn, run, middles, 1.0, *drawn_as)
        if seen.drawn_as:
            word = _as_drawn(word, places[len(kept.text) :], seen)
        if turn:
            kept.turned.update((place, turn) for place in range(len(kept.text), len(places)))
        kept.text.extend(letters)
        letters.clear()
        boxes.clear()
        return word

    for index, char, box, letter_turn, across in letters_of(text_page, display, seen.unseen):
        if not char:
            if letters:
                yield finished()
            new_line = new_line or across > 0
            continue
        if letter_turn == 0:
            start, top, stop, bottom = box
            size = bottom - top
        else:
            start, stop = _extent(box, letter_turn)
            size = box[3] - box[1] if letter_turn == 2 else box[2] - box[0]
        size = max(size, 1.0)
        gap = start - end
        if new_line or letter_turn != turn or abs(across - baseline) > OFF_LINE * size or not BACK * size <= gap <= ON * size:
            if letters:
                yield finished()
            run += 1
            # Asking costs time: what is drawn on without a jump is taken to go on in the same type.
            drawn_as = types.at(index)
        elif gap > GAP * size:
            if letters:
                yield finished()
            drawn_as = types.at(index)
        turn, baseline, end, new_line = letter_turn, across, stop, False
        letters.append(char)
        boxes.append(box)
        places.append(index)
        edges += box
    if letters:
        yield finished()


def _as_drawn(word: Word, places: Collection[int], seen: Seen) -> Word:
    """The word with what its letters look like; flagged where that is not what the text says."""
    letters = [seen.drawn_as.get(place, letter) or letter for place, letter in zip(places, word.text, strict=True)]
    if not any(place in seen.drawn_as for place in places):
        return word
    return replace(word, text="".join(letters), score=LYING_SCORE, flags=(*word.flags, LYING))


def _extent(box: Box, turn: int) -> tuple[float, float]:
    """Where a letter begins and ends along its line."""
    x0, top, x1, bottom = box
    return ((x0, x1), (top, bottom), (-x1, -x0), (-bottom, -top))[turn]
