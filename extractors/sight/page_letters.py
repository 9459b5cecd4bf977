"""A page's letters as arrays, and what PDFium knows of each: what both looks at a page go by."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Sequence
from functools import cached_property

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from extractors.page import Rule
from extractors.pdf import Display, Letters, tight_boxes
from extractors.sight.figures import FIGURES, features, likeness
from extractors.sight.picture import Floats, Picture
from schemas.stages import Box

#: The first classes of figures are the digits.
DIGITS = 10
#: Where letters have ink, whatever they are: this part of their line's height. What stands beside them may run into so much of their place
#: (pixels; of a narrow letter no more than this share).
BODY_TOP, BODY_BOTTOM, EDGE, NARROWEST = 0.3, 0.8, 0.5, 0.25
#: From so many quarter turns on lines run from right to left, or upwards.
HALF_TURN = 2
#: In so many parts of its height a digit has ink.
THIRDS = 3
#: So near beside a letter a rule may be what seems to be its ink (widths of the letter).
BESIDE = 0.2
#: So far beside its middle a rule has ink, and a smaller part of a letter's place tells nothing (points).
ON_RULE, LEAST_PART = 0.9, 1.2
#: Letters that may leave no ink in their line's body: accents, and signs at the edges of a line.
_BARE = np.zeros(0x371, dtype=bool)
_BARE[[ord(sign) for sign in "_'\"`^~*°²³¹ªº¯´¨¸·:;!|\u00ad"]] = True
_BARE[0x300:0x370] = True
#: Text render modes that draw nothing.
_INVISIBLE = (3, 7)
_FIGURE_OF = np.full(129, -1, dtype=np.intp)
for _index, _sign in enumerate(FIGURES):
    _FIGURE_OF[ord(_sign)] = _index

Places = NDArray[np.intp]
Rules = tuple[Sequence[Rule], Sequence[Rule]]


class PageLetters:
    """The letters of one page, counted as in ``letters``.

    Args:
        page: An open PDFium page.
        text: Its text.
        letters: The letters of its words.
        rules: Its level rules and its upright ones, as displayed.

    Attributes:
        boxes: (n, 4) around their places in their lines, in points of the page as displayed.
        turns: (n,) quarter turns clockwise that they are drawn with.
        codes: (n,) what they are.
        figures: The digits, those of other scripts too, and the signs of numbers.
        is_figure: (n,) which letters are among them.
        claims: Which class each figure is by the text.
        tight: (figures, 4) around the shape of each figure.
        crossed: Letters that a rule runs across or close by, with where it lies along their lines.
    """

    def __init__(self, page: pdfium.PdfPage, text: pdfium.PdfTextPage, letters: Letters, rules: Rules = ((), ())) -> None:
        self.page, self.text, self.letters = page, text, letters
        self.display = Display(page)
        self.boxes: Floats = letters.boxes.astype(np.float32)
        self.turns = letters.turns
        self.codes = np.frombuffer(letters.text.encode("utf-32-le", "surrogatepass"), dtype="<i4").astype(np.int32)
        said = _FIGURE_OF[np.minimum(self.codes, len(_FIGURE_OF) - 1)]
        for code in set(self.codes[self.codes >= len(_FIGURE_OF)].tolist()):
            if chr(code).isdecimal():
                said[self.codes == code] = unicodedata.decimal(chr(code))
        self.is_figure = said >= 0
        self.figures: Places = np.flatnonzero(self.is_figure)
        self.claims = said[self.figures]
        self.tight: Floats = tight_boxes(text, self.display, letters.places[self.figures]).astype(np.float32)
        self.crossed = {**self._crossed_by(rules[1], lying=False), **self._crossed_by(rules[0], lying=True)}

    def box(self, index: int) -> Box:
        """Around one letter's place."""
        x0, top, x1, bottom = (round(float(value), 2) for value in self.boxes[index])
        return x0, top, x1, bottom

    def _crossed_by(self, rules: Sequence[Rule], *, lying: bool) -> dict[int, float]:
        """The letters of lines along one axis that rules across it run through, with where those are."""
        here = np.flatnonzero((self.turns % 2 == 1) == lying)
        if not rules or not here.size:
            return {}
        found: dict[int, float] = {}
        lines = np.array(sorted((rule.at, rule.start, rule.end) for rule in rules))
        axis, boxes = int(lying), self.boxes[here]
        aside = BESIDE * np.maximum(boxes[:, axis + 2] - boxes[:, axis], 1.0) + ON_RULE / 2
        first = np.searchsorted(lines[:, 0], boxes[:, axis] - aside)
        count = np.searchsorted(lines[:, 0], boxes[:, axis + 2] + aside) - first
        middles = (boxes[:, 1 - axis] + boxes[:, 3 - axis]) / 2
        for step in range(int(count.max())):
            near = np.flatnonzero(count > step)
            ats, starts, ends = lines[first[near] + step].T
            across = (starts <= middles[near]) & (middles[near] <= ends)
            found |= dict(zip(here[near[across]].tolist(), ats[across].tolist(), strict=True))
        return found

    def outside(self) -> Places:
        """Letters whose middle lies beside the page."""
        x, y = (self.boxes[:, 0] + self.boxes[:, 2]) / 2, (self.boxes[:, 1] + self.boxes[:, 3]) / 2
        return np.flatnonzero((x < 0) | (y < 0) | (x > self.display.width) | (y > self.display.height))

    def foreign(self) -> Places:
        """Which of the figures are digits of other scripts."""
        return np.flatnonzero(self.codes[self.figures] >= len(_FIGURE_OF))

    def likeness(self, picture: Picture) -> tuple[Floats, Floats]:
        """How surely each figure is what in a picture of the page, (figures, 15), and how much its ink differs from the paper."""
        turns, boxes = self.turns[self.figures], self.boxes[self.figures]
        heights = np.where(turns % 2 == 1, boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
        seen, ink = features(picture, self.tight, heights, turns)
        return likeness(seen), ink

    def contrast(self, picture: Picture, which: Places, rows: int, columns: int) -> NDArray[np.uint8]:
        """The strongest contrast along the line through each letter's body; a rule that runs along behind it is none.

        Nothing beside a letter's own place is looked at, and half a pixel less: what stands right beside a hidden letter is not its ink.

        Args:
            picture: The page.
            which: The letters.
            rows, columns: How many lines are looked at, at how many points each.
        """
        return self.contrast_in(picture, self.boxes[which], self.turns[which], rows, columns)

    @staticmethod
    def contrast_in(picture: Picture, boxes: Floats, turns: NDArray[np.int8], rows: int, columns: int) -> NDArray[np.uint8]:
        """The same of letters in given boxes with given turns."""
        found = np.empty(len(boxes), dtype=np.uint8)
        for lying in (False, True):
            here = (turns % 2 == 1) == lying
            if not here.any():
                continue
            body = boxes[here]
            axis = int(lying)
            edge = np.minimum(EDGE / picture.scale[axis], NARROWEST * (body[:, axis + 2] - body[:, axis]))
            high = body[:, 3 - axis] - body[:, 1 - axis]
            body[:, axis] += edge
            body[:, axis + 2] -= edge
            body[:, 3 - axis] -= (1 - BODY_BOTTOM) * high
            body[:, 1 - axis] += BODY_TOP * high
            grid = picture.nearest(body, columns, rows) if lying else picture.nearest(body, rows, columns)
            line = 0 if lying else 1
            found[here] = (grid.max(axis=line) - grid.min(axis=line)).max(axis=0)
        return found

    def bare_beside_rules(self, picture: Picture, rows: int, columns: int, least: float) -> list[int]:
        """Letters with a rule across or close by that have less contrast than this beside it: what seems to be their ink is the rule's."""
        index, parts, turns, wide = self._beside_rules
        if not index.size:
            return []
        inked = self.contrast_in(picture, parts[wide], turns[wide], rows, columns) >= least
        return sorted(set(index[wide].tolist()) - set(index[wide][inked].tolist()))

    def nothing_beside_rules(self) -> list[int]:
        """Letters that a rule runs across or close by so that no part of them beside it is wide enough to tell anything."""
        index, _, _, wide = self._beside_rules
        return sorted(set(index.tolist()) - set(index[wide].tolist()))

    @cached_property
    def _beside_rules(self) -> tuple[Places, Floats, NDArray[np.int8], NDArray[np.bool_]]:
        """Of letters with a rule across or close by the parts on both its sides: whose, their boxes and turns, which are wide enough."""
        index = np.repeat(np.array(list(self.crossed), dtype=np.intp), 2)
        parts, turns = self.boxes[index], self.turns[index]
        lying, at = turns % 2 == 1, np.repeat(np.array(list(self.crossed.values()), dtype=np.float32), 2)
        for axis, here in ((0, ~lying), (1, lying)):
            before = here & (np.arange(len(index)) % 2 == 0)
            parts[before, axis + 2] = np.minimum(parts[before, axis + 2], at[before] - ON_RULE)
            after = here & ~before
            parts[after, axis] = np.maximum(parts[after, axis], at[after] + ON_RULE)
        wide = np.where(lying, parts[:, 3] - parts[:, 1], parts[:, 2] - parts[:, 0]) > LEAST_PART
        return index, parts, turns, wide

    def partly_bare(self, picture: Picture, rows: Places, least: float) -> list[int]:
        """Of some digits, counted among the figures, those with less contrast than this along all lines of a third of their shape's height.

        Every digit has ink at its head, in its middle and at its foot.
        """
        found: set[int] = set()
        lying, shapes = self.turns[self.figures[rows]] % 2 == 1, self.tight[rows]
        for part in range(THIRDS):
            boxes = self.boxes[self.figures[rows]]
            for axis, here in ((1, ~lying), (0, lying)):
                high = (shapes[here, axis + 2] - shapes[here, axis]) / THIRDS
                boxes[here, axis] = shapes[here, axis] + part * high
                boxes[here, axis + 2] = shapes[here, axis] + (part + 1) * high
            bare = self.contrast_in(picture, boxes, self.turns[self.figures[rows]], 12, 16) < least
            found.update(rows[bare].tolist())
        return sorted(found)

    def follows(self, one: int, other: int) -> bool:
        """Whether a letter stands further on along its line than another."""
        axis, back = int(self.turns[other] % 2), self.turns[other] >= HALF_TURN
        return bool(self.boxes[other, axis] > self.boxes[one, axis]) != bool(back)

    def font(self, index: int) -> int:
        """What tells a letter's font from others of the page; 0 when unknown."""
        drawing = pdfium_c.FPDFText_GetTextObject(self.text.raw, int(self.letters.places[index]))
        font = pdfium_c.FPDFTextObj_GetFont(drawing) if drawing else None
        return ctypes.addressof(font.contents) if font else 0

    def draws_nothing(self, index: int) -> bool:
        """Whether a letter is drawn in no colour, or not at all."""
        drawing = pdfium_c.FPDFText_GetTextObject(self.text.raw, int(self.letters.places[index]))
        if not drawing:
            return False
        if pdfium_c.FPDFTextObj_GetTextRenderMode(drawing) in _INVISIBLE:
            return True
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        return bool(pdfium_c.FPDFPageObj_GetFillColor(drawing, red, green, blue, alpha)) and alpha.value == 0


def may_be_bare(codes: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which letters may leave no ink: those above, marks that join or part others, and signs of private fonts."""
    return _BARE[np.minimum(codes, len(_BARE) - 1)] | ((codes >= 0x2000) & (codes < 0x2070)) | (codes >= 0xE000)


def dot_for_comma(one: Places, other: Places) -> NDArray[np.bool_]:
    """Which of two classes are the dot and the comma."""
    return np.asarray((one != other) & np.isin(one, _STOPS) & np.isin(other, _STOPS), dtype=np.bool_)


_STOPS = np.array([FIGURES.index(","), FIGURES.index(".")])
