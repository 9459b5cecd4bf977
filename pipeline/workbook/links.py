"""Where a value is shown, for links: today its PDF, one day its page in the report. The only place that knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from xlsxwriter.url import Url

from pipeline.workbook.words import Wording

#: What Excel takes of an address and of a tip.
LONGEST_ADDRESS, LONGEST_TIP = 2000, 250


@dataclass(frozen=True, slots=True)
class Link:
    """Where a cell leads: the address as Excel writes it, and what is told when the pointer is on it."""

    target: str
    tip: str


#: The link for a document (its path below the input folder) and a page; None where none can be given.
PageLink = Callable[[str, int], Link | None]


def page_links(source: str | None, words: Wording) -> PageLink:
    """How pages are linked to.

    Excel hands a PDF no page number, so a link opens the document and its tip names the page.

    Args:
        source: The folder of PDFs as seen from the workbook; None where it is not known, and nothing is linked.
        words: The language of the tips.
    """
    made: dict[tuple[str, int], Link | None] = {}
    addresses: dict[str, str | None] = {}

    def link(berkas: str, page: int) -> Link | None:
        if source is None:
            return None
        key = (berkas, page)
        if key not in made:
            if berkas not in addresses:
                addresses[berkas] = _address(f"{source}/{berkas}")
            target = addresses[berkas]
            made[key] = Link(target, _tip(words("tip", file=berkas, page=page))) if target is not None else None
        return made[key]

    return link


def _address(path: str) -> str | None:
    """As Excel writes it; None for what it cannot: too long, or a folder's name that is no text."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return None
    return str(Url(f"external:{path}")._target()) if len(path) <= LONGEST_ADDRESS else None


def _tip(text: str) -> str:
    """The tip's end, where the page stands, if it is too long for Excel."""
    return text if len(text) <= LONGEST_TIP else f"…{text[-LONGEST_TIP:]}"
