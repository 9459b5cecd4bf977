"""Where a table's lines lie: drawn (frames, cells) or white (no rules, or level rules only).

Hands on :class:`Lattice`. Knows of text only where it stands and whether it looks like a value.
"""

from extractors.lattice.boxed_titles import below_boxes
from extractors.lattice.cells import Lattice, Region, lattice_of
from extractors.lattice.column_lines import is_value, value_goes_on
from extractors.lattice.frames import Frame, find_frames
from extractors.lattice.heads import numbering_line
from extractors.lattice.labels import label_lists
from extractors.lattice.open_frames import closed
from extractors.lattice.pieces import PieceLine, piece_lines
from extractors.lattice.spans import with_parted_titles, with_spans
from extractors.lattice.white import white_lattices

__all__ = [
    "Frame",
    "Lattice",
    "PieceLine",
    "Region",
    "below_boxes",
    "closed",
    "find_frames",
    "is_value",
    "label_lists",
    "lattice_of",
    "numbering_line",
    "piece_lines",
    "value_goes_on",
    "white_lattices",
    "with_parted_titles",
    "with_spans",
]
