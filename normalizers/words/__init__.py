"""Text as the matchers see it: folding, mending, years, quarters, programme codes, data files, the words of titles, what people taught.

Knows no table. Hands on strings, years and checked data files.
"""

from normalizers.words.codes import code_before, code_of, is_old_code, level_of_code, level_of_length
from normalizers.words.csv_cells import from_csv, to_csv
from normalizers.words.datafile import DataFile, DataFileError, read_data
from normalizers.words.quarters import (
    ENDS_OF_QUARTERS,
    QUARTER_NUMBERS,
    last_month,
    month_alone,
    months_of_a_quarter,
    quarter_in,
    quarter_lines,
    without_quarters_months,
)
from normalizers.words.taught import NOTHING_TAUGHT, UserTerms, column_key
from normalizers.words.text import INDICATOR_NUMBER, fold, mend, squash, without_numbering, words_of
from normalizers.words.titles import SectionWords, TitleWords, any_of, parts_of, squashed, title_words
from normalizers.words.years import FIRST_YEAR, LAST_YEAR, period_in, years_in

__all__ = [
    "ENDS_OF_QUARTERS",
    "FIRST_YEAR",
    "INDICATOR_NUMBER",
    "LAST_YEAR",
    "NOTHING_TAUGHT",
    "QUARTER_NUMBERS",
    "DataFile",
    "DataFileError",
    "SectionWords",
    "TitleWords",
    "UserTerms",
    "any_of",
    "code_before",
    "code_of",
    "column_key",
    "fold",
    "from_csv",
    "is_old_code",
    "last_month",
    "level_of_code",
    "level_of_length",
    "mend",
    "month_alone",
    "months_of_a_quarter",
    "parts_of",
    "period_in",
    "quarter_in",
    "quarter_lines",
    "read_data",
    "squash",
    "squashed",
    "title_words",
    "to_csv",
    "without_numbering",
    "without_quarters_months",
    "words_of",
    "years_in",
]
