"""Whether a typed page shows what its text says: letters nobody can see, figures drawn as others, ink that no letter accounts for.

Hands on what :func:`look` saw of a page, from :func:`hidden_lines` what nobody can see there, and from :func:`wordless` the cells that hold
more than their words.
"""

from extractors.sight.bare_ink import wordless
from extractors.sight.looking import Sight, hidden_lines, look

__all__ = ["Sight", "hidden_lines", "look", "wordless"]
