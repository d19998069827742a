"""Errors of the API as problem details (RFC 9457)."""

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from rest_framework.response import Response
from rest_framework.views import exception_handler

PROBLEM_TYPE: Final = "application/problem+json"


def as_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """For REST_FRAMEWORK["EXCEPTION_HANDLER"]; None lets a bug be a bug."""
    response = exception_handler(error, context)
    if response is None:
        return None
    faults = list(faults_of(response.data))
    response.data = {
        "type": "about:blank",
        "title": HTTPStatus(response.status_code).phrase,
        "status": response.status_code,
        "detail": " ".join(f"{name}: {text}" if name else text for name, text in faults),
    }
    named = [{"parameter": name, "detail": text} for name, text in faults if name]
    if named:
        response.data["errors"] = named
    response.content_type = PROBLEM_TYPE
    return response


def faults_of(data: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Parameter and message of everything that was wrong, in order."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from faults_of(value, "" if key in {"detail", "non_field_errors"} else str(key))
    elif isinstance(data, Sequence) and not isinstance(data, str):
        for value in data:
            yield from faults_of(value, name)
    else:
        yield name, str(data)
