"""A page that is a picture becomes words and rules, as if it had been typed; every later stage is the same.

What OCR costs is paid only for pages that can hold a table (rules that enclose cells, or text in columns) and for the first pages, which
say whose document it is; and once: results are kept by picture and engine version.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from extractors.lattice import find_frames
from extractors.page import PageContent, PageUnreadable, Rule, Word
from extractors.pdf import has_sound_pictures, resolution_of
from extractors.scan.boldness import with_boldness
from extractors.scan.bulge import bulge_of
from extractors.scan.coloured_ink import without_colour
from extractors.scan.drawn_rules import find_rules
from extractors.scan.ink_columns import stands_in_columns
from extractors.scan.likely_signs import mend_edges, mend_percents, mend_quarters
from extractors.scan.missed_text import is_sign, missed_text
from extractors.scan.ocr import Engine, PixelBox, Recognised
from extractors.scan.parts import part_of
from extractors.scan.second_looks import (
    DISAGREEMENT,
    LEGIBLE,
    crop,
    doubted,
    look_again,
    look_past_colour,
    look_past_pale,
    mend_figures,
    without_rules,
)
from extractors.scan.shaded_areas import ShadedArea, find_shaded_areas, on_paper
from extractors.scan.straightening import Picture, StraightPage, straighten
from extractors.scan.word_boxes import bare_ink, words_on_ink
from schemas.stages import Box

#: Resolution pages are drawn with: finer is slower and no better, coarser loses small type (dots an inch).
DPI = 200.0
#: Longest side of a drawn page (pixels): a page of metres is drawn coarser, not larger than memory.
LONGEST = 4200
#: Raised when the way from picture to words changes, so that kept results are not mistaken for today's.
REVISION = 36
#: A longer text with a digit in it is a sentence, not a value (letters).
LONGEST_FIGURE = 20
#: Paper left around the ink when text is looked for (pixels).
MARGIN = 24
#: How many pieces of text tell which way up a page is.
SAMPLES = 5
#: A picture coarser than this (dots an inch) is read with no more trust than this: two looks at too few dots agree on the same mistake.
COARSE, COARSE_TRUST = 125.0, 0.9
#: Grey level of blank paper.
WHITE = 250
#: Text so many times longer than high tells whether a page lies on its side: it does when more than this share of it stands upright.
LONG_TEXT, SIDEWAYS = 3, 0.5
#: A table drawn on a scan has so many cells and so many lines each way; less is the frame of a letterhead or a stamp.
LEAST_CELLS, LEAST_LINES = 4, 3
#: So many level rules, each over this share of the page's width, part a stretch of it into rows.
LEAST_BARS, BAR = 3, 0.4
#: An upright rule cuts a text when it runs so far inside it; so much is left off on either side of it; a narrower piece is no text
#: (pixels).
INSIDE, BESIDE_RULE, NARROWEST = 4, 2, 8


class Keep(Protocol):
    """Where results are kept between runs."""

    def get(self, key: str) -> str | None: ...
    def put(self, key: str, value: str) -> None: ...


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A page read off its picture.

    Attributes:
        content: Words and rules on the straight page.
        on_page: Maps a box of the straight page to the page as displayed.
    """

    content: PageContent
    on_page: Callable[[Box], Box]


