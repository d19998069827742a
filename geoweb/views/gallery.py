"""The gallery of demonstration photos, a page at a time."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from geoweb.queries.photos import gallery_photos
from predictor.models import Photo

PAGE_SIZE = 24
# Deep pages cost an offset; nobody leafs through more, only crawlers do.
LAST_PAGE = 500


@dataclass(frozen=True, slots=True)
class Page:
    photos: list[Photo]
    number: int
    next_number: int | None


def page_of(photos: QuerySet[Photo], number: int) -> Page:
    """One query: the row after the page says whether there is a next one."""
    start = (number - 1) * PAGE_SIZE
    rows = list(photos[start : start + PAGE_SIZE + 1])
    has_next = len(rows) > PAGE_SIZE and number < LAST_PAGE
    return Page(rows[:PAGE_SIZE], number, number + 1 if has_next else None)


def page_number(text: str) -> int:
    if text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= LAST_PAGE:
        return int(text)
    raise Http404(f"page={text!r} is not a whole number from 1 to {LAST_PAGE}.")


@require_safe
@vary_on_headers("HX-Request")
def gallery(request: HttpRequest) -> HttpResponse:
    """The whole page, or for htmx the items that replace the "Show more" link."""
    page = page_of(gallery_photos(), page_number(request.GET.get("page", "1")))
    if page.number > 1 and not page.photos:
        raise Http404(f"There is no page {page.number}.")
    is_part = bool(getattr(request, "htmx", False))
    return render(
        request, "photos/_page.html" if is_part else "photos/gallery.html", {"page": page}
    )
