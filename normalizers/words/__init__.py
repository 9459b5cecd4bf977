"""Text as the matchers see it: folding, mending, years and quarters, data files, and what people taught.

Knows no table. Hands on strings, years and checked data files.
"""

from normalizers.words.datafile import DataFile, DataFileError, read_data
from normalizers.words.taught import NOTHING_TAUGHT, UserTerms
from normalizers.words.text import fold, mend, squash, without_numbering, words_of
from normalizers.words.years import period_in, quarter_in, years_in

__all__ = [
    "NOTHING_TAUGHT",
    "DataFile",
    "DataFileError",
    "UserTerms",
    "fold",
    "mend",
    "period_in",
    "quarter_in",
    "read_data",
    "squash",
    "without_numbering",
    "words_of",
    "years_in",
]
