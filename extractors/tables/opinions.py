"""Second opinions on a page's tables from pdfplumber and camelot, for pages that our own reader is not sure of.

Only their grids are taken; the words are placed by our own rules, so that readings differ in nothing but the grid. Both libraries are
imported when first asked: most documents never need them.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from extractors.lattice import Lattice, Region
from extractors.page import PageContent, cluster
from extractors.tables.reading import Reading, read_lattice
from schemas.stages import Box

#: Edges of cells nearer than this are one line (points).
SAME_LINE = 3.0
#: A grid has at least so many lines across and down: two columns, one row.
LEAST_XS, LEAST_YS = 3, 2
#: A narrower column is an error of the reader (points).
NARROWEST = 1.0


class SecondOpinions:
    """Asks pdfplumber and camelot about pages of one PDF.

    Args:
        path: The PDF.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._last: tuple[int, list[Reading]] = (0, [])

    def on(self, content: PageContent) -> list[Reading]:
        """The tables the other readers see on an upright page; none where a library fails, as its word is only asked.

        They are asked once about a page, however many frames of it are in doubt: a map has hundreds.
        """
        if self._last[0] != content.number:
            self._last = content.number, self._asked(content)
        return self._last[1]

    def _asked(self, content: PageContent) -> list[Reading]:
        readings: list[Reading] = []
        for name, reader in (("pdfplumber", self._pdfplumber), ("camelot", self._camelot)):
            try:
                grids = list(reader(content))
            except Exception as error:
                logging.getLogger(__name__).info("%s could not read page %d: %s", name, content.number, error)
                continue
            readings.extend(read_lattice(grid, content, name) for grid in grids)
        return readings

    def _pdfplumber(self, content: PageContent) -> Iterator[Lattice]:
        import pdfplumber  # noqa: PLC0415 (slow to import, seldom needed)

        with pdfplumber.open(self.path, pages=[content.number]) as pdf:
            page = pdf.pages[0]
            offset_x, offset_y = page.bbox[0], page.bbox[1]
            for table in page.find_tables():
                boxes = [(x0 - offset_x, top - offset_y, x1 - offset_x, bottom - offset_y) for x0, top, x1, bottom in table.cells]
                lattice = lattice_of_boxes(boxes)
                if lattice is not None:
                    yield lattice

    def _camelot(self, content: PageContent) -> Iterator[Lattice]:
        import camelot.io  # noqa: PLC0415 (slow to import, seldom needed)

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tables = camelot.io.read_pdf(str(self.path), pages=str(content.number), flavor="lattice", engine="vector")
        for table in tables:
            boxes = [(cell.x1, content.height - cell.y2, cell.x2, content.height - cell.y1) for row in table.cells for cell in row]
            lattice = lattice_of_boxes(boxes)
            if lattice is not None:
                yield lattice


def lattice_of_boxes(boxes: Iterable[Box]) -> Lattice | None:
    """A grid from the boxes of its cells; holes become cells of their own.

    Returns:
        None when the boxes make no grid.
    """
    boxes = list(boxes)
    if not boxes:
        return None
    xs = cluster([x for b in boxes for x in (b[0], b[2])], SAME_LINE)
    ys = cluster([y for b in boxes for y in (b[1], b[3])], SAME_LINE)
    if len(xs) < LEAST_XS or len(ys) < LEAST_YS or any(b - a < NARROWEST for a, b in pairwise(xs)):
        return None

    def nearest(positions: list[float], value: float) -> int:
        return min(range(len(positions)), key=lambda k: abs(positions[k] - value))

    taken: set[tuple[int, int]] = set()
    regions: list[Region] = []
    for box in sorted(boxes, key=lambda b: (b[2] - b[0]) * (b[3] - b[1])):
        region = Region(nearest(ys, box[1]), nearest(xs, box[0]), nearest(ys, box[3]), nearest(xs, box[2]))
        places = {(r, c) for r in range(region.row, region.row_end) for c in range(region.col, region.col_end)}
        if places and not places & taken:
            taken |= places
            regions.append(region)
    holes = [(r, c) for r in range(len(ys) - 1) for c in range(len(xs) - 1) if (r, c) not in taken]
    regions += [Region(r, c, r + 1, c + 1) for r, c in holes]
    return Lattice(tuple(xs), tuple(ys), tuple(sorted(regions, key=lambda g: (g.row, g.col))))
