"""Words put into a lattice, rows told apart, readings weighed, tables joined over pages.

Hands on readings of a page's tables and, from :func:`stitch`, the document's.
"""

from extractors.tables.drawings import tables_among
from extractors.tables.left_out import read_left_out
from extractors.tables.opinions import SecondOpinions
from extractors.tables.page_breaks import BreakWords, PagedTable, stands_as_head
from extractors.tables.pictured import with_pictured
from extractors.tables.reading import Reading, moved, read_lattice, with_doubts, words_outside
from extractors.tables.scanned import read_scanned
from extractors.tables.stitching import stitch
from extractors.tables.typed import make_upright, read_label_lists, read_upright

__all__ = [
    "BreakWords",
    "PagedTable",
    "Reading",
    "SecondOpinions",
    "make_upright",
    "moved",
    "read_label_lists",
    "read_lattice",
    "read_left_out",
    "read_scanned",
    "read_upright",
    "stands_as_head",
    "stitch",
    "tables_among",
    "with_doubts",
    "with_pictured",
    "words_outside",
]
