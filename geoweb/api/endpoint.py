"""What all endpoints have in common: bodies of a known, bounded length."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.views import APIView

from geoweb.bodies import is_too_large

LARGEST_BODY_BYTES = 64 * 1024


class BodyTooLarge(APIException):
    status_code = 413
    default_code = "body_too_large"
    default_detail = _("The body of the request is too large.")


class LengthRequired(APIException):
    status_code = 411
    default_code = "length_required"
    default_detail = _("The request does not say how long its body is.")


class Endpoint(APIView):
    def largest_body_bytes(self) -> int:
        return LARGEST_BODY_BYTES

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        # Before anything reads the body: the check of the CSRF token does.
        if "Transfer-Encoding" in request.headers:
            raise LengthRequired
        if is_too_large(request._request, self.largest_body_bytes()):  # noqa: SLF001 - what DRF wraps
            raise BodyTooLarge
        super().initial(request, *args, **kwargs)
