"""Every change of a label: who, when, before, after, why; reverting, taking away, bringing in."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from geoweb.domain.desk.corrections_files import MOST_LINES, TooManyLines
from geoweb.domain.desk.effects import revert as put_back
from geoweb.domain.desk.importing import import_corrections
from geoweb.domain.desk.photos import note_looks
from geoweb.domain.desk.rights import is_annotator, is_reviewer, may_look
from geoweb.domain.refusals import Refusal
from geoweb.forms.desk import HistoryForm, ImportForm, WhyForm
from geoweb.models import LabelEvent
from geoweb.paging import page_number, page_of
from geoweb.queries.desk import datasets, label_events
from geoweb.templatetags.places import latlng_text
from geoweb.views.desk_rights import desk_page, worker
from geoweb.views.desk_words import about_desk, names_of
from geoweb.views.see_other import SeeOther
from predictor.geodesy import LatLng, distance_km
from predictor.models import Region
from predictor.models.points import to_latlng

EXPORTS = ("csv", "geojson", "parquet")
LARGEST_FILE_BYTES = 8 * 2**20


@desk_page(may_look)
@require_http_methods(["GET", "HEAD", "POST"])
def history(request: HttpRequest) -> HttpResponseBase:
    if request.method != "POST":
        return history_page(request)
    if not is_annotator(request.user):
        raise PermissionDenied
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return history_page(request, form, status=422)
    return bring(request, form)


def bring(request: HttpRequest, form: ImportForm) -> HttpResponse:
    file = form.cleaned_data["file"]
    try:
        if file.size > LARGEST_FILE_BYTES:
            raise TooManyLines
        made = import_corrections(file.read(), worker(request))
    except Refusal as refusal:
        return history_page(request, form, refusal, refusal.status)
    told = ngettext(
        "%(count)d correction was taken. It waits for a second opinion.",
        "%(count)d corrections were taken. Each waits for a second opinion.",
        made,
    )
    messages.success(request, told % {"count": made})
    return SeeOther(reverse("desk-history"))


def history_page(
    request: HttpRequest,
    form: ImportForm | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    wish, user = HistoryForm(request.GET), worker(request)
    if not wish.is_valid():
        raise Http404(wish.errors.as_text())
    found = label_events().filter(**wish.filters())
    page = page_of(found, page_number(request.GET.get("page", "1")))
    note_looks(user, [event.photo_id for event in page.rows])
    context = {
        "wish": wish,
        "datasets": datasets(),
        "page": page,
        "rows": [change(event) for event in page.rows],
        "import_form": form or ImportForm(),
        "refusal": refusal,
        "exports": EXPORTS,
        "most_lines": MOST_LINES,
        "can_annotate": is_annotator(user),
        **about_desk(user, "desk-history"),
    }
    return render(request, "desk/history.html", context, status=status)


def change(event: LabelEvent) -> dict[str, Any]:
    before = to_latlng(event.before) if event.before else None
    after = to_latlng(event.after) if event.after else None
    return {
        "event": event,
        "before": before,
        "after": after,
        "before_words": where(event.region_before, before),
        "after_words": where(event.region_after, after),
        "moved_km": distance_km(before, after) if before and after else None,
        "annotators": [each.annotator.get_username() for each in event.proposals.all()],
        "is_latest": getattr(event, "latest", event.pk) == event.pk,
    }


def where(region: Region | None, place: LatLng | None) -> str:
    return names_of(region) or (latlng_text(place) if place else _("no place"))


@desk_page(is_reviewer)
@require_POST
def revert(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    event = LabelEvent.objects.select_related("photo").filter(public_id=public_id).first()
    if event is None:
        raise Http404(_("There is no such change."))
    form = WhyForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    put_back(event, actor=worker(request), why=why)
    messages.success(request, _("Reverted: the label is as it was before."))
    return SeeOther(reverse("desk-history"))
