"""Makes PDFs with tables drawn in the ways offices draw them, for tests: the truth is what was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

FONT, SIZE, LEAD, PAD = "Helvetica", 8.0, 10.0, 3.0


@dataclass(frozen=True)
class C:
    """A cell to draw: text, and how many rows and columns it spans."""

    text: str = ""
    rows: int = 1
    cols: int = 1
    middle: bool = False


Row = Sequence[C | str | None]


@dataclass(frozen=True)
class Drawn:
    """What was drawn: the cell at each grid position begun, with its box (x0, top, x1, bottom)."""

    boxes: dict[tuple[int, int], tuple[float, float, float, float]]
    bottom: float


class Sheet:
    """A PDF under way; y runs downwards as on the page shown."""

    def __init__(self, path: Path, width: float = 842.0, height: float = 595.0) -> None:
        self.canvas = Canvas(str(path), pagesize=(width, height), invariant=1)
        self.width, self.height = width, height

    def line_of_text(self, text: str, x: float, top: float, size: float = SIZE) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self.height - top - size, text)

    def next_page(self) -> None:
        self.canvas.showPage()

    def save(self) -> None:
        self.canvas.save()

    def table(
        self,
        rows: Sequence[Row],
        widths: Sequence[float],
        x: float = 40.0,
        top: float = 100.0,
        style: str = "garis",
        missing: frozenset[tuple[int, int]] = frozenset(),
        shade_rows: int = 0,
    ) -> Drawn:
        """Draw a table; None marks a position covered by a span.

        Args:
            style: ``garis`` (stroked lines), ``garis_tanpa_atas`` (the same, each cell drawing only its lower rule), ``kotak`` (thin
                filled rectangles), ``ganda`` (double frames), ``putus`` (lines in pieces), ``mendatar`` (level rules only), ``tanpa``
                (no rules).
            missing: Cells whose lower rule is not drawn.
            shade_rows: Header rows shaded by many small rectangles.
        """
        cells = {
            (r, c): cell if isinstance(cell, C) else C(cell) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell is not None
        }
        xs = [x]
        for width in widths:
            xs.append(xs[-1] + width)
        lines = {
            (r, c): [
                part
                for raw in cell.text.split("\n")
                for part in (simpleSplit(raw, FONT, SIZE, xs[c + cell.cols] - xs[c] - 2 * PAD) or [""])
            ]
            for (r, c), cell in cells.items()
        }
        heights = [
            max(
                [len(lines[r, c]) * LEAD + 2 * PAD for (r2, c), cell in cells.items() if r2 == r and cell.rows == 1],
                default=LEAD,
            )
            for r in range(len(rows))
        ]
        for (r, c), cell in cells.items():
            lack = len(lines[r, c]) * LEAD + 2 * PAD - sum(heights[r : r + cell.rows])
            if lack > 0:
                heights[r + cell.rows - 1] += lack
        ys = [top]
        for height in heights:
            ys.append(ys[-1] + height)
        boxes = {(r, c): (xs[c], ys[r], xs[c + cell.cols], ys[r + cell.rows]) for (r, c), cell in cells.items()}
        if shade_rows:
            self.canvas.setFillGray(0.85)
            for (r, _), (x0, t, x1, b) in boxes.items():
                if r < shade_rows:
                    step = (b - t) / 3
                    for k in range(3):
                        self.canvas.rect(x0, self.height - t - (k + 1) * step, x1 - x0, step, stroke=0, fill=1)
            self.canvas.setFillGray(0)
        for at, box in boxes.items():
            self._borders(box, style, at in missing)
        if style == "mendatar":
            for y in ys:
                self._stroke(xs[0], y, xs[-1], y)
        for at, cell in cells.items():
            x0, t, _, b = boxes[at]
            y = t + PAD if not cell.middle else (t + b - len(lines[at]) * LEAD) / 2
            for k, text in enumerate(lines[at]):
                self.line_of_text(text, x0 + PAD, y + k * LEAD)
        return Drawn(boxes, ys[-1])

    def _borders(self, box: tuple[float, float, float, float], style: str, open_below: bool) -> None:
        x0, t, x1, b = box
        below = [] if open_below else [(x0, b, x1, b)]
        above = [] if style == "garis_tanpa_atas" else [(x0, t, x1, t)]
        sides = [*above, (x0, t, x0, b), (x1, t, x1, b), *below]
        for ax, ay, bx, by in sides:
            if style.startswith("garis"):
                self._stroke(ax, ay, bx, by)
            elif style == "kotak":
                self.canvas.rect(ax, self.height - by - 0.24, max(bx - ax, 0.48), max(by - ay, 0.48), stroke=0, fill=1)
            elif style == "ganda":
                shift = (0, 1.4) if ay == by else (1.4, 0)
                self._stroke(ax, ay, bx, by)
                self._stroke(ax + shift[0], ay + shift[1], bx + shift[0], by + shift[1])
            elif style == "putus":
                pieces = 7
                for k in range(pieces):
                    a, z = k / pieces, (k + 0.93) / pieces
                    self._stroke(ax + (bx - ax) * a, ay + (by - ay) * a, ax + (bx - ax) * z, ay + (by - ay) * z)

    def _stroke(self, ax: float, ay: float, bx: float, by: float) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.line(ax, self.height - ay, bx, self.height - by)
