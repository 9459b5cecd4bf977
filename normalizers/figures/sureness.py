"""How sure a reading of a value is (``keyakinan``, 0..1): one scale for all that is read in a cell, surest first.

Set by hand and kept in order: what matters is which readings stand above :data:`DOUBTFUL`, and that a worse one is never the surer.
"""

from __future__ import annotations

#: It can be nothing else: digits alone, or thousands dots where they belong.
PLAIN = 0.98
#: It is what the rules of writing make of it, or the unit: a count has no decimals, a share no thousands.
BY_RULE = 0.97
#: Put together from pieces that cannot stand alone.
MENDED = 0.95
#: Written as few write: "05", "1,234,567".
UNUSUAL = 0.9
#: One step was guessed: English marks, a misspelt unit, words behind a unit, digits that stand apart.
GUESSED = 0.85
#: Put together where the pieces could also be a list; or one of two values, the one whose unit is the column's.
LIKELY = 0.8
#: The words behind the number are a unit that no list knows; or a text without any number, whose meaning is not looked at.
UNKNOWN_UNIT = 0.75
#: Another reading is nearly as likely; nothing flagged ``angka_meragukan`` is surer than this.
DOUBTFUL = 0.6
#: Another reading is as likely.
OPEN = 0.5
