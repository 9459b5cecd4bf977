"""Money among the indicators: what a kegiatan costs, printed as its input ("Masukan: Dana", "Jumlah dana") beside output and outcome."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalizers.header import header_words
from normalizers.words import fold
from schemas.stages import Value

#: What an input's planned and reached money is.
_AS_MONEY = {"target": "pagu", "realisasi": "realisasi_anggaran"}
#: Money that only its name tells from an income ("Jumlah dana …") is not surer than this.
BY_NAME = 0.75


def as_input(values: Sequence[Value], indicator: str, labels: Sequence[str]) -> tuple[Value, ...]:
    """The values of an indicator, those in rupiah as money planned and spent where the indicator is what a kegiatan costs.

    Args:
        values: As the columns have them.
        indicator: Its name.
        labels: What else the row says of it ("Masukan").
    """
    said = _begins(indicator, "masukan") or any(fold(label) in header_words().openings["masukan"] for label in labels)
    named = _begins(re.sub(r"^[^:]*:\s*", "", indicator) if said else indicator, "dana")
    if not said and not named:
        return tuple(values)
    return tuple(
        replace(value, ukuran=_AS_MONEY[value.ukuran]).noted(at_most=1.0 if said else BY_NAME)
        if value.ukuran in _AS_MONEY and value.satuan is not None and value.satuan.endswith("rupiah")
        else value
        for value in values
    )


def _begins(text: str, kind: str) -> bool:
    folded = f"{fold(text)} "
    return any(folded.startswith(f"{word} ") for word in header_words().openings[kind])
