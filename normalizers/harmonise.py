"""Indicator names become harmonised indicators: equal names, written alike or not, share one id."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from normalizers.text import fold, squash
from schemas.types import IndicatorMatch

#: Spelling variants of one word; which of them is written says nothing about the indicator.
_VARIANTS = (
    (re.compile(r"(?<!\S)(?:presentase|prosentase|persen|%)(?!\S)"), "persentase"),
    (re.compile(r"\bkab kota\b"), "kabupaten kota"),
)


@lru_cache(maxsize=100_000)
def match_indicator(name: str) -> IndicatorMatch:
    """The harmonised indicator of a printed name.

    Names are one indicator when they differ only in case, punctuation, spacing or a listed spelling variant. The id depends on the
    name alone, never on what else is in the folder.
    """
    key = fold(name)
    for pattern, replacement in _VARIANTS:
        key = pattern.sub(replacement, key)
    letters = squash(key)
    # Both parts come from the letters alone: "di pelihara" and "dipelihara" are one name. 16 digits: a million names, no collision.
    digest = hashlib.sha256(letters.encode()).hexdigest()[:16]
    start = letters.replace("%", "persen").replace("&", "dan")[:24]
    return IndicatorMatch(
        id_indikator=f"{start}-{digest}",
        indikator_baku=name,
        skor_padanan=1.0,
        status_padanan="baru",
        kode_nomenklatur=None,
    )
