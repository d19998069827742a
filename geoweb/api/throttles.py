"""How often one may call: counted in Redis, for all processes together.

Throttles keep the machine free and may fail open: without Redis calls are not counted. What
uploads and reports may cost is counted in domain/quotas.py, for pages and API together.
"""

import time
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import redis
import structlog
from django.conf import settings
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.strategies import FixedWindowRateLimiter
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from geoweb.domain.audit import digest
from geoweb.impatient_redis import connections, counters
from geoweb.visitors import address_of

if TYPE_CHECKING:  # which imports this module, by its name in the settings
    from rest_framework.views import APIView

TIMEOUT_S = 0.3
Limit = tuple[RateLimitItem, str]
log = structlog.get_logger(__name__)


@lru_cache(maxsize=4)
def counter(redis_url: str) -> FixedWindowRateLimiter:
    pool = connections(redis_url, timeout_s=TIMEOUT_S, retries=0)
    return FixedWindowRateLimiter(counters(redis_url, pool, "homing:calls"))


class Throttle(BaseThrottle):
    reset_at = 0.0

    def limits(self, request: Request) -> list[Limit]:
        raise NotImplementedError

    def allow_request(self, request: Request, view: "APIView") -> bool:  # noqa: ARG002 - of the base
        try:
            return all(self.counted(*limit) for limit in self.limits(request))
        except redis.RedisError as error:
            log.warning("calls_not_counted", error=type(error).__name__)
            return True

    def counted(self, item: RateLimitItem, who: str) -> bool:
        calls = counter(settings.REDIS_URL)
        if calls.hit(item, who):
            return True
        self.reset_at = calls.get_window_stats(item, who).reset_time
        return False

    def wait(self) -> float:
        return max(1.0, self.reset_at - time.time())


class CallThrottle(Throttle):
    def limits(self, request: Request) -> list[Limit]:
        if request.user.is_authenticated:
            return [(RateLimitItemPerMinute(settings.API_USER_PER_MINUTE), f"u{request.user.pk}")]
        return [(RateLimitItemPerMinute(settings.API_ADDRESS_PER_MINUTE), caller(request))]


class LoginThrottle(Throttle):
    """By address and by name: neither many addresses nor many names help to guess a password."""

    def limits(self, request: Request) -> list[Limit]:
        if request.method != "POST":
            return []
        item = RateLimitItemPerMinute(settings.API_LOGINS_PER_MINUTE)
        sent: Any = request.data
        name = digest(ascii(sent.get("username")).casefold())  # JSON may hold half a character
        return [(item, f"login-{caller(request)}"), (item, f"login-{name}")]


def caller(request: Request) -> str:
    return digest(address_of(request._request))  # noqa: SLF001 - DRF's name for what it wraps
