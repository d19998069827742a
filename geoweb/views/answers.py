"""What became of an upload: waiting, failed, or answered; only for its uploader."""

import hashlib
import uuid
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRefresh

from geoweb.domain.switches import uploads_switch
from geoweb.domain.telling import Told, told
from geoweb.enums import UploadState
from geoweb.models import Switch
from geoweb.queries.places import has_regions
from geoweb.views.map_json import map_json
from geoweb.views.sent import own, own_upload
from geoweb.views.upload_words import about_uploading
from predictor.geodesy import LatLng
from predictor.scoring import SCORE_MAX

UNFINISHED: Final = {UploadState.PENDING, UploadState.CLAIMED}
STEPS: Final = ("decode", "forward", "head", "refine")


@require_safe
@vary_on_headers("HX-Request")
@own
def upload(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """Who polls gets the part that waits, 304 while it is the same, and a reload at the end."""
    now = told(own_upload(request, public_id))
    if not getattr(request, "htmx", False):
        return render(request, "uploads/upload.html", {**page_context(now), **about_uploading()})
    if now.state not in UNFINISHED:
        return HttpResponseClientRefresh()
    return waiting_part(request, now)


def waiting_part(request: HttpRequest, now: Told) -> HttpResponseBase:
    context = waiting_context(now, uploads_switch())
    etag = f'"{context["tag"]}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse()
    if response.status_code == HttpResponse.status_code:
        response = render(request, "uploads/_waiting.html", context)
    response["ETag"] = etag
    return response


def waiting_context(now: Told, switch: Switch) -> dict[str, Any]:
    shown = (now.public_id, now.state, now.ahead, switch.is_on, switch.why)
    tag = hashlib.sha256(repr(shown).encode()).hexdigest()[:16]
    return {"told": now, "switch": switch, "tag": tag}


def page_context(now: Told) -> dict[str, Any]:
    if now.state in UNFINISHED:
        return {"kind": "waiting", **waiting_context(now, uploads_switch())}
    timings = now.timings_ms or {}
    return {
        "told": now,
        "kind": kind_of(now),
        "map_data": map_data(now),
        "has_regions": has_regions(),
        "most_points": SCORE_MAX,
        "steps": [(step, timings[step]) for step in STEPS if step in timings],
    }


def kind_of(now: Told) -> str:
    """Which of the templates tells it."""
    if now.state == UploadState.FAILED:
        return "failed"
    if now.terms is None:
        return "withheld"
    return str(now.terms) if now.shades or now.point else "gone"


def map_data(now: Told) -> SafeString:
    return map_json("answer-map", now.shades, model=lnglat(now.point), truth=lnglat(now.truth))


def lnglat(point: LatLng | None) -> list[float] | None:
    return [point.lng, point.lat] if point else None
