"""The first look, at every letter of a page: which must be looked at again."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.sight.figures import FIGURES
from extractors.sight.overlaps import Overlaps, overlaps
from extractors.sight.page_letters import DIGITS, PageLetters, Places, dot_for_comma, may_be_bare
from extractors.sight.picture import Floats, Picture, drawn

#: A page is drawn in so many pixels a line of its small figures (their place in the line, which is lower than the type is large), within
#: these bounds (pixels a point), and not in any number but in steps: letters drawn before at the same one are not drawn anew.
LINE, COARSEST, FINEST, STEP = 7.7, 1.35, 2.2, 1.13
#: So many of its figures are smaller.
SMALL = 0.15
#: A letter with less contrast than this along its line is looked at again (grey levels); a small thin one has little in so small a picture.
PALE = 36
#: A figure that is as likely what the text says is that; a digit of which this picture is not so sure is looked at again.
ITSELF, UNDOUBTED = 0.5, 0.8
#: A sign stands beside a digit when no more than this is between them along the line (heights of a letter).
BESIDE_DIGIT = 1.0
#: Letters stand side by side when no more than this is between them (heights of a letter).
BETWEEN = 0.5
_PERCENT = FIGURES.index("%")
_THIN = frozenset("fijlrtIJ")


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What is doubtful at first sight.

    Attributes:
        picture: The page.
        odds: How surely each figure is what, (figures, 15).
        overlaps: Which letters stand on others' places.
        lost: Letters that stand alone and wholly on a rule.
        doubted: All letters to look at again.
    """

    picture: Picture
    odds: Floats
    overlaps: Overlaps
    lost: Places
    doubted: Places


def first_look(page: PageLetters) -> FirstLook:
    """Look at a page's letters: pale ones, figures that look like others, letters on one spot or beside the page."""
    picture = drawn(page.page, _scale(page))
    if not len(page.boxes):
        nothing: Places = np.array([], dtype=np.intp)
        return FirstLook(picture, np.empty((0, 15), dtype=np.float32), overlaps(page), nothing, nothing)
    odds, ink = page.likeness(picture)
    own = odds[np.arange(len(page.claims)), page.claims]
    # A sign that does not look like itself may have the ink of what is near it; one drawn apart from the digit it stands beside looks like
    # itself on a rule.
    suspects = (ink < PALE) | ((page.claims >= DIGITS) & (own < ITSELF))
    digits = page.claims < DIGITS
    odd = page.figures[((own < UNDOUBTED) & digits) | ((own < ITSELF) & dot_for_comma(page.claims, odds.argmax(axis=1)))]
    found = overlaps(page)
    shared = np.array([index for one, other, _ in found.spots for index in (one, other)], dtype=np.intp)
    crossed = np.array(page.bare_beside_rules(picture, 12, 16, PALE), dtype=np.intp)
    crossed = crossed[~may_be_bare(page.codes[crossed]) | page.is_figure[crossed]]
    in_numbers = _in_numbers(page, np.flatnonzero(suspects))
    run_into = found.run_into[page.contrast_in(picture, found.own, page.turns[found.run_into], 12, 16) < PALE]
    pale, lost = (_pale(page, picture), crossed, run_into), _lost_on_rules(page)
    parts = (page.outside(), *pale, odd, in_numbers, _drawn_apart(page), page.figures[page.foreign()], shared, lost)
    doubted = np.zeros(len(page.boxes), dtype=bool)
    doubted[np.concatenate(parts)] = True
    return FirstLook(picture, odds, found, lost, np.flatnonzero(doubted))


