"""Which type a page's letters are set in: its size, and whether it is bold."""

from __future__ import annotations

import ctypes
import math
import re

import pypdfium2.raw as pdfium_c

from extractors.pdf.calls import address_of, as_it_is, by_address, place

#: What the names of bold fonts say.
_BOLD_NAME = re.compile(rb"bold|black|heavy|demi(?!light)", re.IGNORECASE)
#: Fonts of this weight and more are bold (400 is regular, 700 bold).
_BOLD_WEIGHT = 650
#: Letters that are filled and stroked: how programs print a bold that the font does not have.
_FILLED_AND_STROKED = 2

Type = tuple[bool, float]


class TypeOfLetters:
    """Answers by letter; fonts and what is drawn in one go are asked about once.

    Args:
        text_page: PDFium's handle of the page's text.
    """

    def __init__(self, text_page: pdfium_c.FPDF_TEXTPAGE) -> None:
        self._text_page = place(address_of(text_page))
        self._bold_fonts: dict[int, bool] = {}
        self._bold_objects: dict[int, bool] = {}
        self._matrix = pdfium_c.FS_MATRIX()
        self._matrix_at = ctypes.byref(self._matrix)

    def at(self, index: int) -> Type:
        """Whether a letter is bold, and the size of its type in points (0 when unknown).

        Args:
            index: Its place among the page's letters.
        """
        drawn = _object_of(self._text_page, index)
        if not drawn:
            return False, 0.0
        bold = self._bold_objects.get(drawn)
        if bold is None:
            bold = self._bold_objects[drawn] = self._bold(drawn)
        return bold, self._size(index)

    def _size(self, index: int) -> float:
        """The font's size as seen: programs print type of size 1 enlarged twelve times."""
        if not _matrix_of(self._text_page, index, self._matrix_at):
            return 0.0
        return round(float(_size_of(self._text_page, index)) * math.hypot(self._matrix.c, self._matrix.d), 2)

    def _bold(self, drawn: int) -> bool:
        font = _font_of(drawn) or 0
        if font not in self._bold_fonts:
            self._bold_fonts[font] = bool(font) and _is_bold(ctypes.cast(font, pdfium_c.FPDF_FONT))
        return self._bold_fonts[font] or _mode_of(drawn) == _FILLED_AND_STROKED


def _is_bold(font: pdfium_c.FPDF_FONT) -> bool:
    name = ctypes.create_string_buffer(256)
    pdfium_c.FPDFFont_GetBaseFontName(font, name, len(name))
    return bool(_BOLD_NAME.search(name.value)) or pdfium_c.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT


_object_of = as_it_is(pdfium_c.FPDFText_GetTextObject, ctypes.c_void_p)
_matrix_of = as_it_is(pdfium_c.FPDFText_GetMatrix, ctypes.c_int)
_size_of = as_it_is(pdfium_c.FPDFText_GetFontSize, ctypes.c_double)
_font_of = by_address(pdfium_c.FPDFTextObj_GetFont, ctypes.c_void_p, ctypes.c_void_p)
_mode_of = by_address(pdfium_c.FPDFTextObj_GetTextRenderMode, ctypes.c_int, ctypes.c_void_p)
