"""Turns the pages of a typed PDF into pictures of pages, as a scanner would: turned, skewed, shaded, noisy."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True)
class Scanner:
    """How pages are scanned.

    Attributes:
        dpi: Resolution.
        quarters: Quarter turns clockwise the sheet lay turned by.
        skew: Degrees counter-clockwise it lay askew.
        shade: 0..1, how dark one side is.
        noise: Standard deviation of grey noise.
        bilevel: Black and white only, as a fax.
        faint: 0..1, how much of the ink is missing from the print.
        curl: How far (pixels) the middle of the page bulges up from its sides.
        show_through: 0..1, how much of the sheet's back shines through.
        dropouts: How many lines of pixels the scanner missed, across and down.
        jpeg: Quality the picture was kept with; 0 keeps it whole.
        stamp: Whether a round blue stamp lies over the middle of the page.
    """

    dpi: int = 200
    quarters: int = 0
    skew: float = 0.0
    shade: float = 0.0
    noise: float = 0.0
    bilevel: bool = False
    faint: float = 0.0
    curl: float = 0.0
    show_through: float = 0.0
    dropouts: int = 0
    jpeg: int = 0
    stamp: bool = False

    def scan(self, source: Path, target: Path) -> Path:
        """Scan every page of a PDF into another."""
        pdf = pdfium.PdfDocument(source)
        canvas = Canvas(str(target), invariant=1)
        for index in range(len(pdf)):
            picture = self._picture(pdf[index])
            width, height = picture.width * 72 / self.dpi, picture.height * 72 / self.dpi
            canvas.setPageSize((width, height))
            data = io.BytesIO()
            if self.jpeg:
                picture.save(data, "JPEG", quality=self.jpeg)
            else:
                picture.save(data, "PNG")
            canvas.drawImage(ImageReader(data), 0, 0, width, height)
            canvas.showPage()
        canvas.save()
        pdf.close()
        return target

    def _picture(self, page: pdfium.PdfPage) -> Image.Image:
        picture = page.render(scale=self.dpi / 72, grayscale=True).to_pil()
        rng = np.random.default_rng(7)
        grey = np.asarray(picture, dtype=np.float64)
        grey = 255 - (255 - grey) * (1 - self.faint)
        if self.show_through:
            grey = grey - self.show_through * (255 - grey[:, ::-1])
        if self.curl:
            grey = _curled(grey, self.curl)
        for _ in range(self.dropouts):
            grey[rng.integers(0, grey.shape[0])] = 255
            grey[:, rng.integers(0, grey.shape[1])] = 255
        colour = np.repeat(grey[:, :, None], 3, axis=2)
        if self.stamp:
            _stamp(colour, self.dpi)
        turned = Image.fromarray(np.clip(colour, 0, 255).astype(np.uint8)).rotate(self.skew, Image.Resampling.BICUBIC, fillcolor="white")
        colour = np.asarray(turned, dtype=np.float64)
        colour = colour * (1 - self.shade * np.linspace(0, 1, colour.shape[1])[None, :, None])
        if self.noise:
            colour = colour + rng.normal(0, self.noise, colour.shape[:2])[:, :, None]
        if self.bilevel:
            colour = np.where(colour < 150, 0.0, 255.0)
        pixels = np.rot90(np.clip(colour, 0, 255).astype(np.uint8), -self.quarters)
        image = Image.fromarray(np.ascontiguousarray(pixels))
        return image if self.stamp else image.convert("L")


def _curled(grey: np.ndarray, pixels: float) -> np.ndarray:
    """Every column moved up by its share of a bulge."""
    width = grey.shape[1]
    moved = np.round(pixels * np.sin(np.linspace(0, np.pi, width))).astype(int)
    return np.stack([np.roll(grey[:, x], -moved[x]) for x in range(width)], axis=1)


def _stamp(colour: np.ndarray, dpi: int) -> None:
    """Blue rings and a line of letters over the middle of the page, ink upon ink."""
    height, width = colour.shape[:2]
    layer = Image.new("L", (width, height), 0)
    draw = ImageDraw.Draw(layer)
    x, y, unit = width / 2, height / 2, dpi / 72
    for radius in (55, 38):
        draw.ellipse((x - radius * unit, y - radius * unit, x + radius * unit, y + radius * unit), outline=255, width=round(1.6 * unit))
    draw.text((x - 30 * unit, y - 6 * unit), "KEPALA DINAS", fill=255, font_size=9 * unit)
    share = np.asarray(layer, dtype=np.float64)[:, :, None] / 255
    colour *= 1 - share * (1 - np.array([70, 90, 190]) / 255)
