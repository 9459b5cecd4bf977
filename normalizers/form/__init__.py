"""What a table's columns mean, and which kind of table it is.

The only room that may say "target 2019". Hands on :class:`Header`, by :func:`interpret` and :func:`dated`.
"""

from normalizers.form.asking import asked_form
from normalizers.form.bare import as_header, headless
from normalizers.form.borrowed import taken_over
from normalizers.form.budgets import names_only_money
from normalizers.form.captioned_rows import OneIndicator, measures_as_rows, one_indicator
from normalizers.form.captions import caption_of, indicator_of, speaks_of_money
from normalizers.form.elsewhere import Elsewhere, seen_elsewhere
from normalizers.form.facts import names_an_indicator
from normalizers.form.kinds import kind_of, nearest_kind, other_kind, speaks_of_performance, title_kind
from normalizers.form.meaning import LEVELS, MONEY, PARENTS, PLANNING, TEXTS, Column, Header, IndicatorSet, Meaning, Surroundings
from normalizers.form.measured import measures_names
from normalizers.form.measures import measure_of_heading
from normalizers.form.money_groups import scaled
from normalizers.form.parts import Moved, in_its_part, part_of_year
from normalizers.form.reading import PLANS
from normalizers.form.row_times import quarters_of_rows, years_of_rows
from normalizers.form.times import Calendar, dated
from normalizers.form.understanding import interpret, looks_like_indicators, rows_name_indicators, speaks_of_quarters
from normalizers.form.wording import choices, chosen, in_words

__all__ = [
    "LEVELS",
    "MONEY",
    "PARENTS",
    "PLANNING",
    "PLANS",
    "TEXTS",
    "Calendar",
    "Column",
    "Elsewhere",
    "Header",
    "IndicatorSet",
    "Meaning",
    "Moved",
    "OneIndicator",
    "Surroundings",
    "as_header",
    "asked_form",
    "caption_of",
    "choices",
    "chosen",
    "dated",
    "headless",
    "in_its_part",
    "in_words",
    "indicator_of",
    "interpret",
    "kind_of",
    "looks_like_indicators",
    "measure_of_heading",
    "measures_as_rows",
    "measures_names",
    "names_an_indicator",
    "names_only_money",
    "nearest_kind",
    "one_indicator",
    "other_kind",
    "part_of_year",
    "quarters_of_rows",
    "rows_name_indicators",
    "scaled",
    "seen_elsewhere",
    "speaks_of_money",
    "speaks_of_performance",
    "speaks_of_quarters",
    "taken_over",
    "title_kind",
    "years_of_rows",
]