def _scale(page: PageLetters) -> float:
    """Pixels a point in which the page's figures can be told apart: small type needs more."""
    of = page.figures if page.figures.size else slice(None)
    boxes = page.boxes[of]
    if not len(boxes):
        return COARSEST
    high = np.where(page.turns[of] % 2 == 1, boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    small = int(SMALL * len(high))
    wanted = max(LINE / max(float(np.partition(high, small)[small]), 1.0), COARSEST)
    return min(COARSEST * STEP ** math.ceil(math.log(wanted / COARSEST, STEP) - 0.05), FINEST)


def _pale(page: PageLetters, picture: Picture) -> Places:
    """Letters with little contrast, figures left out."""
    prints = ~may_be_bare(page.codes)
    prints[page.figures] = False
    # Hidden text hides whole words: of the small letters within them every third tells.
    small = (page.codes >= ord("a")) & (page.codes <= ord("z"))
    goes_on = np.append(~page.letters.spaced[1:], False)
    within = np.append(False, goes_on[:-1]) & goes_on
    looked_at = np.flatnonzero(prints & ~(small & within & (np.arange(len(small)) % 3 > 0)))
    pale = looked_at[page.contrast(picture, looked_at, 3, 9) < PALE]
    if not pale.size:
        return pale
    # A thin stroke may stand between the points, so that all near these are looked at, at many points.
    beside = np.zeros(len(prints) + 2, dtype=bool)
    for step in (0, 1, 2):
        beside[pale + step] = True
    near = np.flatnonzero(beside[1:-1] & prints)
    pale = near[page.contrast(picture, near, 12, 24) < PALE]
    # Between its neighbours a thin letter has no paper to stand out from: it is a sign beside a wide one, or where none of them is seen.
    wide = {index for index in pale.tolist() if page.letters.text[index] not in _THIN}
    unlit = np.zeros(len(prints) + 2, dtype=bool)
    unlit[pale + 1] = True
    alone = (unlit[:-2] | ~np.append(False, goes_on[:-1])) & (unlit[2:] | ~goes_on)
    return np.array([index for index in pale.tolist() if alone[index] or not wide.isdisjoint((index - 1, index, index + 1))], dtype=np.intp)


def _drawn_apart(page: PageLetters) -> Places:
    """Signs beside a digit on the page when neither the letter drawn before nor the one after is a digit."""
    digit = np.zeros(len(page.boxes) + 2, dtype=bool)
    digit[page.figures[page.claims < DIGITS] + 1] = True
    apart = np.flatnonzero((page.claims >= DIGITS) & ~(digit[page.figures] | digit[page.figures + 2]))
    there: Places = page.figures[apart[_beside_digits(page, apart)]]
    return there


def _in_numbers(page: PageLetters, rows: Places) -> Places:
    """Of some figures the digits, percent signs, and other signs that stand beside a digit or alone: in words they say nothing."""
    claims = page.claims[rows]
    beside = (claims < DIGITS) | (claims == _PERCENT)
    beside[~beside] = _beside_digits(page, rows[~beside])
    beside[~beside] = stand_alone(page, page.figures[rows[~beside]])
    there: Places = page.figures[rows[beside]]
    return there


def _lost_on_rules(page: PageLetters) -> Places:
    """Signs and letters that stand alone and wholly on a rule: its ink is all that their places show. Digits must look like themselves."""
    lost = np.array(page.nothing_beside_rules(), dtype=np.intp)
    digits = page.figures[page.claims < DIGITS]
    lost = np.setdiff1d(lost, digits)
    return lost[stand_alone(page, lost)]


def stand_alone(page: PageLetters, places: Places) -> NDArray[np.bool_]:
    """Which of some letters touch neither the letter drawn before nor the one after."""
    found = np.ones(len(places), dtype=bool)
    for step in (-1, 1):
        other = np.clip(places + step, 0, len(page.boxes) - 1)
        a, b = page.boxes[places], page.boxes[other]
        apart = np.maximum(np.maximum(a[:, :2], b[:, :2]) - np.minimum(a[:, 2:], b[:, 2:]), 0).sum(axis=1)
        found &= (apart > BETWEEN * np.minimum(a[:, 3] - a[:, 1], b[:, 3] - b[:, 1])) | (other == places)
    return found


def _beside_digits(page: PageLetters, rows: Places) -> NDArray[np.bool_]:
    """Which of some figures stand beside a digit on the page."""
    if not rows.size:
        return np.zeros(0, dtype=bool)
    x0, top, x1, bottom = page.boxes[page.figures[rows]].T[:, :, None]
    digits = page.boxes[page.figures[page.claims < DIGITS]]
    lying = (page.turns[page.figures[rows]] % 2 == 1)[:, None]
    size = np.where(lying, x1 - x0, bottom - top)
    across = np.maximum(x0, digits[:, 0]) - np.minimum(x1, digits[:, 2])
    down = np.maximum(top, digits[:, 1]) - np.minimum(bottom, digits[:, 3])
    near = (np.where(lying, down, across) < BESIDE_DIGIT * size) & (np.where(lying, across, down) < 0)
    return np.asarray(near.any(axis=1), dtype=np.bool_)
