"""Text from outside (names of files, what a PDF says) as a screen, a log or a sheet may show it: what has no shape is written out."""

from __future__ import annotations

import json
import re
import unicodedata

#: Kinds of characters without a shape of their own: controls (C0, C1), formats (right-to-left marks, joiners), halves of a pair, and the
#: separators that begin a new line or paragraph.
_SHAPELESS = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_OUTSIDE_ASCII_AND_LATIN = re.compile(r"[^\x20-\x7e\xa1-\xac\xae-\u02ff]")
#: Stands in a cell for a character without a shape; and so much fits into a cell.
_NO_SHAPE, _LONGEST_CELL = "\u2426", 32_000
#: Bytes of a file's name that are no UTF-8 come as these characters (PEP 383).
_BYTE, _BYTES_END = 0xDC80, 0xDD00


def visible(text: str, keep: str = "") -> str:
    r"""The text with every character that has no shape written out: ``\x1b``, ``\n``, ``\u202e``, ``\xff`` for a byte that is no letter.

    Nobody's screen is recoloured by it, no line is begun, nothing is shown the other way round. What is visible stays as it is.

    Args:
        text: Any text, with lone surrogates or not.
        keep: Characters that stay although they have no shape.
    """
    return _OUTSIDE_ASCII_AND_LATIN.sub(lambda found: found[0] if found[0] in keep else _written(found[0]), text)


def as_cell(text: str) -> str:
    """The text for a cell of a workbook: one sign for each character without a shape, lines as they are.

    Names are looked up by their letters, and the sign is none: an answer in the workbook holds for the name as it stands in the PDF.
    """
    shown = _OUTSIDE_ASCII_AND_LATIN.sub(lambda found: found[0] if found[0] == "\n" or _has_shape(found[0]) else _NO_SHAPE, text)
    return shown[:_LONGEST_CELL]


def as_json(value: object, indent: int | None = None) -> str:
    """The value as JSON in which every character without a shape is an escape; reading it gives the very same text."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _OUTSIDE_ASCII_AND_LATIN.sub(
        lambda found: found[0] if found[0] == "\n" or _has_shape(found[0]) else _json_escape(found[0]), text
    )


def _has_shape(letter: str) -> bool:
    return unicodedata.category(letter) not in _SHAPELESS


def _written(letter: str) -> str:
    code = ord(letter)
    if _has_shape(letter):
        return letter
    if letter in "\n\r\t":
        return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[letter]
    if _BYTE <= code < _BYTES_END:
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _json_escape(letter: str) -> str:
    code = ord(letter)
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
