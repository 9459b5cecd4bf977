"""Turns the pages of a typed PDF into pictures of pages, as a scanner would: turned, skewed, shaded, noisy."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image
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
    """

    dpi: int = 200
    quarters: int = 0
    skew: float = 0.0
    shade: float = 0.0
    noise: float = 0.0
    bilevel: bool = False

    def scan(self, source: Path, target: Path) -> Path:
        """Scan every page of a PDF into another."""
        pdf = pdfium.PdfDocument(source)
        canvas = Canvas(str(target), invariant=1)
        for index in range(len(pdf)):
            picture = self._picture(pdf[index])
            width, height = picture.width * 72 / self.dpi, picture.height * 72 / self.dpi
            canvas.setPageSize((width, height))
            data = io.BytesIO()
            picture.save(data, "PNG")
            canvas.drawImage(ImageReader(data), 0, 0, width, height)
            canvas.showPage()
        canvas.save()
        pdf.close()
        return target

    def _picture(self, page: pdfium.PdfPage) -> Image.Image:
        picture = page.render(scale=self.dpi / 72, grayscale=True).to_pil()
        picture = picture.rotate(self.skew, Image.Resampling.BICUBIC, fillcolor=255)
        grey = np.asarray(picture, dtype=np.float64)
        grey = grey * (1 - self.shade * np.linspace(0, 1, grey.shape[1])[None, :])
        grey = grey + np.random.default_rng(7).normal(0, self.noise, grey.shape) if self.noise else grey
        if self.bilevel:
            grey = np.where(grey < 150, 0.0, 255.0)
        turned = np.rot90(np.clip(grey, 0, 255).astype(np.uint8), -self.quarters)
        return Image.fromarray(np.ascontiguousarray(turned))
