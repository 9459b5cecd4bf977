"""The second look, at what was doubtful at first sight, in a larger picture: what nobody can see, and what is drawn as something else."""

from __future__ import annotations

import numpy as np

from extractors.pdf import Seen
from extractors.sight.figures import FAINT, FIGURES
from extractors.sight.first_look import BETWEEN, ITSELF, UNDOUBTED, FirstLook, stand_alone
from extractors.sight.page_letters import DIGITS, PageLetters, Places, dot_for_comma
from extractors.sight.picture import Picture, drawn

#: Pixels a point, and how much above and below is drawn with what is looked at (points).
SCALE, AROUND = 5.0, 5.0
#: A figure that both looks find so likely another, and one of them so surely, is that other.
LIKELY, SURE = 0.9, 0.99
#: A letter that takes so much of another's place lies over it.
TAKEN = 0.25


class SecondLook:
    """Looks again; what is found is noted by letter.

    Args:
        page: The letters.
        first: What was doubtful.

    Attributes:
        unseen: Letters that nobody can see.
        drawn_as: Letters drawn as something else, with what they look like; empty when that cannot be told.
    """

    def __init__(self, page: PageLetters, first: FirstLook) -> None:
        self.page, self.first = page, first
        self.unseen: set[int] = {*page.outside().tolist(), *first.lost.tolist()}
        self.drawn_as: dict[int, str] = {}
        self.row_of = {int(index): row for row, index in enumerate(page.figures)}
        self.sharp = self._larger(first.doubted)
        self.odds, self.ink = page.likeness(self.sharp)

    def seen(self) -> Seen:
        """What of the doubted letters is unseen or drawn as another, by their places on the page."""
        self.unseen.update(index for index in self.first.doubted.tolist() if self.page.draws_nothing(index))
        self.unseen.update(set(self.page.bare_beside_rules(self.sharp, 24, 16, FAINT)) & set(self.first.doubted.tolist()))
        doubted = [index for index in self.first.doubted.tolist() if index not in self.unseen]
        self._pale(np.array([index for index in doubted if index not in self.row_of], dtype=np.intp))
        self._run_into(set(doubted))
        self._figures([self.row_of[index] for index in doubted if index in self.row_of])
        self._share_spots()
        for row in self.page.foreign().tolist():
            self.drawn_as.setdefault(int(self.page.figures[row]), self._looks_like(row))
        self._distrust_fonts()
        places = self.page.letters.places.tolist()
        others = {places[index]: text for index, text in self.drawn_as.items() if index not in self.unseen}
        return Seen(frozenset(places[index] for index in self.unseen), others)

    def _larger(self, which: Places) -> Picture:
        """The part of the page where some letters stand."""
        boxes, height = self.page.boxes[which], max(self.page.display.height, 1.0)
        top, bottom = float(boxes[:, 1].min()) - AROUND, float(boxes[:, 3].max()) + AROUND
        return drawn(self.page.page, SCALE, (min(max(top / height, 0.0), 1.0), min(max(bottom / height, 0.0), 1.0)))

    # -- letters ------------------------------------------------------------------------------------------------------

    def _pale(self, letters: Places) -> None:
        if not letters.size:
            return
        self.unseen.update(letters[self.page.contrast(self.sharp, letters, 24, 16) < FAINT].tolist())
        # Letters next to unseen ones may have seemed to be seen for what stands beside them: a rule, or a letter of another text.
        count = len(self.page.letters.text)
        near = {i + step for i in self.unseen for step in (-1, 1) if 0 <= i + step < count and self._touch(i, i + step)}
        which = np.array(sorted(near - self.unseen - self.row_of.keys()), dtype=np.intp)
        if which.size:
            self.unseen.update(which[self.page.contrast(self.sharp, which, 24, 16) < FAINT].tolist())

    def _run_into(self, doubted: set[int]) -> None:
        """Letters whose ink is that of others which run into their place; a word of which a letter is seen is seen."""
        found = self.first.overlaps
        bare = self.page.contrast_in(self.sharp, found.own, self.page.turns[found.run_into], 24, 16) < FAINT
        which = set(found.run_into[bare].tolist()) & doubted
        while seen := {index for index in which if self._goes_on_seen(index, which)}:
            which -= seen
        self.unseen |= which

    def _goes_on_seen(self, index: int, doubtful: set[int]) -> bool:
        """Whether the letter before or after this one in its word is seen."""
        for one, other in ((index - 1, index), (index, index + 1)):
            if one < 0 or other >= len(self.page.letters.text) or self.page.letters.spaced[other]:
                continue
            beside = one + other - index
            if self.page.follows(one, other) and beside not in doubtful and beside not in self.unseen:
                return True
        return False

    def _touch(self, one: int, other: int) -> bool:
        """Whether two letters stand side by side in one line."""
        a, b = self.page.boxes[one], self.page.boxes[other]
        apart = np.maximum(np.maximum(a[:2], b[:2]) - np.minimum(a[2:], b[2:]), 0)
        return bool(apart.sum() < BETWEEN * min(a[3] - a[1], b[3] - b[1])) and self.page.turns[one] == self.page.turns[other]

    # -- figures ------------------------------------------------------------------------------------------------------

    def _figures(self, rows: list[int]) -> None:
        bare = {int(self.page.figures[row]) for row in rows if self.ink[row] < FAINT}
        # A rule that runs along behind them gives hidden digits ink, but none along their line.
        digits = np.array([int(self.page.figures[row]) for row in rows if self.page.claims[row] < DIGITS], dtype=np.intp)
        if digits.size:
            bare |= set(digits[self.page.contrast(self.sharp, digits, 24, 16) < FAINT].tolist())
        # Without its comma a number would be another: beside a digit that is seen an unseen sign is kept, and in doubt.
        lone = {index for index in bare if self._is_lone_sign(index, bare)}
        self.unseen |= bare - lone
        self.drawn_as |= dict.fromkeys(sorted(lone), "")
        left = [row for row in rows if int(self.page.figures[row]) not in bare and not self._is_itself(row)]
        sound = self._sound() if left else set()
        digits = np.array([row for row in left if self.page.claims[row] < DIGITS], dtype=np.intp)
        cut = set(self.page.partly_bare(self.sharp, digits, FAINT))
        for row in left:
            index, claim, best = int(self.page.figures[row]), int(self.page.claims[row]), int(self.odds[row].argmax())
            both = self.first.odds[row], self.odds[row]
            as_best, as_said = [float(odds[best]) for odds in both], max(float(odds[claim]) for odds in both)
            another = best < DIGITS if claim < DIGITS else bool(dot_for_comma(np.array([claim]), np.array([best]))[0])
            font = self.page.font(index)
            if another and min(as_best) >= LIKELY and max(as_best) >= SURE:
                self.drawn_as[index] = FIGURES[best]
            elif claim < DIGITS and ((font, claim) in sound or as_said < 1 - LIKELY or row in cut):
                # Others of its kind look like themselves, or it looks like none of them at all, or a part of it is covered.
                if self._lies_under(row, set(left)):
                    self.unseen.add(index)
                else:
                    self.drawn_as[index] = ""
            elif claim >= DIGITS and self.first.odds[row, claim] < ITSELF:
                # What it stands on lent it its ink: a rule, or a number drawn apart from it. Within a word it is a letter drawn as another.
                if stand_alone(self.page, self.page.figures[[row]])[0]:
                    self.unseen.add(index)
                elif FIGURES[claim] == "%" and self._is_lone_sign(index, bare):
                    self.drawn_as[index] = ""

    def _lies_under(self, row: int, doubtful: set[int]) -> bool:
        """Whether much of a figure's place is taken by a letter that is not doubtful: that one is what is seen there."""
        x0, top, x1, bottom = self.page.tight[row].tolist()
        boxes, index = self.page.boxes, int(self.page.figures[row])
        wide = np.minimum(boxes[:, 2], x1) - np.maximum(boxes[:, 0], x0)
        high = np.minimum(boxes[:, 3], bottom) - np.maximum(boxes[:, 1], top)
        shared = np.clip(wide, 0, None) * np.clip(high, 0, None) >= TAKEN * max((x1 - x0) * (bottom - top), 0.01)
        others = {other for other in np.flatnonzero(shared).tolist() if other != index and self.row_of.get(other) not in doubtful}
        return bool(others - self.unseen)

    def _is_lone_sign(self, index: int, bare: set[int]) -> bool:
        text, places = self.page.letters.text, self.page.letters.places

        def digit_seen(other: int) -> bool:
            beside = 0 <= other < len(text) and abs(places[other] - places[index]) == 1
            return beside and other not in bare and text[other].isdecimal()

        return not text[index].isdecimal() and (digit_seen(index - 1) or digit_seen(index + 1))

    def _sound(self) -> set[tuple[int, int]]:
        """Fonts with the digits that look like themselves in them."""
        like = self.first.odds[np.arange(len(self.page.claims)), self.page.claims] >= ITSELF
        rows = np.flatnonzero(like & (self.page.claims < DIGITS)).tolist()
        return {(self.page.font(int(self.page.figures[row])), int(self.page.claims[row])) for row in rows}

    def _is_itself(self, row: int) -> bool:
        return bool(self.odds[row, self.page.claims[row]] >= (UNDOUBTED if self.page.claims[row] < DIGITS else ITSELF))

    def _looks_like(self, row: int) -> str:
        """The figure that a letter most looks like; nothing when it looks like none."""
        best = int(self.odds[row].argmax())
        return FIGURES[best] if best < len(FIGURES) and self.odds[row, best] >= LIKELY else ""

    # -- letters by what stands on their spot, and by their font --------------------------------------------------------

    def _share_spots(self) -> None:
        """Of letters on one spot only what its picture shows is there; where that is not told, both are in doubt."""
        for one, other, same in self.first.overlaps.spots:
            left = [index for index in (one, other) if index not in self.unseen]
            like = [index for index in left if index in self.row_of and self._is_itself(self.row_of[index])]
            # Beside a letter that is no figure, and only partly on its spot, a figure may look like itself all the same.
            told = same or all(index in self.row_of for index in left)
            if len(left) == 2 and len(like) == 1 and told:
                self.unseen.update(index for index in left if index not in like)
            elif len(left) == 2:
                self.drawn_as |= dict.fromkeys(left, "")

    def _distrust_fonts(self) -> None:
        """All digits of a font of which one is drawn as another: what it says of the rest is no better."""
        lying = {self.page.font(index) for index, text in self.drawn_as.items() if text.isdigit()} - {0}
        if not lying:
            return
        self.odds, _ = self.page.likeness(drawn(self.page.page, SCALE))
        for row, index in enumerate(self.page.figures.tolist()):
            if index not in self.unseen and self.page.claims[row] < DIGITS and self.page.font(index) in lying:
                self.drawn_as.setdefault(index, self._looks_like(row))
