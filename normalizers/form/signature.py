"""What makes two headers the same form: their texts, without years, places and offices."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from normalizers.words import fold

#: Hexadecimal digits of a signature: enough for every form of every office.
DIGITS = 12

_TIMES = re.compile(r"\b(?:19|20)\d\d\b|\b\d+\b")
#: A header may name whose document it is ("Renja Dinas Sosial Kabupaten …"): what follows is not the form's.
_OWNER = re.compile(r"\b(?:dinas|badan|kecamatan|inspektorat|kantor|kabupaten|kota|provinsi|opd|skpd|pd|perangkat daerah)\b.*$")


def signature_of(paths: Sequence[Sequence[str]]) -> str:
    """A short hash of a header: equal for every table of the form, whatever its years, region or office.

    Args:
        paths: By column, the texts of its header cells, outermost first.
    """
    texts = ["/".join(_bare(text) for text in path) for path in paths]
    return hashlib.sha256("|".join(texts).encode()).hexdigest()[:DIGITS]


def _bare(text: str) -> str:
    folded = _TIMES.sub("#", fold(text.replace("\n", " ")))
    return _OWNER.sub("", folded).replace(" ", "")
