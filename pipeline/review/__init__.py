"""Questions to a person, and the answers back.

Hands on ``tinjauan.xlsx`` and, from a filled one, decisions.
"""

from pipeline.review.answers import BookError
from pipeline.review.book import write_book
from pipeline.review.items import Fact, ReviewItem, count_questions, facts_of, review_items
from pipeline.review.reviewing import take_over

__all__ = [
    "BookError",
    "Fact",
    "ReviewItem",
    "count_questions",
    "facts_of",
    "review_items",
    "take_over",
    "write_book",
]
