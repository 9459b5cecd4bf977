"""Text as the matchers see it: folding, mending, years and quarters, data files, and what people taught.

Knows no table. Hands on strings, years and checked data files.
"""

from normalizers.words.datafile import DataFile, DataFileError, read_data
from normalizers.words.taught import UserTerms, named_role, named_unit, use, when_changed
from normalizers.words.text import fold, mend, squash, without_numbering, words_of
from normalizers.words.years import period_in, quarter_in, years_in

__all__ = [
    "DataFile",
    "DataFileError",
    "UserTerms",
    "fold",
    "mend",
    "named_role",
    "named_unit",
    "period_in",
    "quarter_in",
    "read_data",
    "squash",
    "use",
    "when_changed",
    "without_numbering",
    "words_of",
    "years_in",
]
