"""A catalogue of translations as ``gettext`` reads it, made of its text: ``python -m tests.pipeline.command.po``."""

from __future__ import annotations

import ast
import struct
from pathlib import Path

import pipeline.command

PO = Path(pipeline.command.__file__).parent / "locale/id/LC_MESSAGES/messages.po"
#: Of the format of GNU gettext.
_MAGIC, _HEADER = 0x950412DE, 28


def entries(text: str) -> dict[str, str]:
    """What is said by what it says in the program; of one with a plural both, as the format has them."""
    found: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        word, _, said = line.partition(" ")
        if word == "msgid":
            key = ast.literal_eval(said)
        elif word == "msgid_plural":
            key = f"{key}\0{ast.literal_eval(said)}"
        elif word in ("msgstr", "msgstr[0]"):
            found[key] = ast.literal_eval(said)
    return found


def compiled(text: str) -> bytes:
    """The catalogue in bytes: two tables of lengths and places, then the texts, sorted."""
    pairs = sorted((key.encode(), said.encode()) for key, said in entries(text).items())
    count = len(pairs)
    place = _HEADER + 16 * count
    tables, texts = [b"", b""], b""
    for side in (0, 1):
        for pair in pairs:
            tables[side] += struct.pack("<2I", len(pair[side]), place + len(texts))
            texts += pair[side] + b"\0"
    return struct.pack("<7I", _MAGIC, 0, count, _HEADER, _HEADER + 8 * count, 0, 0) + tables[0] + tables[1] + texts


if __name__ == "__main__":
    PO.with_suffix(".mo").write_bytes(compiled(PO.read_text(encoding="utf-8")))
