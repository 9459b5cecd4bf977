"""Whose document it is: region, office, period, post.

Hands on a :class:`~schemas.stages.DocumentIdentity` by :func:`identify`.
"""

from normalizers.owner.identity import echelon_of, identify, post_of

__all__ = [
    "echelon_of",
    "identify",
    "post_of",
]
