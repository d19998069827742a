"""Where the sun stands: Spencer's series for the declination, then spherical triangles."""

import math

from predictor.geodesy import LatLng


def declination_deg(day_of_year: int, hour: float = 12.0) -> float:
    """Latitude under the sun; Spencer (1971), good to 0.04 degrees."""
    angle = 2 * math.pi / 365.0 * (day_of_year - 1 + (hour - 12.0) / 24.0)
    return math.degrees(
        0.006918
        - 0.399912 * math.cos(angle)
        + 0.070257 * math.sin(angle)
        - 0.006758 * math.cos(2 * angle)
        + 0.000907 * math.sin(2 * angle)
        - 0.002697 * math.cos(3 * angle)
        + 0.00148 * math.sin(3 * angle)
    )


def sun_position(latlng: LatLng, day_of_year: int, hour: float) -> tuple[float, float]:
    """(azimuth clockwise from north, elevation) in degrees at a local solar hour; no refraction."""
    lat = math.radians(latlng.lat)
    declination = math.radians(declination_deg(day_of_year, hour))
    hour_angle = math.radians(15.0 * (hour - 12.0))
    east = -math.cos(declination) * math.sin(hour_angle)
    north = math.cos(lat) * math.sin(declination) - math.sin(lat) * math.cos(
        declination
    ) * math.cos(hour_angle)
    up = math.sin(lat) * math.sin(declination) + math.cos(lat) * math.cos(declination) * math.cos(
        hour_angle
    )
    return math.degrees(math.atan2(east, north)) % 360.0, math.degrees(
        math.atan2(up, math.hypot(east, north))
    )


def noon_elevation_deg(lat: float, day_of_year: int) -> float:
    return 90.0 - abs(lat - declination_deg(day_of_year))
