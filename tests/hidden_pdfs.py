"""PDFs whose text is not what their pages show: hidden, drawn as something else, or drawn without being text.

Each way takes a sound PDF and leaves its picture as it is, to the pixel where the way says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf, String
from reportlab.pdfbase.pdfmetrics import stringWidth

from schemas.stages import Box
from tests.pdf_surgery import FONT, add_font, add_resource, annotate, draw_over, draw_under, pixels, place_on, rectangle

#: Names that these mutants give to resources; no document has them.
STATE, DRAWING, LAYER = Name("/GSembunyi"), Name("/XSembunyi"), Name("/LSembunyi")


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


def _text(page: Page, hidden: Hidden, before: str = "") -> bytes:
    x, y = place_on(page, hidden.x, hidden.y)
    # In hexadecimal digits: a bracket among the letters would end the text, or swallow what is drawn after it.
    shown = hidden.text.encode("latin-1").hex()
    return f"q BT {before} {FONT} {hidden.size:.2f} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm <{shown}> Tj ET Q\n".encode()


def drawn_in_no_mode(pdf: Pdf, page: Page, hidden: Hidden) -> None:
    add_font(page)
    draw_over(pdf, page, _text(page, hidden, "3 Tr"))


def white_on_white(pdf: Pdf, page: Page, hidden: Hidden) -> None:
    """Below everything else, so that the white letters cut into nothing."""
    add_font(page)
    draw_under(pdf, page, _text(page, hidden, "1 g"))


def without_opacity(pdf: Pdf, page: Page, hidden: Hidden) -> None:
    add_font(page)
    add_resource(page, "/ExtGState", STATE, Dictionary(ca=0, CA=0))
    draw_over(pdf, page, _text(page, hidden, f"{STATE} gs"))


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
    add_resource(page, "/Font", FONT, pdf.make_indirect(font))
    draw_over(pdf, page, _text(page, hidden))


def beside_a_clip(pdf: Pdf, page: Page, hidden: Hidden) -> None:
    add_font(page)
    draw_over(pdf, page, b"q 0 0 1 1 re W n\n" + _text(page, hidden) + b"Q\n")


def outside_a_form(pdf: Pdf, page: Page, hidden: Hidden) -> None:
    add_font(page)
    fonts = Dictionary(Font=page.resources[Name.Font])
    form = pdf.make_stream(_text(page, hidden), Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1], Resources=fonts)
    add_resource(page, "/XObject", DRAWING, form)
    draw_over(pdf, page, f"{DRAWING} Do\n".encode())


def on_a_layer_switched_off(pdf: Pdf, page: Page, hidden: Hidden) -> None:
    add_font(page)
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Catatan")))
    pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(Order=[layer], OFF=[layer]))
    add_resource(page, "/Properties", LAYER, layer)
    draw_over(pdf, page, f"/OC {LAYER} BDC\n".encode() + _text(page, hidden) + b"EMC\n")


def below_a_box(pdf: Pdf, page: Page, hidden: Hidden) -> None:
    """Below everything else, a white box on it: what was there before is drawn on the box."""
    add_font(page)
    x, y, width, height = rectangle(page, hidden.box)
    draw_under(pdf, page, _text(page, hidden) + f"q 1 g {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f Q\n".encode())


def below_a_picture(pdf: Pdf, page: Page, hidden: Hidden) -> None:
    add_font(page)
    add_resource(page, "/XObject", DRAWING, pixels(pdf, 8, 8, b"\xff" * 64))
    x, y, width, height = rectangle(page, hidden.box)
    draw_under(pdf, page, _text(page, hidden) + f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm {DRAWING} Do Q\n".encode())


def below_an_annotation(pdf: Pdf, page: Page, hidden: Hidden) -> None:
    """A white box as an annotation; what stood there before is covered too, so it is for bare places only."""
    add_font(page)
    draw_over(pdf, page, _text(page, hidden))
    right, bottom = hidden.x + stringWidth(hidden.text, "Helvetica", hidden.size), hidden.y + 0.25 * hidden.size
    x, y, width, height = rectangle(page, (hidden.x - 0.3, hidden.y - hidden.size, right, bottom))
    annotate(pdf, page, "/Square", (x, y, width, height), f"1 g 0 0 {width:.2f} {height:.2f} re f".encode())


def beside_the_page(pdf: Pdf, page: Page, hidden: Hidden) -> None:
    add_font(page)
    left, _, right, _ = (float(value) for value in page.cropbox)
    draw_over(pdf, page, _text(page, Hidden(hidden.text, right - left + 3, hidden.y, hidden.size)))


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
    add_resource(page, "/Font", Name("/Tanpa"), pdf.make_indirect(font))
    x, y = place_on(page, *place)
    shown = "".join(f"{code:04x}" for code in codes)
    draw_over(pdf, page, f"q BT /Tanpa 8 Tf {x:.2f} {y:.2f} Td <{shown}> Tj ET Q\n".encode())


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


def without_text(pdf: Pdf, page: Page, place: int) -> None:
    """Take a text operator away."""
    _rewrite(pdf, page, place, b"", b"", keep=False)
