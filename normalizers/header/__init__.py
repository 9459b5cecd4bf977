"""Header cells: what their words say, which rows they fill, and which of them stand above each column.

Decides no meaning. Hands on :class:`Block` (:func:`find_blocks`), :class:`Path` (:func:`paths_of`) and :class:`Said` (:func:`said_by`).
"""

from normalizers.header.lexicon import header_words
from normalizers.header.moments import timeless
from normalizers.header.paths import Path, paths_of
from normalizers.header.said import SHARE_WORDS, Said, said_by
from normalizers.header.sequences import told_together
from normalizers.header.signatures import Signature, signature_of
from normalizers.header.tree import Block, find_blocks, is_data, is_number_row, is_title_row

__all__ = [
    "SHARE_WORDS",
    "Block",
    "Path",
    "Said",
    "Signature",
    "find_blocks",
    "header_words",
    "is_data",
    "is_number_row",
    "is_title_row",
    "paths_of",
    "said_by",
    "signature_of",
    "timeless",
    "told_together",
]
