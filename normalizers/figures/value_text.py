"""A value cell's lines become one line again: numbers and words that a narrow column broke are joined, and only those."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import pairwise

from normalizers.figures.numerals import is_grouped, is_number
from normalizers.figures.sureness import DOUBTFUL, GUESSED, LIKELY, MENDED, OPEN, UNUSUAL
from normalizers.words import fold
from schemas.stages import fixed

_SPACES = re.compile(r"[^\S\n]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_NUMBER_AT_END = re.compile(r"(?<![0-9.,])[0-9.,]*[0-9.,]$")
_NUMBER_AT_START = re.compile(r"^[0-9.,]+")
_FRAGMENT = re.compile(r"[0-9.,]+")
_WORD_AT_END = re.compile(r"[^\W\d_]+(?=-?$)")
_WORD_AT_START = re.compile(r"^[^\W\d_]+")
_NUMBERING = re.compile(r"[0-9]{1,2}\.")
#: "1 0 0 %": digits set apart one by one.
_APART = re.compile(r"(?<![0-9.,])(?<![0-9.,] )[0-9](?: [0-9])+(?! ?[0-9.,])")
#: "11. 000", "1 .254 .300": thousands dots with spaces about them; "58 ,30".
_LOOSE_DOTS = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?: ?\. ?[0-9]{3})+(?![0-9])")
_LOOSE_COMMA = re.compile(r"(?<=[0-9]) +,(?=[0-9])")
#: "1 000 000": groups after a space, certain where one begins with a zero that no number begins with.
_LOOSE_GROUPS = re.compile(r"(?<![0-9.,])(?<![0-9.,] )[1-9][0-9]{0,2}(?: [0-9]{3})*(?: 0[0-9]{2})(?: [0-9]{3})*(?! ?[0-9.,])")

#: The last group of thousands of a number that stops within it.
_LAST_GROUP = re.compile(r"\d\.\d{3}\.(?P<digits>\d{0,2})$")

#: A word is not broken over more lines than this: its letters would stand one a line.
_MOST_PIECES = 16
#: Percentages end here.
_WHOLE = 100
#: Printed widths in digits, roughly those of Arial: narrow letters and marks, wide ones.
_NARROW, _WIDE = 0.5, 1.6
#: Two lines that differ by less than this (digits) are as wide as each other.
_AS_WIDE = 0.25

#: Stands for the space between pieces that were looked at and found to be two numbers.
_APART_FOR_GOOD = "\n"


@fixed(frozen=True, slots=True)
class MendedText:
    """A cell's text on one line.

    Attributes:
        text: The line.
        confidence: 0..1, how surely the joined numbers belong together; 1.0 when nothing was joined.
        broken: Whether a number was joined from pieces.
    """

    text: str
    confidence: float = 1.0
    broken: bool = False


def mend_value(text: str, words: Container[str], *, percent: bool = False) -> MendedText:
    """Join the lines of a value cell.

    A break inside a number is mended where the pieces cannot stand alone ("11.0 / 00"), or where the column is so narrow that it
    must have broken it ("1 / 0 / 0 / %"). "10 / 20" stays two numbers. A word is mended when the whole is a known word and its
    pieces are not ("Pak / et").

    Args:
        text: The cell's text, lines joined by newlines.
        words: Known words, folded.
        percent: Whether the column is one of percentages, which end at 100.
    """
    text = _INVISIBLE.sub("", text.replace("\r", "\n"))
    lines = [line for line in (_SPACES.sub(" ", raw).strip() for raw in text.split("\n")) if line]
    widest = max(map(_width, lines), default=0.0)
    lines, split_words = _join_words(lines, words)
    return _join_loose(_join_numbers(lines, widest, narrow=split_words, percent=percent))


def completes(begun: str, rest: str) -> bool:
    """Whether a number stops within its groups of thousands ("2.563.836.0"), and what follows is as many digits as it lacks ("00")."""
    last = _LAST_GROUP.search(begun) if rest.isdigit() else None
    return last is not None and len(last["digits"]) + len(rest) == len("000")


# -- words ----------------------------------------------------------------------------------------------------------------


def _join_words(lines: Sequence[str], words: Container[str]) -> tuple[list[str], bool]:
    """Lines with broken words put together on the line they begin on, and whether there were any."""
    joined: list[str] = []
    found = False
    index = 0
    while index < len(lines):
        line = lines[index]
        while (last := _end_of_word(line, lines, index, words)) > index:
            glue = "" if not line.endswith("-") else line[-1:]
            line = line.removesuffix(glue) + "".join(lines[index + 1 : last + 1])
            index, found = last, True
        joined.append(line)
        index += 1
    return joined, found


def _end_of_word(line: str, lines: Sequence[str], index: int, words: Container[str]) -> int:
    """The last line that the word at the end of ``line`` goes on to; ``index`` when it ends here."""
    head = _WORD_AT_END.search(line)
    if head is None:
        return index
    word, pieces, best = fold(head.group()), [fold(head.group())], index
    for later in range(index + 1, min(len(lines), index + _MOST_PIECES)):
        tail = _WORD_AT_START.match(lines[later])
        if tail is None:
            break
        pieces.append(fold(tail.group()))
        word += pieces[-1]
        if word in words and not all(piece in words for piece in pieces):
            best = later
        if tail.end() < len(lines[later]):
            break
    return best


# -- numbers --------------------------------------------------------------------------------------------------------------


def _join_numbers(lines: Sequence[str], widest: float, *, narrow: bool, percent: bool) -> MendedText:
    """One line of the lines; ``narrow`` tells that the column broke words, so it may have broken numbers.

    ``widest`` is the width of the widest line as printed.
    """
    text, confidence, broken = "", 1.0, False
    index = 0
    while index < len(lines):
        last = _last_of_run(lines, index)
        if last == index:
            text = f"{text} {lines[index]}" if text else lines[index]
            index += 1
            continue
        run = lines[index : last + 1]
        share = percent or "%" in run[-1] or lines[-1] == "%"
        sure = _run_confidence(run, widest, percent=share, narrow=narrow)
        text = f"{text} " if text else text
        text += ("" if sure else _APART_FOR_GOOD).join(run)
        if sure:
            confidence, broken = min(confidence, sure), True
        index = last + 1
    return MendedText(text, confidence, broken)


def _last_of_run(lines: Sequence[str], index: int) -> int:
    """The last line of a number that may go on over line breaks from line ``index``."""
    head = _NUMBER_AT_END.search(lines[index])
    if head is None or (head.start() and lines[index][head.start() - 1].isalpha()):
        return index
    if not any(ch.isdigit() for ch in head.group()):
        return index
    last = index
    while last + 1 < len(lines) and _goes_on(lines[last + 1]):
        last += 1
        if not _FRAGMENT.fullmatch(lines[last]):
            break
    return last


def _goes_on(line: str) -> bool:
    return re.match(r"[.,]?[0-9]|[.,][-–]|[.,]$", line) is not None


def _run_confidence(run: Sequence[str], widest: float, *, percent: bool, narrow: bool) -> float:
    """How surely the pieces at the breaks of ``run`` are one number; 0 when they are not."""
    head, tail = _NUMBER_AT_END.search(run[0]), _NUMBER_AT_START.match(run[-1])
    pieces = [head.group() if head else "", *run[1:-1], tail.group() if tail else ""]
    whole = "".join(pieces)
    # ",-" after an amount is no part of the number.
    bare = whole.rstrip(".,")
    if not is_number(bare) or (bare[0] == "0" and bare[1:2].isdigit()):
        return 0.0
    forced = _was_forced(whole, run, widest)
    if all(is_number(piece) for piece in pieces[1:-1] + pieces[-1:]) and _NUMBERING.fullmatch(pieces[0]) and not forced:
        return 0.0
    loose = [piece for piece in pieces if not is_number(piece)]
    if loose:
        only_marks = all(is_number(piece.rstrip(".,")) for piece in loose)
        if only_marks and not forced and not is_grouped(bare, 2):
            return 0.0
        if is_grouped(bare):
            return MENDED
        # "75, / 80" may be a list.
        return MENDED if (forced and not only_marks) or (percent and whole == str(_WHOLE)) else LIKELY
    return _whole_pieces(pieces, bare, forced=forced, percent=percent, narrow=narrow)


def _whole_pieces(pieces: Sequence[str], whole: str, *, forced: bool, percent: bool, narrow: bool) -> float:
    """The same for pieces that could each stand alone as a number."""
    sure = 0.0
    *full, last = pieces
    if all(len(piece) == 1 for piece in pieces):
        few = UNUSUAL if len(pieces) > 2 else DOUBTFUL
        sure = (MENDED if percent or narrow else few) if forced else 0.0
    elif is_grouped(whole, 2):
        sure = UNUSUAL if forced else 0.0
    elif len(pieces) == 2 and "." in pieces[0] and is_grouped(whole) and len(last) < 3:
        # "124.1 / 51": three digits behind the dot only when put together.
        sure = GUESSED if forced else DOUBTFUL
    elif forced and len({len(piece) for piece in full}) == 1 and len(last) < len(full[0]):
        if "," in whole or "." in whole:
            # A third decimal is likelier the next number.
            sure = LIKELY if re.search(r"[.,][0-9]{1,2}$", whole) else 0.0
        elif narrow:
            sure = LIKELY
        elif percent:
            sure = MENDED
        else:
            # "10 / 0" goes on; "20 / 5" is as likely two numbers.
            sure = OPEN if not last.strip("0") else 0.0
    # "20 / 5 %" is no 205 percent.
    return 0.0 if percent and whole.isdigit() and int(whole) > _WHOLE else sure


def _was_forced(whole: str, run: Sequence[str], widest: float) -> bool:
    """Whether the column was too narrow for the number: no line is as wide, and every broken line was full."""
    if widest >= _width(whole) - _AS_WIDE:
        return False
    return all(_width(line) + _width(after[0]) > widest - _AS_WIDE for line, after in pairwise(run))


def _width(text: str) -> float:
    """The printed width in digits."""
    return sum(_NARROW if ch in ".,:;'|!iIlj() -" else _WIDE if ch in "%mwMW@" else 1.0 for ch in text)


def _join_loose(mended: MendedText) -> MendedText:
    """Numbers whose digits stand apart on one line."""
    text, confidence, broken = mended.text, mended.confidence, mended.broken

    def close(match: re.Match[str]) -> str:
        nonlocal confidence, broken
        printed = match.group()
        tight = printed.replace(" ", "")
        if tight == printed or not is_number(tight) or (tight[0] == "0" and tight[1:2].isdigit()):
            return printed
        sure = GUESSED
        if match.re is _APART:
            percent = match.string[match.end() :].lstrip().startswith("%")
            sure = GUESSED if percent or len(tight) > 2 else OPEN
        elif match.re is _LOOSE_DOTS and " ." not in printed and not is_grouped(tight, 2) and ". 0" not in printed:
            # "1. 254 orang" is a numbered line.
            return printed
        confidence, broken = min(confidence, sure), True
        return tight

    for pattern in (_APART, _LOOSE_DOTS, _LOOSE_GROUPS):
        text = pattern.sub(close, text)
    return MendedText(_LOOSE_COMMA.sub(",", text).replace(_APART_FOR_GOOD, " "), confidence, broken)
