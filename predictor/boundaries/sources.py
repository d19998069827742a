"""Features of any file GDAL reads, as attributes and shapely geometry in WGS 84."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from django.contrib.gis.gdal import CoordTransform, DataSource, GDALException, SpatialReference
from django.contrib.gis.gdal.feature import Feature as GdalFeature
from django.contrib.gis.gdal.layer import Layer

from predictor.boundaries.errors import BoundariesError

WGS84_AUTHORITY = 4326
# GDAL opens compressed files through a named filter.
ARCHIVES = {".gz": "/vsigzip/", ".zip": "/vsizip/"}


@dataclass(frozen=True, slots=True)
class Feature:
    number: int  # position in the layer, for messages
    attributes: dict[str, Any]
    geom: shapely.Geometry | None  # None when the file holds nothing readable there


def open_source(path: Path) -> DataSource:
    if not path.exists():
        raise BoundariesError(f"{path}: no such file. Give the path of a boundaries file.")
    if path.is_file() and path.stat().st_size == 0:
        raise BoundariesError(f"{path} is empty. Download it again.")
    try:
        return DataSource(ARCHIVES.get(path.suffix.lower(), "") + str(path.resolve()))
    except GDALException as error:
        raise BoundariesError(
            f"{path} is nothing GDAL can read. Give a GeoPackage, GeoJSON, shapefile or the like."
        ) from error


def layer_of(source: DataSource, path: Path, name: str | None) -> Layer:
    """The named layer, or the only one."""
    names = [source[index].name for index in range(source.layer_count)]
    if name is None and len(names) == 1:
        return source[0]
    if name in names:
        return source[names.index(name)]
    listed = ", ".join(names) or "none"
    wrong = f"has no layer {name!r}" if name else "has several layers"
    raise BoundariesError(f"{path} {wrong}. Choose one with --layer: {listed}.")


def require_fields(layer: Layer, fields: Sequence[str]) -> None:
    for field in fields:
        if field not in layer.fields:
            raise BoundariesError(
                f"Layer {layer.name!r} has no field {field!r}. It has: {', '.join(layer.fields)}."
            )


def read_features(path: Path, layer_name: str | None, fields: Sequence[str]) -> list[Feature]:
    """All features of a layer with these attributes, in file order."""
    layer = layer_of(open_source(path), path, layer_name)
    require_fields(layer, fields)
    try:
        features = list(features_in(layer, fields))
    except GDALException as error:
        raise BoundariesError(f"{path} cannot be read to its end. Download it again.") from error
    if not features:
        raise BoundariesError(f"Layer {layer.name!r} of {path} has no features. Choose another.")
    return features


def features_in(layer: Layer, fields: Sequence[str]) -> Iterator[Feature]:
    to_wgs84 = transform_to_wgs84(layer)
    for number, row in enumerate(layer):
        yield Feature(number, {name: row.get(name) for name in fields}, shape_of(row, to_wgs84))


def transform_to_wgs84(layer: Layer) -> CoordTransform | None:
    """None when the layer is in degrees already, or says nothing about itself."""
    if layer.srs is None or layer.srs.srid == WGS84_AUTHORITY:
        return None
    return CoordTransform(layer.srs, SpatialReference(WGS84_AUTHORITY))


def shape_of(row: GdalFeature, to_wgs84: CoordTransform | None) -> shapely.Geometry | None:
    try:
        geom = row.geom
        if to_wgs84 is not None:
            geom.transform(to_wgs84)
        return shapely.force_2d(shapely.from_wkb(bytes(geom.wkb), on_invalid="fix"))
    except (GDALException, shapely.errors.GEOSException):
        return None
