"""Long lists, a page at a time."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import Http404

PAGE_SIZE = 24
# Deep pages cost an offset; nobody leafs through more, only crawlers do.
LAST_PAGE = 500

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    rows: list[Row]
    number: int
    next_number: int | None


def page_of(found: QuerySet[Any, Row], number: int, size: int = PAGE_SIZE) -> Page[Row]:
    """One query: the row after the page says whether there is a next one."""
    start = (number - 1) * size
    rows = list(found[start : start + size + 1])
    if number > 1 and not rows:
        raise Http404(f"There is no page {number}.")
    has_next = len(rows) > size and number < LAST_PAGE
    return Page(rows[:size], number, number + 1 if has_next else None)


def page_number(text: str) -> int:
    if text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= LAST_PAGE:
        return int(text)
    raise Http404(f"page={text!r} is not a whole number from 1 to {LAST_PAGE}.")
