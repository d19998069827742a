"""A photo at the label desk: what speaks against its label, and what one says of it."""

import uuid

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_replace
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from geoweb.domain.desk.cases import case_of, find_photo
from geoweb.domain.desk.claims import claim, release, skip
from geoweb.domain.desk.photos import note_looks
from geoweb.domain.desk.proposing import propose
from geoweb.domain.desk.rights import is_annotator, may_look
from geoweb.domain.refusals import Refusal
from geoweb.forms.desk import ProposalForm, WishForm
from geoweb.views.desk import asked, to_next
from geoweb.views.desk_case import about_case
from geoweb.views.desk_rights import annotator, desk_page, worker
from geoweb.views.desk_words import photo_address
from geoweb.views.photos import file_in_width
from geoweb.views.see_other import SeeOther
from predictor.models import Photo


@desk_page(may_look)
@require_http_methods(["GET", "HEAD", "POST"])
def photo(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    found, wish = find_photo(public_id), asked(request.GET)
    if request.method != "POST":
        place = {name: request.GET.get(name, "") for name in ("lat", "lng")}
        return photo_page(request, found, wish, ProposalForm(initial=place))
    user, form = annotator(request), ProposalForm(request.POST)
    if not form.is_valid():
        return photo_page(request, found, wish, form)
    try:
        propose(found, user, form.said())
    except Refusal as refusal:
        return photo_page(request, found, wish, form, refusal)
    return to_next(user, request, wish)


def photo_page(
    request: HttpRequest,
    found: Photo,
    wish: WishForm,
    form: ProposalForm,
    refusal: Refusal | None = None,
) -> HttpResponse:
    user, status = worker(request), refusal.status if refusal else 422 if form.errors else 200
    context = {"form": form, "refusal": refusal, **about_case(case_of(found, user), user, wish)}
    form.offer(context["countries"])
    return render(request, "desk/photo.html", context, status=status)


@desk_page(is_annotator)
@require_POST
def take(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Hold it, or hold it longer."""
    found, wish = find_photo(public_id), asked(request.GET)
    claim(found, worker(request))
    return SeeOther(photo_address(found, wish))


@desk_page(is_annotator)
@require_POST
def pass_over(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    wish = asked(request.GET)
    skip(find_photo(public_id), worker(request))
    return to_next(worker(request), request, wish)


@desk_page(is_annotator)
@require_POST
def let_go(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    release(find_photo(public_id), worker(request))
    return SeeOther(reverse("desk"))


# A browser that shows a picture by itself styles it inline.
@csp_replace({"style-src": [UNSAFE_INLINE]})
@desk_page(may_look)
@require_safe
def photo_file(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    found = find_photo(public_id)
    path = file_in_width(request, found)
    note_looks(worker(request), [found.pk])
    return FileResponse(path.open("rb"), content_type="image/jpeg", filename="photo.jpg")
