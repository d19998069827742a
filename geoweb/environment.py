"""Values from the environment, or one line that says which is odd and what it may be."""

import os
from collections.abc import Sequence

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str) -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name, str(default)).strip().lower()
    if value in TRUE | FALSE:
        return value in TRUE
    raise ImproperlyConfigured(f"{name}={value!r} is neither on nor off: set it to 1 or 0.")


def whole(name: str, *, default: int, low: int, high: int) -> int:
    value = os.environ.get(name, str(default)).strip()
    if value.lstrip("-").isdecimal() and low <= int(value) <= high:
        return int(value)
    raise ImproperlyConfigured(f"{name}={value!r}: set it to a whole number in [{low}, {high}].")


def choice(name: str, options: Sequence[str], *, default: str) -> str:
    value = os.environ.get(name, default).strip().lower()
    if value in options:
        return value
    raise ImproperlyConfigured(f"{name}={value!r}: set it to one of {', '.join(options)}.")


def words(name: str) -> list[str]:
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def url(name: str, schemes: Sequence[str], *, default: str = "") -> str:
    value = os.environ.get(name, default).strip()
    if not value or (value.split("://")[0] in schemes and "://" in value):
        return value
    expected = " or ".join(f"{scheme}://" for scheme in schemes)
    raise ImproperlyConfigured(f"{name}={value!r}: it must begin with {expected}.")
