"""Moments as tables write them: ISO 8601, EXIF style, or seconds and milliseconds since 1970."""

from datetime import UTC, datetime, timedelta, timezone

from predictor.intake.coordinates import read_degrees

DEGREES_PER_HOUR = 15.0
# More seconds than that are the year 5138: the number counts milliseconds.
MOST_SECONDS = 1e11
EARLIEST = datetime(1826, 1, 1, tzinfo=UTC)  # the oldest photograph
ZONE_GUESSED = {"zone": "guessed"}


def read_moment(text: str, lng: float) -> tuple[datetime | None, dict[str, str]]:
    if (number := read_degrees(text)) is not None:
        return from_epoch(number), {}
    local = read_local(text)
    if local is None or local.tzinfo is not None:
        return plausible(local.astimezone(UTC) if local else None), {}
    return in_sun_zone(local, lng), dict(ZONE_GUESSED)


def from_epoch(number: float) -> datetime | None:
    try:
        seconds = number / 1000.0 if number > MOST_SECONDS else number
        return plausible(datetime.fromtimestamp(seconds, tz=UTC))
    except (OverflowError, ValueError, OSError):
        return None


def read_local(text: str) -> datetime | None:
    clean = text.strip().replace(":", "-", 2) if text.strip()[4:5] == ":" else text.strip()
    try:
        return datetime.fromisoformat(clean.removesuffix(".0"))
    except ValueError:
        return None


def in_sun_zone(local: datetime, lng: float) -> datetime | None:
    """The sun's hour at that longitude: at most about two hours from what the clocks there show."""
    return in_zone(local, timedelta(hours=round(lng / DEGREES_PER_HOUR)))


def in_zone(local: datetime, ahead: timedelta) -> datetime | None:
    try:
        return plausible(local.replace(tzinfo=timezone(ahead)).astimezone(UTC))
    except (ValueError, OverflowError):
        return None


def plausible(moment: datetime | None) -> datetime | None:
    return moment if moment and moment >= EARLIEST else None
