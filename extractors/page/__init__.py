"""The common language of a page: words, rules, lines, boxes. Knows no file format.

Hands on :class:`PageContent`, which every reader of tables takes, and the errors a page can end with.
"""

from extractors.page.content import PageContent, Rule, Word
from extractors.page.errors import EngineMissing, ExtractionError, PageUnreadable, PdfUnreadable
from extractors.page.fractions import LevelRules, fraction_lines
from extractors.page.geometry import cluster, inside, merge_intervals, off_middle, overlap, turn_box, union
from extractors.page.lines import cell_lines, lines_of, text_lines, without_page_number
from extractors.page.underlines import without_underlines

__all__ = [
    "EngineMissing",
    "ExtractionError",
    "LevelRules",
    "PageContent",
    "PageUnreadable",
    "PdfUnreadable",
    "Rule",
    "Word",
    "cell_lines",
    "cluster",
    "fraction_lines",
    "inside",
    "lines_of",
    "merge_intervals",
    "off_middle",
    "overlap",
    "text_lines",
    "turn_box",
    "union",
    "without_page_number",
    "without_underlines",
]
