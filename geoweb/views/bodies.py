"""Bodies of requests that are larger than the server takes: a readable answer, early."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from geoweb.bodies import is_too_large, largest_upload_bytes

View = Callable[..., HttpResponseBase]


def bounded_body(answer: View) -> Callable[[View], View]:
    """`answer` is the view for what is too large. Goes outside of the check of the CSRF token,
    which reads the whole body."""

    def decorate(view: View) -> View:
        @wraps(view)
        def bounded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if is_too_large(request, largest_upload_bytes()):
                return answer(request, *args, **kwargs)
            return view(request, *args, **kwargs)

        return bounded

    return decorate
