"""Things put into a PDF that is there: text, boxes, pictures and annotations over or under what its pages show."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream, String

from schemas.stages import Box

#: The font that is put in; no document has one of this name.
FONT = Name("/FSembunyi")


def place_on(page: Page, x: float, y: float) -> tuple[float, float]:
    """A point of the page as displayed in the page's own coordinates."""
    left, _, _, top = (float(value) for value in page.cropbox)
    return left + x, top - y


def add_resource(page: Page, kind: str, name: Name, thing: object) -> None:
    page.obj[Name.Resources] = page.resources  # inherited ones become the page's own
    resources = page.obj[Name.Resources]
    if Name(kind) not in resources:
        resources[Name(kind)] = Dictionary()
    resources[Name(kind)][name] = thing


def rectangle(page: Page, box: Box) -> tuple[float, float, float, float]:
    (left, top), (right, bottom) = place_on(page, box[0], box[1]), place_on(page, box[2], box[3])
    return left, bottom, right - left, top - bottom


def add_font(page: Page) -> None:
    add_resource(page, "/Font", FONT, Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))


def draw_over(pdf: Pdf, page: Page, content: bytes) -> None:
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"Q\n" + content)


def draw_under(pdf: Pdf, page: Page, content: bytes) -> None:
    page.contents_add(content, prepend=True)


def annotate(pdf: Pdf, page: Page, kind: str, place: tuple[float, float, float, float], content: bytes, **more: object) -> None:
    x, y, width, height = place
    fonts = Dictionary(Font=Dictionary({str(FONT): Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)}))
    look = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, width, height], Resources=fonts)
    note = Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=[x, y, x + width, y + height], F=4, AP=Dictionary(N=look), **more)
    note = pdf.make_indirect(note)
    if Name.Annots not in page.obj:
        page.obj[Name.Annots] = Array()
    page.obj[Name.Annots].append(note)
    if kind == "/Widget":
        pdf.Root.AcroForm = Dictionary(Fields=[note], DA=String("/Helv 0 Tf 0 g"))


def pixels(pdf: Pdf, width: int, height: int, grey: bytes) -> Stream:
    return pdf.make_stream(
        grey, Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height, ColorSpace=Name.DeviceGray, BitsPerComponent=8
    )
