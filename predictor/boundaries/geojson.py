"""Outlines as compressed GeoJSON (RFC 7946): one feature a line, equal input gives equal bytes."""

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import shapely

from predictor.boundaries.outlines import Outline


def write_outlines(outlines: Iterable[Outline], path: Path) -> int:
    """Returns the size in bytes. The gzip header carries no time and no name."""
    text = "\n".join(lines_of(outlines)) + "\n"
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    return path.stat().st_size


def lines_of(outlines: Iterable[Outline]) -> Iterator[str]:
    yield '{"type":"FeatureCollection","features":['
    features = [
        json.dumps(feature(outline), ensure_ascii=False, separators=(",", ":"))
        for outline in outlines
    ]
    yield ",\n".join(features)
    yield "]}"


def feature(outline: Outline) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {
            "level": outline.level,
            "code": outline.code,
            "name": outline.name,
            "parent": outline.parent,
            "country_code": outline.country_code,
        },
        "geometry": {"type": "MultiPolygon", "coordinates": rings_of(outline.geom)},
    }


def rings_of(geom: shapely.Geometry) -> list[list[list[list[float]]]]:
    """Outer rings anticlockwise, holes clockwise, as the RFC wants."""
    oriented = shapely.orient_polygons(shapely.normalize(geom))
    return [
        [shapely.get_coordinates(ring).tolist() for ring in (part.exterior, *part.interiors)]
        for part in shapely.get_parts(oriented)
    ]
