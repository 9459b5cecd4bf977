"""Indicator names become harmonised indicators: equal names, written alike or not, share one id."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from textwrap import shorten

from normalizers.text import fold, squash
from schemas.types import IndicatorMatch

#: Spelling variants of one word; which of them is written says nothing about the indicator.
_VARIANTS = (
    (re.compile(r"\b(?:presentase|prosentase|persen|%)(?=\s|$)"), "persentase"),
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
    digest = hashlib.sha256(squash(key).encode()).hexdigest()[:8]
    slug = shorten(key.replace("%", "persen").replace("&", "dan"), 60, placeholder="").replace(" ", "-")
    return IndicatorMatch(
        id_indikator=f"{slug}-{digest}",
        indikator_baku=name,
        skor_padanan=1.0,
        status_padanan="baru",
        kode_nomenklatur=None,
    )
