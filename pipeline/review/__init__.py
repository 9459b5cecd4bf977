"""Questions to a person, and the answers back.

Hands on ``tinjauan.xlsx`` and, from a filled one, decisions.
"""

from pipeline.review.answers import BookError
from pipeline.review.book import AS_PRINTED, write_book
from pipeline.review.items import PAGE, Fact, ReviewItem, count_questions, facts_of, review_items
from pipeline.review.neighbours import with_neighbours
from pipeline.review.reviewing import take_over

__all__ = [
    "AS_PRINTED",
    "PAGE",
    "BookError",
    "Fact",
    "ReviewItem",
    "count_questions",
    "facts_of",
    "review_items",
    "take_over",
    "with_neighbours",
    "write_book",
]
