"""Whether a typed page shows what its text says: letters nobody can see, figures drawn as others, ink that no letter accounts for.

Hands on what :func:`look` saw of a page, from :func:`hidden_lines` what nobody can see there, from :func:`wordless` the cells that hold
more than their words, and from :func:`lines_shown` the lines of a page without tables as they can be seen.
"""

from extractors.sight.bare_ink import wordless
from extractors.sight.looking import Sight, hidden_lines, lines_shown, look

__all__ = ["Sight", "hidden_lines", "lines_shown", "look", "wordless"]
