"""PDFium: opening a file, whether it is whole, what a page may hold, its words and rules as drawn.

Hands on :class:`PageContent`.
"""

from extractors.pdf.content import LYING, read_content
from extractors.pdf.display import Display
from extractors.pdf.letters import Letters, Seen, read_letters, tight_boxes
from extractors.pdf.opening import PagesInTurn, PdfFacts, facts_of, open_page, open_pdf
from extractors.pdf.picture import Mark, draw_page
from extractors.pdf.pictures_among import wordless_pictures
from extractors.pdf.triage import PageGlance, Sides, TriageWords, glance, has_sound_pictures, resolution_of, speaks_of_topic
from extractors.pdf.unsaid_marks import unsaid
from extractors.pdf.wholeness import Damage, damage_of

__all__ = [
    "LYING",
    "Damage",
    "Display",
    "Letters",
    "Mark",
    "PageGlance",
    "PagesInTurn",
    "PdfFacts",
    "Seen",
    "Sides",
    "TriageWords",
    "damage_of",
    "draw_page",
    "facts_of",
    "glance",
    "has_sound_pictures",
    "open_page",
    "open_pdf",
    "read_content",
    "read_letters",
    "resolution_of",
    "speaks_of_topic",
    "tight_boxes",
    "unsaid",
    "wordless_pictures",
]
