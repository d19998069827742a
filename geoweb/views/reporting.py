"""Reporting a photo that one may see."""

import uuid

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from geoweb.domain.reports import report as report_photo
from geoweb.enums import FlagReason
from geoweb.forms.reports import ReportForm
from geoweb.queries.photos import reportable_photos
from geoweb.views.see_other import SeeOther
from geoweb.visitors import ensured_player, known_player


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def report(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    seen = reportable_photos(known_player(request))
    photo = get_object_or_404(seen, public_id=public_id)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        context = {"photo": photo, "form": form, "is_own": photo.split is None}
        return render(request, "reports/report.html", context, status=422 if form.errors else 200)
    said = form.cleaned_data
    report_photo(photo, ensured_player(request), FlagReason(said["reason"]), said["text"])
    return SeeOther(reverse("report-thanks"))


@require_safe
def thanks(request: HttpRequest) -> HttpResponseBase:
    return render(request, "reports/thanks.html")