class ScanReader:
    """Reads pictures of pages with an OCR engine.

    Args:
        engine: The engine.
        keep: Where its results are kept; None keeps nothing.
    """

    def __init__(self, engine: Engine, keep: Keep | None = None) -> None:
        self.engine, self.keep = engine, keep

    def read(self, page: pdfium.PdfPage, number: int, *, always: bool) -> ScannedPage | None:
        """Read a page.

        Args:
            page: An open PDFium page.
            number: Its number.
            always: Read it even when nothing on it looks like a table.

        Returns:
            What stands on it; None when it was not worth reading.

        Raises:
            EngineMissing: The OCR engine cannot be loaded.
            PageUnreadable: The picture's data is broken.
        """
        width, height = page.get_size()
        scale = min(DPI / 72, LONGEST / max(width, height, 1.0))
        colours = np.asarray(cv2.cvtColor(page.render(scale=scale).to_numpy(), cv2.COLOR_BGR2RGB), dtype=np.uint8)
        picture = np.asarray(cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
        if picture.min() == picture.max():
            if picture.min() < WHITE or not has_sound_pictures(page):
                raise PageUnreadable("broken_picture", number)
            return None
        straight, level, upright, areas = _prepare(picture, scale, 0)
        if not always and not _may_hold_table(number, straight, level, upright):
            return None
        key = hashlib.sha256(colours.tobytes()).hexdigest() + f"/{self.engine.version}/{REVISION}"
        kept = self.keep.get(key) if self.keep is not None else None
        if kept is not None:
            quarters, words = _unpack(kept)
            if quarters:
                straight, level, upright, areas = _prepare(picture, scale, quarters)
        else:
            boxes = self._find_text(straight)
            known: dict[PixelBox, Recognised] = {}
            quarters = self._quarters(straight.picture, boxes, known)
            if quarters:
                straight, level, upright, areas = _prepare(picture, scale, quarters)
                boxes, known = self._find_text(straight), {}
            words = self._words(straight, boxes, level, upright, _uncoloured(straight, colours, areas), known)
            if resolution_of(page) < COARSE:
                words = [replace(word, score=min(word.score, COARSE_TRUST)) for word in words]
            if self.keep is not None:
                self.keep.put(key, _pack(quarters, words))
        page_width, page_height = straight.turned_size
        content = PageContent(
            number, page_width, page_height, tuple(words), tuple(level), tuple(upright),
            tuple(area.box for area in areas), tuple(area.colour for area in areas),
        )  # fmt: skip
        return ScannedPage(content, straight.box_on_page)

    def read_part(self, page: pdfium.PdfPage, box: Box) -> tuple[list[Word], list[Rule]]:
        """Read a cell of a typed page off its picture.

        Args:
            page: An open PDFium page.
            box: The cell on the page as displayed.

        Returns:
            Its words and the level strokes in it, on the page.

        Raises:
            EngineMissing: The OCR engine cannot be loaded.
        """
        part = part_of(page, box, DPI / 72)
        if part is None:
            return [], []
        size = "x".join(map(str, part.picture.shape))
        key = f"{hashlib.sha256(part.picture.tobytes()).hexdigest()}/{size}/{self.engine.version}/{REVISION}"
        kept = self.keep.get(key) if self.keep is not None else None
        if kept is not None:
            return part.on_page(_unpack(kept)[1]), part.bars()
        pieces = self.engine.find_text(part.picture)
        read = self.engine.recognise([crop(part.picture, piece) for piece in pieces])
        bare = part.bare_ink()
        words: list[Word] = []
        for piece, found in zip(pieces, read, strict=True):
            words.extend(words_on_ink(found, piece, bare, part.scale, words[-1].run + 1 if words else 0))
        if self.keep is not None:
            self.keep.put(key, _pack(0, words))
        return part.on_page(words), part.bars()

    def _find_text(self, straight: StraightPage) -> list[PixelBox]:
        """Where text stands; only the part of the page with ink on it is looked at, as looking costs by area."""
        x, y, width, height = cv2.boundingRect(cv2.morphologyEx(straight.ink, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)))
        if width < MARGIN or height < MARGIN:
            return []
        left, top = max(0, x - MARGIN), max(0, y - MARGIN)
        part = straight.picture[top : y + height + MARGIN, left : x + width + MARGIN]
        return [(a + left, b + top, c + left, d + top) for a, b, c, d in self.engine.find_text(np.ascontiguousarray(part))]

    def _quarters(self, picture: Picture, boxes: Sequence[PixelBox], known: dict[PixelBox, Recognised]) -> int:
        """Quarter turns that make the text upright: lines are wider than high, and legible one way up only.

        Args:
            picture: The page.
            boxes: Where text stands on it.
            known: Filled with what was read on the page as it is.
        """
        long = [b for b in boxes if max(b[2] - b[0], b[3] - b[1]) > LONG_TEXT * min(b[2] - b[0], b[3] - b[1])]
        sideways = sum(b[3] - b[1] > b[2] - b[0] for b in long) > SIDEWAYS * len(long) if long else False
        by_length = sorted(long or boxes, key=lambda b: max(b[2] - b[0], b[3] - b[1]))
        samples = by_length[len(by_length) // 2 :][:SAMPLES]
        if not samples:
            return 0
        first = self._legibility(picture, samples, 1 if sideways else 0, known)
        if not sideways and first >= LEGIBLE:
            return 0
        second = self._legibility(picture, samples, 3 if sideways else 2, known)
        if sideways:
            return 1 if first >= second else 3
        return 0 if first >= second else 2

    def _legibility(self, picture: Picture, boxes: Sequence[PixelBox], quarters: int, known: dict[PixelBox, Recognised]) -> float:
        read = self.engine.recognise([np.ascontiguousarray(np.rot90(crop(picture, box), -quarters)) for box in boxes])
        if not quarters:
            known.update(zip(boxes, read, strict=True))
        return sum(found.score for found in read) / len(read)

    def _words(
        self,
        straight: StraightPage,
        boxes: Sequence[PixelBox],
        level: Sequence[Rule],
        upright: Sequence[Rule],
        uncoloured: Picture | None,
        known: dict[PixelBox, Recognised],
    ) -> list[Word]:
        """Read the pieces of text between upright rules that are not known yet; numbers are looked at twice."""
        pieces = [piece for box in boxes for piece in _cut_at_rules(box, upright, straight.scale)]
        bare = bare_ink(straight.ink, level, upright, straight.scale)
        missed = missed_text(straight, bare, pieces, level, upright)
        pieces += missed
        unread = [piece for piece in dict.fromkeys(pieces) if piece not in known]
        known |= zip(unread, self.engine.recognise([crop(straight.picture, piece) for piece in unread]), strict=True)
        read = [known[piece] for piece in pieces]
        without_upright = without_rules(upright, straight.picture, straight.scale)
        look_again(self.engine, without_upright, pieces, read)
        look_past_pale(self.engine, straight.picture, pieces, read)
        if uncoloured is not None:
            look_past_colour(self.engine, straight.picture, uncoloured, pieces, read)
        figures = [
            index for index, found in enumerate(read) if len(found.text) <= LONGEST_FIGURE and any(ch.isdigit() for ch in found.text)
        ]
        mend_edges(read, figures)
        for index in doubted(self.engine, without_upright, pieces, read, figures):
            read[index] = replace(read[index], score=min(read[index].score, DISAGREEMENT))
        mend_figures(self.engine, without_upright, pieces, read, figures)
        mend_percents(self.engine, without_upright, pieces, read)
        mend_quarters(pieces, read)
        for index in range(len(pieces) - len(missed), len(pieces)):
            # The search for text did not hold it for text.
            seen = read[index]
            read[index] = replace(seen, score=min(seen.score, DISAGREEMENT)) if is_sign(seen.text) else Recognised("", 0.0)
        words: list[Word] = []
        for piece, found in zip(pieces, read, strict=True):
            words.extend(words_on_ink(found, piece, bare, straight.scale, words[-1].run + 1 if words else 0))
        return with_boldness(words, bare, straight.scale)


def _prepare(picture: Picture, scale: float, quarters: int) -> tuple[StraightPage, list[Rule], list[Rule], list[ShadedArea]]:
    """The straight page on paper, its level and upright rules, and the areas that were shaded."""
    straight = straighten(picture, scale, quarters)
    bulge = bulge_of(straight.ink, scale)
    if bulge is not None:
        straight = straight.laid_flat(bulge)
    areas, even = find_shaded_areas(straight.along(picture), scale)
    if areas:
        straight = straight.showing(on_paper(straight.picture, even, areas, scale))
    level, upright = find_rules(straight.picture, straight.ink, scale)
    return straight, level, upright, areas


def _uncoloured(straight: StraightPage, colours: NDArray[np.uint8], areas: Sequence[ShadedArea]) -> Picture | None:
    """The straight page without its coloured ink, but for what stands on shaded areas; None where it has none."""
    grey = without_colour(colours)
    if grey is None:
        return None
    moved = straight.along(grey).copy()
    for area in areas:
        x0, top, x1, bottom = (round(value * straight.scale) for value in area.box)
        moved[top:bottom, x0:x1] = straight.picture[top:bottom, x0:x1]
    return moved


def _may_hold_table(number: int, straight: StraightPage, level: Sequence[Rule], upright: Sequence[Rule]) -> bool:
    """Whether the rules enclose cells, or part a stretch of the page into rows, or the text stands in columns."""
    width, height = straight.turned_size
    content = PageContent(number, width, height, (), tuple(level), tuple(upright))
    frames, loose = find_frames(content)
    sizes = [(len(frame.xs), len(frame.ys)) for frame in frames]
    if any((xs - 1) * (ys - 1) >= LEAST_CELLS and min(xs, ys) >= LEAST_LINES for xs, ys in sizes):
        return True
    if sum(rule.length > BAR * width for rule in loose) >= LEAST_BARS:
        return True
    return stands_in_columns(straight.ink, straight.scale, level, upright)


def _cut_at_rules(box: PixelBox, upright: Sequence[Rule], scale: float) -> list[PixelBox]:
    """The parts of a box between the upright rules that run through it: text of neighbouring cells found as one piece."""
    x0, top, x1, bottom = box
    middle = (top + bottom) / 2
    cuts = sorted(
        round(rule.at * scale)
        for rule in upright
        if x0 + INSIDE < rule.at * scale < x1 - INSIDE and rule.start * scale <= middle <= rule.end * scale
    )
    edges = [x0, *cuts, x1]
    return [
        (a + (BESIDE_RULE if a != x0 else 0), top, b - (BESIDE_RULE if b != x1 else 0), bottom)
        for a, b in pairwise(edges)
        if b - a > NARROWEST
    ]


def _pack(quarters: int, words: Sequence[Word]) -> str:
    return json.dumps([quarters, [[w.text, w.box, w.run, w.score, w.size, w.bold] for w in words]], ensure_ascii=False)


def _unpack(kept: str) -> tuple[int, list[Word]]:
    quarters, words = json.loads(kept)
    return int(quarters), [Word(text, tuple(box), 0, run, (), score, bold, size) for text, box, run, score, size, bold in words]
