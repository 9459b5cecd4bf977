"""Text as the matchers see it, and text with layout damage mended."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

_NOT_WORD = re.compile(r"(?:[^\w%&]|_)+")
#: The same for the first 128 codes: each as it is compared.
_SPACED = "".join(" " if _NOT_WORD.match(chr(code)) else chr(code) for code in range(128))


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """The text for comparing: lower case, no accents, every run of space and punctuation one space ("%" and "&" stay).

    >>> fold("Formulasi /\\nPerhitungan (n)")
    'formulasi perhitungan n'
    """
    if text.isascii():
        return " ".join(text.lower().translate(_SPACED).split())
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join([ch for ch in plain if not unicodedata.combining(ch)])
    return _NOT_WORD.sub(" ", plain).strip()


@lru_cache(maxsize=50_000)
def squash(text: str) -> str:
    """:func:`fold` without any space: equal for words however their letters were pulled apart or glued.

    >>> squash("I NDI KATOR  Kinerja") == squash("Indikator\\nKinerja")
    True
    """
    return fold(text).replace(" ", "")


#: Hyphens at a line's end; the first two are set by programs that break words, people type the last.
_HYPHENS = "\u2010\u00ad-"
_SET_BY_PROGRAMS = _HYPHENS[:2]
#: No hyphen is set after or before fewer letters.
LEAST_PART = 2
#: A line that ends in one of these goes on without a space.
_GLUE_AFTER = ("/", "-", "\u2010")
#: A code of several parts, its last ones on another line ("2.11.02.2.01." / "0002", "2.11.02.2.01.0" / "002").
_BROKEN_CODE = re.compile(
    r"\d{1,2}(?:\.\d{1,4}){2,}(?:\.\s*\n\s*\d{1,4}(?:\.\d{1,4})*|(?:(?<=\.0)|(?<=\.00)|(?<=\.000))\s*\n\s*\d{1,3})\.?"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_LETTERS, _LAST_LETTERS = re.compile(r"[^\W\d_]+"), re.compile(r"[^\W\d_]+$")
#: Single letters that stand for something ("a." of a list, "x" and "n" of a formula): no last letter of a word above.
_LONE_LETTERS = frozenset("xnyabcd")
#: A word of so many letters is long enough to have lost its last one.
_LONG_WORD = 5


def words_of(texts: Iterable[str]) -> Counter[str]:
    """The words that stand unbroken inside lines, lower case, with their counts: the vocabulary for :func:`mend`.

    The first and last word of a line are left out where the text has several lines: they may be halves.
    """
    words: list[str] = []
    for text in texts:
        lines = text.split("\n")
        for line in lines:
            found = _WORD.findall(line.casefold())
            if len(lines) > 1 and len(found) > 2:
                found = found[1:-1]
            elif len(lines) > 1:
                found = []
            words += found
    return Counter(words)


def mend(text: str, vocabulary: Mapping[str, int] | None = None) -> str:
    """Undo what the page's layout did to a text, and nothing else.

    Line breaks become spaces. A word broken over two lines is joined when the whole word stands elsewhere in the document and its
    halves do not, or when a single letter is left over. A hyphen or slash at a line's end keeps its place without a space, but for a
    hyphen that a program set to break a word, or one within a word that stands whole elsewhere. A programme code that is broken over
    lines is one again.

    Args:
        text: A cell's text, lines joined by newlines.
        vocabulary: Whole words of the document, as of :func:`words_of`.
    """
    vocabulary = vocabulary or {}
    lines = [" ".join(line.split()) for line in text.split("\n")]
    mended = ""
    if _BROKEN_CODE.fullmatch(text.strip()):
        return "".join(lines)
    for line in (line for line in lines if line):
        if not mended:
            mended = line
        elif mended[-1] in _HYPHENS and _is_hyphenated(mended[:-1], line, vocabulary, sure=mended[-1] in _SET_BY_PROGRAMS):
            mended = mended[:-1] + line
        elif (mended.endswith(_GLUE_AFTER) and len(mended) > 1 and mended[-2].isalnum() and line[0].isalnum()) or _is_broken_word(
            mended, line, vocabulary
        ):
            mended += line
        else:
            mended += " " + line
    return mended


def _is_hyphenated(before: str, after: str, vocabulary: Mapping[str, int], *, sure: bool) -> bool:
    """Whether the hyphen at a line's end only parts one word: "Penyeleng-" / "garaan", and not "rata-" / "rata".

    Args:
        before: The line without its hyphen.
        after: The next line.
        vocabulary: Whole words of the document.
        sure: Whether the hyphen is one that programs set where they break words; else the whole word has to stand elsewhere.
    """
    head, tail = _LAST_LETTERS.search(before, before.rfind(" ") + 1), _LETTERS.match(after)
    if head is None or tail is None or tail.group()[0].isupper() != head.group()[-1].isupper():
        return False
    left, right = head.group().casefold(), tail.group().casefold()
    if min(len(left), len(right)) < LEAST_PART or right.startswith(left):
        return False
    return sure or vocabulary.get(left + right, 0) > 0


def _is_broken_word(before: str, after: str, vocabulary: Mapping[str, int]) -> bool:
    # Only the last word is looked through: texts are long.
    head = _LAST_LETTERS.search(before, before.rfind(" ") + 1)
    tail = _LETTERS.match(after)
    if head is None or tail is None:
        return False
    left, right = head.group().casefold(), tail.group().casefold()
    if tail.group()[0].isupper() and not head.group().isupper():
        return False
    whole = vocabulary.get(left + right, 0)
    if whole and (not vocabulary.get(right) or not vocabulary.get(left)):
        return True
    if len(right) == 1 and right not in _LONE_LETTERS and tail.group().islower():
        return True
    return len(right) == 1 and not vocabulary.get(left) and len(left) >= _LONG_WORD and tail.group().islower()


#: What offices number their indicators by: "IKU 1", "IKS 2.1", "IK SS 1.1".
INDICATOR_NUMBER = r"IK[A-Z]{0,3}(?:\s[A-Z]{1,3})?[\s.-]*\d{1,2}(?:\.\d{1,2})*[.:)]?"
#: "1.", "1.2.3", "2)", "a.", "(1)", "-", "- 3.1", "IKU 1" before a name; a bare number only before a capital letter.
_NUMBERING = re.compile(
    rf"^\s*{INDICATOR_NUMBER}\s+(?=\w)|"
    r"^\s*(?:[-•▪–]\s+(?=\w))?(?:\d{1,2}(?:\.\d{1,2})+\.?\s+|\(?\d{1,2}(?:[.,]\d{1,2})*[.)]+(?!\d)\s*|[a-zA-Z][.)]\s+|\d{1,2}\s+(?=[A-Z][a-z]))"
    r"|^\s*[-•▪–]\s+(?=\w)"
)


def without_numbering(text: str) -> str:
    """The text without a leading number, letter or mark of a list."""
    stripped = _NUMBERING.sub("", text, count=1).strip()
    return stripped or text.strip()
