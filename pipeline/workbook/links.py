"""Pages of documents as Excel is told to open them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from xlsxwriter.url import Url

from pipeline.documents import PagePlaces
from pipeline.workbook.words import Wording

#: What Excel takes of an address and of a tip.
LONGEST_ADDRESS, LONGEST_TIP = 2000, 250
#: Stands for a "#" of a file's name, which is none of an address.
_HASH = "\ue000"


@dataclass(frozen=True, slots=True)
class Link:
    """Where a cell leads: the address as Excel writes it, the place in it, and what is told when the pointer is on it."""

    target: str
    anchor: str
    tip: str


#: The link for a document (its path below the input folder) and a page; None where none can be given.
PageLink = Callable[[str, int], Link | None]


def page_links(places: PagePlaces, words: Wording) -> PageLink:
    """How pages are linked to: with their picture in the report, where it stands there.

    Excel hands a PDF no page number, so there a link opens the document and its tip names the page.

    Args:
        places: Where pages are.
        words: The language of the tips.
    """
    made: dict[tuple[str, int], Link | None] = {}
    addresses: dict[str, str | None] = {}

    def link(berkas: str, page: int) -> Link | None:
        key = (berkas, page)
        if key not in made:
            place = places.of(berkas, page)
            made[key] = None
            if place is not None:
                path, anchor = place.path.rsplit("#", 1) if place.in_report else (place.path, "")
                if path not in addresses:
                    addresses[path] = _address(path)
                target = addresses[path]
                tip = _tip(words("tip_report" if place.in_report else "tip", file=berkas, page=page))
                made[key] = Link(target, anchor, tip) if target is not None else None
        return made[key]

    return link


def _address(path: str) -> str | None:
    """As Excel writes it; None for what it cannot: too long, or a folder's name that is no text."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return None
    if len(path) > LONGEST_ADDRESS:
        return None
    return str(Url(f"external:{path.replace('#', _HASH)}")._target()).replace(_HASH, "%23")


def _tip(text: str) -> str:
    """The tip's end, where the page stands, if it is too long for Excel."""
    return text if len(text) <= LONGEST_TIP else f"…{text[-LONGEST_TIP:]}"
