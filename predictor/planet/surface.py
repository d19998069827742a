"""What the ground looks like at a place on a day: plants, snow, soil, wealth, drifts of style."""

import math
from typing import Final

from predictor.geodesy import LatLng, distance_km
from predictor.planet.climate import TREE_LINE_MONTHS, Normals, classify, normals
from predictor.planet.noise import noise, share
from predictor.planet.shot import Surface

# (lat, lng, radius in km, soil_hue) where the ground is redder or paler than its climate says.
SOILS: Final = (
    (-24.5, 133.0, 1100.0, 0.95),  # red centre of Australia
    (-21.5, 119.0, 600.0, 1.0),  # Pilbara
    (-25.0, 20.0, 500.0, 0.75),  # Kalahari sands
    (-19.0, 46.8, 450.0, 1.0),  # Madagascar's highlands
    (37.0, -110.5, 400.0, 0.85),  # Colorado plateau
    (35.5, -97.5, 250.0, 0.75),  # Oklahoma's red beds
    (31.5, -7.0, 250.0, 0.7),  # around Marrakesh
    (-15.0, -50.0, 1100.0, 0.85),  # Cerrado
    (-24.0, -52.0, 500.0, 0.95),  # terra roxa of Parana
    (-26.5, -55.0, 250.0, 1.0),  # Misiones
    (17.0, 77.0, 500.0, 0.6),  # Deccan
    (25.0, 103.0, 350.0, 0.85),  # Yunnan's red basin
    (0.5, 33.0, 500.0, 0.9),  # Uganda and western Kenya
    (12.5, -1.0, 700.0, 0.8),  # laterite of the Sudan belt
    (23.0, 10.0, 1500.0, 0.12),  # Sahara
    (21.0, 50.0, 700.0, 0.2),  # Rub al Khali
    (49.0, 33.0, 500.0, 0.42),  # black earth
    (36.5, 109.0, 400.0, 0.25),  # loess
)


def _ramp(low: float, high: float, value: float) -> float:
    """0 at low, 1 at high, smooth between; high may lie below low."""
    t = min(1.0, max(0.0, (value - low) / (high - low)))
    return t * t * (3 - 2 * t)


def surface(latlng: LatLng, day_of_year: int, prosperity: float) -> Surface:
    """`prosperity` is the country's own; everything else follows from place and day."""
    year = normals(latlng)
    snow = snow_cover(year, day_of_year)
    cover = vegetation(latlng, year)
    conifer = conifer_share(year)
    return Surface(
        climate=classify(year),
        temperature_c=year.temperature_c(day_of_year),
        wetness=wetness(year, day_of_year),
        relief=year.relief,
        elevation_m=year.elevation_m,
        vegetation=cover,
        conifer=conifer,
        palm=palm_share(year),
        soil_hue=soil_hue(latlng, year),
        snow_cover=snow,
        greenness=greenness(year, day_of_year),
        autumn=autumn(year, day_of_year),
        prosperity=_drift("wealth", 300.0, latlng, prosperity, 0.08),
        style=float(share("style", 350.0, latlng)),
        style_b=float(share("style b", 220.0, latlng)),
    )


def _drift(name: str, scale_km: float, latlng: LatLng, mean: float, spread: float) -> float:
    return min(1.0, max(0.0, mean + spread * float(noise(name, scale_km, latlng))))


def wetness(year: Normals, day: int) -> float:
    """Rain against what the air takes up again; half where the two are equal."""
    rain = year.rain_mm_per_month(day)
    # Thornthwaite's evaporation, flattened to a line: 5 mm a month per degree.
    taken_up = 5.0 * max(year.temperature_c(day) + 3.0, 2.0)
    return rain / (rain + taken_up)


def vegetation(latlng: LatLng, year: Normals) -> float:
    moist = _ramp(0.15, 2.0, year.rain_mm / year.dryness_mm)
    # From the tree line to where forests close: Iceland has 2.3 months, Lapland 3.
    warm = 0.12 + 0.88 * _ramp(TREE_LINE_MONTHS, 3.6, year.months_over_10)
    return _drift("plants", 120.0, latlng, moist * warm, 0.06 * moist)


def conifer_share(year: Normals) -> float:
    cold = 0.9 * _ramp(11.0, 0.0, year.mean_c)
    dry_summer = 0.4 * _ramp(0.45, 0.25, year.summer_rain) * _ramp(24.0, 18.0, year.mean_c)
    slopes = 0.5 * year.relief * _ramp(18.0, 8.0, year.mean_c)
    return min(0.95, max(cold, dry_summer, slopes, 0.04))


def palm_share(year: Normals) -> float:
    frost_free = _ramp(9.0, 24.0, year.coldest_c)
    watered = 0.35 + 0.65 * _ramp(200.0, 1500.0, year.rain_mm)
    return frost_free * watered


def soil_hue(latlng: LatLng, year: Normals) -> float:
    tropical = _ramp(14.0, 24.0, year.mean_c)
    moist = _ramp(0.3, 1.6, year.rain_mm / year.dryness_mm)
    # Dry ground is pale, temperate ground brown, hot wet ground rusts.
    hue = 0.15 + 0.3 * moist + 0.45 * tropical * moist
    for lat, lng, radius_km, there in SOILS:
        pull = math.exp(-((distance_km(latlng, LatLng(lat, lng)) / radius_km) ** 2))
        hue += (there - hue) * pull
    return _drift("soil", 150.0, latlng, hue, 0.05)


def snow_cover(year: Normals, day: int) -> float:
    """Of the open ground; snow outlasts the frost that brought it by about two weeks."""
    cold = _ramp(2.5, -4.0, year.temperature_c(day - 12))
    # Mongolia's winters are as cold as Finland's, but there is little to fall.
    fallen = _ramp(0.0, 18.0, year.rain_mm_per_month(day))
    eternal = 1.0 if year.warmest_c < 0.0 else 0.0
    return max(cold * (0.25 + 0.75 * fallen), eternal)


def greenness(year: Normals, day: int) -> float:
    """Grass and broad leaves; leaves follow warmth and rain by two to five weeks."""
    warm = _ramp(2.0, 12.0, year.temperature_c(day - 12))
    rain = _ramp(0.12, 0.5, wetness(year, day - 30))
    return warm * (0.12 + 0.88 * rain)


def autumn(year: Normals, day: int) -> float:
    """Coloured leaves: where winters are cold, while the mean falls from 13 to 3 degrees."""
    today, later = year.temperature_c(day), year.temperature_c(day + 20)
    falling = _ramp(0.0, 3.0, today - later)
    band = _ramp(2.0, 7.0, today) * _ramp(14.0, 9.5, today)
    return falling * band * _ramp(9.0, 2.0, year.coldest_c)
