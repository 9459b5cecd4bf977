"""What a page shows without saying it in letters: shapes that their font does not name, and notes that a viewer draws by itself."""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.pdf.display import Display
from extractors.pdf.letters import Letters, tight_boxes
from schemas.stages import Box

#: The least a shape measures either way (points).
LEAST = 1.0


def unsaid(page: pdfium.PdfPage, text: pdfium.PdfTextPage, letters: Letters) -> list[Box]:
    """Where a page shows something that neither its letters nor PDFium's picture of it have.

    Args:
        page: An open PDFium page.
        text: Its text.
        letters: Its letters.

    Returns:
        Boxes in points of the page as displayed.
    """
    notes = pdfium_c.FPDFPage_GetAnnotCount(page.raw)
    if not notes and not letters.nameless.size:
        return []
    display = Display(page)
    shapes = tight_boxes(text, display, letters.nameless).tolist()
    found = [(x0, top, x1, bottom) for x0, top, x1, bottom in shapes if min(x1 - x0, bottom - top) > LEAST]
    each = (pdfium_c.FPDFPage_GetAnnot(page.raw, index) for index in range(notes))
    return found + [box for note in each if note and (box := _undrawn(note, display)) is not None]


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
