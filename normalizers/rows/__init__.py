"""A grid and what its columns mean become records: parents, listed cells, rows that are none.

Guesses nothing about columns. Hands on records and what could not be placed, by :func:`read_records`, :func:`read_cards`,
:func:`read_captioned` and :func:`read_tree_of_cells`.
"""

from normalizers.rows.captioned import in_its_quarter, read_captioned
from normalizers.rows.cards import begun_above, cards_of, colons_down, entries_of, is_card, read_cards
from normalizers.rows.context import TableContext
from normalizers.rows.doubts import below_a_borrowed_header
from normalizers.rows.forms_above import Headed, Labelled, code_above, form_of, goals_of, headed_alike, labelled_levels
from normalizers.rows.parents import Parents
from normalizers.rows.records import read_records
from normalizers.rows.tree_cells import is_tree_of_cells, read_tree_of_cells
from normalizers.rows.waiting import waiting_row

__all__ = [
    "Headed",
    "Labelled",
    "Parents",
    "TableContext",
    "begun_above",
    "below_a_borrowed_header",
    "cards_of",
    "code_above",
    "colons_down",
    "entries_of",
    "form_of",
    "goals_of",
    "headed_alike",
    "in_its_quarter",
    "is_card",
    "is_tree_of_cells",
    "labelled_levels",
    "read_captioned",
    "read_cards",
    "read_records",
    "read_tree_of_cells",
    "waiting_row",
]
