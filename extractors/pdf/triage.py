"""Which pages can hold a table worth reading: a fast look at each page's text, before any geometry."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.pdf.calls import bounds_of, objects_of
from extractors.pdf.layer_quality import BROKEN, BROKEN_OVER_SCAN, broken_share

#: A page with fewer letters than this has no text of its own: a stamp's date, a page number.
FEW_LETTERS = 25
#: A picture covering this share of a page is the page (a scan), or its background.
WHOLE_PAGE = 0.7
#: A picture covering less than this share of a page is a seal or a logo.
STAMP = 0.05
#: So many of the supporting words that were found are named as the reason.
WORDS_NAMED = 4
#: Objects inside objects inside objects: so deep pictures and drawings are looked for.
DEPTH = 3
#: A table of two cells has at least this many rules.
FEWEST_RULES = 4
#: A layer of text with more than this share of it invisible is one that nobody is meant to see.
MOSTLY = 0.5
#: Of the letters without accents all but these are compared.
_NOT_COMPARED = bytes(set(range(128)) - set(b"abcdefghijklmnopqrstuvwxyz0123456789%"))
#: The text render mode of a hidden OCR layer.
_INVISIBLE = 3

#: Left, bottom, right and top in a page's own coordinates.
Sides = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class TriageWords:
    """The words that mark a page as worth reading; the caller's language, not ours.

    Attributes:
        main: At least one must be on the page.
        weak: Stand for a main word on a page with drawn rules, or with ``many`` supporting ones; "a + b" is both of them.
        supporting: At least ``least`` different ones must be, unless something is drawn on the page.
    """

    main: tuple[str, ...]
    supporting: tuple[str, ...]
    weak: tuple[str, ...] = ()
    least: int = 1
    many: int = 3


@dataclass(frozen=True, slots=True)
class PageGlance:
    """What a fast look tells of a page.

    Attributes:
        kind: ``teks``, ``gambar`` or ``kosong``.
        lines: The page's text, line by line in drawing order.
        candidate: Whether it may hold a table worth reading.
        reason: A code that says why, or why not.
        detail: The words that were found.
        pictures: Where pictures are drawn, as of :func:`pictures_of`.
    """

    kind: str
    lines: tuple[str, ...]
    candidate: bool
    reason: str
    detail: str = ""
    pictures: tuple[Sides, ...] = ()


def glance(page: pdfium.PdfPage, words: TriageWords | None, text_page: pdfium.PdfTextPage | None = None) -> PageGlance:
    """Look at a page's text.

    Letters are compared without spaces, so words whose letters the PDF pulls apart are found all the same.

    Args:
        page: An open PDFium page.
        words: What to look for; None takes every page with text for one that may hold a table.
        text_page: The page's text where it is open already.
    """
    text = (text_page or page.get_textpage()).get_text_range()
    lines = tuple(line for raw in text.splitlines() if (line := " ".join(raw.replace("￾", "-").split())))
    # Only whether there are a few is asked.
    letters = sum(1 for _ in islice(filter(str.isalnum, text), FEW_LETTERS))
    pictures = pictures_of(page)

    def seen(kind: str, reason: str, detail: str = "", *, candidate: bool = False) -> PageGlance:
        return PageGlance(kind, lines, candidate, reason, detail, pictures)

    if letters < FEW_LETTERS:
        if _are_large(pictures, page, STAMP):
            return seen("gambar", "picture")
        if letters == 0:
            return seen("kosong", "blank")
    elif _are_large(pictures, page, WHOLE_PAGE):
        if _is_hidden_layer(page):
            return seen("gambar", "hidden_text")
        if broken_share(text) > BROKEN_OVER_SCAN:
            return seen("gambar", "misread_text")
    elif broken_share(text) > BROKEN:
        return seen("gambar", "letters_unknown")
    if words is None:
        return seen("teks", "every_page", candidate=True)
    squashed = _squash(text)
    main = next((word for word in words.main if _squashed(word) in squashed), None)
    supporting = [word for word in words.supporting if _squashed(word) in squashed]
    if main is None:
        main = next((word for word in words.weak if _stands_in(word, squashed)), None)
        if main is None or (len(supporting) < words.many and not _has_drawing(page)):
            return seen("teks", "no_topic")
    if len(supporting) < words.least and not _has_drawing(page):
        return seen("teks", "topic_only", main)
    return seen("teks", "topic_and_columns", ", ".join([main, *supporting[:WORDS_NAMED]]), candidate=True)


def speaks_of_topic(text: str, words: TriageWords) -> bool:
    """Whether a text that was read off a picture of a table has a word that marks a page worth reading."""
    squashed = _squash(text)
    return any(_stands_in(word, squashed) for word in (*words.main, *words.weak))


def _stands_in(word: str, squashed: str) -> bool:
    """Whether a text has a word, or all of several joined by a plus."""
    return all(_squashed(part) in squashed for part in word.split("+"))


@lru_cache(maxsize=1000)
def _squashed(word: str) -> str:
    """The same of a word that is looked for, once for all pages."""
    return _squash(word)


def _squash(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return plain.encode("ascii", "ignore").translate(None, _NOT_COMPARED).decode()


def _objects(page: pdfium.PdfPage, *kinds: int) -> Iterator[Any]:
    """The page's objects of some kinds in drawing order, also inside form objects."""
    yield from page.get_objects(filter=kinds, max_depth=DEPTH)


