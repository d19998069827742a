"""Pages without a form: the front page and robots.txt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from geoweb.paging import page_of
from geoweb.queries.photos import gallery_photos
from geoweb.queries.places import has_regions


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "home/home.html",
        {"has_regions": has_regions(), "page": page_of(gallery_photos(), 1)},
    )


@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    """Browsers that show a bare picture ask here; pages name the icon themselves."""
    return redirect(static("img/favicon.svg"))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "robots.txt", content_type="text/plain; charset=utf-8")
