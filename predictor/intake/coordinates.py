"""Coordinates as people and programs write them: one point, or the reason there is none."""

import math
import re

from predictor.geodesy import LatLng, is_on_earth
from predictor.intake.outcome import Reason

NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
MISSING = {"", "nan", "null", "none", "na", "n/a", "\\n", "-"}
INFINITE = {"inf", "infinity"}
# A point this close to 0, 0 is an empty field that a program wrote as a number (null island).
NULL_ISLAND_DEG = 1e-6

Fault = tuple[Reason, str]


def read_latlng(lat_text: str, lng_text: str) -> LatLng | Fault:
    numbers = [read_degrees(text) for text in (lat_text, lng_text)]
    if any(number is None for number in numbers):
        return Reason.WITHOUT_LOCATION, f"({lat_text!r}, {lng_text!r}) are not two numbers"
    lat, lng = (math.nan if number is None else number for number in numbers)
    return checked(LatLng(lat, lng))


def read_degrees(text: str) -> float | None:
    """A decimal point or a decimal comma; no digit groups, no degree signs; None if missing."""
    clean = text.strip().replace("\N{MINUS SIGN}", "-")
    if clean.count(",") == 1 and "." not in clean:
        clean = clean.replace(",", ".")
    if clean.lower() in MISSING:
        return None
    if clean.lower().lstrip("+-") in INFINITE:
        return math.inf
    return float(clean) if NUMBER.fullmatch(clean) else None


def checked(latlng: LatLng) -> LatLng | Fault:
    """Longitudes from 180 to 360 are refused: most are a wrong column, not another convention."""
    lat, lng = latlng
    if math.isnan(lat) or math.isnan(lng):
        return Reason.WITHOUT_LOCATION, "not a number"
    if abs(lat) <= NULL_ISLAND_DEG and abs(lng) <= NULL_ISLAND_DEG:
        return Reason.WITHOUT_LOCATION, "0, 0 stands for an unknown place"
    if is_on_earth(latlng):
        return latlng
    if 90.0 < abs(lat) <= 180.0 and abs(lng) <= 90.0:
        return Reason.SWAPPED, f"latitude {lat}, longitude {lng} look exchanged"
    return Reason.OUT_OF_RANGE, f"latitude {lat}, longitude {lng}"
