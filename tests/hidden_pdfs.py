"""PDFs whose text is not what their pages show: hidden, drawn as something else, or drawn without being text.

Each way takes a sound PDF and leaves its picture as it is, to the pixel where the way says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream, String

from schemas.stages import Box

#: Names that these mutants give to resources; no document has them.
FONT, STATE, DRAWING, LAYER = Name("/FSembunyi"), Name("/GSembunyi"), Name("/XSembunyi"), Name("/LSembunyi")


@dataclass(frozen=True)
class Hidden:
    """Text to hide: what, where its baseline begins in points of the page as displayed (not turned), and its size."""

    text: str
    x: float
    y: float
    size: float

    @property
    def box(self) -> Box:
        """A box that covers it."""
        return self.x - 1, self.y - self.size, self.x + len(self.text) * self.size, self.y + 0.4 * self.size


def _place(page: Page, x: float, y: float) -> tuple[float, float]:
    """A point of the page as displayed in the page's own coordinates."""
    left, _, _, top = (float(value) for value in page.cropbox)
    return left + x, top - y


def _resource(page: Page, kind: str, name: Name, thing: object) -> None:
    page.obj[Name.Resources] = page.resources  # inherited ones become the page's own
    resources = page.obj[Name.Resources]
    if Name(kind) not in resources:
        resources[Name(kind)] = Dictionary()
    resources[Name(kind)][name] = thing


def _text(page: Page, hidden: Hidden, before: str = "") -> bytes:
    x, y = _place(page, hidden.x, hidden.y)
    return f"q BT {before} {FONT} {hidden.size:.2f} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm ({hidden.text}) Tj ET Q\n".encode()


def _rectangle(page: Page, box: Box) -> tuple[float, float, float, float]:
    (left, top), (right, bottom) = _place(page, box[0], box[1]), _place(page, box[2], box[3])
    return left, bottom, right - left, top - bottom


def _font(page: Page) -> None:
    _resource(page, "/Font", FONT, Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))


def _over(pdf: Pdf, page: Page, content: bytes) -> None:
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"Q\n" + content)


def _under(pdf: Pdf, page: Page, content: bytes) -> None:
    page.contents_add(content, prepend=True)


def drawn_in_no_mode(pdf: Pdf, page: Page, hidden: Hidden) -> None:
    _font(page)
    _over(pdf, page, _text(page, hidden, "3 Tr"))


def white_on_white(pdf: Pdf, page: Page, hidden: Hidden) -> None:
    """Below everything else, so that the white letters cut into nothing."""
    _font(page)
    _under(pdf, page, _text(page, hidden, "1 g"))


def without_opacity(pdf: Pdf, page: Page, hidden: Hidden) -> None:
    _font(page)
    _resource(page, "/ExtGState", STATE, Dictionary(ca=0, CA=0))
    _over(pdf, page, _text(page, hidden, f"{STATE} gs"))


def in_empty_glyphs(pdf: Pdf, page: Page, hidden: Hidden) -> None:
    glyph = pdf.make_stream(b"500 0 d0\n")
    names = [f"/g{code}" for code in range(32, 127)]
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 750, 750], FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=Dictionary(dict.fromkeys(names, glyph)),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([32, *(Name(name) for name in names)])),
        FirstChar=32, LastChar=126, Widths=[500] * 95, Resources=Dictionary(),
        ToUnicode=pdf.make_stream(_cmap({f"{code:02x}": f"{code:04x}" for code in range(32, 127)})),
    )  # fmt: skip
    _resource(page, "/Font", FONT, pdf.make_indirect(font))
    _over(pdf, page, _text(page, hidden))


def beside_a_clip(pdf: Pdf, page: Page, hidden: Hidden) -> None:
    _font(page)
    _over(pdf, page, b"q 0 0 1 1 re W n\n" + _text(page, hidden) + b"Q\n")


def outside_a_form(pdf: Pdf, page: Page, hidden: Hidden) -> None:
    _font(page)
    fonts = Dictionary(Font=page.resources[Name.Font])
    form = pdf.make_stream(_text(page, hidden), Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1], Resources=fonts)
    _resource(page, "/XObject", DRAWING, form)
    _over(pdf, page, f"{DRAWING} Do\n".encode())


def on_a_layer_switched_off(pdf: Pdf, page: Page, hidden: Hidden) -> None:
    _font(page)
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Catatan")))
    pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(Order=[layer], OFF=[layer]))
    _resource(page, "/Properties", LAYER, layer)
    _over(pdf, page, f"/OC {LAYER} BDC\n".encode() + _text(page, hidden) + b"EMC\n")


def below_a_box(pdf: Pdf, page: Page, hidden: Hidden) -> None:
    """Below everything else, a white box on it: what was there before is drawn on the box."""
    _font(page)
    x, y, width, height = _rectangle(page, hidden.box)
    _under(pdf, page, _text(page, hidden) + f"q 1 g {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f Q\n".encode())


