"""Programme codes: what their length stands for, and how they are told from an outline's numbers."""

from __future__ import annotations

import re

#: What a code of so many parts stands for (Permendagri 90/2019): 1.06.02 programme, 1.06.02.2.01 kegiatan, one more sub kegiatan.
_BY_PARTS = {3: "program", 4: "kegiatan", 5: "kegiatan", 6: "sub_kegiatan"}
#: A code with a dot between all its parts.
_WHOLE = re.compile(r"(?:\d|[Xx])\.(?:\d\d|[Xx]{2})\.\d\d(?:\.\d\.\d\d(?:\.\d{2,4})?)?\.?")
_CODE_BEFORE = re.compile(r"^(?P<code>(?:\d{1,2}|[Xx]{1,2})(?:\.(?:\d{1,4}|[Xx]{1,2})){1,5})\.?\s+(?=\D)")
#: What a code has and an outline's number has not: a part filled up with zeros, two parts of two figures on end, an X for any.
_FILLED_UP = re.compile(r"(?:^|\.)0\d|\d\d\.\d\d|[Xx]")


def level_of_code(code: str | None) -> str | None:
    """The level that a code's length stands for; None where it is one of the nomenclature before, whose lengths tell none by themselves."""
    return level_of_length(len(code.split("."))) if code and not is_old_code(code) else None


def level_of_length(parts: int) -> str | None:
    """The level of a code of so many parts."""
    return _BY_PARTS.get(parts)


def is_old_code(code: str) -> bool:
    """Whether a code is one of the nomenclature before 2020: two figures for a programme or kegiatan stand behind the office's code."""
    parts = code.split(".")
    return len(parts) > 3 and len(parts[3]) == 2


def code_of(text: str) -> str | None:
    """A national programme code, however its parts are printed ("1 06 02", "1.06.02.2.01", over lines "1.06.02.2.0 / 1.0012")."""
    whole = "".join(text.split())
    if whole != text.strip() and _WHOLE.fullmatch(whole):
        # A narrow column broke it within a part.
        return whole.rstrip(".")
    parts = re.findall(r"\d+|[Xx]{1,2}", text)
    if len(parts) < 2 or re.search(r"[^\dXx.\s-]", text):
        return None
    return ".".join(parts)


def code_before(text: str) -> str | None:
    """The programme code before a name in its own cell; None for an outline's number ("1.1.2"), whose parts are not filled up."""
    match = _CODE_BEFORE.match(text)
    return match["code"] if match is not None and _FILLED_UP.search(match["code"]) else None
