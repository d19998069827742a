"""Disagreements, and how well annotators agree: for reviewers."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from geoweb.domain.desk.cases import find_photo
from geoweb.domain.desk.deciding import decide as settle
from geoweb.domain.desk.photos import note_looks
from geoweb.domain.desk.rights import is_reviewer
from geoweb.domain.desk.statistics import statistics
from geoweb.forms.desk import DecisionForm
from geoweb.models import User
from geoweb.paging import page_number, page_of
from geoweb.queries.desk import disputed_photos
from geoweb.views.desk_rights import desk_page, worker
from geoweb.views.desk_words import about_desk, names_of, opinion_row
from geoweb.views.see_other import SeeOther
from predictor.models import Photo
from predictor.models.points import to_latlng

DISPUTES = 12


@desk_page(is_reviewer)
@require_safe
def disagreements(request: HttpRequest) -> HttpResponse:
    user = worker(request)
    page = page_of(disputed_photos(), page_number(request.GET.get("page", "1")), DISPUTES)
    note_looks(user, [photo.pk for photo in page.rows])
    disputes = [dispute(photo, user) for photo in page.rows]
    context = {
        "page": page,
        "disputes": disputes,
        "on_map": [each["on_map"] for each in disputes],
        "has_regions": True,
        **about_desk(user, "desk-disagreements"),
    }
    return render(request, "desk/disagreements.html", context)


def dispute(photo: Photo, user: User) -> dict[str, Any]:
    """Who said what is told to reviewers only, and never of what they said themselves."""
    opinions = [
        {"letter": letter, **opinion_row(said)}
        for letter, said in zip("AB", photo.opinions, strict=False)  # type: ignore[attr-defined]
    ]
    label = to_latlng(photo.point) if photo.point else None
    return {
        "photo": photo,
        "label": label,
        "label_names": names_of(photo.region),
        "opinions": opinions,
        "is_own": any(each["said"].annotator_id == user.pk for each in opinions),
        "on_map": {
            "id": str(photo.public_id),
            "label": pin(label),
            "opinions": [
                {"letter": each["letter"], **(pin(each["latlng"]) or {})} for each in opinions
            ],
        },
    }


def pin(place: Any) -> dict[str, float] | None:
    return {"lat": place.lat, "lng": place.lng} if place else None


@desk_page(is_reviewer)
@require_POST
def decide(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    form = DecisionForm(request.POST)
    said = form.cleaned_data if form.is_valid() else {}
    photo = find_photo(public_id)
    event = settle(photo, worker(request), chosen=said.get("proposal"), why=said.get("why", ""))
    told = _("Decided: the label has changed.") if event else _("Decided: the label stays.")
    messages.success(request, told)
    return SeeOther(reverse("desk-disagreements"))


@desk_page(is_reviewer)
@require_safe
def annotators(request: HttpRequest) -> HttpResponse:
    context = {"statistics": statistics(), **about_desk(worker(request), "desk-annotators")}
    return render(request, "desk/annotators.html", context)
