"""A page's letters held against its picture: which nobody can see, which are drawn as something else than the text says."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2 as pdfium

from extractors.page import text_lines, union
from extractors.pdf import Display, Letters, Seen, read_content, read_letters, unsaid
from extractors.sight.first_look import first_look
from extractors.sight.page_letters import PageLetters, Rules
from extractors.sight.picture import Picture
from extractors.sight.second_look import SecondLook
from schemas.stages import Box, TextLine

#: Hidden letters stand in one line so near in height, and so near to the one before; more than this parts words (heights of a letter).
SAME_LINE, NEXT_WORD, SPACE = 0.5, 4.0, 0.15


@dataclass(frozen=True, slots=True)
class Sight:
    """What looking at a page gave.

    Attributes:
        seen: Letters that are unseen, or drawn as others, by their places on the page.
        hidden: The unseen letters with their boxes, in drawing order.
        picture: The page.
        unsaid: Where it shows something that is neither a letter nor in the picture.
    """

    seen: Seen
    hidden: tuple[tuple[str, Box], ...]
    picture: Picture
    unsaid: tuple[Box, ...] = ()


def look(page: pdfium.PdfPage, text: pdfium.PdfTextPage, letters: Letters, rules: Rules = ((), ())) -> Sight:
    """Hold a page's letters against its picture.

    Args:
        page: An open PDFium page.
        text: Its text.
        letters: The letters of its words.
        rules: Its level rules and its upright ones.
    """
    there = PageLetters(page, text, letters, rules)
    first = first_look(there)
    nameless = tuple(unsaid(page, text, letters))
    if not first.doubted.size:
        return Sight(Seen(), (), first.picture, nameless)
    seen = SecondLook(there, first).seen()
    hidden = tuple((letters.text[index], there.box(index)) for index, place in enumerate(letters.places.tolist()) if place in seen.unseen)
    return Sight(seen, hidden, first.picture, nameless)


def hidden_lines(sight: Sight, number: int) -> list[TextLine]:
    """The unseen letters of a page as lines, in drawing order; what holds neither letter nor digit is left out.

    Args:
        sight: What looking at the page gave.
        number: The page.
    """
    lines: list[tuple[str, Box]] = []
    for text, box in sight.hidden:
        if lines:
            before, around = lines[-1]
            height = max(box[3] - box[1], 1.0)
            gap = box[0] - around[2]
            if abs(box[3] - around[3]) < SAME_LINE * height and -height < gap < NEXT_WORD * height:
                lines[-1] = f"{before}{' ' if gap > SPACE * height else ''}{text}", union([around, box])
                continue
        lines.append((text, box))
    return [TextLine(text, box, number) for text, box in lines if any(ch.isalnum() for ch in text)]


def lines_shown(page: pdfium.PdfPage, number: int) -> tuple[tuple[TextLine, ...], list[TextLine]] | None:
    """The lines of a page's text as they can be seen on it; None where its text is what it shows.

    Args:
        page: An open PDFium page.
        number: The page.

    Returns:
        The lines, and those that nobody can see.
    """
    text, display = page.get_textpage(), Display(page)
    sight = look(page, text, read_letters(text, display))
    if not sight.seen.unseen and not sight.seen.drawn_as:
        return None
    shown = read_content(page, number, text, read_letters(text, display, sight.seen.unseen), seen=sight.seen)
    return tuple(text_lines(shown.words, number)), hidden_lines(sight, number)
