"""What Django answers where no endpoint does: below /api/ problem details, elsewhere pages."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views import defaults
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from geoweb.api.endpoint import Endpoint
from geoweb.api.problems import PROBLEM_TYPE, REMEDIES, problem

BELOW = "/api/"


class Nowhere(Endpoint):
    """For every method, so that the answer is the same as elsewhere."""

    authentication_classes = ()
    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise NotFound(_("There is nothing at this address."))

    def get(self, _request: Request, **_kwargs: Any) -> Response:
        raise NotFound


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if not request.path.startswith(BELOW):
        return defaults.bad_request(request, exception)
    told = problem(400, "bad_request", _("The request made no sense."))
    return JsonResponse(told, status=400, content_type=PROBLEM_TYPE)


def server_error(request: HttpRequest) -> HttpResponseBase:
    if not request.path.startswith(BELOW):
        return defaults.server_error(request)
    detail = _("Something broke on our side. It has been noted.")
    told = problem(500, "bug", detail, REMEDIES["unavailable"])
    return JsonResponse(told, status=500, content_type=PROBLEM_TYPE)
