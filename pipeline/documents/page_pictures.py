"""Pictures of pages, rendered from the PDFs themselves where those are still there with the content that was read."""

from __future__ import annotations

import hashlib
import io
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

#: Pixels across, and how closely a picture keeps to the page (WebP): text stays sharp enough to compare a digit.
PIXELS, QUALITY = 1100, 55
_CHUNK = 1 << 20
#: So many pictures are kept, some 100 kB each.
KEPT = 64


#: Of what is cut out of a page: dots an inch; so much is shown above, below and beside it, at most so much of it, and so much of a page
#: where only its title is wanted (points).
CROP_DPI, _ABOVE, _BESIDE, _TALLEST, _TOP = 90.0, 14.0, 60.0, 190.0, 240.0
_FRAME = (176, 94, 0)

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Crop:
    """A piece of a page as PNG, with its size in pixels."""

    png: bytes
    width: int
    height: int


class PagePictures:
    """Renders pages of a run's PDFs; one at a time, as PDFium wants it.

    Args:
        places: Where each document lies, by its id (SHA-256): as far as that is known, several places to try.
    """

    def __init__(self, places: Mapping[str, list[Path]]) -> None:
        self._places = places
        self._lock = threading.Lock()
        self.source = lru_cache(maxsize=4096)(self._source)
        #: People go to and fro between a few pages.
        self.picture = lru_cache(maxsize=KEPT)(self._picture)

    def _source(self, id_dokumen: str) -> Path | None:
        """The file with exactly this content; None where there is none any more."""
        for path in self._places.get(id_dokumen, []):
            try:
                if _sha256(path) == id_dokumen:
                    return path
            except OSError:
                continue
        return None

    def sizes(self, id_dokumen: str, pages: list[int]) -> dict[int, tuple[float, float]]:
        """Width and height of pages in points; nothing where the PDF is gone or cannot be opened."""
        from extractors.page import ExtractionError  # noqa: PLC0415 (the first view shows no page, and is to be there at once)
        from extractors.pdf import open_pdf  # noqa: PLC0415 (as above)

        path = self.source(id_dokumen)
        if path is None:
            return {}
        try:
            with self._lock, open_pdf(path) as pdf:
                return {page: pdf[page - 1].get_size() for page in pages if 0 < page <= len(pdf)}
        except (ExtractionError, OSError, RuntimeError):
            return {}

    def _picture(self, id_dokumen: str, page: int, pixels: int = PIXELS) -> bytes | None:
        """A page as WebP; None where the PDF is gone or the page cannot be drawn."""
        from extractors.page import ExtractionError  # noqa: PLC0415 (as above)
        from extractors.pdf import draw_page, open_pdf  # noqa: PLC0415 (as above)

        path = self.source(id_dokumen)
        if path is None:
            return None
        try:
            with self._lock, open_pdf(path) as pdf:
                if not 0 < page <= len(pdf):
                    return None
                opened = pdf[page - 1]
                width = max(opened.get_size()[0], 1.0)
                image = draw_page(opened, (), dpi=72 * pixels / width)
        except (ExtractionError, OSError, RuntimeError):
            return None
        written = io.BytesIO()
        image.save(written, "WEBP", quality=QUALITY, method=4)
        return written.getvalue()

    def crop(self, id_dokumen: str, page: int, box: Box | None) -> Crop | None:
        """What stands around a box of a page as PNG, the box framed; of no box the top of the page. None where the page cannot be drawn."""
        from extractors.page import ExtractionError  # noqa: PLC0415 (as above)
        from extractors.pdf import Mark, draw_page, open_pdf  # noqa: PLC0415 (as above)

        path = self.source(id_dokumen)
        if path is None:
            return None
        try:
            with self._lock, open_pdf(path) as pdf:
                if not 0 < page <= len(pdf):
                    return None
                opened = pdf[page - 1]
                width, height = opened.get_size()
                marks = [Mark(box, _FRAME)] if box is not None else []
                image = draw_page(opened, marks, dpi=CROP_DPI)
        except (ExtractionError, OSError, RuntimeError):
            return None
        scale = image.width / max(width, 1.0)
        left, top, right, bottom = _around(box, width, height)
        image = image.crop((int(left * scale), int(top * scale), int(right * scale), int(bottom * scale)))
        written = io.BytesIO()
        image.quantize(64).save(written, "PNG", optimize=True)
        return Crop(written.getvalue(), image.width, image.height)


def _around(box: Box | None, width: float, height: float) -> Box:
    """A box with some of what stands around it, no larger than a person takes in at once."""
    if box is None:
        return (0.0, 0.0, width, min(height, _TOP))
    left, right = max(0.0, box[0] - _BESIDE), min(width, box[2] + _BESIDE)
    top = max(0.0, box[1] - _ABOVE)
    return (left, top, max(right, left + 1.0), max(min(height, box[3] + _ABOVE, top + _TALLEST), top + 1.0))


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
