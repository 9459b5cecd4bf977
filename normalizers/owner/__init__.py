"""Whose document it is: region, office, period, post.

Hands on a :class:`~schemas.stages.DocumentIdentity` by :func:`identify`.
"""

from normalizers.owner.identity import echelon_of, identify, post_of
from normalizers.owner.placing import NOTHING, OFFICE, PERIOD, REGION, given, meant, region_labels
from normalizers.owner.posts import labels_a_post, posts_of_form
from normalizers.owner.region import bare_region, find_regions

__all__ = [
    "NOTHING",
    "OFFICE",
    "PERIOD",
    "REGION",
    "bare_region",
    "echelon_of",
    "find_regions",
    "given",
    "identify",
    "labels_a_post",
    "meant",
    "post_of",
    "posts_of_form",
    "region_labels",
]
