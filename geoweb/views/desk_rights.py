"""Who may open the pages of the label desk, and how they hear no."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from geoweb.domain.desk.rights import Visitor, is_annotator
from geoweb.domain.refusals import Refusal
from geoweb.models import User

View = Callable[..., HttpResponseBase]


def desk_page(rule: Callable[[Visitor], bool]) -> Callable[[View], View]:
    """Strangers are asked to log in, players are refused, and nothing is kept on the way."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not rule(request.user):
                raise PermissionDenied
            response = answered(view, request, *args, **kwargs)
            response["Cache-Control"] = "private, no-store"
            return response

        return guarded

    return decorate


def answered(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    try:
        return view(request, *args, **kwargs)
    except Refusal as refusal:
        return refused(request, refusal)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return render(request, "desk/refused.html", {"refusal": refusal}, status=refusal.status)


def worker(request: HttpRequest) -> User:
    """Whoever was let in has an account."""
    assert isinstance(request.user, User)  # noqa: S101
    return request.user


def annotator(request: HttpRequest) -> User:
    """Of a page that others may look at."""
    user = worker(request)
    if not is_annotator(user):
        raise PermissionDenied
    return user
