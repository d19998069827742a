"""Pages for reviewers and administrators; to everybody else there are no such addresses."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from geoweb.domain.review_rights import may_review

View = Callable[..., HttpResponseBase]


def for_reviewers(view: View) -> View:
    """Read only, and nothing on the way keeps it: the places of photos in play are on it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_review(request.user):
            raise Http404("Only reviewers see this.")
        return view(request, *args, **kwargs)

    return require_safe(cache_control(private=True, no_store=True)(guarded))
