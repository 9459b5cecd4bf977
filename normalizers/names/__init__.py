"""Which indicators are one: keys of names, guards, the registry, imported nomenclatures, people's decisions.

Hands on :class:`Harmoniser` and :func:`standardise`.
"""

from normalizers.names.decisions import (
    COLUMNS,
    CORRECTED,
    DIFFERENT,
    DOCUMENT,
    DROPPED,
    FORM,
    HEADER,
    INDICATOR,
    KEYED,
    NEW,
    REGION,
    ROW,
    SAME,
    UNIT,
    VALUE,
    WITHDRAWN,
    Decision,
    DecisionError,
    as_csv,
    outdated,
    parse_decisions,
    standing,
)
from normalizers.names.harmonise import Candidate, Harmonised, Harmoniser, NameIndex
from normalizers.names.key import name_key
from normalizers.names.lexicon import name_lexicon
from normalizers.names.nomenclature import Entry, NomenclatureError, Sheet, as_references, read_nomenclature
from normalizers.names.places import Places
from normalizers.names.print_name import printed_name
from normalizers.names.reference import ReferenceName, merged, registry
from normalizers.names.standard import standardise

__all__ = [
    "COLUMNS",
    "CORRECTED",
    "DIFFERENT",
    "DOCUMENT",
    "DROPPED",
    "FORM",
    "HEADER",
    "INDICATOR",
    "KEYED",
    "NEW",
    "REGION",
    "ROW",
    "SAME",
    "UNIT",
    "VALUE",
    "WITHDRAWN",
    "Candidate",
    "Decision",
    "DecisionError",
    "Entry",
    "Harmonised",
    "Harmoniser",
    "NameIndex",
    "NomenclatureError",
    "Places",
    "ReferenceName",
    "Sheet",
    "as_csv",
    "as_references",
    "merged",
    "name_key",
    "name_lexicon",
    "outdated",
    "parse_decisions",
    "printed_name",
    "read_nomenclature",
    "registry",
    "standardise",
    "standing",
]
