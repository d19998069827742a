"""Regions into the database: one transaction, so that readers see the old world or the new."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import numpy as np
import shapely
from django.db import connection, transaction

from predictor.boundaries.coverage import Geometries
from predictor.boundaries.incoming import Incoming
from predictor.boundaries.shapes import label_points, shapes_by_zoom
from predictor.models.points import WGS84
from predictor.models.regions import WEB_MERCATOR
from predictor.regions import assign_photo_regions
from predictor.sql import load

LAYER_OF_LEVEL: Final = {0: "countries"}
LAYER_BELOW: Final = "provinces"
# 64 and 128 were alike here; with 32 and with 256 lookups took a fifth longer.
PIECE_VERTICES: Final = 64

Report = Callable[[str], None]


def save_regions(regions: list[Incoming], source: str, report: Report) -> int:
    """Returns how many photos changed their region. report is called before each step."""
    with transaction.atomic(), connection.cursor() as cursor:
        report("claiming the tile layers")
        layers = {LAYER_OF_LEVEL.get(region.level, LAYER_BELOW) for region in regions}
        # First, because the row lock makes a second load wait for this one.
        cursor.execute(load("raise_tile_revisions"), {"layers": sorted(layers)})
        report("saving regions")
        stage_regions(cursor, regions, source)
        cursor.execute(load("save_regions"))
        cursor.execute(load("remove_regions"))
        cursor.execute(load("link_regions"))
        report("cutting pieces")
        cursor.execute(load("remove_pieces"))
        cursor.execute(load("make_pieces"), {"vertices": PIECE_VERTICES})
        report("drawing shapes")
        stage_shapes(cursor, regions)
        cursor.execute(load("save_shapes"))
        report("placing photos")
        return assign_photo_regions()


def stage_regions(cursor: Any, regions: list[Incoming], source: str) -> None:
    geometries = array_of(region.geom for region in regions)
    labels = hex_of(label_points(geometries), WGS84)
    outlines = hex_of(geometries, WGS84)
    cursor.execute(load("stage_regions"))
    with cursor.copy(load("copy_regions")) as copy:
        for region, label, outline in zip(regions, labels, outlines, strict=True):
            names = (region.name, region.parent_code, region.country_code)
            copy.write_row((region.level, region.code, *names, source, label, outline))
    cursor.execute(load("analyze_region_stage"))


def stage_shapes(cursor: Any, regions: list[Incoming]) -> None:
    cursor.execute(load("stage_shapes"))
    with cursor.copy(load("copy_shapes")) as copy:
        for level in sorted({region.level for region in regions}):
            for row in shape_rows([region for region in regions if region.level == level], level):
                copy.write_row(row)


def shape_rows(members: list[Incoming], level: int) -> Iterator[tuple[int, str, int, str]]:
    for zoom, shapes in shapes_by_zoom(array_of(region.geom for region in members), level):
        for region, shape in zip(members, hex_of(shapes, WEB_MERCATOR), strict=True):
            yield level, region.code, zoom, shape


def array_of(geometries: Iterable[shapely.Geometry]) -> Geometries:
    return np.array(list(geometries), dtype=object)


def hex_of(geometries: Geometries, srid: int) -> list[str]:
    """Extended WKB, which COPY takes as it is."""
    marked = shapely.set_srid(geometries, srid)
    return list(shapely.to_wkb(marked, hex=True, include_srid=True))
