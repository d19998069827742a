"""How much one may upload and report: counted in Redis, by player and by address, atomically."""

import time
from functools import lru_cache

import redis
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerHour
from limits.strategies import MovingWindowRateLimiter

from geoweb.domain.audit import digest
from geoweb.domain.refusals import NotNow, QuotaPassed, Refusal
from geoweb.impatient_redis import connections, counters
from geoweb.models import Player

TIMEOUT_S = 1.0
REPORTS_AN_HOUR = 20  # of one address, by page and API together


class TooManyReports(Refusal):
    status = 429
    code = "too_many_reports"
    text = _("There were too many reports from your address.")
    remedy = _("Come back later.")


@lru_cache(maxsize=4)
def limiter(redis_url: str) -> MovingWindowRateLimiter:
    pool = connections(redis_url, timeout_s=TIMEOUT_S)
    return MovingWindowRateLimiter(counters(redis_url, pool, "homing:quota"))


def charge(player: Player, address: str) -> None:
    """Counts one upload, or refuses it. Without Redis nothing is taken: quotas keep people safe."""
    try:
        for item, who in quotas(player, address):
            refuse_or_count(item, who)
    except redis.RedisError as error:
        raise NotNow from error


def charge_report(address: str) -> None:
    """Without Redis reports are taken: they protect people."""
    try:
        refuse_or_count(RateLimitItemPerHour(REPORTS_AN_HOUR), f"report-{digest(address)}")
    except redis.RedisError:
        return
    except QuotaPassed as refusal:
        raise TooManyReports(retry_after_s=refusal.retry_after_s) from refusal


def quotas(player: Player, address: str) -> list[tuple[RateLimitItem, str]]:
    daily, hourly = settings.UPLOADS_PER_PLAYER_DAY, settings.UPLOADS_PER_ADDRESS_HOUR
    if not daily or not hourly:
        raise QuotaPassed
    # The address first: who drops the cookie for a new player still comes from there.
    return [
        (RateLimitItemPerHour(hourly), f"address-{digest(address)}"),
        (RateLimitItemPerDay(daily), f"player-{player.pk}"),
    ]


def refuse_or_count(item: RateLimitItem, who: str) -> None:
    counter = limiter(settings.REDIS_URL)
    if not counter.hit(item, who):
        reset_at = counter.get_window_stats(item, who).reset_time
        raise QuotaPassed(retry_after_s=max(1, round(reset_at - time.time())))
