"""Errors of the API as problem details (RFC 9457), with a code for programs and a remedy."""

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

import structlog
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from geoweb.api.endpoint import BodyTooLarge
from geoweb.domain.refusals import Refusal

PROBLEM_TYPE: Final = "application/problem+json"
REMEDIES: Final = {
    "not_found": _("Check the address, which ends in a slash; what it named may be gone."),
    "method_not_allowed": _("See the header Allow for what can be done here."),
    "unsupported_media_type": _("See /api/ for what this address takes."),
    "not_acceptable": _("Ask for application/json."),
    "parse_error": _("Check how the body is written and its Content-Type."),
    "invalid": _("Correct what is named in errors."),
    "throttled": _("Wait as many seconds as the header Retry-After says."),
    "body_too_large": _("Send less at once."),
    "length_required": _("Send the header Content-Length, and no Transfer-Encoding."),
    "not_authenticated": _("Log in, or send a token: POST /api/token/ makes one."),
    "permission_denied": _("Ask an operator for the right to it."),
    "unavailable": _("Send it again in a few seconds."),
}
log = structlog.get_logger(__name__)


class Unavailable(exceptions.APIException):
    status_code = 503
    default_code = "unavailable"
    default_detail = _("The site cannot answer at this moment.")
    wait = 5


class Refused(exceptions.APIException):
    """A refusal of the domain, as DRF knows errors."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal.text), refusal.code)
        self.status_code = refusal.status
        self.remedy = refusal.remedy
        self.wait = refusal.retry_after_s
        self.faults = refusal.faults


def as_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """For REST_FRAMEWORK["EXCEPTION_HANDLER"]; None lets a bug be a bug."""
    known = translated(error)
    response = exception_handler(known, context)
    if response is None:
        return None
    faults = list(faults_of(response.data))
    code = code_of(known)
    response.data = problem(
        response.status_code,
        code,
        " ".join(f"{name}: {text}" if name else text for name, text in faults),
        getattr(known, "remedy", "") or REMEDIES.get(code, ""),
    )
    where = [*faults, *getattr(known, "faults", {}).items()]
    named = [{"parameter": name, "detail": str(text)} for name, text in where if name]
    if named:
        response.data["errors"] = named
    response.content_type = PROBLEM_TYPE
    return response


def translated(error: Exception) -> Exception:
    """What Django would answer with a page of HTML."""
    if isinstance(error, Refusal):
        return Refused(error)
    if isinstance(error, RequestDataTooBig):
        return BodyTooLarge()
    if isinstance(error, (MultiPartParserError, SuspiciousOperation, UnreadablePostError)):
        return exceptions.ParseError(str(error))
    if isinstance(error, (OperationalError, InterfaceError)):
        log.error("database_away", exc_info=error)
        return Unavailable()
    return error


def code_of(error: Exception) -> str:
    if isinstance(error, exceptions.ValidationError):
        return "invalid"
    if isinstance(error, exceptions.APIException):
        return str(error.get_codes())
    return exceptions.NotFound.default_code  # of Django's own, only Http404 is raised


def problem(status: int, code: str, detail: str, remedy: Any = "") -> dict[str, Any]:
    told = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
    }
    return told | ({"remedy": str(remedy)} if remedy else {})


def faults_of(data: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Parameter and message of everything that was wrong, in order."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            # A number is the place in a list, which keeps the list's name.
            own = "" if key in {"detail", "non_field_errors"} else str(key)
            yield from faults_of(value, name if isinstance(key, int) else own)
    elif isinstance(data, Sequence) and not isinstance(data, str):
        for value in data:
            yield from faults_of(value, name)
    else:
        yield name, str(data)
