"""How endpoints are described: who may call, what goes wrong, and the whole as OpenAPI 3."""

from functools import lru_cache
from http import HTTPStatus
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiResponse
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from geoweb.api.endpoint import Endpoint
from geoweb.api.problems import PROBLEM_TYPE, REMEDIES, problem

CACHE_CONTROL = "public, max-age=3600"


class Fault(serializers.Serializer[dict[str, Any]]):
    parameter = serializers.CharField()
    detail = serializers.CharField()


class Problem(serializers.Serializer[dict[str, Any]]):
    type = serializers.CharField(help_text="about:blank")
    title = serializers.CharField(help_text=_("The status in words."))
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text=_("What is wrong, for people."))
    code = serializers.CharField(help_text=_("What is wrong, for programs."))
    remedy = serializers.CharField(required=False, help_text=_("What to do about it."))
    errors = Fault(many=True, required=False)  # type: ignore[assignment]  # the base names its own


EXAMPLES: dict[int, tuple[str, Any]] = {
    400: ("invalid", "lat: Ensure this value is less than or equal to 90.0."),
    401: ("token_expired", _("This token has expired.")),
    403: ("csrf", _("The request came with cookies but without their proof (CSRF).")),
    404: ("not_found", _("There is nothing at this address.")),
    413: ("body_too_large", _("The body of the request is too large.")),
    415: ("unsupported_media_type", "Unsupported media type in request."),
    429: ("throttled", _("Request was throttled.")),
    503: ("unavailable", _("The site cannot answer at this moment.")),
}


def problems(*statuses: int) -> dict[tuple[str, str], OpenApiResponse]:
    """Of an endpoint, for `responses`; whatever is not named is a problem too."""
    named = {(str(status), PROBLEM_TYPE): described(status) for status in sorted({*statuses, 429})}
    others = OpenApiResponse(Problem, _("Anything else that went wrong."))
    return named | {("default", PROBLEM_TYPE): others}


def described(status: int) -> OpenApiResponse:
    phrase = HTTPStatus(status).phrase
    if status not in EXAMPLES:
        return OpenApiResponse(Problem, phrase)
    code, detail = EXAMPLES[status]
    value = problem(status, code, str(detail), REMEDIES.get(code, ""))
    return OpenApiResponse(Problem, phrase, [OpenApiExample(code, value)])


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "geoweb.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:  # noqa: ARG002
        return {"type": "http", "scheme": "bearer", "description": "From POST /api/token/"}


class BrowserScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "geoweb.api.authentication.BrowserAuthentication"
    name = "cookie"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:  # noqa: ARG002
        means = "A session, or a player without an account. Writing needs X-CSRFToken as well."
        return {"type": "apiKey", "in": "cookie", "name": "homing_player", "description": means}


@lru_cache(maxsize=8)
def document(_language: str) -> dict[str, Any]:
    """The same for everybody who reads one language: nothing in it depends on the caller."""
    schema: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return schema


class Schema(Endpoint):
    authentication_classes = ()
    schema = None

    def get(self, _request: Request) -> Response:
        answer = document(get_language() or "")
        return Response(answer, headers={"Cache-Control": CACHE_CONTROL})
