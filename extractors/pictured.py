"""Tables on typed pages that are pictures: read as scans are, and set among what the page says in letters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.page import Word
from extractors.pdf import Sides, TriageWords, speaks_of_topic, wordless_pictures
from extractors.tables import Reading, moved, read_scanned
from schemas.stages import Box

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pypdfium2 as pdfium

    # Only pictures need it, and OpenCV with it.
    from extractors.scan import ScanReader

#: Of a table's frame this share lies on pictures; what is typed beside them is read from its letters.
ON_PICTURES = 0.8


@dataclass(frozen=True, slots=True)
class Pictured:
    """What the pictures of a page say.

    Attributes:
        readings: The tables on them, on the page as displayed.
        words: All words on them.
    """

    readings: tuple[Reading, ...]
    words: tuple[Word, ...]


def read_pictures(
    page: pdfium.PdfPage,
    number: int,
    text: pdfium.PdfTextPage,
    drawn: Sequence[Sides],
    topic: TriageWords,
    scans: Callable[[], ScanReader],
) -> Pictured | None:
    """Read the tables that stand on a typed page as pictures.

    Args:
        page: An open PDFium page.
        number: Its number.
        text: Its text.
        drawn: Where its pictures are drawn, as the glance at it told.
        topic: What marks a page as worth reading; the pictures or the letters beside them must say it.
        scans: Gives the reader of pictures; asked only where there are large ones.

    Returns:
        None where no table stands on them.

    Raises:
        EngineMissing: There may be one, and the OCR engine cannot be loaded.
        PageUnreadable: A picture's data is broken.
    """
    pictures = wordless_pictures(page, text, drawn)
    scanned = scans().read(page, number, always=False) if pictures else None
    if scanned is None:
        return None
    on_page = scanned.on_page
    readings = []
    for reading in read_scanned(scanned.content):
        box = on_page(reading.box)
        if _share(box, pictures) >= ON_PICTURES:
            cells = tuple(moved(cell, lambda each, _: on_page(each)) for cell in reading.cells)
            readings.append(replace(reading, cells=cells, box=box))
    placed = [replace(word, box=on_page(word.box)) for word in scanned.content.words]
    words = tuple(word for word in placed if _share(word.box, pictures) >= ON_PICTURES)
    said = " ".join((text.get_text_range(), *(word.text for word in words)))
    return Pictured(tuple(readings), words) if readings and speaks_of_topic(said, topic) else None


def _share(box: Box, pictures: Sequence[Box]) -> float:
    """The share of a box that lies on pictures; where they overlap the larger share counts once."""
    x0, top, x1, bottom = box
    area = max(1e-6, (x1 - x0) * (bottom - top))
    shares = [max(0.0, min(x1, p[2]) - max(x0, p[0])) * max(0.0, min(bottom, p[3]) - max(top, p[1])) / area for p in pictures]
    return max(shares, default=0.0)