def below_a_picture(pdf: Pdf, page: Page, hidden: Hidden) -> None:
    _font(page)
    _resource(page, "/XObject", DRAWING, _pixels(pdf, 8, 8, b"\xff" * 64))
    x, y, width, height = _rectangle(page, hidden.box)
    _under(pdf, page, _text(page, hidden) + f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm {DRAWING} Do Q\n".encode())


def below_an_annotation(pdf: Pdf, page: Page, hidden: Hidden) -> None:
    """A white box as an annotation; what stood there before is covered too, so it is for bare places only."""
    _font(page)
    _over(pdf, page, _text(page, hidden))
    right, bottom = hidden.x + len(hidden.text) * 0.6 * hidden.size, hidden.y + 0.25 * hidden.size
    x, y, width, height = _rectangle(page, (hidden.x - 0.3, hidden.y - hidden.size, right, bottom))
    _annotate(pdf, page, "/Square", (x, y, width, height), f"1 g 0 0 {width:.2f} {height:.2f} re f".encode())


def beside_the_page(pdf: Pdf, page: Page, hidden: Hidden) -> None:
    _font(page)
    left, _, right, _ = (float(value) for value in page.cropbox)
    _over(pdf, page, _text(page, Hidden(hidden.text, right - left + 3, hidden.y, hidden.size)))


#: Ways to hide text: by name.
HIDING: Mapping[str, Callable[[Pdf, Page, Hidden], None]] = {
    each.__name__: each
    for each in (
        drawn_in_no_mode, white_on_white, without_opacity, in_empty_glyphs, beside_a_clip, outside_a_form, on_a_layer_switched_off,
        below_a_box, below_a_picture, below_an_annotation, beside_the_page,
    )
}  # fmt: skip
#: They cover what stands where they hide something, or cut it.
FOR_BARE_PLACES = frozenset({"below_an_annotation"})
#: They name a drawing of their own, which a page can have once.
ONCE_A_PAGE = frozenset({"outside_a_form", "below_a_picture"})


def _annotate(pdf: Pdf, page: Page, kind: str, place: tuple[float, float, float, float], content: bytes, **more: object) -> None:
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


def cover(pdf: Pdf, page: Page, box: Box) -> None:
    """Draw a white box over what stands there; the page looks as if it were empty, its text says it all the same."""
    x, y, width, height = _rectangle(page, box)
    _over(pdf, page, f"q 1 g {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f Q\n".encode())


def cover_by_annotation(pdf: Pdf, page: Page, box: Box) -> None:
    x, y, width, height = _rectangle(page, box)
    _annotate(pdf, page, "/Square", (x, y, width, height), f"1 g 0 0 {width:.2f} {height:.2f} re f".encode())


#: Ways to cover what is printed: by name.
COVERING: Mapping[str, Callable[[Pdf, Page, Box], None]] = {each.__name__: each for each in (cover, cover_by_annotation)}


# -- text that says something else than it draws -----------------------------------------------------------------------


def _cmap(letters: Mapping[str, str]) -> bytes:
    """A table from codes to letters, both in hexadecimal digits."""
    length = len(next(iter(letters))) if letters else 2
    lines = [f"<{code}> <{letter}>" for code, letter in letters.items()]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <{'0' * length}> <{'f' * length}> endcodespacerange\n{body}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()


def letters_of(font: pikepdf.Object) -> dict[str, str]:
    """What a font says its codes are, codes and letters in hexadecimal digits."""
    if Name.ToUnicode not in font:
        return {} if font.Subtype == Name.Type0 else {f"{code:02x}": f"{code:04x}" for code in range(32, 127)}
    text = font.ToUnicode.read_bytes().decode("latin-1")
    found: dict[str, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        found.update({code.lower(): letter.lower() for code, letter in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block)})
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, many, one in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*(?:\[(.*?)\]|<([0-9a-fA-F]+)>)", block, re.DOTALL):
            letters = re.findall(r"<([0-9a-fA-F]+)>", many)
            for step, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                letter = letters[step] if many else f"{int(one, 16) + step:0{len(one)}x}"
                found[f"{code:0{len(first)}x}"] = letter.lower()
    return found


def fonts_of(pdf: Pdf) -> list[pikepdf.Object]:
    """All fonts that pages are drawn with."""
    return [each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/Type") == Name.Font and each.get("/Subtype") in
            (Name.Type0, Name.TrueType, Name.Type1)]  # fmt: skip


def rename_letters(pdf: Pdf, renamed: Mapping[str, str]) -> None:
    """Let every font say other letters than it draws; the pages look as before.

    Args:
        pdf: The document.
        renamed: By letter drawn, the letter said.
    """
    said = {drawn.encode("utf-16-be").hex(): letter.encode("utf-16-be").hex() for drawn, letter in renamed.items()}
    for font in fonts_of(pdf):
        letters = letters_of(font)
        if letters:
            font.ToUnicode = pdf.make_stream(_cmap({code: said.get(letter, letter) for code, letter in letters.items()}))


def nameless_letters(pdf: Pdf, page: Page, codes: Iterable[int], place: tuple[float, float]) -> None:
    """Draw shapes by their numbers in a font that names none of them, as programs set formulas."""
    inner = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Helvetica,
                       CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0), DW=600,
                       FontDescriptor=Dictionary(Type=Name.FontDescriptor, FontName=Name.Helvetica, Flags=4, ItalicAngle=0, Ascent=800,
                                                 Descent=-200, CapHeight=700, StemV=80, FontBBox=[0, -200, 1000, 800]))  # fmt: skip
    font = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Helvetica, Encoding=Name("/Identity-H"), DescendantFonts=[inner])
    _resource(page, "/Font", Name("/Tanpa"), pdf.make_indirect(font))
    x, y = _place(page, *place)
    shown = "".join(f"{code:04x}" for code in codes)
    _over(pdf, page, f"q BT /Tanpa 8 Tf {x:.2f} {y:.2f} Td <{shown}> Tj ET Q\n".encode())


