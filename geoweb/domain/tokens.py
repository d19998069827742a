"""Keys of the API: made, recognised, ended."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from geoweb.models import Token, User

# Tells people and secret scanners whose key they found.
PREFIX = "homing_"
KEY_BYTES = 32
# An expired key is known for a while, so that its owner hears what is wrong with it.
REMEMBERED = timedelta(days=90)


def issue_token(*, user: User, note: str = "", days: int | None = None) -> tuple[str, Token]:
    """The key is told once, here: only its hash is kept."""
    now = timezone.now()
    user.tokens.filter(expires_at__lt=now - REMEMBERED).delete()
    key = PREFIX + secrets.token_urlsafe(KEY_BYTES)
    lives = timedelta(days=settings.API_TOKEN_DAYS if days is None else days)
    return key, Token.objects.create(
        user=user, sha256=digest(key), note=note[:80], expires_at=now + lives
    )


def find_token(key: str) -> Token | None:
    """Expired ones too: the caller says so. Of an account that was closed there is none."""
    known = Token.objects.filter(sha256=digest(key), user__is_active=True)
    return known.select_related("user").first()


def has_expired(token: Token, now: datetime | None = None) -> bool:
    return token.expires_at <= (now or timezone.now())


def end_token(token: Token) -> None:
    token.delete()


def digest(key: str) -> str:
    """A fast hash is enough: nobody guesses 256 random bits."""
    return hashlib.sha256(key.encode()).hexdigest()
