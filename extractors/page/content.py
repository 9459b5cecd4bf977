"""The common language of a page, typed or scanned: its words, its rules.

All boxes are in points of the page as displayed (rotation and crop box applied), origin top left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractors.page.geometry import turn_box
from schemas.stages import Box, fixed


@fixed(frozen=True, slots=True)
class Rule:
    """A straight horizontal or vertical line: its position across and its extent along."""

    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        return self.end - self.start


@fixed(frozen=True, slots=True)
class Word:
    """Letters without a space between them.

    Attributes:
        text: The letters.
        box: Around them.
        turn: Quarter turns clockwise the text is drawn with: 0 upright, 3 reads upwards, 1 reads downwards.
        run: Number of the drawn run it belongs to: words of one run were drawn one after the other on one line.
        edges: The middles of its letters, where known.
        score: 0..1, how surely it is read; 1 for typed text.
        bold: Whether it is drawn bold, where known.
        size: The size of its type in points; 0 where unknown.
        flags: Doubts about it, see ``docs/catatan.md``; a word that has one is no surer than 0.99.
    """

    text: str
    box: Box
    turn: int
    run: int
    edges: tuple[float, ...] = ()
    score: float = 1.0
    bold: bool = False
    size: float = 0.0
    flags: tuple[str, ...] = ()

    @property
    def centre(self) -> tuple[float, float]:
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2


@dataclass(frozen=True, slots=True)
class PageContent:
    """Everything a table reader needs to know of one page.

    Attributes:
        number: The page, from 1.
        width, height: As displayed, in points.
        words: In drawing order.
        horizontal, vertical: The rules.
        shades: Filled areas that are no rules, in drawing order.
        colours: The colour of each shade, ``rrggbb`` in hexadecimal digits.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    shades: tuple[Box, ...] = ()
    colours: tuple[str, ...] = ()

    def turned(self, quarters: int) -> PageContent:
        """The same page turned clockwise by quarter turns."""
        if quarters % 4 == 0:
            return self

        def turn_rules(horizontal: tuple[Rule, ...], vertical: tuple[Rule, ...]) -> tuple[list[Rule], list[Rule]]:
            boxes = [(r.start, r.at, r.end, r.at) for r in horizontal] + [(r.at, r.start, r.at, r.end) for r in vertical]
            flat: list[Rule] = []
            upright: list[Rule] = []
            for box in boxes:
                x0, top, x1, bottom = turn_box(box, quarters, self.width, self.height)
                if x1 - x0 >= bottom - top:
                    flat.append(Rule(top, x0, x1))
                else:
                    upright.append(Rule(x0, top, bottom))
            return flat, upright

        flat, upright = turn_rules(self.horizontal, self.vertical)
        swap = quarters % 2 == 1
        return replace(
            self,
            width=self.height if swap else self.width,
            height=self.width if swap else self.height,
            words=tuple(
                replace(
                    word,
                    box=turn_box(word.box, quarters, self.width, self.height),
                    turn=(word.turn + quarters) % 4,
                    edges=(),
                )
                for word in self.words
            ),
            horizontal=tuple(flat),
            vertical=tuple(upright),
        )
