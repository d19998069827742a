"""Who calls: an account by its token or its session, or a player whom a cookie remembers."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from geoweb.domain.tokens import find_token, has_expired
from geoweb.models import Token, User

SCHEME = "Bearer"
NEW_TOKEN = _("Get a new one from POST /api/token/, and send it as Authorization: Bearer TOKEN.")


class TokenRefused(AuthenticationFailed):
    default_code = "token_unknown"
    default_detail = _("Nobody has this token: it is mistyped, or was ended.")
    remedy = NEW_TOKEN


class TokenExpired(TokenRefused):
    default_code = "token_expired"
    default_detail = _("This token has expired.")


class ForeignForm(PermissionDenied):
    default_code = "csrf"
    default_detail = _("The request came with cookies but without their proof (CSRF).")
    remedy = _("Send the cookie csrftoken back as the header X-CSRFToken, or use a token.")


class TokenAuthentication(BaseAuthentication):
    """Without cookies nobody can be made to call, so that no CSRF check is needed."""

    def authenticate(self, request: Request) -> tuple[User, Token] | None:
        scheme, _space, key = request.headers.get("Authorization", "").strip().partition(" ")
        if scheme.lower() != SCHEME.lower():
            return None
        token = find_token(key.strip())
        if token is None:
            raise TokenRefused
        if has_expired(token):
            raise TokenExpired
        return token.user, token

    def authenticate_header(self, request: Request) -> str:  # noqa: ARG002 - of the base
        return f'{SCHEME} realm="api"'


class BrowserAuthentication(SessionAuthentication):
    """A browser sends cookies, or at least an Origin; a program that sends neither is anonymous.

    The cookie of a player without an account is worth protecting as a session is. Who has none
    yet could be given a stranger's by a form on another site, which the Origin tells.
    """

    def authenticate(self, request: Request) -> tuple[AbstractBaseUser, None] | None:
        asked = request._request  # noqa: SLF001 - DRF's name for what it wraps
        if asked.COOKIES or "Origin" in asked.headers:
            self.enforce_csrf(request)
        user = getattr(asked, "user", None)
        return (user, None) if isinstance(user, User) and user.is_active else None

    def enforce_csrf(self, request: Request) -> None:
        try:
            super().enforce_csrf(request)
        except PermissionDenied as error:
            raise ForeignForm from error