def _are_large(pictures: Sequence[Sides], page: pdfium.PdfPage, share: float) -> bool:
    """Whether one of a page's pictures takes such a share of it."""
    width, height = page.get_size()
    return any((right - left) * (top - bottom) >= share * width * height for left, bottom, right, top in pictures)


def pictures_of(page: pdfium.PdfPage) -> tuple[Sides, ...]:
    """Where the page's pictures are drawn, in its own coordinates.

    Asked of every page, so without a wrapper around each object.
    """
    return tuple(map(bounds_of, objects_of(page, pdfium_c.FPDF_PAGEOBJ_IMAGE, DEPTH)))


def has_sound_pictures(page: pdfium.PdfPage) -> bool:
    """Whether the data of the page's pictures can be decoded."""
    for obj in _objects(page, pdfium_c.FPDF_PAGEOBJ_IMAGE):
        try:
            obj.get_bitmap(scale_to_original=False)
        except pdfium.PdfiumError:
            return False
    return True


def resolution_of(page: pdfium.PdfPage) -> float:
    """The resolution (pixels an inch) of the largest picture on the page; 0 without one."""
    largest, resolution = 0.0, 0.0
    for obj in _objects(page, pdfium_c.FPDF_PAGEOBJ_IMAGE):
        left, bottom, right, top = obj.get_bounds()
        area = (right - left) * (top - bottom)
        if area > largest:
            columns, rows = obj.get_px_size()
            largest, resolution = area, 72 * (columns * rows / area) ** 0.5
    return resolution


def _picture_is_on_top(page: pdfium.PdfPage) -> bool:
    """Whether a picture of the whole page is drawn after all text: what is below it was never meant to be seen."""
    width, height = page.get_size()
    covered = False
    for obj in _objects(page, pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_TEXT):
        if obj.type == pdfium_c.FPDF_PAGEOBJ_TEXT:
            covered = False
        else:
            left, bottom, right, top = obj.get_bounds()
            covered = covered or (right - left) * (top - bottom) >= WHOLE_PAGE * width * height
    return covered


def _has_drawing(page: pdfium.PdfPage) -> bool:
    """Whether enough is drawn on the page to be a table."""
    paths = objects_of(page, pdfium_c.FPDF_PAGEOBJ_PATH, DEPTH)
    return len(list(islice(paths, FEWEST_RULES))) == FEWEST_RULES


def _is_hidden_layer(page: pdfium.PdfPage) -> bool:
    """Whether the page's text cannot be seen: drawn invisibly over a scan, or before the picture that covers it."""
    if _picture_is_on_top(page):
        return True
    modes = [pdfium_c.FPDFTextObj_GetTextRenderMode(obj.raw) for obj in _objects(page, pdfium_c.FPDF_PAGEOBJ_TEXT)]
    return bool(modes) and sum(mode == _INVISIBLE for mode in modes) > MOSTLY * len(modes)
