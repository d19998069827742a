"""POST and DELETE /api/token/: keys for programs."""

from typing import Any

from django.contrib.auth import authenticate
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import APIException
from rest_framework.parsers import FormParser
from rest_framework.permissions import AllowAny, BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from geoweb.api.authentication import TokenAuthentication
from geoweb.api.endpoint import Endpoint
from geoweb.api.parsers import StrictJSONParser
from geoweb.api.schema import problems
from geoweb.api.throttles import CallThrottle, LoginThrottle
from geoweb.domain.tokens import end_token, issue_token
from geoweb.models import User


class Credentials(serializers.Serializer[dict[str, str]]):
    username = serializers.CharField(max_length=150)
    password = serializers.CharField(max_length=1000, trim_whitespace=False)
    note = serializers.CharField(max_length=80, default="", help_text=_("What the token is for."))


class IssuedToken(serializers.Serializer[dict[str, Any]]):
    token = serializers.CharField(help_text=_("Shown once. Send it as: Authorization: Bearer ..."))
    expires_at = serializers.DateTimeField()


class WrongPassword(APIException):
    status_code = 401
    default_code = "wrong_password"
    default_detail = _("No account has this name and password.")
    remedy = _("Check both. There are few attempts a minute.")
    auth_header = 'Bearer realm="api"'


class TokenEndpoint(Endpoint):
    parser_classes = (StrictJSONParser, FormParser)
    throttle_classes = (CallThrottle, LoginThrottle)

    def logs_out(self) -> bool:
        # The request is missing for a moment while the schema is made.
        return getattr(self.request, "method", "") == "DELETE"

    def get_authenticators(self) -> list[BaseAuthentication]:
        """Who asks for a token is believed the password alone, whatever else was sent."""
        return [TokenAuthentication()] if self.logs_out() else []

    def get_permissions(self) -> list[BasePermission]:
        return [IsAuthenticated() if self.logs_out() else AllowAny()]

    @extend_schema(
        operation_id="make_token",
        summary=_("Log in: make a token"),
        tags=["token"],
        request={"application/json": Credentials, "application/x-www-form-urlencoded": Credentials},
        responses={201: OpenApiResponse(IssuedToken, _("Keep it safe."))}
        | problems(400, 401, 413, 415, 429),
    )
    def post(self, request: Request) -> Response:
        asked = Credentials(data=request.data)
        asked.is_valid(raise_exception=True)
        name, password = asked.validated_data["username"], asked.validated_data["password"]
        user = authenticate(request, username=name, password=password)
        if not isinstance(user, User):
            raise WrongPassword
        key, token = issue_token(user=user, note=asked.validated_data["note"])
        told = {"token": key, "expires_at": token.expires_at}
        answer = IssuedToken(told).data
        return Response(answer, status=201, headers={"Cache-Control": "no-store"})

    @extend_schema(
        operation_id="end_token",
        summary=_("Log out: end the token that is sent"),
        tags=["token"],
        request=None,
        responses={204: OpenApiResponse(None, _("It opens nothing any more."))}
        | problems(401, 429),
    )
    def delete(self, request: Request) -> Response:
        token: Any = request.auth
        end_token(token)
        return Response(status=204)
