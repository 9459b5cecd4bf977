"""A run as people look at it: documents, one document, one indicator, what is in doubt, as plain views and as HTML.

Hands on the views and, as files, the report.
"""

from pipeline.report.document_view import DocumentView, ShownValue, one_document
from pipeline.report.documents_view import DocumentLine, overview, totals
from pipeline.report.doubt_view import Doubt, doubtful, paged
from pipeline.report.indicator_view import indicator_lines, one_indicator
from pipeline.report.rendering import ASSETS, Links, attributes, render
from pipeline.report.run_data import Overlay, Row, RunData, is_doubtful, state_of_run
from pipeline.report.sources import find_sources
from pipeline.report.static_report import ON_ONE_PAGE, ReportSize, megabytes, write_report
from pipeline.report.wording import moment, plain, value_of
from pipeline.report.words import MEASURES, phrase, say_word

__all__ = [
    "ASSETS",
    "MEASURES",
    "ON_ONE_PAGE",
    "DocumentLine",
    "DocumentView",
    "Doubt",
    "Links",
    "Overlay",
    "ReportSize",
    "Row",
    "RunData",
    "ShownValue",
    "attributes",
    "doubtful",
    "find_sources",
    "indicator_lines",
    "is_doubtful",
    "megabytes",
    "moment",
    "one_document",
    "one_indicator",
    "overview",
    "paged",
    "phrase",
    "plain",
    "render",
    "say_word",
    "state_of_run",
    "totals",
    "value_of",
    "write_report",
]
