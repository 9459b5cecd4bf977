"""Pictures on typed pages that may be of something to read: large ones with no letters of the page on them."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2 as pdfium

from extractors.pdf.display import Display
from extractors.pdf.triage import STAMP, Sides
from schemas.stages import Box

#: Pictures that together cover this share of a page are what the page is about.
LARGE = 0.25
#: A picture with more letters of the page on it is their background.
FEW_ON_IT = 10


def wordless_pictures(page: pdfium.PdfPage, text: pdfium.PdfTextPage, pictures: Sequence[Sides]) -> list[Box]:
    """The pictures of a page that no text of the page lies on, where they cover a large part of it; seals and logos left out.

    Args:
        page: An open PDFium page.
        text: Its text.
        pictures: Where its pictures are drawn.

    Returns:
        Their boxes on the page as displayed; none where they cover less.
    """
    if not pictures:
        return []
    left, bottom, right, top = page.get_cropbox()
    display = Display(page)
    whole = max(1.0, display.width * display.height)
    found: list[Box] = []
    for bounds in pictures:
        x0, y0, x1, y1 = max(left, bounds[0]), max(bottom, bounds[1]), min(right, bounds[2]), min(top, bounds[3])
        if x1 > x0 and y1 > y0 and (x1 - x0) * (y1 - y0) >= STAMP * whole:
            letters = sum(map(str.isalnum, text.get_text_bounded(x0, y0, x1, y1)))
            found += [display.box(x0, y0, x1, y1)] if letters <= FEW_ON_IT else []
    return found if sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in found) >= LARGE * whole else []
