"""What a page shows without saying it in letters: shapes that their font does not name, and notes that a viewer draws by itself."""

from __future__ import annotations

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.pdf.display import Display
from extractors.pdf.letters import codes_of, tight_boxes
from schemas.stages import Box

#: Below it are no letters, and of those only these are made for white space; a shape that its font does not name has its number there.
_FIRST_LETTER, _WHITE = 32, (0, 9, 10, 11, 12, 13)
#: The least a shape measures either way (points).
LEAST = 1.0


def unsaid(page: pdfium.PdfPage, text: pdfium.PdfTextPage) -> list[Box]:
    """Where a page shows something that neither its letters nor PDFium's picture of it have.

    Args:
        page: An open PDFium page.
        text: Its text.

    Returns:
        Boxes in points of the page as displayed.
    """
    display = Display(page)
    codes = codes_of(text)
    places = np.flatnonzero((codes < _FIRST_LETTER) & ~np.isin(codes, _WHITE))
    found = [
        (x0, top, x1, bottom) for x0, top, x1, bottom in tight_boxes(text, display, places).tolist() if min(x1 - x0, bottom - top) > LEAST
    ]
    notes = (pdfium_c.FPDFPage_GetAnnot(page.raw, index) for index in range(pdfium_c.FPDFPage_GetAnnotCount(page.raw)))
    return found + [box for note in notes if note and (box := _undrawn(note, display)) is not None]


def _undrawn(note: pdfium_c.FPDF_ANNOTATION, display: Display) -> Box | None:
    """Where a note with a text stands that has no picture of its own: viewers draw its text, PDFium does not."""
    try:
        hidden = pdfium_c.FPDFAnnot_GetFlags(note) & (pdfium_c.FPDF_ANNOT_FLAG_HIDDEN | pdfium_c.FPDF_ANNOT_FLAG_NOVIEW)
        free = pdfium_c.FPDFAnnot_GetSubtype(note) == pdfium_c.FPDF_ANNOT_FREETEXT
        # Both lengths count the two bytes that end a text.
        bare = pdfium_c.FPDFAnnot_GetAP(note, pdfium_c.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) <= 2
        rect = pdfium_c.FS_RECTF()
        if hidden or not free or not bare or pdfium_c.FPDFAnnot_GetStringValue(note, b"Contents", None, 0) <= 2:
            return None
        return display.box(rect.left, rect.bottom, rect.right, rect.top) if pdfium_c.FPDFAnnot_GetRect(note, rect) else None
    finally:
        pdfium_c.FPDFPage_CloseAnnot(note)
