"""Names reduced to the letters of a plain keyboard, for codes and for search."""

import re
import unicodedata
from typing import Final

# Letters that Unicode decomposition leaves as they are.
UNDECOMPOSED: Final = str.maketrans(
    {"\u0131": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D"}
    | {"þ": "th", "Þ": "Th", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ħ": "h"}
    | {"Ħ": "H", "ə": "a", "Ə": "A", "ŋ": "n", "Ŋ": "N", "ŧ": "t", "Ŧ": "T"}
)


def without_diacritics(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.translate(UNDECOMPOSED))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def search_form(text: str) -> str:
    return " ".join(without_diacritics(text).lower().split())


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", without_diacritics(text).lower()).strip("-")
