"""Vector tiles (Mapbox Vector Tile 2.1), drawn by PostGIS once and kept under their revision."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection, transaction

from predictor.models.regions import LAST_SHAPE_ZOOM
from predictor.sql import load

LAST_ZOOM: Final = 14
# Tiles below are drawn on every request: there are too many to keep, and they are quick.
LAST_KEPT_ZOOM: Final = 8
# Provinces below this zoom would be a hatching.
FIRST_PROVINCE_ZOOM: Final = 3
PLACES_PER_TILE: Final = 200
# The smallest population shown at each zoom; deeper zooms show every place.
POPULATION_BY_ZOOM: Final = (
    *(8_000_000, 5_000_000, 3_000_000, 1_000_000, 500_000),
    *(250_000, 100_000, 50_000, 20_000, 10_000, 5_000),
)


class UnknownLayerError(LookupError):
    """There is no such layer."""


class NoSuchTileError(ValueError):
    """The address lies outside the pyramid of tiles."""


@dataclass(frozen=True, slots=True)
class TileKey:
    layer: str
    z: int
    x: int
    y: int

    def __post_init__(self) -> None:
        if self.layer not in LAYERS:
            raise UnknownLayerError(f"No layer {self.layer!r}; there are: {', '.join(LAYERS)}.")
        if not 0 <= self.z <= LAST_ZOOM:
            raise NoSuchTileError(f"Zoom {self.z} is not in [0, {LAST_ZOOM}].")
        last = 2**self.z - 1
        for axis, value in (("x", self.x), ("y", self.y)):
            if not 0 <= value <= last:
                raise NoSuchTileError(f"{axis} {value} is not in [0, {last}] at zoom {self.z}.")

    def parameters(self) -> dict[str, Any]:
        return {"layer": self.layer, "z": self.z, "x": self.x, "y": self.y}


@dataclass(frozen=True, slots=True)
class DrawnTile:
    etag: str
    body: bytes | None  # None when the reader named this etag as the one it has


@dataclass(frozen=True, slots=True)
class TileSource:
    """Which statement draws a layer, and what it is told about the zoom."""

    statement: str
    first_zoom: int = 0

    def parameters(self, z: int) -> Mapping[str, int]:
        smallest = POPULATION_BY_ZOOM[z] if z < len(POPULATION_BY_ZOOM) else 0
        return {
            "shape_zoom": min(z, LAST_SHAPE_ZOOM),
            "population": smallest,
            "places": PLACES_PER_TILE,
        }


LAYERS: Final = {
    "countries": TileSource("draw_countries"),
    "provinces": TileSource("draw_provinces", first_zoom=FIRST_PROVINCE_ZOOM),
    "places": TileSource("draw_places"),
}


def find_tile(key: TileKey, known_etag: str = "") -> DrawnTile:
    """Drawn once however many ask for it at the same time, as long as it is one to keep."""
    if key.z < LAYERS[key.layer].first_zoom:
        return as_drawn(b"")
    if key.z > LAST_KEPT_ZOOM:
        return as_drawn(draw(key)[1])
    return kept_tile(key, known_etag) or make_tile(key)


def as_drawn(body: bytes) -> DrawnTile:
    return DrawnTile(hashlib.sha256(body).hexdigest()[:32], body)


def kept_tile(key: TileKey, known_etag: str) -> DrawnTile | None:
    with connection.cursor() as cursor:
        cursor.execute(load("read_tile"), {**key.parameters(), "known_etag": known_etag})
        row = cursor.fetchone()
    return row and DrawnTile(row[0], None if row[1] is None else bytes(row[1]))


@transaction.atomic
def make_tile(key: TileKey) -> DrawnTile:
    with connection.cursor() as cursor:
        cursor.execute(load("lock_tile"), key.parameters())
    return kept_tile(key, "") or keep(key, *draw(key))


def draw(key: TileKey) -> tuple[int, bytes]:
    """Revision and body come from one statement: from one state of the database."""
    source = LAYERS[key.layer]
    with connection.cursor() as cursor:
        cursor.execute(load(source.statement), {**key.parameters(), **source.parameters(key.z)})
        row = cursor.fetchone()
    # No row: nothing was ever loaded into this layer. Revision 0 is kept by nobody.
    return (row[0], bytes(row[1])) if row else (0, b"")


def keep(key: TileKey, revision: int, body: bytes) -> DrawnTile:
    tile = as_drawn(body)
    values = {**key.parameters(), "revision": revision, "etag": tile.etag, "body": body}
    with connection.cursor() as cursor:
        cursor.execute(load("keep_tile"), values)
    return tile
