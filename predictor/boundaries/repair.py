"""Outlines made valid, or refused with a reason."""

from dataclasses import dataclass

import shapely

from predictor.boundaries.meridian import split_at_antimeridian

# Beyond this a file is in metres and does not say so.
FAR_LNG_DEG = 360.0


class HopelessOutlineError(ValueError):
    """There is no area to be saved."""


@dataclass(frozen=True, slots=True)
class Mended:
    geom: shapely.Geometry  # a valid MultiPolygon in [-180, 180] x [-90, 90]
    repaired: bool


def mended(geom: shapely.Geometry | None) -> Mended:
    if geom is None or shapely.is_empty(geom):
        raise HopelessOutlineError("it has no geometry")
    west, south, east, north = geom.bounds
    if not (south >= -90 and north <= 90 and west >= -FAR_LNG_DEG and east <= FAR_LNG_DEG):
        raise HopelessOutlineError("its coordinates are no degrees")
    polygons = polygons_of(geom)
    if not polygons:
        raise HopelessOutlineError(f"it is a {geom.geom_type}, not an area")
    split = split_at_antimeridian(shapely.MultiPolygon(polygons))
    return as_valid(split)


def as_valid(geom: shapely.Geometry) -> Mended:
    if shapely.is_valid(geom):
        return Mended(shapely.MultiPolygon(polygons_of(geom)), repaired=False)
    # "structure" keeps the area that rings enclose; "linework" would turn overlaps into holes.
    fixed = polygons_of(shapely.make_valid(geom, method="structure", keep_collapsed=False))
    if not fixed:
        raise HopelessOutlineError("its rings enclose nothing")
    return Mended(shapely.MultiPolygon(fixed), repaired=True)


def polygons_of(geom: shapely.Geometry) -> list[shapely.Geometry]:
    """Flattens collections; lines and points are left out."""
    if geom.geom_type == "Polygon":
        return [] if geom.is_empty else [geom]
    if not hasattr(geom, "geoms"):
        return []
    return [polygon for part in geom.geoms for polygon in polygons_of(part)]
