"""Bodies of requests that are larger than the server takes: a readable answer, early."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from geoweb.models.uploads import MAX_VIEWS

View = Callable[..., HttpResponseBase]
# What stands between and beside the pictures of a form.
REST_BYTES = 2**20
# A browser that is still sending hears no answer, so somewhat too much is read and dropped.
DROPPED_BYTES = 256 * 2**20
PIECE_BYTES = 2**16


def largest_body() -> int:
    return MAX_VIEWS * settings.UPLOAD_LARGEST_MB * 2**20 + REST_BYTES


def bounded_body(answer: View) -> Callable[[View], View]:
    """`answer` is the view for what is too large. Goes outside of the check of the CSRF token,
    which reads the whole body."""

    def decorate(view: View) -> View:
        @wraps(view)
        def bounded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
            if length <= largest_body():
                return view(request, *args, **kwargs)
            if length <= DROPPED_BYTES:
                drop_body(request)
            return answer(request, *args, **kwargs)

        return bounded

    return decorate


def drop_body(request: HttpRequest) -> None:
    while request.read(PIECE_BYTES):
        pass
