"""The start of the label desk: what there is to do, the next photo, and what one has said."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from geoweb.domain.desk.claims import claim, claim_of
from geoweb.domain.desk.named_regions import countries
from geoweb.domain.desk.progress import MOST_COUNTED, progress
from geoweb.domain.desk.proposing import undo as take_back
from geoweb.domain.desk.queue import next_photo, next_second
from geoweb.domain.desk.rights import is_annotator, may_look
from geoweb.domain.refusals import Refusal
from geoweb.forms.desk import SECOND, WishForm
from geoweb.models import User
from geoweb.paging import page_number, page_of
from geoweb.queries.desk import datasets, own_proposals
from geoweb.views.desk_rights import annotator, desk_page, worker
from geoweb.views.desk_words import about_desk, opinion_row, photo_address, query_of
from geoweb.views.see_other import SeeOther

OWN_ROWS = 12
METHODS = ["GET", "HEAD", "POST"]


def asked(said: Any) -> WishForm:
    form = WishForm(said)
    if not form.is_valid():
        raise Http404(form.errors.as_text())
    return form


@desk_page(may_look)
@require_http_methods(METHODS)
def desk(request: HttpRequest) -> HttpResponseBase:
    return queue_page(request, "desk")


@desk_page(may_look)
@require_http_methods(METHODS)
def second(request: HttpRequest) -> HttpResponseBase:
    return queue_page(request, "desk-second")


def queue_page(request: HttpRequest, name: str) -> HttpResponseBase:
    form = asked(request.POST if request.method == "POST" else request.GET)
    form.cleaned_data["queue"] = SECOND if name == "desk-second" else ""
    if request.method != "POST":
        return start_page(request, form, name)
    if "count" in request.POST:
        return SeeOther(reverse(name) + query_of(form, without="queue"))
    return to_next(annotator(request), request, form)


def to_next(user: User, request: HttpRequest, form: WishForm) -> HttpResponse:
    """Straight on; back to the start where nothing is left."""
    find = next_second if form.cleaned_data["queue"] == SECOND else next_photo
    try:
        claimed = find(user, form.wish())
    except Refusal as refusal:
        messages.info(request, f"{refusal.text} {refusal.remedy}")
        name = "desk-second" if form.cleaned_data["queue"] == SECOND else "desk"
        return SeeOther(reverse(name) + query_of(form, without="queue"))
    return SeeOther(photo_address(claimed.photo, form))


def start_page(request: HttpRequest, form: WishForm, name: str) -> HttpResponse:
    user = worker(request)
    page = page_of(own_proposals(user), page_number(request.GET.get("page", "1")), OWN_ROWS)
    form.offer(countries(), datasets())
    context = {
        "form": form,
        "is_second": name == "desk-second",
        "can_annotate": is_annotator(user),
        "progress": progress(user, form.wish()),
        "most": MOST_COUNTED,
        "claimed": claim_of(user),
        "page": page,
        "rows": [opinion_row(each) for each in page.rows],
        **about_desk(user, name),
    }
    return render(request, "desk/start.html", context)


@desk_page(is_annotator)
@require_POST
def undo(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """And the photo again, unless somebody else looks at it now."""
    user, form = worker(request), asked(request.GET)
    photo = take_back(public_id, user).photo
    messages.success(request, _("Taken back: as if it had not been said."))
    try:
        claim(photo, user)
    except Refusal as refusal:
        messages.info(request, f"{refusal.text} {refusal.remedy}")
        return SeeOther(reverse("desk"))
    return SeeOther(photo_address(photo, form))
