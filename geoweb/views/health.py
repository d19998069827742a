"""For whoever watches the site: is the process alive, is every part of it ready."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from geoweb.domain.health import check_parts


@require_safe
@never_cache
def healthz(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(_request: HttpRequest) -> JsonResponse:
    parts = check_parts()
    ready = all(part.ok for part in parts)
    body = {"ready": ready, "parts": {part.name: asdict(part) for part in parts}}
    return JsonResponse(body, status=200 if ready else 503, json_dumps_params={"indent": 2})
