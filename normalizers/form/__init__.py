"""What a table's columns mean, and which kind of table it is.

The only room that may say "target 2019". Hands on :class:`Header`.
"""

from normalizers.form.headers import (
    PARENTS,
    Column,
    Header,
    find_headers,
    header_text,
    is_number_row,
    looks_like_indicators,
    with_uraian_as_indicator,
)
from normalizers.form.kinds import kind_of, nearest_kind
from normalizers.form.synonyms import cell_terms, header_terms

__all__ = [
    "PARENTS",
    "Column",
    "Header",
    "cell_terms",
    "find_headers",
    "header_terms",
    "header_text",
    "is_number_row",
    "kind_of",
    "looks_like_indicators",
    "nearest_kind",
    "with_uraian_as_indicator",
]
