"""Where games begin: enough to see that many accounts share an address, for a month, not more."""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.crypto import salted_hmac

from geoweb.domain.audit import DIGEST_LETTERS
from geoweb.models import Game

KEPT_FOR: Final = timedelta(days=30)


def origin_of(address: str, moment: datetime | None = None) -> str:
    """A keyed hash; every month has another key, so that no address can be followed for long."""
    if not address:
        return ""
    month = f"{moment or timezone.now():%Y-%m}"
    return salted_hmac(f"geoweb.origins {month}", address).hexdigest()[:DIGEST_LETTERS]


def forget_origins() -> int:
    old = Game.objects.filter(started_at__lt=timezone.now() - KEPT_FOR)
    return old.exclude(started_from="").update(started_from="")