# -- text operators ----------------------------------------------------------------------------------------------------


def _shown(page: Page) -> list[tuple[int, str]]:
    """The page's text operators, by their place among its instructions, with what they say."""
    found, letters, length = [], {}, 2
    fonts = page.resources.get("/Font", Dictionary())
    for place, (operands, operator) in enumerate(pikepdf.parse_content_stream(page)):
        if str(operator) == "Tf":
            font = fonts.get(str(operands[0]))
            letters = letters_of(font) if font is not None else {}
            length = 4 if font is not None and font.Subtype == Name.Type0 else 2
        elif str(operator) in ("Tj", "TJ"):
            parts = operands[0] if str(operator) == "TJ" else [operands[0]]
            codes = "".join(bytes(part).hex() for part in parts if isinstance(part, String))
            said = (letters.get(codes[at : at + length], "") for at in range(0, len(codes), length))
            found.append((place, "".join(chr(int(letter[:4], 16)) for letter in said if letter)))
    return found


def operator_of(page: Page, text: str) -> int | None:
    """The place of the only operator that shows this text; None when there is none, or several."""
    places = [place for place, said in _shown(page) if said.strip() == text]
    return places[0] if len(places) == 1 else None


def _rewrite(pdf: Pdf, page: Page, place: int, before: bytes, after: bytes, *, keep: bool) -> None:
    instructions = list(pikepdf.parse_content_stream(page))
    one = [instructions[place]] if keep else []
    parts = [pikepdf.unparse_content_stream(part) for part in (instructions[:place], one, instructions[place + 1 :])]
    page.obj[Name.Contents] = pdf.make_stream(b"\n".join([parts[0], before, parts[1], after, parts[2]]))


def say_otherwise(pdf: Pdf, page: Page, place: int, text: str) -> None:
    """Let an operator's ActualText say another text than it draws."""
    _rewrite(pdf, page, place, f"/Span <</ActualText ({text})>> BDC".encode(), b"EMC", keep=True)


# -- what is drawn without being text ------------------------------------------------------------------------------------


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
    place = _rectangle(page, (box[0], box[3] - size, box[0] + 0.6 * len(text) * size, box[3]))
    _annotate(pdf, page, kind, place, f"BT {colour} {FONT} {size:.2f} Tf 0 {0.2 * size:.2f} Td ({text}) Tj ET".encode(), **more)


def _pixels(pdf: Pdf, width: int, height: int, grey: bytes) -> Stream:
    return pdf.make_stream(
        grey, Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height, ColorSpace=Name.DeviceGray, BitsPerComponent=8
    )


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
    _resource(page, "/XObject", DRAWING, _pixels(pdf, *picture))
    x, y, wide, high = _rectangle(page, box)
    _over(pdf, page, f"q {wide:.2f} 0 0 {high:.2f} {x:.2f} {y:.2f} cm {DRAWING} Do Q\n".encode())


#: Ways to draw a value that is no text of the page: by name.
DRAWING_ONLY: Mapping[str, Callable[[Pdf, Page, str, Box], None]] = {
    each.__name__: each for each in (as_a_form_field, as_a_note, as_a_pale_note, as_a_note_without_a_picture, as_a_stamp)
}


def without_text(pdf: Pdf, page: Page, place: int) -> None:
    """Take a text operator away."""
    _rewrite(pdf, page, place, b"", b"", keep=False)
