"""The gallery of demonstration photos, a page at a time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from geoweb.paging import page_number, page_of
from geoweb.queries.photos import gallery_photos


@require_safe
@vary_on_headers("HX-Request")
def gallery(request: HttpRequest) -> HttpResponse:
    """The whole page, or for htmx the items that replace the "Show more" link."""
    page = page_of(gallery_photos(), page_number(request.GET.get("page", "1")))
    is_part = bool(getattr(request, "htmx", False))
    return render(
        request, "photos/_page.html" if is_part else "photos/gallery.html", {"page": page}
    )
