"""Who may call the endpoints of the label desk; others hear no before anything is looked at."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from geoweb.api.private import PrivateEndpoint
from geoweb.domain.desk.rights import Visitor, is_annotator, is_reviewer, may_look
from geoweb.models import User


class Right(BasePermission):
    message = _("You do not work at the label desk.")
    rule: Callable[[Visitor], bool]

    def has_permission(self, request: Request, view: APIView) -> bool:
        """What there is no method for is answered with 405, to everybody."""
        if not hasattr(view, str(request.method).lower()):
            return True
        return type(self).rule(request.user)


class MayLook(Right):
    rule = staticmethod(may_look)


class Annotates(Right):
    rule = staticmethod(is_annotator)


class Reviews(Right):
    message = _("Reviewers alone may do this.")
    rule = staticmethod(is_reviewer)


class DeskEndpoint(PrivateEndpoint):
    permission_classes: tuple[type[Right], ...] = (MayLook,)

    @property
    def user(self) -> User:
        """Whoever was let in has an account."""
        assert isinstance(self.request.user, User)  # noqa: S101
        return self.request.user

    def finalize_response(self, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(*args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response


class AnnotatorEndpoint(DeskEndpoint):
    permission_classes = (Annotates,)


class ReviewerEndpoint(DeskEndpoint):
    permission_classes = (Reviews,)
