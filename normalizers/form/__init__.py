"""What a table's columns mean, and which kind of table it is.

The only room that may say "target 2019". Hands on :class:`Header`, by :func:`interpret` and :func:`dated`.
"""

from normalizers.form.kinds import kind_of, nearest_kind, speaks_of_performance, title_kind
from normalizers.form.lexicon import header_words
from normalizers.form.meaning import LEVELS, MONEY, PARENTS, TEXTS, Column, Header, IndicatorSet, Meaning, Surroundings
from normalizers.form.said import said_by
from normalizers.form.signatures import signature
from normalizers.form.times import Calendar, dated
from normalizers.form.tree import is_data, is_number_row, is_title_row
from normalizers.form.understanding import interpret, looks_like_indicators

__all__ = [
    "LEVELS",
    "MONEY",
    "PARENTS",
    "TEXTS",
    "Calendar",
    "Column",
    "Header",
    "IndicatorSet",
    "Meaning",
    "Surroundings",
    "dated",
    "header_words",
    "interpret",
    "is_data",
    "is_number_row",
    "is_title_row",
    "kind_of",
    "looks_like_indicators",
    "nearest_kind",
    "said_by",
    "signature",
    "speaks_of_performance",
    "title_kind",
]
