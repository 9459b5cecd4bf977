"""What a person looks at: how one PDF was read, why names are one, what an output folder holds,
what changed between two."""

from pipeline.showing.comparing import Difference, cause_in, compare, write_differences
from pipeline.showing.comparing import counted as counted_differences
from pipeline.showing.explaining import explain_form, explain_indicator
from pipeline.showing.inspecting import Drawn, inspect_file
from pipeline.showing.status import status_lines

__all__ = [
    "Difference",
    "Drawn",
    "cause_in",
    "compare",
    "counted_differences",
    "explain_form",
    "explain_indicator",
    "inspect_file",
    "status_lines",
    "write_differences",
]
