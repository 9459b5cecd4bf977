"""PDFs whose pages show what is no text of theirs: form fields, notes, stamps and pictures of numbers, and boxes over what is printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pypdfium2 as pdfium
from pikepdf import Name, Page, Pdf, String

from schemas.stages import Box
from tests.pdf_surgery import FONT, add_resource, annotate, draw_over, pixels, rectangle

#: The name that a picture put in is given.
DRAWING = Name("/XSembunyi")


def cover(pdf: Pdf, page: Page, box: Box) -> None:
    """Draw a white box over what stands there; the page looks as if it were empty, its text says it all the same."""
    x, y, width, height = rectangle(page, box)
    draw_over(pdf, page, f"q 1 g {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f Q\n".encode())


def cover_by_annotation(pdf: Pdf, page: Page, box: Box) -> None:
    x, y, width, height = rectangle(page, box)
    annotate(pdf, page, "/Square", (x, y, width, height), f"1 g 0 0 {width:.2f} {height:.2f} re f".encode())


#: Ways to cover what is printed: by name.
COVERING: Mapping[str, Callable[[Pdf, Page, Box], None]] = {each.__name__: each for each in (cover, cover_by_annotation)}


def as_a_form_field(pdf: Pdf, page: Page, text: str, box: Box) -> None:
    _as_annotation(pdf, page, text, box, "/Widget", FT=Name.Tx, T=String("isian"), V=String(text))


def as_a_note(pdf: Pdf, page: Page, text: str, box: Box) -> None:
    _as_annotation(pdf, page, text, box, "/FreeText", Contents=String(text), DA=String("/Helv 8 Tf 0 g"))


def as_a_pale_note(pdf: Pdf, page: Page, text: str, box: Box) -> None:
    """In yellow, as some people fill in forms."""
    _as_annotation(pdf, page, text, box, "/FreeText", colour="1 0.85 0 rg", Contents=String(text))


def as_a_note_without_a_picture(pdf: Pdf, page: Page, text: str, box: Box) -> None:
    """Viewers draw its text by themselves."""
    _as_annotation(pdf, page, text, box, "/FreeText", Contents=String(text), DA=String("/Helv 8 Tf 0 g"))
    del page.obj[Name.Annots][-1][Name.AP]


def as_a_stamp(pdf: Pdf, page: Page, text: str, box: Box) -> None:
    _as_annotation(pdf, page, text, box, "/Stamp")


def _as_annotation(pdf: Pdf, page: Page, text: str, box: Box, kind: str, colour: str = "0 g", **more: object) -> None:
    # A letter's place in its line is lower than its type is large.
    size = 1.3 * (box[3] - box[1])
    place = rectangle(page, (box[0], box[3] - size, box[0] + 0.6 * len(text) * size, box[3]))
    annotate(pdf, page, kind, place, f"BT {colour} {FONT} {size:.2f} Tf 0 {0.2 * size:.2f} Td ({text}) Tj ET".encode(), **more)


def picture_of(path: Path, number: int, box: Box, scale: float = 4.0) -> tuple[int, int, bytes]:
    """A part of a page as grey pixels: width, height, bytes."""
    document = pdfium.PdfDocument(path)
    page = document[number - 1]
    whole = page.render(scale=scale, grayscale=True).to_numpy()
    whole = whole[:, :, 0] if whole.ndim > 2 else whole
    x0, top, x1, bottom = (round(value * scale) for value in box)
    part = whole[top:bottom, x0:x1].copy()
    page.close()
    document.close()
    return part.shape[1], part.shape[0], part.tobytes()


def put_picture(pdf: Pdf, page: Page, box: Box, picture: tuple[int, int, bytes]) -> None:
    """Draw pixels in a box."""
    add_resource(page, "/XObject", DRAWING, pixels(pdf, *picture))
    x, y, wide, high = rectangle(page, box)
    draw_over(pdf, page, f"q {wide:.2f} 0 0 {high:.2f} {x:.2f} {y:.2f} cm {DRAWING} Do Q\n".encode())


#: Ways to draw a value that is no text of the page: by name.
DRAWING_ONLY: Mapping[str, Callable[[Pdf, Page, str, Box], None]] = {
    each.__name__: each for each in (as_a_form_field, as_a_note, as_a_pale_note, as_a_note_without_a_picture, as_a_stamp)
}
