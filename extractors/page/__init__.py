"""The common language of a page: words, rules, lines, boxes. Knows no file format.

Hands on :class:`PageContent`, which every reader of tables takes, and the errors a page can end with.
"""

from extractors.page.content import PageContent, Rule, Word
from extractors.page.errors import EngineMissing, ExtractionError, PageUnreadable, PdfUnreadable
from extractors.page.geometry import cluster, inside, merge_intervals, overlap, turn_box, union
from extractors.page.lines import cell_lines, lines_of, text_lines

__all__ = [
    "EngineMissing",
    "ExtractionError",
    "PageContent",
    "PageUnreadable",
    "PdfUnreadable",
    "Rule",
    "Word",
    "cell_lines",
    "cluster",
    "inside",
    "lines_of",
    "merge_intervals",
    "overlap",
    "text_lines",
    "turn_box",
    "union",
]
