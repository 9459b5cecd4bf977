"""Where a table's lines lie: drawn (frames, cells) or white (no rules, or level rules only).

Hands on :class:`Lattice`. Knows no text but where it stands.
"""

from extractors.lattice.cells import Lattice, Region, lattice_of
from extractors.lattice.frames import Frame, find_frames
from extractors.lattice.labels import label_lists
from extractors.lattice.open_frames import closed
from extractors.lattice.white import white_lattices

__all__ = [
    "Frame",
    "Lattice",
    "Region",
    "closed",
    "find_frames",
    "label_lists",
    "lattice_of",
    "white_lattices",
]
