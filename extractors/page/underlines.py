"""Underlines: level rules under letters, which bound no cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.page.content import PageContent, Rule, Word
from extractors.page.geometry import overlap

#: An underline runs so far above and below the lower edge of its letters' places (heights of a letter).
ABOVE, BELOW = 0.35, 0.12
#: So much of an underline has letters above it; the rest is spaces.
LETTERED = 0.4
#: A border ends on the upright rules of its cell, which are drawn no further than this from its ends (points).
AT_BORDER = 1.0
#: Pieces of an underline that meet (points): programs draw one for each run of text.
MEET = 1.0
#: Upright rules are drawn in pieces that end so near to the level ones between them (points).
PIECES = 3.0


def without_underlines(content: PageContent) -> PageContent:
    """The page without the underlines of text in ruled cells; near a border they would be taken for one.

    A rule is one when it stands between two upright rules without reaching either, and letters stand on it.
    """
    found = [rule for rule in _between_uprights(joined(content.horizontal), content.vertical) if is_underline(rule, content.words)]
    if not found:
        return content
    kept = [rule for rule in content.horizontal if not any(is_part(rule, line) for line in found)]
    return replace(content, horizontal=tuple(kept))


def is_underline(rule: Rule, words: Sequence[Word]) -> bool:
    """Whether letters stand on a level rule all along it."""
    shared = 0.0
    for word in words:
        x0, top, x1, bottom = word.box
        if x0 < rule.end and x1 > rule.start and word.turn == 0:
            height = bottom - top
            if bottom - ABOVE * height <= rule.at <= bottom + BELOW * height:
                shared += overlap(x0, x1, rule.start, rule.end)
    return shared >= LETTERED * max(rule.length, AT_BORDER)


def joined(rules: Sequence[Rule]) -> list[Rule]:
    """Level rules, pieces that meet as one."""
    lines: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at), rule.start)):
        last = lines[-1] if lines else None
        if last is not None and abs(last.at - rule.at) <= MEET and last.start - MEET <= rule.start <= last.end + MEET:
            lines[-1] = Rule(last.at, last.start, max(last.end, rule.end))
        else:
            lines.append(rule)
    return lines


def is_part(rule: Rule, line: Rule) -> bool:
    """Whether a level rule is a piece of another."""
    return abs(rule.at - line.at) <= MEET and line.start - MEET <= rule.start and rule.end <= line.end + MEET


def _between_uprights(rules: Sequence[Rule], uprights: Sequence[Rule]) -> list[Rule]:
    """The level rules with upright ones on both sides, and none at their ends or across them."""
    if not uprights:
        return []
    at, start, end = np.array([(upright.at, upright.start - PIECES, upright.end + PIECES) for upright in uprights]).T
    found: list[Rule] = []
    for rule in rules:
        beside = at[(start <= rule.at) & (rule.at <= end)]
        left, right = beside < rule.start - AT_BORDER, beside > rule.end + AT_BORDER
        if left.any() and right.any() and (left | right).all():
            found.append(rule)
    return found
