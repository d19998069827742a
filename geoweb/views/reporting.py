"""Reporting a photo that one may see."""

import uuid

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from geoweb.domain.quotas import charge_report
from geoweb.domain.refusals import Refusal
from geoweb.domain.reports import report as report_photo
from geoweb.enums import FlagReason
from geoweb.forms.reports import ReportForm
from geoweb.queries.photos import reportable_photos
from geoweb.views.see_other import SeeOther
from geoweb.visitors import address_of, ensured_player, known_player
from predictor.models import Photo


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def report(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    seen = reportable_photos(known_player(request))
    photo = get_object_or_404(seen, public_id=public_id)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, photo, form)
    try:
        charge_report(address_of(request))
    except Refusal as refusal:
        return form_page(request, photo, form, refusal)
    said = form.cleaned_data
    report_photo(photo, ensured_player(request), FlagReason(said["reason"]), said["text"])
    return SeeOther(reverse("report-thanks"))


def form_page(
    request: HttpRequest, photo: Photo, form: ReportForm, refusal: Refusal | None = None
) -> HttpResponseBase:
    context = {"photo": photo, "form": form, "is_own": photo.split is None, "refusal": refusal}
    status = refusal.status if refusal else 422 if form.errors else 200
    return render(request, "reports/report.html", context, status=status)


@require_safe
def thanks(request: HttpRequest) -> HttpResponseBase:
    return render(request, "reports/thanks.html")
