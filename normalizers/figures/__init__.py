"""One value cell: a number, range, grade or text, and its unit.

Hands on :func:`parse_value` and the canonical units. Knows no column.
"""

from normalizers.figures.marks import decimal_mark
from normalizers.figures.units import canonical_unit, lexicon, unit_in_brackets
from normalizers.figures.value_text import completes
from normalizers.figures.values import parse_value

__all__ = [
    "canonical_unit",
    "completes",
    "decimal_mark",
    "lexicon",
    "parse_value",
    "unit_in_brackets",
]
