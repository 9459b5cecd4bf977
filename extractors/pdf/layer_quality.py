"""Whether a page's text layer can be believed: a scanner's own OCR and fonts without letters leave text nobody printed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: With fewer words than this nothing is said against a layer.
FEW_WORDS = 12
#: A layer with more than this share of broken words is not believed: over a scan, and anywhere.
BROKEN_OVER_SCAN, BROKEN = 0.1, 0.4
#: So many small letters in a row without a vowel are no word; shorter ones are abbreviations.
CONSONANTS = 5

#: Shorter words (letters) tell nothing.
SHORTEST_WORD = 3

#: Names and codes as they are printed: IKU01, SS1.2, 15th, 2021/2022.
_CODE = re.compile(r"^[^\W\d_]{0,6}[\d.,/()%:;-]+[^\W\d_]{0,3}[.,;:)%]*$")
#: A digit between letters, letters between digits, or small letters followed by several capitals: "t00%", "dialasTSo/o".
_MIXED = re.compile(r"[^\W\d_]\d+[^\W\d_]|\d[^\W\d_]+\d|[a-z]{3}[A-Z]{2}|[^\W\d_]/[^\W\d_]$|^[a-z]\d\d+%?$")
_VOWEL = re.compile(r"[aeiouyAEIOUY]")


@lru_cache(maxsize=50_000)
def is_broken(word: str) -> bool:
    """Whether a word looks misread: signs no keyboard types, digits among letters, letters without a vowel.

    >>> [is_broken(word) for word in ("t00%", "dialasTSo/o", "Meningkatnya", "IKU01", "75,5%")]
    [True, True, False, False, False]
    """
    # All such signs are told from printable ones at once; only where there is one it is asked which.
    if "�" in word or (not word.isprintable() and any(unicodedata.category(ch) in ("Co", "Cn", "Cc", "Cs") for ch in word)):
        return True
    if not _VOWEL.search(word):
        letters = "".join(filter(str.isalpha, word))
        if letters.isascii() and letters.islower() and len(letters) >= CONSONANTS:
            return True
    if _MIXED.search(word):
        return not _CODE.match(word) or bool(re.match(r"^[a-z]\d\d+%?$", word))
    return False


def broken_share(text: str) -> float:
    """The share of a text's words that look misread; 0 for a text too short to tell."""
    words = [word for word in text.split() if len(word) >= SHORTEST_WORD]
    return sum(map(is_broken, words)) / len(words) if len(words) >= FEW_WORDS else 0.0
