"""Where, when and in which direction a picture was taken, as its EXIF says (CIPA DC-008)."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from predictor.geodesy import LatLng
from predictor.intake.coordinates import Fault, checked
from predictor.intake.moments import ZONE_GUESSED, in_sun_zone, in_zone
from predictor.intake.outcome import Reason

Tags = Mapping[int, Any]
# Sexagesimal parts in a text: 48, 51 24/1, 48.85 ...
PART = re.compile(r"-?\d+(?:\.\d+)?(?:/\d+)?", re.ASCII)
OFFSET = re.compile(r"([+-])(\d{2}):(\d{2})", re.ASCII)
# Trust in a position whose hemisphere had to be guessed.
GUESSED_HEMISPHERE_TRUST = 0.5


@dataclass(frozen=True, slots=True)
class Exif:
    position: LatLng | Fault
    label_trust: float = 1.0
    captured_at: datetime | None = None
    heading_deg: float | None = None
    facts: dict[str, Any] = field(default_factory=dict)


def read_exif(image: Image.Image) -> Exif:
    exif = image.getexif()
    gps, shot = exif.get_ifd(IFD.GPSInfo), exif.get_ifd(IFD.Exif)
    position, label_trust = read_position(gps)
    lng = position.lng if isinstance(position, LatLng) else None
    captured_at, facts = read_time(gps, shot, lng)
    return Exif(position, label_trust, captured_at, read_heading(gps), facts)


# --- Where


def read_position(gps: Tags) -> tuple[LatLng | Fault, float]:
    lat = read_angle(gps.get(GPS.GPSLatitude))
    lng = read_angle(gps.get(GPS.GPSLongitude))
    if lat is None or lng is None:
        return (Reason.WITHOUT_LOCATION, "no GPS position in its EXIF"), 1.0
    lat, lat_trust = signed(lat, read_letter(gps.get(GPS.GPSLatitudeRef)), ("N", "S"))
    lng, lng_trust = signed(lng, read_letter(gps.get(GPS.GPSLongitudeRef)), ("E", "W"))
    return checked(LatLng(lat, lng)), min(lat_trust, lng_trust)


def read_angle(value: Any) -> float | None:
    """Degrees, or degrees and minutes, or all three; a part that is 0/0 counts as 0."""
    parts = angle_parts(value)
    if not parts or len(parts) > 3 or not math.isfinite(parts[0]):
        return None
    small = [part if math.isfinite(part) else 0.0 for part in parts[1:]]
    # Seconds may be rounded up to 60, but 90 minutes are another format than we think.
    if any(not 0.0 <= part <= 60.0 for part in small):
        return None
    rest = sum(part / 60.0**power for power, part in enumerate(small, start=1))
    return math.copysign(abs(parts[0]) + rest, parts[0])


def angle_parts(value: Any) -> list[float]:
    if isinstance(value, bytes):
        value = value.decode("ascii", "ignore")
    if isinstance(value, str):
        return [as_number(part) for part in PART.findall(value)]
    if isinstance(value, (list, tuple)):
        return [as_number(part) for part in value]
    return [] if value is None else [as_number(value)]


def as_number(value: Any) -> float:
    """NaN for a zero denominator and for anything else that is no number."""
    try:
        if isinstance(value, str) and "/" in value:
            numerator, denominator = value.split("/")
            return float(numerator) / float(denominator)
        return float(value)
    except (TypeError, ValueError, ZeroDivisionError):
        return math.nan


def read_letter(value: Any) -> str:
    if isinstance(value, bytes):
        value = value.decode("ascii", "ignore")
    return str(value).strip(" \x00").upper()[:1] if value else ""


def signed(angle: float, letter: str, letters: tuple[str, str]) -> tuple[float, float]:
    """With its sign, and how far that sign is trusted."""
    positive, negative = letters
    if letter == negative:
        return -abs(angle), 1.0
    if letter == positive and angle >= 0.0:
        return angle, 1.0
    return angle, 1.0 if angle < 0.0 and not letter else GUESSED_HEMISPHERE_TRUST


# --- In which direction


def read_heading(gps: Tags) -> float | None:
    """True north only: magnetic directions are up to 180 degrees off near the magnetic poles."""
    if read_letter(gps.get(GPS.GPSImgDirectionRef)) != "T":
        return None
    heading_deg = as_number(gps.get(GPS.GPSImgDirection))
    return heading_deg % 360.0 if 0.0 <= heading_deg <= 360.0 else None


# --- When


def read_time(gps: Tags, shot: Tags, lng: float | None) -> tuple[datetime | None, dict[str, Any]]:
    """By its own offset, else the satellites' clock, else the sun's hour at that longitude."""
    local = read_datetime(shot.get(Base.DateTimeOriginal))
    offset = OFFSET.fullmatch(str(shot.get(Base.OffsetTimeOriginal, "")).strip(" \x00"))
    if local and offset:
        sign, hours, minutes = offset.groups()
        ahead = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
        return in_zone(local, ahead), {}
    if satellite := read_satellite_time(gps):
        return satellite, {}
    if local is None or lng is None:
        return None, {}
    return in_sun_zone(local, lng), dict(ZONE_GUESSED)


def read_datetime(value: Any) -> datetime | None:
    try:
        return datetime.strptime(str(value).strip(" \x00"), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        return None


def read_satellite_time(gps: Tags) -> datetime | None:
    clock = angle_parts(gps.get(GPS.GPSTimeStamp))
    if len(clock) != 3 or not all(math.isfinite(part) for part in clock):
        return None
    hour, minute, second = (int(part) for part in clock)
    day = str(gps.get(GPS.GPSDateStamp, "")).strip(" \x00")
    local = read_datetime(f"{day} {hour:02}:{minute:02}:{second:02}")
    return local.replace(tzinfo=UTC) if local else None
