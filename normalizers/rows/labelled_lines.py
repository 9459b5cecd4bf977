"""Lines of a label and what it says ("Sumber Data : …"), several of them in one cell."""

from __future__ import annotations

import re

from normalizers.header import said_by
from normalizers.rows.outline import follows

#: A label has no more words.
LABEL_WORDS = 6
#: Texts that are parted from others in one cell by their labels.
OF_THEIR_OWN = {"sumber_data", "penanggung_jawab", "keterangan", "satuan"}
_LABELLED = re.compile(r"\s*(?P<mark>\(?[a-zA-Z0-9]{1,2}[.)]\s*|[-•▪–➢]\s*)?(?P<label>[^:\n]{2,60}?)\s*:\s*(?P<content>.*)$")


def labelled_lines(text: str) -> list[tuple[str, str]]:
    """The labels in a cell's lines, each with what it says, lines joined by newlines.

    Args:
        text: The cell's text.

    Returns:
        Nothing where the first line has no known label, or most labels are unknown: then it is no list of them.
    """
    found: list[tuple[str, str]] = []
    marker = ""
    for line in text.split("\n"):
        match = _LABELLED.match(line)
        # What counts on in a list of labels is one, known or not.
        listed = match is not None and marker and match["mark"] and follows(marker, match["mark"].strip())
        if match is not None and (listed or role_of_label(match["label"]) is not None):
            marker = (match["mark"] or "").strip()
            found.append((match["label"].strip(), match["content"].strip()))
        elif not found:
            return []
        elif said_by(line).whole and role_of_label(line) is not None:
            # A label on a line of its own.
            found.append((line.strip(), ""))
        else:
            found[-1] = found[-1][0], f"{found[-1][1]}\n{line}".strip()
    known = sum(role_of_label(label) is not None for label, _ in found)
    return found if 2 * known >= len(found) else []


def texts_of_their_own(text: str) -> list[tuple[str, str]]:
    """The labels in a cell, each with what it says, where one of them is of another thing than an explanation.

    What an indicator is and how it is computed are one explanation; where its data come from is another thing.
    """
    parts = labelled_lines(text)
    return parts if OF_THEIR_OWN & {role_of_label(label) for label, _ in parts} else []


def role_of_label(text: str) -> str | None:
    """The role a label names; ``lainnya`` for one that is known and has no field."""
    said = said_by(re.sub(r"[:;.\s]+$", "", text))
    head = said.head
    if head is None or said.foreign or len(text.split()) > LABEL_WORDS:
        return None
    if head.section == "peran" and head.name not in ("uraian", "nama", "tujuan_sasaran", "kode"):
        return head.name
    return "lainnya" if head.section in ("lain", "ukuran") else None
