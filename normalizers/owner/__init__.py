"""Whose document it is: region, office, period, post.

Hands on a :class:`~schemas.stages.DocumentIdentity` by :func:`identify`.
"""

from normalizers.owner.identity import echelon_of, identify, post_of
from normalizers.owner.placing import code_of_label, placed, region_labels

__all__ = [
    "code_of_label",
    "echelon_of",
    "identify",
    "placed",
    "post_of",
    "region_labels",
]
