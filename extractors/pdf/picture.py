"""A page as a picture, with boxes drawn on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2 as pdfium

from schemas.stages import Box

if TYPE_CHECKING:
    from PIL import Image

#: Pixels a side at most: a page of two metres is drawn smaller, not larger than memory.
LARGEST = 4000


@dataclass(frozen=True, slots=True)
class Mark:
    """A box to draw: where, in which colour (red, green, blue), and a short label above it."""

    box: Box
    colour: tuple[int, int, int]
    label: str = ""


def draw_page(page: pdfium.PdfPage, marks: Iterable[Mark], dpi: float = 110.0) -> Image.Image:
    """Render a page and lay half-transparent boxes over it.

    Args:
        page: An open PDFium page.
        marks: Boxes in points of the page as displayed.
        dpi: Resolution; lowered for very large pages.
    """
    from PIL import Image, ImageDraw  # noqa: PLC0415 (reading draws nothing on pages)

    width, height = page.get_size()
    scale = min(dpi / 72, LARGEST / max(width, height, 1.0))
    image = page.render(scale=scale).to_pil().convert("RGBA")
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    for mark in marks:
        x0, top, x1, bottom = (value * scale for value in mark.box)
        draw.rectangle((x0, top, x1, bottom), fill=(*mark.colour, 46), outline=(*mark.colour, 220), width=2)
        if mark.label:
            # Above the box, on paper of its own: the box has a text of its own inside.
            tag = draw.textbbox((x0 + 2, top - 13), mark.label)
            draw.rectangle((tag[0] - 2, tag[1] - 1, tag[2] + 2, tag[3] + 1), fill=(255, 255, 255, 230))
            draw.text((x0 + 2, top - 13), mark.label, fill=(*mark.colour, 255))
    return Image.alpha_composite(image, layer).convert("RGB")
